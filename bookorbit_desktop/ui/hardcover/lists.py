"""Cards and table sharing one model and one selection."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedWidget, QWidget

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
    """Shows the same books as cards or a table."""

    opened = Signal(int)
    """The id of a book."""
    stack_opened = Signal(str)
    """A series."""
    remedy_requested = Signal(object)
    """The HardcoverRow whose next step to take."""
    quick_requested = Signal(object)
    """The QuickAction for the selected book."""
    menu_requested = Signal(QPoint)
    selection_changed = Signal()
    escaped = Signal()
    typed = Signal(str)

    def __init__(self, covers: CoverCache, columns: CandidateColumns, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._controls: list[CandidateControls] = []
        self._waiting: tuple[Sequence[HardcoverRow], Mapping[BookId, SeriesStack]] | None = None
        """The rows to show once nothing is about to be clicked."""
        self._menus = 0
        """The number of open menus."""
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
        """The visible list."""
        return self.cards if self.currentWidget() is self.cards else self.table

    def show_mode(self, *, is_cards: bool) -> None:
        """Show cards or the table; the current book stays visible."""
        self.setCurrentWidget(self.cards if is_cards else self._with_heads)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def show_rows(self, rows: Sequence[HardcoverRow], stacks: Mapping[BookId, SeriesStack]) -> None:
        """Show other books, or new values of the same; keeps selection and scroll position."""
        self._waiting = None
        offset = self.cards.verticalScrollBar().value()
        self.model.stacks = stacks
        self.table.reload(self.model, rows, lambda candidate: candidate.id)
        self.cards.verticalScrollBar().setValue(offset)

    def refresh_rows(self, rows: Sequence[HardcoverRow], stacks: Mapping[BookId, SeriesStack]) -> None:
        """Like show_rows, but keep the order while the pointer is about to click something."""
        if not (rows and self._is_held):
            self.show_rows(rows, stacks)
            return
        self._waiting = rows, stacks
        self.model.update_rows([row for row in rows if row != self.model.row_of(row.id)])

    def hold_during(self, menu: QMenu) -> None:
        """Freeze the list while a menu is open, so that a choice applies to the selected books."""
        self._menus += 1
        # Qt hides a menu before it does what was chosen.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._end_menu))

    def _end_menu(self) -> None:
        self._menus -= 1
        self._catch_up()

    @property
    def _is_held(self) -> bool:
        return self._menus > 0 or any(controls.is_aiming for controls in self._controls)

    def _catch_up(self) -> None:
        if self._waiting is not None and not self._is_held:
            self.show_rows(*self._waiting)
            self.selection_changed.emit()

    def selected(self) -> list[HardcoverRow]:
        """The selected books in order; a stack gives all of its books."""
        return self.model.books(self.table.selected_rows())

    def _open(self, index: QModelIndex) -> None:
        stack: SeriesStack | None = index.data(STACK)
        if stack is not None:
            self.stack_opened.emit(stack.series)
        elif index.isValid():
            self.opened.emit(index.data(ROW).id)

    def _want_remedy(self, candidate: HardcoverRow) -> None:
        if candidate.id in self.model.stacks:
            self._open_stack(candidate)
        else:
            self.remedy_requested.emit(candidate)

    def _open_stack(self, candidate: HardcoverRow) -> None:
        self._open(self.model.index_of(candidate.id))

    def _want_quick(self, candidate: HardcoverRow, action: QuickAction) -> None:
        index = self.model.index_of(candidate.id)
        if index.isValid():
            choice = self.table.selectionModel()
            choice.setCurrentIndex(index, choice.SelectionFlag.ClearAndSelect)
            self.quick_requested.emit(action)

    def _connect(self, controls: CandidateControls) -> None:
        self._controls.append(controls)
        controls.remedy_requested.connect(self._want_remedy)
        controls.quick_requested.connect(self._want_quick)
        controls.stack_requested.connect(self._open_stack)
        controls.freed.connect(self._catch_up)
        controls.menu_requested.connect(self.menu_requested)
        controls.escaped.connect(self.escaped)
        controls.typed.connect(self.typed)
