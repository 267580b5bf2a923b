"""The rows of the position history: their text, model and delegate."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.hardcover.read_plan import pages_for
from bookorbit_desktop.domain.reading.positions import PastPosition
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import badge_width, halves, paint_badge, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.wording import BadgeStyle, day_and_time, joined, page_text, percent

ROW_HEIGHT = 48
_WIDE_TIMES = tuple(datetime(2028, 12, 28, hour, 58, tzinfo=UTC) for hour in range(24))
"""Times of which one is as wide as any gets, in every locale."""


class PositionText:
    """Makes the texts for positions of one book."""

    def __init__(self, pages: int | None, copy_word: Callable[[str], str]) -> None:
        """`copy_word` names a document's copy of the book."""
        self._pages = pages
        self._copy = copy_word

    def device(self, position: PastPosition) -> str:
        """The device that sent it."""
        return position.push.device or tr("Unnamed device")

    def copy(self, position: PastPosition) -> str:
        """How it arrived, which copy of the book it was, and how often it came."""
        times = tr("%n time(s)", position.pushes) if position.pushes > 1 else ""
        way = tr("through the relay") if position.push.relayed else ""
        return joined(way, self._copy(position.push.document), times)

    def where(self, position: PastPosition) -> str:
        """The percentage and, after a step back, the one before."""
        back = ""
        if position.back_from is not None:
            back = tr("went back from {0}").format(percent(position.back_from))
        return joined(percent(position.push.percentage), back)

    def page(self, position: PastPosition) -> str:
        """The page, if pages are known."""
        if self._pages is None:
            return ""
        return page_text(pages_for(clamp_fraction(position.push.percentage), self._pages), self._pages)

    def describe(self, position: PastPosition) -> str:
        """A position as a sentence, for screen readers."""
        given = given_look().word if position.is_given else ""
        parts = (
            self.where(position),
            self.page(position),
            self.device(position),
            day_and_time(position.push.at),
        )
        return ", ".join(part for part in (*parts, self.copy(position), given) if part)


def given_look() -> BadgeStyle:
    """The badge of the position that devices currently get."""
    return BadgeStyle(tr("Current on devices"), "check", Tone.OK)


class PositionModel(RowsModel[PastPosition]):
    """The newest positions first. More load when the end scrolls into view."""

    more_requested = Signal()

    def __init__(self, text: PositionText) -> None:
        super().__init__(lambda position: position.push.id, text.describe, text.describe)
        self.has_more = False

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether there are older positions to load."""
        return self.has_more

    def fetchMore(self, parent: AnyIndex) -> None:
        """Request the next page, once."""
        self.has_more = False
        self.more_requested.emit()

    def append(self, positions: Sequence[PastPosition]) -> None:
        """Append older positions."""
        if not positions:
            return
        first = len(self._rows)
        self.beginInsertRows(self.index(-1), first, first + len(positions) - 1)
        self._rows += positions
        self._numbers |= {position.push.id: first + number for number, position in enumerate(positions)}
        self.endInsertRows()


class PositionDelegate(QStyledItemDelegate):
    """Time, device and copy, position, and whether devices get it now."""

    def __init__(self, text: PositionText) -> None:
        super().__init__()
        self._text = text

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one position."""
        position: PastPosition = index.data(ROW)
        text, direction = self._text, option.direction
        when, device, where, badge = (
            QStyle.visualRect(direction, option.rect, area) for area in _columns(option.rect)
        )
        small = theme.font(Type.DETAIL, numbers=True)
        painter.save()
        paint_row(painter, option)
        paint_text(painter, when, day_and_time(position.push.at), small, "muted", direction=direction)
        name, copy = text.device(position), text.copy(position)
        upper, lower = halves(device) if copy else (device, QRect())
        paint_text(painter, upper, name, theme.font(Type.CARD), direction=direction)
        paint_text(painter, lower, copy, small, "muted", direction=direction)
        page = text.page(position)
        upper, lower = halves(where) if page else (where, QRect())
        paint_text(painter, upper, text.where(position), small, direction=direction)
        paint_text(painter, lower, page, small, "muted", direction=direction)
        if position.is_given:
            paint_badge(painter, badge, given_look(), direction)
        painter.restore()


@lru_cache(maxsize=4)
def time_width(font_text: str) -> int:
    """The width of a position's date and time in this font."""
    font = QFont()
    font.fromString(font_text)
    small = QFontMetrics(font)
    return 1 + max(small.horizontalAdvance(day_and_time(time)) for time in _WIDE_TIMES)


def _columns(row: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    left, right = row.left() + theme.SPACE_16, row.right() - theme.SPACE_16
    when, badge = time_width(theme.font(Type.DETAIL, numbers=True).toString()), badge_width(given_look())
    flexible = right - left - when - badge - 3 * theme.SPACE_12
    areas = []
    for width in (when, flexible // 2, flexible - flexible // 2, badge):
        areas.append(QRect(left, row.top(), width, row.height()))
        left += width + theme.SPACE_12
    return areas[0], areas[1], areas[2], areas[3]
