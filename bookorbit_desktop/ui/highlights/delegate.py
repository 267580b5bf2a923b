"""Paints one highlight: colour, text, note and source."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.highlights.text import about, one_line, quote
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import paint_lines, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import isolated, joined, names

ROW_HEIGHT = 108
_BAR_WIDTH = 4
_QUOTE_LINES = 3
_LINE_HEIGHT = 20
_MARK = 16
_SHOWN_LETTERS = 600
"""Of a text: more does not fit into a row, and laying it out takes time."""


class HighlightDelegate(QStyledItemDelegate):
    """Every row is equally high; what does not fit is in the details."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        kept: KeptAnnotation | None = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        area = option.rect.adjusted(theme.SPACE_16, theme.SPACE_8, -theme.SPACE_16, -theme.SPACE_8)
        if kept is None:
            paint_text(
                painter, area, tr("Loading"), theme.font(Type.BODY), "muted", direction=option.direction
            )
        else:
            self._paint(painter, area, kept, option.direction)
        painter.restore()

    def _paint(
        self, painter: QPainter, area: QRect, kept: KeptAnnotation, direction: Qt.LayoutDirection
    ) -> None:
        bar = QRect(area.left(), area.top(), theme.px(_BAR_WIDTH), area.height())
        words = area.adjusted(bar.width() + theme.SPACE_12, 0, 0, 0)
        self._paint_bar(painter, QStyle.visualRect(direction, area, bar), kept)
        line = theme.px(_LINE_HEIGHT)
        note = one_line(kept.annotation.note[:_SHOWN_LETTERS])
        most = _QUOTE_LINES - bool(note)
        box = QStyle.visualRect(direction, area, words)
        box.setHeight(most * line)
        text = one_line(quote(kept)[:_SHOWN_LETTERS])
        colour = "muted" if kept.annotation.kind is AnnotationKind.BOOKMARK else "text"
        height = paint_lines(painter, box, text, theme.font(Type.BODY), colour, direction, line, most=most)
        if note:
            place = QRect(words.left(), words.top() + height, words.width(), line)
            self._paint_note(painter, area, place, note, direction)
        self._paint_source(painter, area, words, kept, direction)

    def _paint_bar(self, painter: QPainter, bar: QRect, kept: KeptAnnotation) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mark_colour(kept.annotation.color))
        painter.drawRoundedRect(QRectF(bar), 2, 2)

    def _paint_note(
        self, painter: QPainter, area: QRect, place: QRect, note: str, direction: Qt.LayoutDirection
    ) -> None:
        size = theme.px(_MARK)
        mark = QRect(place.left(), place.top() + (place.height() - size) // 2, size, size)
        words = place.adjusted(size + theme.SPACE_8, 0, 0, 0)
        icons.paint(painter, QStyle.visualRect(direction, area, mark), "edit", "accent")
        font = theme.font(Type.CARD)
        paint_text(painter, QStyle.visualRect(direction, area, words), note, font, direction=direction)

    def _paint_source(
        self,
        painter: QPainter,
        area: QRect,
        words: QRect,
        kept: KeptAnnotation,
        direction: Qt.LayoutDirection,
    ) -> None:
        """Title and author, then the rest in what room is left."""
        line, font = theme.px(_LINE_HEIGHT), theme.font(Type.DETAIL, numbers=True)
        bottom = QRect(words.left(), area.bottom() - line + 1, words.width(), line)
        source = joined(isolated(one_line(kept.title)), isolated(names(kept.authors)))
        rest = about(kept)
        needed = QFontMetrics(font).horizontalAdvance(source) + 2
        width = min(needed, words.width() * 3 // 5 if rest else words.width())
        left = QRect(bottom.left(), bottom.top(), width, line)
        right = bottom.adjusted(width + theme.SPACE_12, 0, 0, 0)
        paint_text(painter, QStyle.visualRect(direction, area, left), source, font, direction=direction)
        paint_text(
            painter, QStyle.visualRect(direction, area, right), rest, font, "muted", direction=direction
        )
