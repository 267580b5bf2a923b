"""The menu of the tray icon (screens.md section 11)."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from bookorbit_desktop.domain.overview.dashboard import CurrentBook
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.koreader.pairing import why_not_text
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
