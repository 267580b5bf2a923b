"""The shelf before anything is imported: groups as chips, one line for each entry."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.shelf_import import ImportKind, ImportRow
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.shelf_import.delegate import ImportDelegate
from bookorbit_desktop.ui.shelf_import.model import ImportModel, fitting, kind_chips
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import framed
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.widgets.tick_box import TickBox


class ImportPreview(QWidget):
    """What is ready is ticked; what needs a look the person ticks; the rest says why it stays."""

    changed = Signal()
    """Other entries are ticked."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._rows: list[ImportRow] = []
        self._kind: ImportKind | None = None
        self._sentence = label("", wrap=True)
        self.chips: FilterChips[ImportKind | None] = FilterChips(tr("Groups"))
        self.filter = SearchField(tr("Filter…"))
        self.model = ImportModel()
        self.list = RowView(tr("Books on your Hardcover shelf"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ImportDelegate(self.model, covers, self.list))
        self._frame = framed(self.list)
        self._nothing = EmptyState("search", tr("No books in this view."))
        self.all = button(tr("Tick all"), "quiet")
        self.none = button(tr("Untick all"), "quiet")
        self.progress = TickBox(tr("Import progress"))
        self.progress.setChecked(True)
        self.progress.setToolTip(tr("Also the place in books that you are reading on Hardcover."))
        self._build()
        self._connect(covers)

    @property
    def sentence(self) -> str:
        """What is said about the shelf."""
        return self._sentence.text()

    @property
    def chosen(self) -> list[ImportRow]:
        """The ticked entries."""
        ticked = self.model.ticked
        return [row for row in self._rows if row.entry.id in ticked]

    @property
    def can_import(self) -> bool:
        """Whether there is anything to tick."""
        return any(row.can_import for row in self._rows)

    def show_shelf(self, rows: Sequence[ImportRow]) -> None:
        """Show a whole shelf, beginning with what can be imported."""
        order = list(ImportKind)
        self._rows = sorted(rows, key=lambda row: order.index(row.kind))
        self.model.begin(self._rows)
        found = tr("%n book(s) on your Hardcover shelf.", len(rows))
        rest = tr("Only books that are blank here are filled; nothing is overwritten.")
        if not self.can_import:
            rest = tr("There is nothing to import: each line says why.")
        self._sentence.setText(f"{found} {rest}")
        self.progress.setVisible(self.can_import)
        self.show_kind(None)

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
        self.progress.clicked.connect(lambda: self.model.show_progress(self.progress.isChecked()))
        covers.loaded.connect(lambda _book_id: self.list.viewport().update())

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_8)
        tools.addWidget(self.chips, 1)
        self.filter.setMaximumWidth(theme.px(220))
        tools.addWidget(self.filter)
        under = QHBoxLayout()
        under.addWidget(self.progress)
        under.addStretch(1)
        under.addWidget(self.all)
        under.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._sentence)
        layout.addLayout(tools)
        layout.addWidget(self._frame, 1)
        layout.addWidget(self._nothing, 1)
        layout.addLayout(under)
