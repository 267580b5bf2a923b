"""The lines of the sync log: their text, how they are painted, and a model that loads more while scrolling."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.localizing import localize, localize_list
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import (
    clock_time,
    day_and_time,
    day_heading,
    isolated,
    joined,
    outcome_look,
    sentence_case,
)

ROW_HEIGHT = 56
_LINE = 20
_COVER = QSize(32, 48)
_ICON = 20
_DAY_HEIGHT = 40


class LogDelegate(QStyledItemDelegate):
    """Time, cover, title over description, and result."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as its text and, if any, the day's heading."""
        line: LogLine = index.data(ROW)
        more = _LINE if line.changes and line.message else 0
        heading = _DAY_HEIGHT if index.data(DAY) else 0
        return QSize(0, theme.px(ROW_HEIGHT + more + heading))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        day: date | None = index.data(DAY)
        painter.save()
        row = QStyleOptionViewItem(option)
        if day is not None:
            heading = QRect(row.rect)
            heading.setHeight(theme.px(_DAY_HEIGHT))
            row.rect = row.rect.adjusted(0, heading.height(), 0, 0)
            text_rect = heading.adjusted(theme.SPACE_16, theme.SPACE_8, -theme.SPACE_16, 0)
            text = day_heading(day, self._now().astimezone().date())
            paint_text(painter, text_rect, text, theme.font(Type.CARD), "muted", direction=option.direction)
        paint_row(painter, row)
        self._paint_line(painter, row, index.data(ROW))
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: LogLine) -> None:
        direction, whole = option.direction, option.rect
        small = theme.font(Type.DETAIL, numbers=True)
        look = outcome_look(line.outcome)
        time, cover, text_rect, result = _parts(
            whole, QFontMetrics(small), clock_time(line.at), badge_width(look)
        )

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        paint_text(painter, mirrored(time), clock_time(line.at), small, "muted", direction=direction)
        self._paint_cover(painter, mirrored(cover), line)
        paint_badge(painter, mirrored(result), look, direction)
        said = sentences(line)
        height = theme.px(_LINE)
        top = whole.top() + (whole.height() - height * (1 + len(said))) // 2
        title = QRect(text_rect.left(), top, text_rect.width(), height)
        paint_text(painter, mirrored(title), book_title(line), theme.font(Type.CARD), direction=direction)
        for number, text in enumerate(said, 1):
            area = title.translated(0, number * height)
            colour = "text" if number == 1 else "muted"
            paint_text(painter, mirrored(area), text, theme.font(Type.DETAIL), colour, direction=direction)

    def _paint_cover(self, painter: QPainter, area: QRect, line: LogLine) -> None:
        if line.book_id is None:
            icon = QRect(0, 0, theme.px(_ICON), theme.px(_ICON))
            icon.moveCenter(area.center())
            icons.paint(painter, icon, "book-closed" if line.title else "sync", "muted")
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        size = area.width(), area.height()
        request = CoverRequest(line.book_id, line.title, "", *size, ratio, theme.px(3))
        paint_cover(painter, area, self._covers.pixmap(request))


def _parts(row: QRect, metrics: QFontMetrics, time: str, end: int) -> tuple[QRect, QRect, QRect, QRect]:
    """The areas of time, cover, text and result."""
    left, right = row.left() + theme.SPACE_16, row.right() - theme.SPACE_16
    clock = QRect(left, row.top(), metrics.horizontalAdvance("0" * max(5, len(time))), row.height())
    cover = QRect(clock.right() + theme.SPACE_12, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
    cover.moveTop(row.top() + (row.height() - cover.height()) // 2)
    badge = QRect(0, row.top(), min(end, row.width() // 3), row.height())
    badge.moveRight(right)
    text_rect = QRect(cover.right() + theme.SPACE_12, row.top(), 0, row.height())
    text_rect.setRight(badge.left() - theme.SPACE_12)
    return clock, cover, text_rect, badge


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
