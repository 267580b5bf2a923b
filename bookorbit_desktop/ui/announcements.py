"""Messages about the server, the Hardcover account and finished syncs."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.server_card import ask_to_return, can_return, return_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.status_bar import server_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import MessageBar, Offer
from bookorbit_desktop.ui.wording import token_text


class Announcements(QObject):
    """Announces each thing once, with the next step."""

    def __init__(
        self,
        context: UiContext,
        message_bar: MessageBar,
        parent: QObject,
        is_on_screen: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_on_screen` tells whether the current page already shows what is wrong with the account."""
        super().__init__(parent)
        self._context = context
        self._message_bar = message_bar
        self._is_on_screen = is_on_screen
        self._had_problem = False
        self._server_notice = NOTHING
        context.bridge.server_changed.connect(self._on_server_changed)
        context.bridge.account_changed.connect(self._on_account_changed)

    def _on_server_changed(self) -> None:
        """Report a problem with the server's address, and when it is over."""
        address = self._context.server.address
        notice, before = address.notice if address else NOTHING, self._server_notice
        self._server_notice = notice
        if notice and notice != before:
            offers = [Offer(tr("Show"), lambda: self._context.navigation.show_page(Page.KOREADER))]
            if address is not None and can_return(address):
                offers.insert(0, Offer(return_text(address), lambda: ask_to_return(self._context)))
            self._message_bar.tell(localize(notice), Tone.ATTENTION, *offers)
        elif before and not notice and address is not None:
            self._message_bar.tell(server_text(self._context)[0], Tone.OK)

    def _on_account_changed(self) -> None:
        account = self._context.services.hardcover_account
        problem = account.problem if account.was_connected else NOTHING
        if problem and not self._had_problem and not self._is_on_screen():
            self._tell_problem(problem)
        self._had_problem = bool(problem)

    def _tell_problem(self, problem: Message) -> None:
        """Report once each time sending stops; the account area shows it until it is fixed."""
        account = self._context.services.hardcover_account
        offers = [Offer(tr("Show"), lambda: self._context.navigation.show_page(Page.HARDCOVER))]
        if account.is_refused:
            offers.insert(0, Offer(token_text(account), self._context.renew_access))
        self._message_bar.tell(localize(problem), Tone.ERROR, *offers)

    def tell_sync(self, summary: SyncSummary, show: Callable[[], object]) -> None:
        """Report how a sync ended whose dialog was closed; `show` opens it."""
        from bookorbit_desktop.ui.sync.model import end_text

        tone = Tone.ATTENTION if summary.message else Tone.OK
        text = localize(summary.message) or end_text(summary)
        self._message_bar.tell(text, tone, Offer(tr("Show"), show))
