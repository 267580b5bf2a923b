"""Why a run of the sync could not go on, and when it does: the words of UX.md sections 5 and 12."""

from bookorbit_desktop.domain.base.errors import HardcoverBusy, HardcoverError, Unreachable
from bookorbit_desktop.domain.base.messages import Message, joined


def why_stopped(error: HardcoverError, books_left: int, *, online: bool, retry_in: float | None) -> Message:
    """One sentence or two for the person. `retry_in`: seconds, None where nobody tries again by itself."""
    if isinstance(error, Unreachable):
        return _unreachable(books_left, online=online)
    if isinstance(error, HardcoverBusy):
        when = (
            Message("Nothing is lost; sync again later.")
            if retry_in is None
            else Message("Will retry in {0}.", _time(retry_in))
        )
        return joined((error.why, when))
    return error.message


def _unreachable(books_left: int, *, online: bool) -> Message:
    if not online:
        match books_left:
            case 0:
                return Message("You're offline.")
            case 1:
                return Message("You're offline. The remaining book will be sent when you're back.")
        return Message(
            "You're offline. The remaining %n books will be sent when you're back.", count=books_left
        )
    match books_left:
        case 0:
            return Message("Can't reach Hardcover. It is tried again later.")
        case 1:
            return Message("Can't reach Hardcover. 1 change is waiting and will be sent later.")
    return Message("Can't reach Hardcover. %n changes are waiting and will be sent later.", count=books_left)


def _time(seconds: float) -> Message:
    """Such as "24 s" or "2 min"."""
    whole = max(1, round(seconds))
    return Message("%n s", count=whole) if whole < 60 else Message("%n min", count=round(whole / 60))
