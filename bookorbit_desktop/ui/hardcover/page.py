"""The Hardcover page: the account, and every eligible book with its state and reason."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, NextAction, last_sync, remedy_of
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd, SyncSummary
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.account import AccountActions, AccountLine
from bookorbit_desktop.ui.hardcover.book_actions import (
    ActionBar,
    CandidateActions,
    RecordActions,
    open_record,
)
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands
from bookorbit_desktop.ui.hardcover.lists import CandidateLists
from bookorbit_desktop.ui.hardcover.match_decisions import MatchDecisions
from bookorbit_desktop.ui.hardcover.model import (
    CandidateColumn,
    CandidateColumns,
    CandidateModel,
    ListChoice,
    QuickAction,
    listed,
    remedy_word,
    state_chips,
)
from bookorbit_desktop.ui.hardcover.page_layout import CandidateToolbar, HardcoverLayout
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.imports.shelf_dialog import ImportFlow
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.memory import ListMemory
from bookorbit_desktop.ui.routes import Command, Page
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.chips import FilterChips
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.list_states import ListStates
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import number

RELOAD_MS = 500


class HardcoverPage(QWidget):
    """Asks for a token if there is none, then shows the sync state of the books."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message = context.messages.message
        self.setObjectName("page")
        self._context = context
        self._candidates: list[HardcoverRow] = []
        self._memory = ListMemory(context.services.window_memory, "hardcover", "cards", CandidateColumn)
        sort, backwards = self._memory.sort()
        self._choice = ListChoice(sort=sort, backwards=backwards, grouped=self._memory.is_grouped())
        self._is_stale = False
        """Something changed while the page was hidden."""
        self._loading: asyncio.Future[None] | None = None
        self.header = PageHeader(tr("Hardcover"))
        self.sync = button(tr("Sync now"), "primary", "sync", "on_accent")
        self.more = icon_button("more", tr("More Hardcover actions"))
        self.shelf_actions = ShelfActions(self)
        self.account_actions = AccountActions(context, self)
        self.import_flow = ImportFlow(context, self)
        self.connect_card = ConnectCard(context)
        self.account = AccountLine(context)
        self.chips: FilterChips[HardcoverState | None] = FilterChips(tr("States"))
        self.tools = CandidateToolbar()
        self._columns = self._memory.columns(CandidateColumns)
        self.lists = CandidateLists(context.covers, self._columns, context.services.clock.now)
        self.book_actions = CandidateActions(self, context.services.hardcover_account)
        self.record_actions = RecordActions(self)
        self._decisions = MatchDecisions(context, self)
        self._entries = EntryCommands(context, self)
        self._bar = ActionBar(self.book_actions.common, (*self.record_actions.all, *self.book_actions.rare))
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        for action in (self.sync, self.more):
            self.header.buttons.addWidget(action)
        self._layout = HardcoverLayout(
            self,
            self.header,
            self.account,
            self.connect_card,
            self.chips,
            self.tools,
            self.lists,
            self._bar,
        )
        self._connect()
        self.tools.show_choice(is_cards=self._memory.is_cards(), is_grouped=self._choice.grouped)
        self._show_mode(self._memory.is_cards())
        self._show_sort()
        self.set_pending(0)
        self.show_account()
        self.reload()

    @property
    def model(self) -> CandidateModel:
        """The model of the rows shown."""
        return self.lists.model

    @property
    def view(self) -> QAbstractItemView:
        """The visible list: cards or table."""
        return self.lists.view

    @property
    def filter(self) -> SearchField:
        """The filter box."""
        return self.tools.filter

    @property
    def states(self) -> ListStates:
        """The list, or the reason why it is empty."""
        return self._layout.states

    def set_pending(self, pending: int) -> None:
        """Show how many books are waiting."""
        text = tr("Sync now ({0})").format(number(pending)) if pending else tr("Sync now")
        self.sync.setText(text)

    def show_account(self) -> None:
        """Show the account, or ask for a token."""
        has_token = self._context.services.hardcover_account.has_token
        self._show_part(asking=not has_token)
        self.sync.setVisible(has_token)
        self.more.setVisible(has_token)
        self.account.setVisible(has_token)
        self.connect_card.privacy.show_current()
        self.connect_card.cancel.setVisible(has_token)
        self.account.refresh()
        self.header.sentence.setText(
            tr("Check matches, fix wrong ones, leave books out.")
            if has_token
            else tr(
                "Connect Hardcover to post your reading to your profile on hardcover.app. This is optional."
            )
        )

    def show_state(self, state: HardcoverState | None) -> None:
        """Show the books in a state; None shows all."""
        self._narrow(replace(self._choice, state=state, series=""))

    def take_over(self, before: "HardcoverPage") -> None:
        """Show the books of another page, with the same selection."""
        self.tools.filter.take_over(before.tools.filter)
        self._candidates, self._choice = before._candidates, before._choice
        self._show_rows()
        self.lists.table.select_like(before.lists.table)
        self._follow_selection()

    def reload(self) -> None:
        """Load the books again."""
        self._is_stale = False
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the layout to the size."""
        super().resizeEvent(event)
        self._layout.fit(event.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    async def _load(self) -> None:
        try:
            found = await self._context.tasks.blocking(self._context.services.candidates.all)
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        self._candidates = found
        self.account.show_last_sync(last_sync(found))
        self._show_rows(is_refresh=True)

    def _on_sync_finished(self, summary: SyncSummary) -> None:
        """Update the last sync; a run without anything to send counts as well."""
        if summary.end is SyncEnd.COMPLETED and not summary.dry_run:
            self.account.show_last_sync(self._context.services.clock.now())

    def _narrow(self, choice: ListChoice) -> None:
        self._choice = choice
        self._show_rows()

    def _show_rows(self, *, is_refresh: bool = False) -> None:
        """Show the rows of an automatic refresh without moving what the person is about to click."""
        has_books = bool(self._candidates)
        if has_books and not any(candidate.is_in(self._choice.state) for candidate in self._candidates):
            # The last book of a state has left it: there is more to see among all.
            self._choice = replace(self._choice, state=None)
        self.chips.set_chips(state_chips(self._candidates), self._choice.state)
        self.chips.setVisible(has_books)
        self.tools.setVisible(has_books and self._context.services.hardcover_account.has_token)
        rows, stacks = listed(self._candidates, self._choice)
        self._layout.show_series(self._choice.series)
        self._layout.show_unmatched(
            sum(candidate.hardcover is HardcoverState.NOT_MATCHED for candidate in self._candidates)
        )
        (self.lists.refresh_rows if is_refresh else self.lists.show_rows)(rows, stacks)
        self.states.show_rows(len(rows), is_filtered=has_books)
        self._follow_selection()

    def _show_mode(self, is_cards: bool) -> None:
        self.lists.show_mode(is_cards=is_cards)
        self._layout.show_mode(is_cards=is_cards)
        self._memory.put_cards(is_cards)

    def _show_sort(self) -> None:
        self.lists.heads.mark_sorted(self._choice.sort, backwards=self._choice.backwards)

    def _group(self, grouped: bool) -> None:
        self._memory.put_grouped(grouped)
        self._narrow(replace(self._choice, grouped=grouped, series=""))

    def _sort_by(self, column: CandidateColumn) -> None:
        """Sort ascending, then descending, then in series order again."""
        choice = self._choice
        if choice.sort is not column:
            choice = replace(choice, sort=column, backwards=False)
        elif not choice.backwards:
            choice = replace(choice, backwards=True)
        else:
            choice = replace(choice, sort=None, backwards=False)
        self._memory.put_sort(choice.sort, choice.backwards)
        self._narrow(choice)
        self._show_sort()

    def _open_series(self, series: str) -> None:
        self._narrow(replace(self._choice, series=series))
        if self.model.rows:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus()

    def _leave(self) -> None:
        """Escape: leave the series, then clear the filters."""
        if self._choice.series:
            self._narrow(replace(self._choice, series=""))
        elif self._choice.is_narrowed:
            self._clear_filters()

    def _clear_filters(self) -> None:
        self.tools.filter.clear()
        self._narrow(replace(self._choice, state=None, text="", series=""))
        self.chips.chosen.emit(None)

    def _type(self, letters: str) -> None:
        self.tools.filter.setFocus()
        self.tools.filter.insert(letters)

    def _follow_selection(self) -> None:
        chosen = self.lists.selected()
        self.book_actions.show_rows([row.book for row in chosen])
        self.record_actions.show_candidates(chosen)
        self._bar.setVisible(bool(chosen))

    def _open_menu(self, position: QPoint) -> None:
        chosen = self.lists.selected()
        if not chosen:
            return
        menu = self.book_actions.menu(self)
        first = menu.actions()[0]
        remedy = remedy_of(chosen[0]) if len(chosen) == 1 else None
        if remedy is not None:
            action = QAction(remedy_word(remedy), menu)
            action.triggered.connect(lambda: self.do_remedy(chosen[0]))
            menu.insertAction(first, action)
            menu.insertSeparator(first)
            menu.setDefaultAction(action)
        menu.addSeparator()
        menu.addActions(self.record_actions.all)
        menu.aboutToHide.connect(menu.deleteLater)
        self.lists.hold_during(menu)
        menu.popup(position)

    def _do_quick(self, action: QuickAction) -> None:
        """Run a cover button's action for the selected book."""
        actions = self.book_actions
        {
            QuickAction.PICK: actions.pick,
            QuickAction.REMATCH: actions.rematch,
            QuickAction.EXCLUDE: actions.exclude,
        }[action].trigger()

    def do_remedy(self, candidate: HardcoverRow) -> None:
        """Take the next step offered for a book's state."""
        remedy = remedy_of(candidate)
        if remedy is not None:
            self._do_next(candidate, remedy)

    def _do_next(self, candidate: HardcoverRow, action: NextAction) -> None:
        row = candidate.book
        match action:
            case NextAction.PICK:
                self._decisions.pick(row)
            case NextAction.CHOOSE_EDITION:
                self._choose_edition(candidate)
            case NextAction.LOOKS_RIGHT:
                self._decisions.accept([row])
            case NextAction.TRY_AGAIN | NextAction.SYNC:
                self._context.navigation.sync([row.id])
            case NextAction.SHOW_DIFFERENCE:
                self._explain(candidate)
            case NextAction.OPEN:
                open_record(candidate.record_id or RecordId(0))
            case NextAction.INCLUDE:
                self._decisions.include([row])

    def _choose_edition(self, candidate: HardcoverRow) -> None:
        if candidate.record_id is None:
            self._decisions.pick(candidate.book)
            return
        record = CatalogueBook(candidate.record_id, candidate.slug, candidate.record_title)
        self._decisions.pick(candidate.book, record)

    def _explain(self, candidate: HardcoverRow) -> None:
        dialog = WhyDialog(self._context, candidate.id, candidate.title, self, acts=True)
        dialog.action_requested.connect(lambda action: self._do_next(candidate, action))
        dialog.open()

    def _fix_all(self) -> None:
        """Walk through the books without a match, one at a time."""
        unmatched = [
            candidate.book
            for candidate in self._candidates
            if candidate.hardcover is HardcoverState.NOT_MATCHED
        ]
        self._decisions.pick_each(unmatched)

    def _edit_reference(self) -> None:
        row = self.book_actions.rows[0]
        self._decisions.edit_reference(row.id, row.title)

    def _sync_selected(self) -> None:
        self._context.navigation.sync(row.id for row in self.book_actions.rows)

    def sign_in(self) -> None:
        """Ask in the browser, at once."""
        self._ask()
        self.connect_card.sign_in.begin.click()

    def _ask(self, by_token: bool = False) -> None:
        self.connect_card.show_ways(by_token=by_token)
        self._show_part(asking=True)

    def _show_part(self, *, asking: bool) -> None:
        self._layout.parts.setCurrentIndex(0 if asking else 1)

    def _on_books_changed(self, book_ids: frozenset[BookId]) -> None:
        if not self.isVisible():
            self._is_stale = True
        elif not self._reload_soon.isActive():
            self._reload_soon.start()

    def _connect(self) -> None:
        self.sync.clicked.connect(lambda: self._context.navigation.run(Command.SYNC))
        self._connect_shelf()
        self._connect_list()
        self._connect_actions()
        self._connect_account()
        self._reload_soon.timeout.connect(self.reload)
        self._context.bridge.books_changed.connect(self._on_books_changed)
        self._context.bridge.account_changed.connect(self.show_account)
        self._context.bridge.sync_finished.connect(self._on_sync_finished)
        self._context.bridge.preferences_changed.connect(self.show_account)

    def _connect_shelf(self) -> None:
        actions, navigation = self.shelf_actions, self._context.navigation
        self.more.clicked.connect(lambda: actions.open_menu(self.more, self.account_actions))
        actions.preview.triggered.connect(lambda: navigation.run(Command.PREVIEW))
        actions.privacy.triggered.connect(self._entries.apply_privacy)
        actions.everything.triggered.connect(lambda: navigation.run(Command.COMPARE_ALL))
        actions.import_shelf.triggered.connect(self.import_flow.open)
        actions.import_file.triggered.connect(lambda: navigation.run(Command.IMPORT_FILE))
        actions.log.triggered.connect(lambda: navigation.show_page(Page.LOG))

    def _connect_list(self) -> None:
        self.chips.chosen.connect(self.show_state)
        self.tools.filter.searched.connect(lambda text: self._narrow(replace(self._choice, text=text)))
        self.tools.group_toggled.connect(self._group)
        self.tools.mode_chosen.connect(self._show_mode)
        heads, lists = self.lists.heads, self.lists
        self.tools.columns.clicked.connect(lambda: heads.open_menu(below(self.tools.columns)))
        heads.sort_requested.connect(self._sort_by)
        heads.changed.connect(lambda: self._memory.put_columns(self._columns))
        lists.opened.connect(self._context.navigation.show_book)
        lists.stack_opened.connect(self._open_series)
        lists.remedy_requested.connect(self.do_remedy)
        lists.quick_requested.connect(self._do_quick)
        lists.menu_requested.connect(self._open_menu)
        lists.selection_changed.connect(self._follow_selection)
        lists.escaped.connect(self._leave)
        lists.typed.connect(self._type)
        self._layout.back.clicked.connect(self._leave)
        self.states.error.acted.connect(self.reload)
        self.states.empty.acted.connect(self.import_flow.open)
        self.states.filtered.acted.connect(self._clear_filters)

    def _connect_actions(self) -> None:
        actions = self.book_actions
        self._layout.fix_all.clicked.connect(self._fix_all)
        actions.carry_out(self._decisions, self._entries)
        actions.reference.triggered.connect(self._edit_reference)
        actions.sync.triggered.connect(self._sync_selected)
        actions.why.triggered.connect(lambda: self._explain(self.lists.selected()[0]))
        self.record_actions.edition.triggered.connect(lambda: self._choose_edition(self.lists.selected()[0]))
        self.record_actions.copied.connect(lambda text: self.message.emit(text, Tone.OK))

    def _connect_account(self) -> None:
        self.account_actions.checked.connect(self.account.refresh)
        self.account_actions.replace_requested.connect(self._ask)
        self.account.notice.use.clicked.connect(lambda: self._ask())
        self.import_flow.connect_requested.connect(lambda: self._ask())
        self.connect_card.connected.connect(self.show_account)
        self.connect_card.cancelled.connect(self.show_account)


class ShelfActions(QObject):
    """Actions that affect every book at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.preview = self._action(
            tr("Preview…"), "eye", tr("See what a sync would change before sending anything.")
        )
        self.everything = self._action(
            tr("Sync everything again"),
            "sync",
            tr("Compare every book with Hardcover again, including synced, paused and unmatched books."),
        )
        self.privacy = self._action(
            tr("Apply my privacy to all my entries…"),
            "eye",
            tr("Includes books already on your shelf. Asks first and can be undone."),
        )
        self.import_shelf = self._action(
            tr("Import from Hardcover…"),
            "inbox",
            tr("Fill in books without reading data here from your shelf. Nothing changes on Hardcover."),
        )
        self.import_file = self._action(
            tr("Import from a file…"),
            "inbox",
            tr("Fill in missing data from a Goodreads or StoryGraph CSV export."),
        )
        self.log = self._action(
            tr("Open sync log"), "log", tr("See what was sent and how Hardcover answered.")
        )
        self.sending = self._action(tr("Hardcover settings…"), "settings", tr("Open Hardcover settings."))

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order they are shown."""
        return (
            self.preview,
            self.everything,
            self.import_shelf,
            self.import_file,
            self.privacy,
            self.log,
        )

    def open_menu(self, beside: QWidget, account: AccountActions) -> None:
        """Open them as a menu below a button, ending with the account actions."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.all)
        menu.addSeparator()
        account.refresh()
        menu.addActions((self.sending, *account.all))
        menu.popup(below(beside))

    def _action(self, text: str, icon: str, hint: str) -> QAction:
        action = QAction(icons.icon(icon, "muted"), text, self)
        action.setToolTip(hint)
        return action
