"""The Hardcover section of the book details: state, match and actions."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.hardcover.entry_plan import status_text
from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.book_view import BookView, SentField, SentValue
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.text import shown_state, without_account
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.book_actions import CandidateActions, open_record
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands
from bookorbit_desktop.ui.hardcover.match_decisions import MatchDecisions
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import Badge, button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, empty
from bookorbit_desktop.ui.wording import ago, date_text, joined, method_word, number, percent, state_look


class HardcoverSection(QWidget):
    """State, match, what was sent next to what is here, and the actions of the Hardcover page."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._view: BookView | None = None
        self._badge = Badge()
        self._reason = label("", "detail", wrap=True)
        self._match = label("", "detail", wrap=True)
        self._sent = QGridLayout()
        self.replace_there = button(tr("Replace on Hardcover"), icon="hardcover")
        self.pick = button(tr("Pick…"), icon="link")
        self.open = button(tr("View on Hardcover"), icon="hardcover")
        self.open.setToolTip(tr("View this book on hardcover.app"))
        self.more = icon_button("more", tr("More actions"))
        self.why = button(tr("Why isn't this on Hardcover?"), "lead", "question", "accent")
        self.book_actions = CandidateActions(self, context.services.hardcover_account)
        self._decisions = MatchDecisions(context, self)
        self._entries = EntryCommands(context, self)
        self._build()
        self._connect()

    def show_book(self, view: BookView) -> None:
        """Show the sync state of a book."""
        self._view = view
        has_account = self._context.services.hardcover_account.has_token
        (row,) = [view.row] if has_account else without_account([view.row])
        self._badge.set_look(state_look(shown_state(row)))
        reason = (
            localize(row.hardcover_reason) if has_account else tr("Connect your Hardcover account first.")
        )
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._match.setText(self._match_text(view))
        self._match.setVisible(view.sync_book.match.record_id is not None)
        self.replace_there.setVisible(view.kept_values != KeptValues())
        self._show_sent(view.sent)
        self.why.setVisible(view.row.hardcover is not HardcoverState.SYNCED)
        self.open.setVisible(view.sync_book.match.record_id is not None)
        self.book_actions.show_rows([view.row])
        self.pick.setEnabled(self.book_actions.pick.isEnabled())
        self.pick.setToolTip(self.book_actions.pick.toolTip())

    def _match_text(self, view: BookView) -> str:
        match = view.sync_book.match
        pages = view.sync_book.pages
        synced = view.sync_book.sync.synced_at
        now = self._context.services.clock.now()
        return joined(
            tr("Matched to “{0}”").format(match.title),
            tr("edition {0}").format(match.edition_id) if match.edition_id else tr("no edition"),
            tr("%n page(s)", pages) if pages else tr("no page count"),
            method_word(match.method),
            tr("last sent {0}").format(ago(synced, now)) if synced else tr("never sent"),
        )

    def _show_sent(self, values: tuple[SentValue, ...]) -> None:
        empty(self._sent)
        if not values:
            return
        for column, head in enumerate(("", tr("On Hardcover"), tr("Now"))):
            self._sent.addWidget(label(head, "detail"), 0, column)
        for line, value in enumerate(values, start=1):
            self._sent.addWidget(label(_field_word(value.field), "detail"), line, 0)
            self._sent.addWidget(label(_value_text(value.field, value.sent), "detail"), line, 1)
            now = label(_value_text(value.field, value.now), "card" if value.differs else "detail")
            self._sent.addWidget(now, line, 2)

    def _open(self) -> None:
        if self._view is not None and self._view.sync_book.match.record_id is not None:
            open_record(self._view.sync_book.match.record_id)

    def _explain(self) -> None:
        if self._view is None:
            return
        view = self._view
        dialog = WhyDialog(self._context, view.row.id, view.row.title, self, acts=True)
        dialog.action_requested.connect(lambda action: self._do_next(view, action))
        dialog.open()

    def _do_next(self, view: BookView, action: NextAction) -> None:
        """Carry out an explanation's next step for its book, whichever book is shown by then."""
        row, match = view.row, view.sync_book.match
        match action:
            case NextAction.PICK | NextAction.CHOOSE_EDITION:
                self._decisions.pick(row)
            case NextAction.LOOKS_RIGHT:
                self._decisions.accept([row])
            case NextAction.TRY_AGAIN | NextAction.SYNC:
                self._context.navigation.sync([row.id])
            case NextAction.SHOW_DIFFERENCE | NextAction.OPEN:
                if match.record_id is not None:
                    open_record(match.record_id)
            case NextAction.INCLUDE:
                self._decisions.include([row])

    def _open_menu(self) -> None:
        menu = self.book_actions.menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.more))

    def _sync(self) -> None:
        self._context.navigation.sync(row.id for row in self.book_actions.rows)

    def _connect(self) -> None:
        actions, decisions = self.book_actions, self._decisions
        actions.carry_out(decisions, self._entries)
        self.replace_there.clicked.connect(lambda: decisions.replace_there(actions.rows))
        actions.reference.triggered.connect(
            lambda: decisions.edit_reference(actions.rows[0].id, actions.rows[0].title)
        )
        actions.sync.triggered.connect(self._sync)
        actions.why.triggered.connect(self._explain)
        self.pick.clicked.connect(actions.pick.trigger)
        self.open.clicked.connect(self._open)
        self.more.clicked.connect(self._open_menu)
        self.why.clicked.connect(self._explain)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Hardcover"), "card"), 1)
        head.addWidget(self._badge)
        self._sent.setHorizontalSpacing(theme.SPACE_16)
        self._sent.setVerticalSpacing(theme.SPACE_4)
        self._sent.setColumnStretch(2, 1)
        buttons = FlowLayout()
        for choice in (self.replace_there, self.pick, self.open, self.more):
            buttons.addWidget(choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addLayout(head)
        layout.addWidget(self._reason)
        layout.addWidget(self.why, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._match)
        layout.addLayout(self._sent)
        layout.addLayout(buttons)


def _field_word(field: SentField) -> str:
    return {
        SentField.STATUS: tr("Status"),
        SentField.PROGRESS: tr("Progress"),
        SentField.RATING: tr("Rating"),
        SentField.STARTED: tr("Started"),
        SentField.FINISHED: tr("Finished"),
    }[field]


def _value_text(field: SentField, value: int | float | date | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return date_text(value)
    if field is SentField.STATUS:
        return localize(status_text(int(value)))
    if field is SentField.PROGRESS:
        return percent(value)
    return number(value)
