"""A model for long lists that holds ids and fetches only the rows that are viewed."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QTimer, Signal

from bookorbit_desktop.ui.widgets.rows import AnyIndex

Key = TypeVar("Key", bound=int)
Row = TypeVar("Row")
PAGE = 128
"""The number of rows fetched at a time (performance.md, "Qt")."""
KEPT_PAGES = 64
"""Pages to cache; older ones, scrolled past, are fetched again."""
_NEWEST_ASKED = 3
"""Pages requested after fast scrolling; those scrolled past wait until they are visible."""


class PagedModel(QAbstractListModel, Generic[Key, Row]):
    """All matching ids in order, and the rows that were viewed.

    A row that is not loaded is requested by `rows_requested` and is None until `put_rows`.
    """

    rows_requested = Signal(object)
    """List of ids."""

    def __init__(self, key: Callable[[Row], Key]) -> None:
        super().__init__()
        self._key = key
        self._ids: Sequence[Key] = ()
        self._rows: dict[Key, Row] = {}
        self._numbers: dict[Key, int] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()
        """Pages with loaded or requested rows, the most recently viewed last."""
        self._wanted: list[int] = []
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """The number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    @property
    def ids(self) -> Sequence[Key]:
        """All ids, in order."""
        return self._ids

    @property
    def rows(self) -> Sequence[Row]:
        """The loaded rows, in order."""
        return [self._rows[id_] for id_ in self._ids if id_ in self._rows]

    def row_of(self, key: Key) -> Row | None:
        """The row with an id, if loaded."""
        return self._rows.get(key)

    def index_of(self, key: Key) -> QModelIndex:
        """The index of an id; invalid if it is not listed by itself."""
        number = self._numbers.get(key)
        if number is None and key in self._ids:
            number = self._ids.index(key)
        return QModelIndex() if number is None else self.index(number)

    def page_ids(self, number: int) -> list[Key]:
        """The ids of the page that contains a row number."""
        start = number // PAGE * PAGE
        return list(self._ids[start : start + PAGE])

    def put_rows(self, rows: Iterable[Row]) -> None:
        """Store requested or changed rows; those of pages not in use are ignored."""
        known = [(number, row) for row in rows if (number := self._numbers.get(self._key(row))) is not None]
        for _, row in known:
            self._rows[self._key(row)] = row
        if known:
            numbers = [number for number, _ in known]
            self.dataChanged.emit(self.index(min(numbers)), self.index(max(numbers)))

    def touch(self, key: Key) -> None:
        """Repaint a row."""
        number = self._numbers.get(key)
        if number is not None:
            self.dataChanged.emit(self.index(number), self.index(number))

    def _replace(self, ids: Sequence[Key], rows: Iterable[Row], at: int, *, is_same: bool) -> None:
        """Show other ids, or new values of the same; `rows` are the page around row `at`.

        Nothing moves if the ids are the same.
        """
        if not is_same:
            self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._wanted.clear()
        if not is_same:
            self._numbers = {}
            self._rows = {}
            self.endResetModel()
        self._keep(at // PAGE)
        self.put_rows(rows)
        if is_same and self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _row(self, number: int) -> Row | None:
        page = number // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._keep(page)
            self._wanted.append(page)
            self._ask_soon.start()
        return self._rows.get(self._ids[number])

    def _keep(self, page: int) -> None:
        """Remember where a page's rows are, and drop the page used least recently."""
        self._pages[page] = None
        start = page * PAGE
        self._numbers.update({id_: start + n for n, id_ in enumerate(self.page_ids(start))})
        while len(self._pages) > KEPT_PAGES:
            oldest, _ = self._pages.popitem(last=False)
            for id_ in self.page_ids(oldest * PAGE):
                self._rows.pop(id_, None)
                self._numbers.pop(id_, None)

    def _ask(self) -> None:
        """Request the rows viewed, the newest first, without those already scrolled past."""
        for page in reversed(self._wanted[-_NEWEST_ASKED:]):
            self.rows_requested.emit(self.page_ids(page * PAGE))
        for page in self._wanted[:-_NEWEST_ASKED]:
            self._pages.pop(page, None)
        self._wanted.clear()
