"""Paints records and editions: a cover and two lines each."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.ui.hardcover.pick.model import FACTS, edition_facts, edition_title, record_title
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.widgets.two_lines import BOOK_ROW, CoverOf, RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import names

_EDITION_ROW = RowSize(88, QSize(48, 72))
"""The row size for editions, which are recognised by their covers."""


def record_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for records: cover, then title and year over authors, series, readers and pages."""
    return TwoLineDelegate(_record_lines, parent, BOOK_ROW, covers)


def edition_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for editions: cover, then format and language over pages, ISBN, year and readers."""
    return TwoLineDelegate(_edition_lines, parent, _EDITION_ROW, covers)


def _record_lines(index: AnyIndex) -> TwoLines:
    record: CatalogueBook = index.data(ROW)
    cover = CoverOf(record.id, record.title, names(record.authors))
    return TwoLines(record_title(record), index.data(FACTS), cover)


def _edition_lines(index: AnyIndex) -> TwoLines:
    edition: Edition = index.data(ROW)
    return TwoLines(edition_title(edition), edition_facts(edition), CoverOf(edition.id, edition.title))
