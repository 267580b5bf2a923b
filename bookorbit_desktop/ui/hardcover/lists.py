"""Cards and table sharing one model and one selection."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack
from bookorbit_desktop.ui.hardcover.card_delegate import CARD, CandidateCard
from bookorbit_desktop.ui.hardcover.columns import CandidateColumn, CandidateColumns
from bookorbit_desktop.ui.hardcover.model import STACK, CandidateModel
from bookorbit_desktop.ui.hardcover.mouse_and_keys import CandidateControls
from bookorbit_desktop.ui.hardcover.quick_action import QuickAction
from bookorbit_desktop.ui.hardcover.row_delegate import CandidateDelegate
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card_grid import CardGrid
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.rows import ROW, RowView
from bookorbit_desktop.ui.widgets.table_columns import TableHeads


class CandidateLists(QStackedWidget):
    """Shows the same books as cards or as a table."""

    opened = Signal(int)
    """A book, by its id."""
    stack_opened = Signal(str)
    """A series."""
    remedy_wanted = Signal(object)
    """The HardcoverRow whose next step is to be done."""
    quick_wanted = Signal(object)
    """The QuickAction for the book that is selected now."""
    menu_wanted = Signal(QPoint)
    selection_changed = Signal()
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, covers: CoverCache, columns: CandidateColumns, now: Callable[[], datetime]) -> None:
        super().__init__()
        name = tr("Books and their Hardcover status")
        self.model = CandidateModel()
        self.table = RowView(name)
        self.cards = CardGrid(name, CARD)
        self.table.setModel(self.model)
        self.cards.setModel(self.model)
        self.cards.setSelectionModel(self.table.selectionModel())
        self.heads: TableHeads[CandidateColumn] = TableHeads(columns, self.table.viewport())
        row, card = (
            CandidateDelegate(covers, columns, now, self.table),
            CandidateCard(covers, now, self.cards),
        )
        self.table.setItemDelegate(row)
        self.cards.setItemDelegate(card)
        whole = QWidget()
        in_column(self.heads, self.table, inside=whole, spacing=0)
        self._with_heads = whole
        self.addWidget(self.cards)
        self.addWidget(whole)
        self.heads.changed.connect(self.table.viewport().update)
        for view, controls in (
            (self.table, CandidateControls(self.table, row)),
            (self.cards, CandidateControls(self.cards, card)),
        ):
            view.activated.connect(self._open)
            self._connect(controls)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        covers.loaded.connect(self.model.touch)

    @property
    def view(self) -> QAbstractItemView:
        """The list that is shown."""
        return self.cards if self.currentWidget() is self.cards else self.table

    def show_mode(self, *, is_cards: bool) -> None:
        """Show cards or the table; the current book stays in sight."""
        self.setCurrentWidget(self.cards if is_cards else self._with_heads)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def show_rows(self, rows: Sequence[HardcoverRow], stacks: Mapping[BookId, SeriesStack]) -> None:
        """Show other books, or the same with other values; selection and place survive."""
        offset = self.cards.verticalScrollBar().value()
        self.model.stacks = stacks
        self.table.reload(self.model, rows, lambda candidate: candidate.id)
        self.cards.verticalScrollBar().setValue(offset)

    def selected(self) -> list[HardcoverRow]:
        """The books that are selected, from first to last, with all of a stack."""
        return self.model.books(self.table.selected_rows())

    def _open(self, index: QModelIndex) -> None:
        stack: SeriesStack | None = index.data(STACK)
        if stack is not None:
            self.stack_opened.emit(stack.series)
        elif index.isValid():
            self.opened.emit(index.data(ROW).id)

    def _want_remedy(self, index: QModelIndex) -> None:
        if index.data(STACK) is not None:
            self._open(index)
        else:
            self.remedy_wanted.emit(index.data(ROW))

    def _want_quick(self, index: QModelIndex, action: QuickAction) -> None:
        choice = self.table.selectionModel()
        choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)
        self.quick_wanted.emit(action)

    def _connect(self, controls: CandidateControls) -> None:
        controls.remedy_wanted.connect(self._want_remedy)
        controls.quick_wanted.connect(self._want_quick)
        controls.stack_wanted.connect(self._open)
        controls.menu_wanted.connect(self.menu_wanted)
        controls.escaped.connect(self.escaped)
        controls.typed.connect(self.typed)
