"""Text for the inbox."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.library.inbox import WAITING, InboxFile, InboxState
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.text import missing_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import BadgeStyle, ago, file_size, isolated, joined, names


class InboxSort(StrEnum):
    """The orders of the inbox (screens.md section 8)."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    STATUS = "status"


def inbox_sort_word(sort: InboxSort) -> str:
    """The name of an order."""
    return {
        InboxSort.NEWEST: tr("Newest"),
        InboxSort.OLDEST: tr("Oldest"),
        InboxSort.TITLE: tr("Title A–Z"),
        InboxSort.STATUS: tr("Status"),
    }[sort]


def inbox_look(state: InboxState) -> BadgeStyle:
    """The look of a file's state."""
    return {
        InboxState.ERROR: BadgeStyle(tr("Error"), "warning", Tone.ERROR),
        InboxState.MANUAL: BadgeStyle(tr("Review needed"), "info", Tone.ATTENTION),
        InboxState.READY: BadgeStyle(tr("Ready to review"), "info", Tone.PENDING),
        InboxState.READING: BadgeStyle(tr("Reading file"), "sync", Tone.NEUTRAL),
        InboxState.ASKING: BadgeStyle(tr("Searching Hardcover"), "sync", Tone.NEUTRAL),
        InboxState.ADDED: BadgeStyle(tr("Added"), "check", Tone.OK),
    }[state]


def inbox_chips(files: Sequence[InboxFile]) -> list[tuple[InboxState | None, str, int]]:
    """The filters with counts: what needs action, its kinds if there are several, and recent additions."""
    counts = {state: sum(file.state is state for file in files) for state in InboxState}
    kinds = [state for state in InboxState if state in WAITING and counts[state]]
    chips: list[tuple[InboxState | None, str, int]] = [
        (None, tr("To do"), sum(counts[state] for state in kinds))
    ]
    if len(kinds) > 1:
        chips += [(state, inbox_look(state).word, counts[state]) for state in kinds]
    return [*chips, (InboxState.ADDED, inbox_look(InboxState.ADDED).word, counts[InboxState.ADDED])]


def file_name(file: InboxFile) -> str:
    """The last part of a file's path."""
    return _last_part(file.shown_path)


def below_title(file: InboxFile) -> str:
    """The second line: why it could not be read, what is missing, or its authors."""
    if file.problem:
        return localize(file.problem)
    if file.state is InboxState.MANUAL:
        missing = BookField.TITLE if file.authors else BookField.AUTHORS
        return joined(missing_text(missing), file_name(file))
    return joined(isolated(names(file.authors)), file_name(file))


def beside(file: InboxFile, now: datetime) -> str:
    """Format, size and when it was found."""
    return joined(file.format.upper(), file_size(file.size), ago(file.detected_at, now))


def describe_file(file: InboxFile) -> str:
    """A file as text for screen readers."""
    return ", ".join((file.title, inbox_look(file.state).word, below_title(file)))


def result_text(summary: ScanSummary) -> str:
    """The result of an addition, such as "2 books added (3 files) · 1 already in your library"."""
    known = summary.unchanged + summary.changed + summary.moved
    return joined(
        localize(summary.added_text()) or ("" if known else tr("Nothing added")),
        tr("{0} already in your library").format(known) if known else "",
        tr("%n file(s) couldn't be read", summary.problems) if summary.problems else "",
    )


def reject_text(summary: ScanSummary) -> list[str]:
    """Each file that was not added, with the reason."""
    unsupported = [tr("{0}: unsupported file type").format(name) for name in summary.rejected]
    unreadable = [
        tr("{0}: {1}").format(_last_part(path), localize(reason)) for path, reason in summary.problem_files
    ]
    away = [tr("{0}: couldn't be opened").format(path) for path in summary.unreachable]
    return [*unsupported, *unreadable, *away]


def chosen(
    files: Sequence[InboxFile], state: InboxState | None, text: str, sort: InboxSort
) -> list[InboxFile]:
    """The files that pass the filters, in order; without a state, those that need action."""
    tokens = text.casefold().split()
    found = [
        file
        for file in files
        if (file.state in WAITING if state is None else file.state is state)
        and all(word in _searched(file) for word in tokens)
    ]
    if sort is InboxSort.OLDEST:
        found.reverse()
    elif sort is InboxSort.TITLE:
        found.sort(key=lambda file: file.title.casefold())
    elif sort is InboxSort.STATUS:
        order = list(InboxState)
        found.sort(key=lambda file: order.index(file.state))
    return found


def _searched(file: InboxFile) -> str:
    return " ".join((file.title, names(file.authors), file.shown_path)).casefold()


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
