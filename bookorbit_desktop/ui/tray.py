"""The tray icon, for when no window is open, and its notifications."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from bookorbit_desktop.domain.base.appearance import TrayIconChoice
from bookorbit_desktop.domain.overview.dashboard import CurrentBook
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.foreign_text import for_button, for_notification, never_markup, one_line
from bookorbit_desktop.ui.koreader.pairing import why_not_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.status_bar import server_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import joined, number, percent, time_text

LONGEST_TITLE = 40
"""Characters of a title: menus do not wrap."""


class TrayMenu(QObject):
    """Shows the current state when it opens. A disabled entry says why."""

    window_requested = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._pauses = context.services.pause
        self._counts = Counts()
        self._shown: list[CurrentBook] | None = None
        self.menu = QMenu()
        self.menu.setToolTipsVisible(True)
        self.sync = self._action(self.menu, "", "sync", partial(context.navigation.run, Command.SYNC))
        self.pause = self.menu.addMenu(icons.icon("pause", "muted"), tr("Pause Hardcover"))
        for text, pause in (
            (tr("For an hour"), self._pauses.for_an_hour),
            (tr("Until tomorrow"), self._pauses.until_tomorrow),
            (tr("Until I resume"), self._pauses.until_resumed),
        ):
            self._action(self.pause, text, "", partial(self._change, pause))
        self.resume = self._action(self.menu, "", "play", lambda: self._change(self._pauses.resume))
        self.current = self.menu.addMenu(icons.icon("book-open", "muted"), tr("Currently reading"))
        self.menu.addSeparator()
        self.server = self._action(self.menu, "", "")
        self.server.setEnabled(False)
        self.copy = self._action(self.menu, tr("Copy server address"), "copy", self._copy_address)
        self.accept = self._action(self.menu, tr("Accept KOReader progress"), "", self._set_accept)
        self.accept.setCheckable(True)
        self.pair = self._action(self.menu, "", "tablet")
        self.menu.addSeparator()
        self.open = self._action(self.menu, tr("Open BookOrbit"), "", self.window_requested.emit)
        self.settings = self._action(
            self.menu, tr("Settings"), "settings", partial(self._show, Route(Page.SETTINGS))
        )
        self.quit = self._action(self.menu, tr("Quit"), "")
        self.menu.aboutToShow.connect(self.refresh)
        self.refresh()

    def show_counts(self, counts: Counts) -> None:
        """Update the menu."""
        self._counts = counts
        self.refresh()

    def refresh(self) -> None:
        """Show the current state."""
        services = self._context.services
        pending = self._counts.pending
        self.sync.setText(tr("Sync now ({0})").format(number(pending)) if pending else tr("Sync now"))
        pause = self._pauses
        self.pause.menuAction().setVisible(not pause.is_paused)
        self.pause.setEnabled(services.hardcover_account.has_token)
        self.pause.menuAction().setToolTip(
            "" if services.hardcover_account.has_token else tr("Connect your Hardcover account first.")
        )
        self.resume.setVisible(pause.is_paused)
        self.resume.setText(
            tr("Resume Hardcover (paused until {0})").format(time_text(pause.until))
            if pause.until
            else tr("Resume Hardcover")
        )
        self._show_current(self._counts.current)
        text, _, _ = server_text(self._context)
        self.server.setText(text)
        self.server.setToolTip(tr("See the KOReader page for details about the server."))
        self.copy.setEnabled(self._context.server.address is not None)
        self.copy.setToolTip("" if self.copy.isEnabled() else tr("Start the server to get its address."))
        is_open = services.pairing.window.is_open
        why_not = "" if is_open else why_not_text(self._context)
        self.pair.setText(tr("Stop pairing") if is_open else tr("Pair a device (2 min)"))
        self.pair.setEnabled(not why_not)
        self.pair.setToolTip(why_not)
        self.accept.setChecked(services.preferences.current.accept_progress)

    def _show_current(self, books: Sequence[CurrentBook]) -> None:
        """Keep the entries while the books are the same: an entry just replaced would miss its click."""
        if list(books) == self._shown:
            return
        self._shown = list(books)
        self.current.clear()
        self.current.setEnabled(bool(books))
        self.current.menuAction().setToolTip("" if books else tr("No books in progress."))
        for book in books:
            title = one_line(book.title, LONGEST_TITLE)
            position = percent(book.percentage) if book.percentage is not None else ""
            self._action(
                self.current,
                for_button(joined(title, position)),
                "",
                partial(self._show, Route(Page.LIBRARY, book_id=book.id)),
            )

    def _show(self, route: Route) -> None:
        self.window_requested.emit()
        self._context.navigation.go(route)

    def _change(self, change: Callable[[], None]) -> None:
        self._context.tasks.start(self._context.tasks.blocking(change))

    def _set_accept(self) -> None:
        self._context.tasks.start(self._change_accept(self.accept.isChecked()))

    async def _change_accept(self, accepts: bool) -> None:
        services = self._context.services
        await self._context.tasks.blocking(services.preferences.change, accept_progress=accepts)
        services.events.emit(ServerChanged())

    def _copy_address(self) -> None:
        address = self._context.server.address
        if address is not None and address.urls:
            QGuiApplication.clipboard().setText(address.urls[0])

    def _action(self, menu: QMenu, text: str, icon: str, act: Callable[[], object] | None = None) -> QAction:
        action = QAction(text, menu)
        if icon:
            action.setIcon(icons.icon(icon, "muted"))
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        return action


LOOK_FOR_HOST_MS = 5000
TURN_MS = 333
"""Milliseconds between two frames of the turning icon: three a second, to keep it calm."""
MAY_TAKE_MS = 300
"""A notification service that does not answer in time is assumed to read markup."""
_NOTES = "org.freedesktop.Notifications"
_TRAY_HOST = "org.kde.StatusNotifierWatcher"


class Tray(QObject):
    """Appears as soon as there is a tray, even if that comes later."""

    toggled = Signal()
    """A click on the icon: show the window, or hide it."""
    notice_clicked = Signal()
    """The person clicked the last notification shown."""
    host_lost = Signal()
    """The tray is gone: a hidden window could no longer be reached."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._counts = Counts()
        self._state = ""
        self._syncing = False
        self._had_host = False
        self.menu = TrayMenu(context)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu.menu)
        self.menu.menu.aboutToShow.connect(self.refresh)
        self.icon.messageClicked.connect(self.notice_clicked)
        self.icon.activated.connect(self._on_activated)
        self._choice = self._chosen_icon()
        self._frames = icons.turning_tray_icons(self._choice)
        self._frame = 0
        self._turning = QTimer(self, interval=TURN_MS)
        self._turning.timeout.connect(self._turn)
        self._watch = QTimer(self, interval=LOOK_FOR_HOST_MS)
        self._watch.timeout.connect(self._look_for_host)
        self._watch.start()
        context.bridge.preferences_changed.connect(self._show_chosen_icon)
        self.refresh()
        self._look_for_host()

    @property
    def is_there(self) -> bool:
        """Whether the icon is visible and can be clicked."""
        return self.icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_turning(self) -> bool:
        """Whether the icon is animated."""
        return self._turning.isActive()

    def close(self) -> None:
        """Remove the icon."""
        self._watch.stop()
        self._turning.stop()
        self.icon.hide()

    def show_counts(self, counts: Counts) -> None:
        """Update menu, icon and tooltip."""
        self._counts = counts
        self.menu.show_counts(counts)
        self.refresh()

    def show_syncing(self, syncing: bool) -> None:
        """Show whether a sync is running."""
        self._syncing = syncing
        self.refresh()

    def tell_it_stays(self) -> None:
        """Say, once, that closing the window does not quit the program."""
        self.tell(
            tr("BookOrbit is still running"),
            tr("Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu."),
        )

    def tell(self, title: str, text: str) -> None:
        """Show a notification as plain text."""
        body = for_notification(text, reads_markup=reads_markup())
        self.icon.showMessage(one_line(title), body, icons.app_icon())

    def refresh(self) -> None:
        """Show the current state."""
        account = self._context.services.hardcover_account
        self.icon.setToolTip(never_markup("\n".join(self._lines())))
        self._show_state(self._state_now(bool(account.problem)))

    def _lines(self) -> list[str]:
        """The tooltip: the book read last, the server, and what is waiting."""
        text, _, _ = server_text(self._context)
        lines = ["BookOrbit", text]
        if self._counts.current:
            book = self._counts.current[0]
            position = percent(book.percentage) if book.percentage is not None else ""
            lines.insert(1, joined(one_line(book.title), position))
        if self._counts.pending:
            lines.append(tr("{0} pending").format(number(self._counts.pending)))
        if why := self._why():
            lines.append(why)
        return lines

    def _why(self) -> str:
        """Why the icon asks for attention or is off; empty if all is well or the server line says it."""
        account = self._context.services.hardcover_account
        match self._state_now(bool(account.problem)):
            case "attention" if account.problem:
                return one_line(localize(account.problem))
            case "attention":
                return tr("%n book(s) need[s] attention", self._counts.attention)
            case "paused" if account.has_token and self._context.services.pause.is_paused:
                return tr("Sync to Hardcover is paused")
            case _:
                return ""

    def _state_now(self, has_problem: bool) -> str:
        if self._context.is_starting:
            return "idle"
        if self._context.server.address is None:
            return "stopped"
        if not self._context.services.preferences.current.accept_progress:
            return "paused"
        if self._syncing:
            return "syncing"
        if self._context.services.hardcover_account.has_token and self._context.services.pause.is_paused:
            return "paused"
        return "attention" if has_problem or self._counts.attention else "idle"

    def _chosen_icon(self) -> TrayIconChoice:
        return TrayIconChoice(self._context.services.preferences.current.tray_icon)

    def _show_chosen_icon(self) -> None:
        choice = self._chosen_icon()
        if choice is not self._choice:
            self._choice, self._state = choice, ""
            self._frames = icons.turning_tray_icons(choice)
            self.refresh()

    def _show_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self._frame = 0
            self.icon.setIcon(icons.tray_icon(state, self._choice))
        if state == "syncing" and not theme.reduces_motion():
            if not self._turning.isActive():
                self._turning.start()
        else:
            self._turning.stop()

    def _turn(self) -> None:
        self._frame = (self._frame + 1) % len(self._frames)
        self.icon.setIcon(self._frames[self._frame])

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


def reads_markup() -> bool:
    """Whether the text of a notification must be escaped.

    Only if Qt sends it over D-Bus, as it does for a tray icon on a StatusNotifier host, to a desktop that
    announces markup support. Otherwise Qt or the system shows it as is.
    """
    if sys.platform in ("win32", "darwin"):
        return False
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(_TRAY_HOST).value():
        return False
    question = QDBusMessage.createMethodCall(
        _NOTES, "/org/freedesktop/Notifications", _NOTES, "GetCapabilities"
    )
    answer = bus.call(question, QDBus.CallMode.Block, MAY_TAKE_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return True
    return "body-markup" in answer.arguments()[0]
