"""The preview of an import: groups as chips, one row per book."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, ImportRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.imports.delegate import ImportDelegate
from bookorbit_desktop.ui.imports.model import ImportModel, R, fitting, kind_chips
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.tick_box import TickBox


class ImportPreview(QWidget, Generic[R]):
    """Ready rows are ticked; rows to review are left to the person; the rest say why they are not imported."""

    changed = Signal()
    """The ticked rows have changed."""

    def __init__(self, covers: CoverCache, list_name: str, option: TickBox) -> None:
        """`list_name` is for screen readers; `option` is the choice specific to this import."""
        super().__init__()
        self._rows: list[R] = []
        self._kind: ImportKind | None = None
        self._sentence = label("", wrap=True)
        self._option = option
        self.chips: FilterChips[ImportKind | None] = FilterChips(tr("Groups"))
        self.filter = SearchField(tr("Filter…"))
        self.model: ImportModel[R] = ImportModel()
        self.model.setParent(self)  # its connections hold this page, and end with it
        self.list = RowView(list_name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ImportDelegate(self.model, covers, self.list))
        self._frame = framed(self.list)
        self._nothing = EmptyState("search", tr("No books in this view."))
        self.all = button(tr("Select all"), "quiet")
        self.none = button(tr("Deselect all"), "quiet")
        self._build()
        self._connect(covers)

    @property
    def sentence(self) -> str:
        """The summary of the preview."""
        return self._sentence.text()

    @property
    def chosen(self) -> list[R]:
        """The ticked rows."""
        ticked = self.model.ticked
        return [row for row in self._rows if row.key in ticked]

    @property
    def can_import(self) -> bool:
        """Whether there is anything to import."""
        return any(row.can_import for row in self._rows)

    def show_all(self, rows: Sequence[R], found: str, rest: str) -> None:
        """Show all rows under the summary, starting with the importable ones."""
        self._rows = _by_group(rows)
        self.model.begin(self._rows)
        if not self.can_import:
            rest = tr("Nothing to import. See each line for the reason.")
        self._sentence.setText(f"{found} {rest}")
        self.show_kind(None)

    def replace_rows(self, rows: Sequence[R]) -> None:
        """Replace rows whose group changed. Ticks are kept."""
        self._rows = _by_group(rows)
        self._show_rows()

    def show_kind(self, kind: ImportKind | None) -> None:
        """Show one group; None shows all."""
        self._kind = kind
        self._show_rows()

    def _show_rows(self) -> None:
        self.chips.set_chips(kind_chips(self._rows), self._kind)
        shown = fitting(self._rows, self._kind, self.filter.text().strip())
        self.model.replace(shown)
        self._frame.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        for control in (self.all, self.none):
            control.setVisible(any(row.can_import for row in shown))
        self.changed.emit()

    def _connect(self, covers: CoverCache) -> None:
        self.chips.chosen.connect(self.show_kind)
        self.filter.searched.connect(lambda _text: self._show_rows())
        self.model.dataChanged.connect(lambda: self.changed.emit())
        self.all.clicked.connect(lambda: self.model.tick_shown(True))
        self.none.clicked.connect(lambda: self.model.tick_shown(False))
        covers.loaded.connect(self.list.show_cover)

    def _build(self) -> None:
        tools = new_row(spacing=theme.SPACE_8)
        tools.addWidget(self.chips, 1)
        self.filter.setMaximumWidth(theme.px(220))
        tools.addWidget(self.filter)
        under = in_row(self._option, None, self.all, self.none, spacing=-1)
        layout = new_column(self, theme.SPACE_12)
        layout.addWidget(self._sentence)
        layout.addLayout(tools)
        layout.addWidget(self._frame, 1)
        layout.addWidget(self._nothing, 1)
        layout.addLayout(under)


def _by_group(rows: Sequence[R]) -> list[R]:
    order = list(ImportKind)
    return sorted(rows, key=lambda row: order.index(row.kind))


class ShelfPreview(ImportPreview[ImportRow]):
    """The shelf on Hardcover; the progress of open reads can be left out."""

    def __init__(self, covers: CoverCache) -> None:
        self.progress = TickBox(tr("Import progress"))
        super().__init__(covers, tr("Books on your Hardcover shelf"), self.progress)
        self.progress.setChecked(True)
        self.progress.setToolTip(tr("Include progress for books you're reading on Hardcover."))
        self.progress.clicked.connect(lambda: self.model.show_progress(self.progress.isChecked()))

    def show_shelf(self, rows: Sequence[ImportRow]) -> None:
        """Show a whole shelf."""
        found = tr("%n book(s) on your Hardcover shelf.", len(rows))
        self.show_all(
            rows, found, tr("Only fills in books without reading data here. Nothing is overwritten.")
        )
        self.progress.setVisible(self.can_import)
