"""Asks about each device that wants to pair, on any page."""

from PySide6.QtCore import QObject, QTimer

from bookorbit_desktop.domain.koreader.pairing import PairingRequest
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.pairing_strip import SECOND_MS, open_pairing
from bookorbit_desktop.ui.koreader.pairing_text import question_text
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Confirm


class PairingPrompt(QObject):
    """Shows a question while a device is waiting to pair."""

    def __init__(self, context: UiContext, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._pairing = context.services.pairing
        self._request: PairingRequest | None = None
        self.dialog: Confirm | None = None
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._follow)
        context.bridge.pairing_changed.connect(self._follow)
        self._follow()

    def rest(self) -> None:
        """Stop asking; an open question is closed without an answer."""
        self._context.bridge.pairing_changed.disconnect(self._follow)
        self._second.stop()
        self._take_away()

    def begin(self) -> None:
        """Show the KOReader page, and open or close pairing there."""
        if self._pairing.window.is_open:
            self._pairing.close()
            return
        self._window.bring_up()
        self._window.navigator.go(Route(Page.KOREADER))
        self._context.tasks.start(open_pairing(self._context))

    def _follow(self) -> None:
        window = self._pairing.window
        if window.request != self._request:
            self._request = window.request
            self._take_away()
            if self._request is not None:
                self._ask(self._request)
        if window.is_open and not self._second.isActive():
            self._second.start()
        elif not window.is_open:
            self._second.stop()

    def _ask(self, request: PairingRequest) -> None:
        self._window.bring_up()
        dialog = Confirm(
            self._window,
            question_text(request),
            tr(
                "It will be able to read and update your progress. If it shows “Allow it on your "
                "computer”, tap Register again."
            ),
            act=tr("Allow"),
            keep=tr("Don't allow"),
        )
        dialog.accepted.connect(lambda: self._answer(request, allow=True))
        dialog.rejected.connect(lambda: self._answer(request, allow=False))
        self.dialog = dialog
        dialog.open()

    def _take_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()

    def _answer(self, request: PairingRequest, *, allow: bool) -> None:
        if self.dialog is None:
            return  # taken away: the device does not wait any more
        self.dialog = None
        self._context.tasks.start(self._send(request, allow=allow))

    async def _send(self, request: PairingRequest, *, allow: bool) -> None:
        await self._context.tasks.blocking(self._pairing.answer, request.id, allow=allow)
