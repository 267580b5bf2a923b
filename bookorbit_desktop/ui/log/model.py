"""The lines of the sync log, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bookorbit_desktop.domain.sync_log import LogLine, LogOutcome
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowsModel
from bookorbit_desktop.ui.wording import day_and_time, isolated, outcome_look

_SHOWN = tuple(LogOutcome)


def what(line: LogLine) -> str:
    """What was sent."""
    return ", ".join(line.changes)


def describe_line(line: LogLine) -> str:
    """A line as a sentence, for screen readers."""
    parts = (day_and_time(line.at), line.title, outcome_look(line.outcome).word, what(line), line.message)
    return ", ".join(part for part in parts if part)


def hint_line(line: LogLine) -> str:
    """The tooltip of a line: everything in full."""
    return "\n".join(part for part in (isolated(line.title), what(line), line.message) if part)


def fitting(lines: Iterable[LogLine], outcome: LogOutcome | None, text: str) -> list[LogLine]:
    """The lines of an outcome (None: any) that have every word of `text` in them."""
    words = text.casefold().split()
    return [
        line
        for line in lines
        if (outcome is None or line.outcome == outcome)
        and all(word in f"{line.title} {what(line)} {line.message}".casefold() for word in words)
    ]


def outcome_chips(lines: Sequence[LogLine]) -> list[tuple[LogOutcome | None, str, int]]:
    """The filters: all, then each outcome that some line has."""
    counts = Counter(line.outcome for line in lines)
    found = [(outcome, outcome_look(outcome).word, counts[outcome]) for outcome in _SHOWN if counts[outcome]]
    return [(None, tr("All"), len(lines)), *found]


class LogModel(RowsModel[LogLine]):
    """The newest lines first."""

    def __init__(self) -> None:
        super().__init__(hash, describe_line, hint_line)
