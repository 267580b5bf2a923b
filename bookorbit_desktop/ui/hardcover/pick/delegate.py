"""Paints records and editions: a cover and two lines each."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.hardcover.pick.model import FACTS, edition_facts, edition_title, record_title
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.painting import halves, paint_cover, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 56
_COVER = QSize(32, 48)


class RecordDelegate(QStyledItemDelegate):
    """A cover, then title and year over authors, series, readers and pages."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one record."""
        record: CatalogueBook = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        drawn = _Drawn(record.id, record.title, names(record.authors))
        indent = _paint_picture(painter, option, self._covers, drawn)
        facts = index.data(FACTS)
        _paint_text(painter, option, indent, record_title(record), facts)
        painter.restore()


class EditionDelegate(QStyledItemDelegate):
    """A cover, then format and language over pages, ISBN, year and readers."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Every row is equally high."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one edition."""
        edition: Edition = index.data(ROW)
        painter.save()
        paint_row(painter, option)
        indent = _paint_picture(painter, option, self._covers, _Drawn(edition.id, edition.title, ""))
        _paint_text(painter, option, indent, edition_title(edition), edition_facts(edition))
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a generated cover shows."""

    key: int
    title: str
    author: str


def _paint_picture(painter: QPainter, option: QStyleOptionViewItem, covers: CoverCache, drawn: _Drawn) -> int:
    """A cover at the start of a row, and how far the words are from there."""
    whole = option.rect
    cover = QRect(whole.left() + theme.SPACE_16, 0, theme.px(_COVER.width()), theme.px(_COVER.height()))
    cover.moveTop(whole.top() + (whole.height() - cover.height()) // 2)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    request = CoverRequest(
        drawn.key, drawn.title, drawn.author, cover.width(), cover.height(), ratio, theme.px(3)
    )
    paint_cover(painter, QStyle.visualRect(option.direction, whole, cover), covers.pixmap(request))
    return cover.right() + 1 - whole.left() + theme.SPACE_12


def _paint_text(painter: QPainter, option: QStyleOptionViewItem, indent: int, title: str, facts: str) -> None:
    words = option.rect.adjusted(indent, 0, -theme.SPACE_16, 0)
    first, second = halves(QStyle.visualRect(option.direction, option.rect, words))
    paint_text(painter, first, title, theme.font(Type.CARD), direction=option.direction)
    paint_text(painter, second, facts, theme.font(Type.DETAIL), "muted", direction=option.direction)
