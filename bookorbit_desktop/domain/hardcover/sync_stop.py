"""Why a run of the sync could not go on, and when it does: the words of UX.md sections 5 and 12."""

from bookorbit_desktop.domain.base.errors import HardcoverBusy, HardcoverError, Unreachable


def why_stopped(error: HardcoverError, books_left: int, *, online: bool, retry_in: float | None) -> str:
    """One sentence or two for the person. `retry_in`: seconds, None where nobody tries again by itself."""
    if isinstance(error, Unreachable):
        return _unreachable(books_left, online=online)
    if isinstance(error, HardcoverBusy):
        problem = str(error).partition(". ")[0]
        when = (
            "Nothing is lost; sync again later." if retry_in is None else f"Will retry in {_time(retry_in)}."
        )
        return f"{problem}. {when}"
    return str(error)


def _unreachable(books_left: int, *, online: bool) -> str:
    if not online:
        rest = "The remaining book" if books_left == 1 else f"The remaining {books_left:,} books"
        return f"You're offline. {rest} will be sent when you're back." if books_left else "You're offline."
    changes = "1 change is" if books_left == 1 else f"{books_left:,} changes are"
    return (
        f"Can't reach Hardcover. {changes} waiting and will be sent later."
        if books_left
        else ("Can't reach Hardcover. It is tried again later.")
    )


def _time(seconds: float) -> str:
    """Such as "24 s" or "2 min"."""
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 60 else f"{round(whole / 60)} min"
