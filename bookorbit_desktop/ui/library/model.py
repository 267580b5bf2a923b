"""The books of the library as a model of IDs that fetches rows as they become visible."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack, StackedIds, packed
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex
from bookorbit_desktop.ui.wording import (
    ago,
    isolated,
    joined,
    names,
    number,
    percent,
    state_look,
    status_word,
)


def without_account(rows: Iterable[BookRow]) -> list[BookRow]:
    """Rows as they stand where no Hardcover account is connected: nothing of them waits to be sent."""
    return [
        replace(row, hardcover=HardcoverState.NOT_ELIGIBLE, hardcover_reason=NOTHING)
        if row.hardcover is HardcoverState.PENDING
        else row
        for row in rows
    ]


def shown_state(row: BookRow) -> HardcoverState:
    """The state of a book as its badge shows it: a match by title is to be reviewed before all else."""
    is_settled = row.hardcover in (HardcoverState.SYNCED, HardcoverState.PENDING)
    return HardcoverState.NEEDS_REVIEW if row.needs_review and is_settled else row.hardcover


def describe_book(row: BookRow) -> str:
    """A row as a sentence, for screen readers."""
    look = state_look(shown_state(row))
    return ", ".join(
        part
        for part in (
            row.title,
            names(row.authors),
            status_word(row.status),
            percent(row.percentage) if row.percentage is not None else "",
            tr("rated {0}").format(number(row.rating)) if row.rating else "",
            tr("device is ahead") if row.device_moved_on else "",
            tr("possible re-read") if row.proposes_rereading else "",
            tr("device went back") if row.asked_back_to is not None else "",
            trouble(row),
            tr("Hardcover: {0}").format(look.word),
        )
        if part
    )


def hint_book(row: BookRow) -> str:
    """The tooltip of a row: what does not fit into it."""
    lines = [isolated(row.title)]
    if row.series:
        lines.append(series_place(row))
    if row.problem:
        lines.append(localize(row.problem))
    if row.missing:
        lines.append(tr("The file was moved or deleted. Progress is kept."))
    if row.device_moved_on:
        lines.append(tr("Your device is ahead. Open the book to follow it."))
    if row.asked_back_to is not None:
        where = percent(row.asked_back_to)
        lines.append(
            tr("Your device went back to {0}. Open the book to accept or keep the position.").format(where)
        )
    if row.proposes_rereading:
        lines.append(tr("Are you re-reading this book? Open it to confirm."))
    if row.hardcover_reason:
        lines.append(tr("Hardcover: {0}").format(localize(row.hardcover_reason)))
    return "\n".join(lines)


def describe_stack(stack: Stack) -> str:
    """A series that is shown as one, in words."""
    look = state_look(stack.state)
    return ", ".join((stack.series, books_of(stack), tr("Hardcover: {0}").format(look.word)))


def books_of(stack: Stack) -> str:
    """How many books a stack has."""
    return tr("%n book(s)", len(stack.book_ids))


def trouble(row: BookRow) -> str:
    """What is wrong with the files of a book, in two words; empty when nothing is."""
    if row.missing:
        return tr("File missing")
    return tr("Can't be read") if row.problem else ""


def series_place(row: BookRow) -> str:
    """The series and the book's place in it."""
    if row.series_index is None:
        return row.series
    return tr("{0}, book {1}").format(row.series, number(row.series_index))


def byline(row: BookRow) -> str:
    """The second line of a row: who wrote it, and its series."""
    return joined(names(row.authors), series_place(row) if row.series else "")


def last_read(row: BookRow, now: datetime) -> str:
    """When a book was last read; empty when never."""
    return ago(row.last_read_at, now) if row.last_read_at else ""


STACK = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""The Stack that a row stands for, or None for a single book."""
PAGE = 128
"""Rows are fetched so many at a time (performance.md, "Qt")."""
KEPT_PAGES = 64
"""Pages in memory; what was scrolled past further back is fetched again."""


class LibraryModel(QAbstractListModel):
    """The ids of all books that fit, in order, and the rows of those that were looked at.

    A row that is not there yet is asked for with `rows_wanted` and shows as None until `put_rows`.
    """

    rows_wanted = Signal(object)
    """List of ids."""

    def __init__(self) -> None:
        super().__init__()
        self._ids = packed(())
        self._stacks: dict[BookId, Stack] = {}
        self._rows: dict[BookId, BookRow] = {}
        self._places: dict[BookId, int] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()
        """Pages whose rows are there or on their way, the one looked at last at the end."""
        self._wanted: list[int] = []
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many books, or stacks of them, there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row or stack itself, or what a screen reader says of it."""
        place = index.row()
        if role == STACK:
            return self._stacks.get(self._ids[place])
        if role not in _ROLES:
            return None
        row = self._row(place)
        if role == ROW or row is None:
            return row if role == ROW else tr("Loading")
        stack = self._stacks.get(row.id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe_stack(stack) if stack else hint_book(row)
        return describe_stack(stack) if stack else describe_book(row)

    @property
    def ids(self) -> Sequence[BookId]:
        """All ids, in order; a stack is there with the first of its books."""
        return self._ids

    @property
    def rows(self) -> Sequence[BookRow]:
        """The rows that are there, in order."""
        return [self._rows[book_id] for book_id in self._ids if book_id in self._rows]

    def row_of(self, book_id: BookId) -> BookRow | None:
        """The row of a book, if it is there."""
        return self._rows.get(book_id)

    def index_of(self, book_id: BookId) -> QModelIndex:
        """Where a book stands; invalid when it is not listed by itself."""
        place = self._places.get(book_id)
        if place is None and book_id in self._ids:
            place = self._ids.index(book_id)
        return QModelIndex() if place is None else self.index(place)

    def books_at(self, places: Iterable[int]) -> list[BookId]:
        """The books at some places, with all of a stack."""
        found: list[BookId] = []
        for place in places:
            stack = self._stacks.get(self._ids[place])
            found += stack.book_ids if stack else (self._ids[place],)
        return found

    def page_ids(self, place: int) -> list[BookId]:
        """The ids of the page around a place."""
        start = place // PAGE * PAGE
        return list(self._ids[start : start + PAGE])

    def show_ids(self, listed: StackedIds, rows: Iterable[BookRow] = (), at: int = 0) -> None:
        """Show other books, or the same with other values; `rows` are those of the page around the place `at`.

        Nothing jumps where the ids are the same.
        """
        same = listed.ids == self._ids and listed.stacks.keys() == self._stacks.keys()
        if not same:
            self.beginResetModel()
        self._ids, self._stacks = listed.ids, listed.stacks
        self._pages.clear()
        self._wanted.clear()
        if not same:
            self._places = {}
            self._rows = {}
            self.endResetModel()
        self._keep(at // PAGE)
        self.put_rows(rows)
        if same and self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def put_rows(self, rows: Iterable[BookRow]) -> None:
        """Rows that were wanted, or that changed. Those of pages that nobody looks at are passed over."""
        known = [(place, row) for row in rows if (place := self._places.get(row.id)) is not None]
        for _, row in known:
            self._rows[row.id] = row
        if known:
            places = [place for place, _ in known]
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))

    def touch(self, book_id: BookId) -> None:
        """Have a book painted again."""
        place = self._places.get(book_id)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def _row(self, place: int) -> BookRow | None:
        page = place // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._keep(page)
            self._wanted.append(page)
            self._ask_soon.start()
        return self._rows.get(self._ids[place])

    def _keep(self, page: int) -> None:
        """Remember where the books of a page stand, and forget the page that was looked at longest ago."""
        self._pages[page] = None
        start = page * PAGE
        self._places.update({book_id: start + n for n, book_id in enumerate(self.page_ids(start))})
        while len(self._pages) > KEPT_PAGES:
            oldest, _ = self._pages.popitem(last=False)
            for book_id in self.page_ids(oldest * PAGE):
                self._rows.pop(book_id, None)
                self._places.pop(book_id, None)

    def _ask(self) -> None:
        """Ask for what was looked at; the newest first, and not for what was scrolled past in between."""
        for page in reversed(self._wanted[-3:]):
            self.rows_wanted.emit(self.page_ids(page * PAGE))
        for page in self._wanted[:-3]:
            self._pages.pop(page, None)
        self._wanted.clear()


_ROLES = frozenset(
    {
        ROW,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
