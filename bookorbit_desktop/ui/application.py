"""The desktop application: Qt's application object, the window, the tray icon and a clean exit."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from qasync import QEventLoop

from bookorbit_desktop.domain.base.appearance import LanguageChoice, ThemeChoice
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import ServerStart, UiContext
from bookorbit_desktop.ui.garbage import GarbageCollector
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.pairing import PairingPrompt
from bookorbit_desktop.ui.qt_application import Application, qt_application
from bookorbit_desktop.ui.tasks import Tasks
from bookorbit_desktop.ui.translation import install_language
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.covers import CoverCache


class SignalWatch(QObject):
    """Calls back on the GUI thread after SIGTERM or SIGINT.

    Python runs signal handlers between its own instructions, and an idle Qt loop has none: the wake-up socket
    gives it one at once, without a timer that wakes the computer for nothing.
    """

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._handlers = {
            number: signal.signal(number, self._handle) for number in (signal.SIGTERM, signal.SIGINT)
        }

    def close(self) -> None:
        """Give the signals back to who had them."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._then()

    def _wake(self) -> None:
        self._reader.recv(64)


if TYPE_CHECKING:
    from bookorbit_desktop.domain.overview.settings import Settings
    from bookorbit_desktop.services.container import ServerHandle, Services

logger = logging.getLogger(__name__)

PAINTED_WITHIN = 1.0
"""Seconds; then what runs behind the window starts in any case."""


class FirstPaint(QObject):
    """Tells when a window is on the screen for the first time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._painted = asyncio.Event()
        window.installEventFilter(self)

    async def wait(self) -> None:
        """Wait for it, but not for ever: a locked screen paints nothing."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._painted.wait(), PAINTED_WITHIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is painted now is on the screen once the events of now are through."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted.set)
        return False


class _Callers(QObject):
    """Lets other threads ask for the window."""

    show_wanted = Signal()


class WindowApplication:
    """Runs the window on the main thread until the person quits."""

    def __init__(
        self, services: "Services", network: NetworkLoop, *, minimized: bool = False, demo: bool = False
    ) -> None:
        """`network` runs already. `minimized` starts in the tray, or as a minimized window where there is none."""
        self._services = services
        self._network = network
        self._minimized = minimized
        self._demo = demo
        self._quit = asyncio.Event()
        self._callers = _Callers()
        self._qt = _make_qt_application(services.preferences.current)
        self._garbage = GarbageCollector(self._qt)

    def show_soon(self) -> None:
        """Bring the window up. From any thread, such as when the program is started a second time."""
        self._callers.show_wanted.emit()

    def run(self, server: "ServerHandle", open_background: Callable[[], Coroutine[Any, Any, object]]) -> int:
        """Show the window, start what runs behind it, and wait for the end. Returns the exit code."""
        with QEventLoop(self._qt) as loop:
            living = loop.create_task(self._live(loop, server, open_background))
            living.add_done_callback(lambda _: loop.stop())
            try:
                # Not run_until_complete: at its end qasync handles events without a running loop.
                loop.run_forever()
                has_screen = living.done()
                if not has_screen:
                    # Qt ended its loop by itself, as it does when the screen is gone; ours still has to end.
                    logger.warning("The screen is gone, so BookOrbit ends.")
                    self._quit.set()
                while not living.done():  # Qt ends it at each look at a screen that is gone
                    loop.run_forever()
                living.result()
            finally:
                self._garbage.look_at_everything()
        return 0 if has_screen else 1

    async def _live(
        self,
        loop: asyncio.AbstractEventLoop,
        server: "ServerHandle",
        open_background: Callable[[], Coroutine[Any, Any, object]],
    ) -> None:
        bridge = EventBridge(self._services.events)
        tasks = Tasks(loop, self._network)
        covers = CoverCache(lambda key: self._services.covers.path(BookId(key)))
        starting = ServerStart(is_over=False)
        context = UiContext(self._services, server, bridge, tasks, covers, demo=self._demo, start=starting)
        window = MainWindow(context)
        tray = Tray(context)
        signals = SignalWatch(self._quit.set)
        self._connect(window, tray, context)
        painted = FirstPaint(window)
        self._show_first(window, tray, tasks)
        tasks.start(self._start_behind(context, open_background, None if self._minimized else painted))
        try:
            await self._quit.wait()
        finally:
            signals.close()
            tray.close()
            window.hide()
            bridge.close()
            await tasks.close()
            covers.close()

    async def _start_behind(
        self,
        context: UiContext,
        open_background: Callable[[], Coroutine[Any, Any, object]],
        painted: FirstPaint | None,
    ) -> None:
        """The window first, then the server; then what changed in the folders since last time."""
        if painted is not None:
            await painted.wait()
        try:
            await context.tasks.network(open_background())
        finally:
            _end_start(context)
        self._garbage.leave_out_what_is_there()
        await context.tasks.blocking(context.services.account.ensure)
        await context.tasks.network(context.services.library.catch_up())

    def _show_first(self, window: MainWindow, tray: Tray, tasks: Tasks) -> None:
        if not self._minimized:
            window.show()
            tasks.start(window.greet())
        elif not tray.is_there:
            window.showMinimized()

    def _apply_theme(self) -> None:
        theme.apply(self._qt, dark=theme.is_dark(ThemeChoice(self._services.preferences.current.theme)))

    def _connect(self, window: MainWindow, tray: Tray, context: UiContext) -> None:
        tasks, bridge = context.tasks, context.bridge

        def close() -> None:
            settings = self._services.preferences.current
            if not (tray.is_there and settings.close_to_tray):
                self._quit.set()
                return
            window.hide()
            if not settings.close_to_tray_told:
                tray.tell_it_stays()
                tasks.start(tasks.blocking(self._services.preferences.change, close_to_tray_told=True))

        window.close_wanted.connect(close)
        window.standing_changed.connect(tray.show_standing)
        window.syncing_changed.connect(tray.show_syncing)
        tray.toggled.connect(window.toggle)
        tray.menu.open_wanted.connect(window.bring_up)
        tray.menu.sync_wanted.connect(window.sync_now)
        tray.menu.book_wanted.connect(window.bring_up)
        tray.menu.book_wanted.connect(window.show_book)
        tray.menu.settings_wanted.connect(window.bring_up)
        tray.menu.settings_wanted.connect(window.show_settings)
        tray.menu.quit_wanted.connect(self._quit.set)
        bridge.preferences_changed.connect(tray.refresh)
        NoticePresenter(context, window, tray)
        tray.menu.pair_wanted.connect(PairingPrompt(context, window).begin)
        tray.host_lost.connect(window.show)
        self._qt.styleHints().colorSchemeChanged.connect(self._apply_theme)
        bridge.preferences_changed.connect(self._apply_theme)
        self._qt.quit_wanted.connect(self._quit.set)
        self._callers.show_wanted.connect(window.bring_up, Qt.ConnectionType.QueuedConnection)


def _end_start(context: UiContext) -> None:
    """From now on a server that is not there is off."""
    context.start.is_over = True
    context.bridge.server_changed.emit()


def _make_qt_application(settings: "Settings") -> Application:
    application = qt_application()
    install_language(application, LanguageChoice(settings.language))
    dark = theme.is_dark(ThemeChoice(settings.theme))
    if application.styleSheet():  # a message of the start has set it up
        theme.apply(application, dark=dark)
    else:
        theme.set_up(application, dark=dark)
    return application
