"""The highlights as a model of IDs that fetches rows as they become visible."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui.highlights.text import describe
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.paged_rows import PagedModel
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex


class HighlightsModel(PagedModel[int, KeptAnnotation]):
    """Everything that fits, in order."""

    def __init__(self) -> None:
        super().__init__(lambda kept: kept.id)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, or what a screen reader says of it."""
        if role not in (ROW, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        row = self._row(index.row())
        if role == ROW:
            return row
        return tr("Loading") if row is None else describe(row)

    def show_ids(self, ids: Sequence[int], rows: Iterable[KeptAnnotation] = (), at: int = 0) -> None:
        """Show others, or the same with other values; `rows` are those of the page around the place `at`."""
        self._replace(ids, rows, at, is_same=ids == self._ids)
