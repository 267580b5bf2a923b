"""The columns of the library table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.table_columns import ColumnPlan, TableColumns, TableHeads


class Column(StrEnum):
    """The columns in order. The first has cover and title and takes the remaining width."""

    BOOK = "book"
    AUTHOR = "author"
    SERIES = "series"
    STATUS = "status"
    PROGRESS = "progress"
    RATING = "rating"
    LAST_READ = "last_read"
    DEVICE = "device"
    HARDCOVER = "hardcover"
    FORMAT = "format"
    PAGES = "pages"
    ADDED = "added"


ORDER = tuple(Column)
AT_FIRST = (Column.STATUS, Column.PROGRESS, Column.RATING, Column.LAST_READ, Column.HARDCOVER)
_WIDTHS = {
    Column.AUTHOR: 168,
    Column.SERIES: 168,
    Column.STATUS: 152,
    Column.PROGRESS: 112,
    Column.RATING: 104,
    Column.LAST_READ: 112,
    Column.DEVICE: 120,
    Column.HARDCOVER: 186,
    Column.FORMAT: 88,
    Column.PAGES: 72,
    Column.ADDED: 104,
}
_DROPPED_FIRST = (
    Column.ADDED,
    Column.PAGES,
    Column.FORMAT,
    Column.DEVICE,
    Column.SERIES,
    Column.AUTHOR,
    Column.LAST_READ,
    Column.RATING,
    Column.PROGRESS,
    Column.HARDCOVER,
)
"""A narrow window hides these columns first instead of cutting titles."""
SORTS = {
    Column.BOOK: BookSort.TITLE,
    Column.AUTHOR: BookSort.AUTHOR,
    Column.SERIES: BookSort.SERIES,
    Column.STATUS: BookSort.STATUS,
    Column.PROGRESS: BookSort.PROGRESS,
    Column.RATING: BookSort.RATING,
    Column.LAST_READ: BookSort.LAST_READ,
    Column.DEVICE: BookSort.DEVICE,
    Column.HARDCOVER: BookSort.HARDCOVER,
    Column.FORMAT: BookSort.FORMAT,
    Column.PAGES: BookSort.PAGES,
    Column.ADDED: BookSort.ADDED,
}


def column_word(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.BOOK: tr("Book"),
        Column.AUTHOR: tr("Author"),
        Column.SERIES: tr("Series"),
        Column.STATUS: tr("Status"),
        Column.PROGRESS: tr("Progress"),
        Column.RATING: tr("Rating"),
        Column.LAST_READ: tr("Last read"),
        Column.DEVICE: tr("Device"),
        Column.HARDCOVER: tr("Hardcover"),
        Column.FORMAT: tr("Format"),
        Column.PAGES: tr("Pages"),
        Column.ADDED: tr("Added"),
    }[column]


PLAN = ColumnPlan(ORDER, _WIDTHS, AT_FIRST, _DROPPED_FIRST, column_word)


class Columns(TableColumns[Column]):
    """The columns of the library."""

    def __init__(self, chosen: Iterable[str] = (), widths: Mapping[str, int] | None = None) -> None:
        super().__init__(PLAN, chosen, widths)


class ColumnHeads(TableHeads[Column]):
    """The header of the library table."""

    def show_sort(self, sort: BookSort, *, backwards: bool) -> None:
        """Mark the column by which the table is sorted."""
        column = next(column for column, sorting in SORTS.items() if sorting is sort)
        self.mark_sorted(column, backwards=backwards)
