"""Highlights as a model that holds ids, and fetches rows where somebody looks."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui.highlights.text import describe
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

BOOK_START = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""Whether a row is the first of its book: the one before it is of another."""
PAGE = 128
"""Rows are fetched so many at a time (performance.md, "Qt")."""
KEPT_PAGES = 32
"""Pages in memory; what was scrolled past further back is fetched again."""
_NEWEST_ASKED = 3
"""Pages that are asked for after a quick scroll; those that were scrolled past wait until they are seen."""


class HighlightsModel(QAbstractListModel):
    """The ids of everything that fits, in order. A row that is not there yet shows as None until `put_rows`."""

    rows_wanted = Signal(object)
    """List of ids."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: Sequence[int] = ()
        self._rows: dict[int, KeptAnnotation] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._wanted: list[int] = []
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or what a screen reader says of it."""
        if role == BOOK_START:
            return self._starts_book(index.row())
        if role not in (ROW, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        row = self._row(index.row())
        if role == ROW:
            return row
        return tr("Loading") if row is None else describe(row)

    def known(self, place: int) -> KeptAnnotation | None:
        """The row at a place if it is here; it is not fetched."""
        return self._rows.get(self._ids[place])

    def _starts_book(self, place: int) -> bool:
        kept = self.known(place)
        before = self.known(place - 1) if place else None
        if kept is None or (place and before is None):
            return False
        return before is None or before.source != kept.source

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in order."""
        return self._ids

    @property
    def rows(self) -> list[KeptAnnotation]:
        """The rows that are there, in order."""
        return [self._rows[one] for one in self._ids if one in self._rows]

    def index_of(self, annotation_id: int) -> QModelIndex:
        """Where one stands; invalid when it is not listed."""
        return self.index(self._ids.index(annotation_id)) if annotation_id in self._ids else QModelIndex()

    def page_ids(self, place: int) -> list[int]:
        """The ids of the page around a place."""
        start = place // PAGE * PAGE
        return list(self._ids[start : start + PAGE])

    def show_ids(self, ids: Sequence[int], rows: Iterable[KeptAnnotation] = (), at: int = 0) -> None:
        """Show others, or the same with other values; `rows` are those of the page around the place `at`.

        Nothing jumps where the ids are the same.
        """
        is_same = ids == self._ids
        if not is_same:
            self.beginResetModel()
            self._ids = ids
            self._rows.clear()
        self._pages.clear()
        self._wanted.clear()
        if not is_same:
            self.endResetModel()
        self._pages[at // PAGE] = None
        self._rows.update({row.id: row for row in rows})
        self._repaint()

    def put_rows(self, rows: Iterable[KeptAnnotation]) -> None:
        """Rows that were wanted."""
        self._rows.update({row.id: row for row in rows})
        self._repaint()

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _row(self, place: int) -> KeptAnnotation | None:
        page = place // PAGE
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._pages[page] = None
            self._wanted.append(page)
            self._ask_soon.start()
            self._forget_oldest()
        return self._rows.get(self._ids[place])

    def _forget_oldest(self) -> None:
        while len(self._pages) > KEPT_PAGES:
            oldest, _ = self._pages.popitem(last=False)
            for one in self.page_ids(oldest * PAGE):
                self._rows.pop(one, None)

    def _ask(self) -> None:
        """Ask for what was looked at; the newest first, and not for what was scrolled past in between."""
        for page in reversed(self._wanted[-_NEWEST_ASKED:]):
            self.rows_wanted.emit(self.page_ids(page * PAGE))
        for page in self._wanted[:-_NEWEST_ASKED]:
            self._pages.pop(page, None)
        self._wanted.clear()
