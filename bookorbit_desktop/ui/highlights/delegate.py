"""Paints a highlight: its text, the note and the source; the first of each book has its cover."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.quotes import QuoteView
from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.highlights.quotes import state_text
from bookorbit_desktop.ui.highlights.text import about, describe, one_line, quote
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.paged_rows import PagedModel
from bookorbit_desktop.ui.widgets.painting import paint_cover, paint_lines, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import isolated, names

BOOK_START = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""Whether a row is the first one of its book."""


HARDCOVER = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 2)
"""A row's state on Hardcover, as text."""


class HighlightsModel(PagedModel[int, KeptAnnotation]):
    """The matching highlights, in order."""

    def __init__(self) -> None:
        super().__init__(lambda kept: kept.id)
        self.hardcover: dict[int, QuoteView] = {}
        """The state on Hardcover of rows viewed so far; empty while nothing is sent and nothing was."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or its text for screen readers."""
        if role == BOOK_START:
            return self._starts_book(index.row())
        if role == HARDCOVER:
            return state_text(self.hardcover.get(self._ids[index.row()]))
        if role not in (ROW, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        row = self._row(index.row())
        if role == ROW:
            return row
        return tr("Loading") if row is None else describe(row, state_text(self.hardcover.get(row.id)))

    def known(self, number: int) -> KeptAnnotation | None:
        """The row with this id if it is loaded; does not request it."""
        return self._rows.get(self._ids[number])

    def _starts_book(self, number: int) -> bool:
        kept = self.known(number)
        before = self.known(number - 1) if number else None
        if kept is None or (number and before is None):
            return False
        return before is None or before.source != kept.source

    def show_ids(self, ids: Sequence[int], rows: Iterable[KeptAnnotation] = (), at: int = 0) -> None:
        """Show other ids, or new values of the same; `rows` are the page around index `at`."""
        self._replace(ids, rows, at, is_same=ids == self._ids)


ROW_HEIGHT = 108
"""The height of a row that is not loaded, and of every row in a list too long to measure."""
COVER_WIDTH, COVER_HEIGHT = 32, 48
_HEAD_HEIGHT = 64
_BAR_WIDTH = 4
_QUOTE_LINES, _NOTE_LINES = 12, 4
_QUOTE_LINE, _LINE = 26, 20
_LARGER = 2.0
"""Points by which the quotation is larger than the text around it."""
_MARK = 16
_SHOWN_LETTERS = 2000
"""Characters of a text: more do not fit into a row, and take time to lay out."""
_KEPT_HEIGHTS = 5000


class HighlightDelegate(QStyledItemDelegate):
    """A row is as high as its text, up to a dozen lines; the rest is in the details."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._heights: dict[tuple[str, str, int], tuple[int, int]] = {}
        """Line counts of quotation and note by text and width, cached as lists ask for them often."""
        self.is_uniform = False
        """Whether all rows have the same height, as in very long lists."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The height of the text at the width of the list. Loads nothing."""
        model = index.model()
        kept = model.known(index.row()) if isinstance(model, HighlightsModel) else None
        if self.is_uniform or kept is None:
            return QSize(0, theme.px(ROW_HEIGHT))
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QListView) else option.rect.width()
        quoted, noted = self._lines(kept, _text_width(width))
        text = quoted * theme.px(_QUOTE_LINE) + noted * theme.px(_LINE)
        head = theme.px(_HEAD_HEIGHT) if index.data(BOOK_START) else 0
        return QSize(0, head + text + theme.px(_LINE) + theme.SPACE_4 + 2 * theme.SPACE_12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        kept: KeptAnnotation | None = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        area = option.rect.adjusted(theme.SPACE_16, theme.SPACE_12, -theme.SPACE_16, -theme.SPACE_12)
        if kept is None:
            paint_text(
                painter, area, tr("Loading"), theme.font(Type.BODY), "muted", direction=option.direction
            )
        else:
            if index.data(BOOK_START) and not self.is_uniform:
                self._paint_book(painter, area, kept, option.direction)
                area.setTop(area.top() + theme.px(_HEAD_HEIGHT))
            self._paint(painter, area, kept, option.direction, index.data(HARDCOVER))
        painter.restore()

    def _lines(self, kept: KeptAnnotation, width: int) -> tuple[int, int]:
        text, note = _texts(kept)
        key = (text, note, width)
        if key not in self._heights:
            if len(self._heights) >= _KEPT_HEIGHTS:
                self._heights.clear()
            quoted = _count_lines(text, quote_font(), width, _QUOTE_LINES)
            noted = _count_lines(note, theme.font(Type.BODY), width - _note_indent(), _NOTE_LINES)
            self._heights[key] = (quoted, noted)
        return self._heights[key]

    def _paint_book(
        self, painter: QPainter, area: QRect, kept: KeptAnnotation, direction: Qt.LayoutDirection
    ) -> None:
        """Draw cover, title and authors above the first highlight of a book."""
        box = QRect(area.left(), area.top(), theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT))
        if kept.book_id is not None:
            ratio = painter.device().devicePixelRatio()
            size = box.size()
            wanted = CoverRequest(
                kept.book_id, kept.title, names(kept.authors), size.width(), size.height(), ratio, 3
            )
            paint_cover(painter, QStyle.visualRect(direction, area, box), self._covers.pixmap(wanted))
        left = box.right() + theme.SPACE_12 if kept.book_id is not None else area.left()
        line = theme.px(_LINE)
        title = QRect(left, area.top() + theme.SPACE_4, area.right() - left, line)
        author = title.translated(0, line)
        paint_text(
            painter,
            QStyle.visualRect(direction, area, title),
            isolated(one_line(kept.title)),
            theme.font(Type.CARD),
            direction=direction,
        )
        paint_text(
            painter,
            QStyle.visualRect(direction, area, author),
            isolated(names(kept.authors)),
            theme.font(Type.DETAIL),
            "muted",
            direction=direction,
        )

    def _paint(
        self,
        painter: QPainter,
        area: QRect,
        kept: KeptAnnotation,
        direction: Qt.LayoutDirection,
        hardcover: str,
    ) -> None:
        bar = QRect(area.left(), area.top(), theme.px(_BAR_WIDTH), area.height())
        _paint_bar(painter, QStyle.visualRect(direction, area, bar), kept)
        text_rect = area.adjusted(bar.width() + theme.SPACE_12, 0, 0, 0)
        text, note = _texts(kept)
        _, noted = self._lines(kept, text_rect.width())
        line, large = theme.px(_LINE), theme.px(_QUOTE_LINE)
        most = max(1, (area.height() - line - noted * line) // large)
        box = QStyle.visualRect(direction, area, text_rect)
        colour = "muted" if kept.annotation.kind is AnnotationKind.BOOKMARK else "text"
        height = paint_lines(painter, box, text, quote_font(), colour, direction, large, most=most)
        if note:
            below = QRect(text_rect.left(), text_rect.top() + height, text_rect.width(), noted * line)
            _paint_note(painter, area, below, note, direction)
        bottom = QRect(text_rect.left(), area.bottom() - line + 1, text_rect.width(), line)
        source = about(kept, hardcover)
        if self.is_uniform:
            source = f"{isolated(one_line(kept.title))} · {source}"
        font = theme.font(Type.DETAIL, numbers=True)
        paint_text(
            painter, QStyle.visualRect(direction, area, bottom), source, font, "muted", direction=direction
        )


def quote_font() -> QFont:
    """The font of the quotation, the largest text of a row."""
    font = theme.font(Type.BODY)
    font.setPointSizeF(font.pointSizeF() + _LARGER)
    return font


def _texts(kept: KeptAnnotation) -> tuple[str, str]:
    return one_line(quote(kept)[:_SHOWN_LETTERS]), one_line(kept.annotation.note[:_SHOWN_LETTERS])


def _text_width(row_width: int) -> int:
    return row_width - 2 * theme.SPACE_16 - theme.px(_BAR_WIDTH) - theme.SPACE_12


def _note_indent() -> int:
    return theme.px(_MARK) + theme.SPACE_8


def _count_lines(text: str, font: QFont, width: int, most: int) -> int:
    if not text:
        return 0
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines = 0
    while lines < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines += 1
    layout.endLayout()
    return lines


def _paint_bar(painter: QPainter, bar: QRect, kept: KeptAnnotation) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mark_colour(kept.annotation.color))
    painter.drawRoundedRect(QRectF(bar), 2, 2)


def _paint_note(painter: QPainter, area: QRect, box: QRect, note: str, direction: Qt.LayoutDirection) -> None:
    size, line = theme.px(_MARK), theme.px(_LINE)
    mark = QRect(box.left(), box.top() + (line - size) // 2, size, size)
    text_rect = box.adjusted(_note_indent(), 0, 0, 0)
    icons.paint(painter, QStyle.visualRect(direction, area, mark), "edit", "accent")
    mirrored = QStyle.visualRect(direction, area, text_rect)
    font = theme.font(Type.BODY)
    paint_lines(painter, mirrored, note, font, "muted", direction, line, most=max(1, box.height() // line))
