"""The Hardcover page: the account, and every book that can go there with its state and the reason."""

import asyncio

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.errors import BookOrbitError
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.storage.book_list import BookQuery
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.account_bar import AccountBar
from bookorbit_desktop.ui.hardcover.action_bar import ActionBar
from bookorbit_desktop.ui.hardcover.actions import CandidateActions
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.hardcover.decisions import MatchDecisions
from bookorbit_desktop.ui.hardcover.delegate import ROW_HEIGHT, CandidateDelegate
from bookorbit_desktop.ui.hardcover.entry_commands import EntryCommands
from bookorbit_desktop.ui.hardcover.model import CandidateModel, fitting, state_chips
from bookorbit_desktop.ui.hardcover.shelf_actions import ShelfActions
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.shelf_import.flow import ImportFlow
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.empty_state import EmptyState
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.list_states import ListStates, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.rows import RowView
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import number

RELOAD_MS = 500
CARD_WIDTH = 720


class HardcoverPage(QWidget):
    """Asks for a token while there is none, then shows how the books stand."""

    said = Signal(str, object)
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""
    sync_wanted = Signal()
    preview_wanted = Signal()
    everything_wanted = Signal()
    """Every book is to be compared anew."""
    books_sync_wanted = Signal(object)
    """frozenset of the book ids to sync."""
    log_wanted = Signal()
    book_wanted = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._rows: list[BookRow] = []
        self._state: HardcoverState | None = None
        self._loading: asyncio.Task[None] | None = None
        self.header = PageHeader(tr("Hardcover"), tr("What your books sync to on Hardcover."))
        self.sync = button(tr("Sync now"), "primary", "sync", "on_accent")
        self.log = button(tr("Open sync log"), "quiet")
        self.more = icon_button("more", tr("More about your Hardcover shelf"))
        self.shelf_actions = ShelfActions(self)
        self.import_flow = ImportFlow(context, self)
        self.connect_card = ConnectCard(context)
        self.account = AccountBar(context)
        self.chips: FilterChips[HardcoverState | None] = FilterChips(tr("States"))
        self.filter = SearchField(tr("Filter…"))
        self.filter.setAcceptDrops(False)
        self.model = CandidateModel()
        self.view = RowView(tr("Books and their state on Hardcover"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(CandidateDelegate(context.covers, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.book_actions = CandidateActions(self, context.services.hardcover_account)
        self._decisions = MatchDecisions(context, self)
        self._entries = EntryCommands(context, self)
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._parts = QStackedWidget()
        self._build()
        self._connect()
        self.set_pending(0)
        self.show_account()
        self.reload()

    def set_pending(self, pending: int) -> None:
        """Show how many books wait."""
        words = tr("Sync now ({0})").format(number(pending)) if pending else tr("Sync now")
        self.sync.setText(words)

    def show_account(self) -> None:
        """Show the account, or ask for a token."""
        has_token = self._context.services.hardcover_account.has_token
        self._parts.setCurrentIndex(1 if has_token else 0)
        self.sync.setVisible(has_token)
        self.more.setVisible(has_token)
        self.connect_card.privacy.show_current()
        self.connect_card.cancel.setVisible(has_token)
        self.account.refresh()
        self.header.set_sentence(
            tr("What your books sync to on Hardcover.")
            if has_token
            else tr("Optional: your reading, posted to your profile on hardcover.app.")
        )

    def show_state(self, state: HardcoverState | None) -> None:
        """Show the books in one state; None shows all."""
        self._state = state
        self._show_rows()

    def reload(self) -> None:
        """Load the books again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        try:
            rows = await self._context.tasks.blocking(self._context.services.library.rows, BookQuery())
        except BookOrbitError as error:
            self.states.show_error(said(str(error)))
            return
        self._rows = [row for row in rows if row.hardcover is not HardcoverState.NOT_ELIGIBLE]
        self._show_rows()

    def _show_rows(self) -> None:
        chips = state_chips(self._rows)
        if self._rows and self._state not in [value for value, _, _ in chips]:
            self._state = None
        self.chips.set_chips(chips, self._state)
        self.chips.setVisible(bool(self._rows))
        text = self.filter.text().strip()
        shown = fitting(self._rows, self._state, text)
        self.view.reload(self.model, shown, lambda row: row.id)
        self.states.show_rows(len(shown), is_filtered=bool(self._rows))
        self._bar.setVisible(bool(self._rows))
        self._follow_selection()

    def _follow_selection(self) -> None:
        self.book_actions.show_rows(self.view.selected_rows())

    def _open_menu(self, place: QPoint) -> None:
        if self.view.selectedIndexes():
            menu = self.book_actions.menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))

    def _explain(self) -> None:
        row = self.book_actions.rows[0]
        WhyDialog(self._context, row.id, row.title, self).open()

    def _edit_reference(self) -> None:
        row = self.book_actions.rows[0]
        self._decisions.edit_reference(row.id, row.title)

    def _sync_selected(self) -> None:
        self.books_sync_wanted.emit(frozenset(row.id for row in self.book_actions.rows))

    def _clear_filters(self) -> None:
        self.filter.clear()
        self.show_state(None)

    def _on_books_changed(self, book_ids: frozenset[int]) -> None:
        if not self._reload_soon.isActive():
            self._reload_soon.start()

    def _connect(self) -> None:
        self.sync.clicked.connect(self.sync_wanted)
        self.log.clicked.connect(self.log_wanted)
        self.more.clicked.connect(lambda: self.shelf_actions.open_menu(self.more))
        self.shelf_actions.preview.triggered.connect(self.preview_wanted)
        self.shelf_actions.privacy.triggered.connect(self._entries.apply_privacy)
        self._entries.said.connect(self.said)
        self.shelf_actions.everything.triggered.connect(self.everything_wanted)
        self.chips.chosen.connect(self.show_state)
        self.filter.searched.connect(lambda _text: self._show_rows())
        self.view.activated.connect(lambda index: self.book_wanted.emit(self.view.row_at(index).id))
        self._connect_actions()
        self.account.said.connect(self.said)
        self.import_flow.said.connect(self.said)
        self.import_flow.offered.connect(self.offered)
        self.import_flow.connect_wanted.connect(lambda: self._parts.setCurrentIndex(0))
        self.account.replace_wanted.connect(lambda: self._parts.setCurrentIndex(0))
        self.connect_card.connected.connect(self.show_account)
        self.connect_card.cancelled.connect(self.show_account)
        self._reload_soon.timeout.connect(self.reload)
        self._context.bridge.books_changed.connect(self._on_books_changed)
        self._context.bridge.account_changed.connect(self.show_account)
        self._context.bridge.preferences_changed.connect(self.show_account)
        self._context.covers.loaded.connect(self.model.touch)

    def _connect_actions(self) -> None:
        actions, decisions = self.book_actions, self._decisions
        actions.pick.triggered.connect(lambda: decisions.pick(actions.rows[0]))
        actions.accept.triggered.connect(lambda: decisions.accept(actions.rows))
        actions.reference.triggered.connect(self._edit_reference)
        actions.rematch.triggered.connect(lambda: decisions.rematch(actions.rows))
        actions.exclude_wanted.connect(lambda: decisions.exclude(actions.rows))
        actions.include_wanted.connect(lambda: decisions.include(actions.rows))
        actions.pages.triggered.connect(lambda: decisions.enter_pages(actions.rows))
        actions.clear_rating.triggered.connect(lambda: self._entries.clear_ratings(actions.rows))
        actions.sync.triggered.connect(self._sync_selected)
        actions.why.triggered.connect(self._explain)
        self.shelf_actions.import_shelf.triggered.connect(self.import_flow.open)
        decisions.said.connect(self.said)
        decisions.offered.connect(self.offered)
        self.view.selectionModel().selectionChanged.connect(self._follow_selection)
        self.view.customContextMenuRequested.connect(self._open_menu)

    def _build(self) -> None:
        self.header.add_action(self.log)
        self.header.add_action(self.sync)
        self.header.add_action(self.more)
        self._parts.addWidget(self._build_ask())
        self._parts.addWidget(self._build_books())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(self.header)
        layout.addWidget(self._parts, 1)

    def _build_ask(self) -> QWidget:
        ask = QWidget()
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 0, 0, 0)
        self.connect_card.setMaximumWidth(theme.px(CARD_WIDTH))
        column.addWidget(self.connect_card)
        column.addStretch(1)
        return ask

    def _build_books(self) -> QWidget:
        books = QWidget()
        column = QVBoxLayout(books)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_12)
        column.addWidget(self.account)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_12)
        tools.addWidget(self.chips, 1)
        tools.addStretch(0)
        self.filter.setMaximumWidth(theme.px(240))
        tools.addWidget(self.filter)
        column.addLayout(tools)
        self._bar = ActionBar(self.book_actions.common, self.book_actions.rare)
        column.addWidget(self._bar)
        empty = EmptyState(
            "hardcover",
            tr(
                "No eligible books to sync. Give a book a status (anything except Unread) and it appears here."
            ),
            tr("Import from Hardcover…"),
        )
        empty.acted.connect(self.import_flow.open)
        filtered = EmptyState("search", tr("No books in this view."), tr("Clear filters"))
        filtered.acted.connect(self._clear_filters)
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading your books")), empty, filtered
        )
        self.states.setMinimumHeight(theme.px(ROW_HEIGHT) + theme.SPACE_8)
        self.states.error.acted.connect(self.reload)
        column.addWidget(self.states, 1)
        return books
