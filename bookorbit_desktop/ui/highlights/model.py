"""The highlights as a model of IDs that fetches rows as they become visible."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui.highlights.text import describe
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.paged_rows import PagedModel
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex

BOOK_START = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""Whether a row is the first one of its book."""


class HighlightsModel(PagedModel[int, KeptAnnotation]):
    """The matching highlights, in order."""

    def __init__(self) -> None:
        super().__init__(lambda kept: kept.id)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or its text for screen readers."""
        if role == BOOK_START:
            return self._starts_book(index.row())
        if role not in (ROW, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        row = self._row(index.row())
        if role == ROW:
            return row
        return tr("Loading") if row is None else describe(row)

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
