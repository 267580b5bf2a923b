"""The lines of the sync log: their text, and a model that loads more while scrolling."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal

from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine
from bookorbit_desktop.ui.localizing import localize, localize_list
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import day_and_time, isolated, joined, outcome_look, sentence_case

DAY = ROW + 1
"""The local day of its first line, which has the day's heading; None for other lines."""


def direction_word(direction: Direction) -> str:
    """A direction as an arrow between two names."""
    return {
        Direction.FROM_KOREADER: tr("KOReader →"),
        Direction.TO_HARDCOVER: tr("→ Hardcover"),
        Direction.FROM_HARDCOVER: tr("← Hardcover"),
        Direction.TO_RELAY: tr("→ Relay"),
        Direction.FROM_RELAY: tr("← Relay"),
        Direction.FROM_FILE: tr("← File"),
        Direction.FROM_DEVICE: tr("← Device"),
    }[direction]


def spoken_direction(direction: Direction) -> str:
    """A direction for screen readers, which have no word for arrows."""
    return {
        Direction.FROM_KOREADER: tr("from KOReader"),
        Direction.TO_HARDCOVER: tr("to Hardcover"),
        Direction.FROM_HARDCOVER: tr("from Hardcover"),
        Direction.TO_RELAY: tr("to the relay"),
        Direction.FROM_RELAY: tr("from the relay"),
        Direction.FROM_FILE: tr("from a file"),
        Direction.FROM_DEVICE: tr("from a device"),
    }[direction]


def book_title(line: LogLine) -> str:
    """The subject of a line."""
    return line.title or tr("Entire sync")


def what(line: LogLine) -> str:
    """What changed, as a sentence."""
    return sentence_case(localize_list(line.changes))


def units(line: LogLine) -> str:
    """The cost of a line's writes; empty if there were none."""
    return "" if line.units is None else tr("%n request(s)", line.units)


def other_side(line: LogLine) -> str:
    """The sender or recipient."""
    if line.device:
        return isolated(line.device)
    return {
        Direction.FROM_KOREADER: tr("KOReader"),
        Direction.TO_HARDCOVER: tr("Hardcover"),
        Direction.FROM_HARDCOVER: tr("Hardcover"),
        Direction.TO_RELAY: tr("Relay"),
        Direction.FROM_RELAY: tr("Relay"),
        Direction.FROM_FILE: tr("Reading list"),
        Direction.FROM_DEVICE: tr("USB import"),
    }[line.direction]


def sentences(line: LogLine) -> list[str]:
    """The text below the title: what changed and with whom, and why."""
    changed, message = what(line), localize(line.message)
    first = joined(other_side(line), changed or message)
    return [first, message] if changed and message else [first]


def describe_line(line: LogLine) -> str:
    """A line as a sentence, for screen readers."""
    parts = (
        day_and_time(line.at),
        spoken_direction(line.direction),
        book_title(line),
        outcome_look(line.outcome).word,
        *sentences(line),
    )
    return ", ".join(part for part in parts if part)


def hint_line(line: LogLine) -> str:
    """The tooltip of a line, with everything in full."""
    return "\n".join(part for part in (isolated(book_title(line)), *sentences(line)) if part)


def line_text(line: LogLine) -> str:
    """A line for the clipboard, one fact per row."""
    facts = (
        (tr("Time"), day_and_time(line.at)),
        (tr("Direction"), direction_word(line.direction)),
        (tr("Book"), book_title(line)),
        (tr("Changes"), what(line)),
        (tr("Result"), outcome_look(line.outcome).word),
        (tr("Message"), localize(line.message)),
        (tr("Device"), line.device),
        (tr("Requests"), units(line)),
        (tr("On Hardcover"), line.link or ""),
    )
    return "\n".join(f"{name}: {fact}" for name, fact in facts if fact)


def line_id(line: LogLine) -> int:
    """The identity of a line."""
    return line.id


class LogModel(RowsModel[LogLine]):
    """The newest lines first. More come when the end is scrolled into sight."""

    more_requested = Signal()

    def __init__(self) -> None:
        super().__init__(line_id, describe_line, hint_line)
        self.has_more = False

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row's data, plus the day that begins with it."""
        return self._new_day(index.row()) if role == DAY else super().data(index, role)

    def _new_day(self, row: int) -> date | None:
        day = _local_day(self._rows[row])
        return day if row == 0 or _local_day(self._rows[row - 1]) != day else None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether there are older lines to load."""
        return self.has_more

    def fetchMore(self, parent: AnyIndex) -> None:
        """Request the next page, once."""
        self.has_more = False
        self.more_requested.emit()

    def append(self, lines: Sequence[LogLine]) -> None:
        """Append older lines."""
        if not lines:
            return
        first = len(self._rows)
        self.beginInsertRows(self.index(-1), first, first + len(lines) - 1)
        self._rows += lines
        self._numbers |= {line.id: first + number for number, line in enumerate(lines)}
        self.endInsertRows()


def _local_day(line: LogLine) -> date:
    return line.at.astimezone().date()
