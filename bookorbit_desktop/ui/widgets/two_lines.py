"""A row of two lines: a title over its facts, with a cover or icon before them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import AnyIndex

_ICON = 20


@dataclass(frozen=True, slots=True)
class CoverOf:
    """The book of a cover, and the text for a generated one."""

    key: int
    title: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class TwoLines:
    """The content of a row."""

    title: str
    facts: str
    mark: CoverOf | str = ""
    """A cover, or the name of an icon."""
    end: str = ""
    """Text at the end of the row, such as a shortcut."""


@dataclass(frozen=True, slots=True)
class RowSize:
    """Sizes of a row, in design pixels."""

    height: int
    cover: QSize | None = None
    """The room for a cover or icon; None if rows start with text."""


BOOK_ROW = RowSize(56, QSize(32, 48))


class TwoLineDelegate(QStyledItemDelegate):
    """Paints rows of equal height."""

    def __init__(
        self,
        lines_of: Callable[[AnyIndex], TwoLines],
        parent: QWidget,
        size: RowSize,
        covers: CoverCache | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines_of = lines_of
        self._size = size
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(self._size.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        lines, direction, whole = self._lines_of(index), option.direction, option.rect
        detail = theme.font(Type.DETAIL)
        painter.save()
        paint_row(painter, option)
        text_rect = whole.adjusted(theme.SPACE_16, 0, -theme.SPACE_16, 0)
        if self._size.cover is not None:
            width, height = self._size.cover.toTuple()
            mark = QRect(text_rect.left(), 0, theme.px(width), theme.px(height))
            mark.moveTop(whole.top() + (whole.height() - mark.height()) // 2)
            self._paint_mark(painter, QStyle.visualRect(direction, whole, mark), lines.mark)
            text_rect.setLeft(mark.right() + 1 + theme.SPACE_12)
        if lines.end:
            end = QRect(text_rect)
            end.setLeft(text_rect.right() - QFontMetrics(detail).horizontalAdvance(lines.end) - 2)
            text_rect.setRight(end.left() - theme.SPACE_12)
            box = QStyle.visualRect(direction, whole, end)
            paint_text(painter, box, lines.end, detail, "muted", direction=direction)
        first, second = halves(QStyle.visualRect(direction, whole, text_rect))
        paint_text(painter, first, lines.title, theme.font(Type.CARD), direction=direction)
        paint_text(painter, second, lines.facts, detail, "muted", direction=direction)
        painter.restore()

    def _paint_mark(self, painter: QPainter, area: QRect, mark: CoverOf | str) -> None:
        if isinstance(mark, str):
            icon = QRect(0, 0, theme.px(_ICON), theme.px(_ICON))
            icon.moveCenter(area.center())
            icons.paint(painter, icon, mark, "muted")
        elif self._covers is not None:
            device = painter.device()
            ratio = device.devicePixelRatioF() if device else 1.0
            size = area.width(), area.height()
            request = CoverRequest(mark.key, mark.title, mark.author, *size, ratio, theme.px(3))
            paint_cover(painter, area, self._covers.pixmap(request))
