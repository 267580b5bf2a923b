"""Paints one result of the palette."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.palette.hits import Hit
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.two_lines import CoverOf, RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import names

ROW_HEIGHT = 52
_SIZE = RowSize(ROW_HEIGHT, QSize(28, 42))


def hit_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for results: icon or cover, title over kind, and the shortcut at the end."""
    return TwoLineDelegate(_lines, parent, _SIZE, covers)


def _lines(index: AnyIndex) -> TwoLines:
    hit: Hit = index.data(ROW)
    book = hit.book
    mark = hit.icon if book is None else CoverOf(book.id, book.title, names(book.authors))
    return TwoLines(hit.text, hit.kind, mark, hit.keys)
