"""The icon in the tray: what happens while no window is open."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.standing import Standing
from bookorbit_desktop.ui.status_bar import server_words
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import number

LOOK_FOR_HOST_MS = 5000


class Tray(QObject):
    """Shows itself as soon as there is a tray to be in, also when that comes later."""

    toggled = Signal()
    """A click on the icon: show the window, or hide it."""
    open_wanted = Signal()
    sync_wanted = Signal()
    quit_wanted = Signal()
    host_lost = Signal()
    """The tray is gone: a hidden window could not be reached any more."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._standing = Standing()
        self._state = ""
        self._syncing = False
        self._had_host = False
        self.menu = QMenu()
        self.sync = self.menu.addAction(icons.icon("sync", "muted"), "")
        self.open = self.menu.addAction(tr("Open BookOrbit"))
        self.menu.addSeparator()
        self.server = self.menu.addAction("")
        self.server.setEnabled(False)
        self.copy = self.menu.addAction(icons.icon("copy", "muted"), tr("Copy server address"))
        self.menu.addSeparator()
        self.quit = self.menu.addAction(tr("Quit"))
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.sync.triggered.connect(self.sync_wanted)
        self.open.triggered.connect(self.open_wanted)
        self.copy.triggered.connect(self._copy_address)
        self.quit.triggered.connect(self.quit_wanted)
        self.menu.aboutToShow.connect(self.refresh)
        self.icon.activated.connect(self._on_activated)
        self._watch = QTimer(self, interval=LOOK_FOR_HOST_MS)
        self._watch.timeout.connect(self._look_for_host)
        self._watch.start()
        self.refresh()
        self._look_for_host()

    @property
    def is_there(self) -> bool:
        """Whether the icon can be seen and clicked."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    def close(self) -> None:
        """Take the icon away."""
        self._watch.stop()
        self.icon.hide()

    def show_standing(self, standing: Standing) -> None:
        """Bring menu, icon and tooltip up to date."""
        self._standing = standing
        self.refresh()

    def show_syncing(self, syncing: bool) -> None:
        """Show whether a sync runs."""
        self._syncing = syncing
        self.refresh()

    def tell_it_stays(self) -> None:
        """Say, once, that closing the window does not end the program."""
        self.icon.showMessage(
            tr("BookOrbit keeps running"),
            tr("Your devices can still send their place. To end BookOrbit, choose Quit in this icon's menu."),
            icons.app_icon(),
        )

    def refresh(self) -> None:
        """Say how things stand now."""
        pending = self._standing.pending
        account = self._context.services.hardcover_account
        self.sync.setText(tr("Sync now ({0})").format(number(pending)) if pending else tr("Sync now"))
        words, _, _ = server_words(self._context)
        self.server.setText(words)
        self.copy.setEnabled(self._context.server.address is not None)
        self.icon.setToolTip(
            f"BookOrbit\n{words}" + (tr("\n{0} pending").format(number(pending)) if pending else "")
        )
        self._show_state(self._state_now(bool(account.problem)))

    def _state_now(self, has_problem: bool) -> str:
        if self._context.server.address is None:
            return "stopped"
        if not self._context.services.preferences.current.accept_progress:
            return "paused"
        if self._syncing:
            return "syncing"
        return "attention" if has_problem or self._standing.attention else "idle"

    def _show_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.icon.setIcon(icons.tray_icon(state))

    def _copy_address(self) -> None:
        address = self._context.server.address
        if address is not None and address.urls:
            QGuiApplication.clipboard().setText(address.urls[0])

    def _look_for_host(self) -> None:
        has_host = QSystemTrayIcon.isSystemTrayAvailable()
        if has_host and not self.icon.isVisible():
            self.icon.show()
        if self._had_host and not has_host:
            self.host_lost.emit()
        self._had_host = has_host

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggled.emit()
