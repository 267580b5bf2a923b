"""The window and tray icon in one language, with their connections, and the questions of devices that pair."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from bookorbit_desktop.domain.koreader.pairing import PairingRequest
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import Messages, UiContext
from bookorbit_desktop.ui.koreader.pairing import SECOND_MS, open_pairing, question_text
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Navigation, Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.dialogs import Confirm


class Shell(QObject):
    """Its language is fixed at creation; another language needs another instance."""

    quit_requested = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.window = MainWindow(context)
        self.tray = Tray(context)
        self._notices = NoticePresenter(context, self.window, self.tray)
        self._pairing = PairingPrompt(context, self.window)
        self._told_it_stays = False
        self._connect()

    def next(self) -> "Shell":
        """A new instance in the current language that shows the same in the same place. Hides this one."""
        bridge = EventBridge(self.context.services.events)
        context = replace(self.context, bridge=bridge, messages=Messages(), navigation=Navigation())
        self._rest()
        shell = Shell(context)
        shell._told_it_stays = self._told_it_stays
        shell.window.take_over(self.window)
        self._close_windows()
        return shell

    def tell_first_news(self) -> None:
        """Report the result of a restore at this start; if there was none, ask what is asked only once."""
        if not self._notices.show_restore():
            self._notices.ask_about_new_versions()

    @property
    def question(self) -> QDialog | None:
        """The dialog that must be answered first, if any."""
        modal = QApplication.activeModalWidget()
        return modal if isinstance(modal, QDialog) else None

    async def end(self) -> None:
        """Close once all work started here is done, as it may still use the widgets."""
        await self.context.tasks.settled()
        self.context.bridge.close()
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        await self.context.tasks.settled()
        parts = (self._notices, self._pairing, self.window, self.tray)
        for part in (*parts, self.context.messages, self.context.navigation, self.context.bridge, self):
            part.deleteLater()

    def _rest(self) -> None:
        """Stop messages and questions."""
        self.tray.close()
        self._notices.rest()
        self._pairing.rest()

    def _close_windows(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.close()
        self.window.hide()

    def _close(self) -> None:
        preferences, tasks = self.context.services.preferences, self.context.tasks
        if not (self.tray.is_there and preferences.current.close_to_tray):
            self.quit_requested.emit()
            return
        self.window.hide()
        if not (self._told_it_stays or preferences.current.close_to_tray_told):
            self._told_it_stays = True  # the settings say so only once that is written
            self.tray.tell_it_stays()
            tasks.start(tasks.blocking(preferences.change, close_to_tray_told=True))

    def _connect(self) -> None:
        window, tray = self.window, self.tray
        window.close_requested.connect(self._close)
        window.counts_changed.connect(tray.show_counts)
        window.syncing_changed.connect(tray.show_syncing)
        tray.toggled.connect(window.toggle)
        tray.menu.window_requested.connect(window.bring_up)
        tray.menu.quit.triggered.connect(lambda: self.quit_requested.emit())
        tray.menu.pair.triggered.connect(lambda: self._pairing.begin())
        tray.host_lost.connect(window.show)
        self.context.bridge.preferences_changed.connect(tray.refresh)


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
