"""The desktop application: Qt's application object, the window, the tray icon, a clean exit and a start anew."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from bookorbit_desktop.domain.base.appearance import LanguageChoice, ThemeChoice
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.own_program import LOOK_EVERY, OwnProgram, Restart
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import ServerStart, UiContext
from bookorbit_desktop.ui.crash import CrashDialog, CrashWatch
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.shell import Shell
from bookorbit_desktop.ui.tasks import Tasks
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import install_language, tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from bookorbit_desktop.domain.overview.settings import Settings
    from bookorbit_desktop.services.container import ServerHandle, Services

EVERY_MS = 1000


class GarbageCollector(QObject):
    """Takes over Python's collector while the program runs.

    Otherwise it runs on whichever thread allocates: on the network's or a writer's thread it would destroy
    widgets and pixmaps, which crashes Qt.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    def leave_out_what_is_there(self) -> None:
        """Exclude the objects that exist after the start from every collection."""
        gc.freeze()

    def forget_what_went(self) -> None:
        """Collect unused objects from the start, such as a window in another language."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    @staticmethod
    def look_at_everything() -> None:
        """Include everything in collections again."""
        gc.unfreeze()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed Python's own threshold, and the younger ones with it."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


logger = logging.getLogger(__name__)
PROGRAM = "bookorbit-desktop"


class Application(QApplication):
    """Turns the system's request to quit into `quit_requested`, so that the program can ask first."""

    quit_requested = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit:
            event.ignore()
            self.quit_requested.emit()
            return True
        return super().event(event)


def qt_application() -> Application:
    """The existing application, or a new one with the program's names and icon."""
    there = QApplication.instance()
    if isinstance(there, Application):
        return there
    application = Application([PROGRAM])  # its windows' class: panels find the desktop entry by it
    application.setApplicationName("BookOrbit")  # trays and notifications show this one
    application.setApplicationDisplayName("BookOrbit")
    application.setDesktopFileName(PROGRAM)
    application.setWindowIcon(icons.app_icon())
    application.setQuitOnLastWindowClosed(False)
    return application


class SignalWatch(QObject):
    """Calls back on the GUI thread after SIGTERM or SIGINT.

    Python runs signal handlers only between its own instructions, and an idle Qt loop executes none: the
    wake-up socket triggers them at once, without a periodic timer.
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
        """Restore the earlier signal handlers."""
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


PAINTED_WITHIN = 1.0
"""Seconds; after that everything behind the window starts in any case."""


class FirstPaint(QObject):
    """Waits until a window is first on the screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._painted = asyncio.Event()
        window.installEventFilter(self)

    async def wait(self) -> None:
        """Wait for the first paint, with a time limit: a locked screen paints nothing."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._painted.wait(), PAINTED_WITHIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the paint as done once the current events are processed."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted.set)
        return False


class _Callers(QObject):
    """Lets other threads request the window."""

    show_requested = Signal()
    books_given = Signal(tuple)


class WindowApplication:
    """Runs the window on the main thread until the person quits."""

    def __init__(
        self,
        services: "Services",
        network: NetworkLoop,
        *,
        minimized: bool = False,
        books: Sequence[str] = (),
        demo: bool = False,
    ) -> None:
        """`network` already runs. `minimized` starts in the tray, or minimized if there is none.

        `books` are paths that are added once the window is there.
        """
        self._services = services
        self._network = network
        self._minimized = minimized
        self._books = tuple(books)
        self._demo = demo
        self._quit = asyncio.Event()
        self._callers = _Callers()
        self._crash: CrashDialog | None = None
        self._language = LanguageChoice(services.preferences.current.language)
        """The window's current language."""
        self._qt = _make_qt_application(services.preferences.current)
        self._garbage = GarbageCollector(self._qt)
        self._updates = UpdateWatch(lambda: self._shell, self._quit.set)

    def show_soon(self) -> None:
        """Bring the window up, for example when the program is started again. Callable from any thread."""
        self._callers.show_requested.emit()

    def add_soon(self, paths: tuple[str, ...]) -> None:
        """Add books, as if dropped on the window. Callable from any thread."""
        self._callers.books_given.emit(paths)

    def run(
        self, server: "ServerHandle", open_background: Callable[[], Coroutine[Any, Any, object]]
    ) -> int | Restart:
        """Show the window, start everything behind it, and wait for the end.

        Returns the exit code, or that another program is in this one's place, which is to be started.
        """
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
        if not has_screen:
            return 1
        return self._updates.restart or 0

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
        with theme.styled_once_built():
            self._shell = Shell(context)
        signals = SignalWatch(self._quit.set)
        crashes = CrashWatch(self._services.clock)
        crashes.reported.connect(self._show_crash, Qt.ConnectionType.QueuedConnection)
        tasks.failed.connect(crashes.tell)
        self._connect()
        self._connect_shell()
        painted = FirstPaint(self._shell.window)
        self._show_first(self._shell, tasks)
        self._shell.tell_first_news()
        if not self._demo:  # what it has would be gone after a new start
            self._updates.start()
        tasks.start(self._start_behind(context, open_background, None if self._minimized else painted))
        try:
            await self._quit.wait()
        finally:
            signals.close()
            crashes.close()
            self._updates.close()
            self._shell.tray.close()
            self._shell.window.hide()
            self._shell.context.bridge.close()
            await tasks.close()
            covers.close()

    async def _start_behind(
        self,
        context: UiContext,
        open_background: Callable[[], Coroutine[Any, Any, object]],
        painted: FirstPaint | None,
    ) -> None:
        """After the window, start the server, then rescan the folders for changes."""
        if painted is not None:
            await painted.wait()
        try:
            await context.tasks.network(open_background())
        finally:
            _end_start(self._shell.context)
        self._garbage.leave_out_what_is_there()
        await context.tasks.blocking(context.services.koreader_login.ensure)
        self._add(self._books)
        await context.tasks.network(context.services.library.catch_up())

    def _show_first(self, shell: Shell, tasks: Tasks) -> None:
        if not self._minimized:
            shell.window.show()
            tasks.start(shell.window.greet())
        elif not shell.tray.is_there:
            shell.window.showMinimized()

    def _apply_theme(self) -> None:
        theme.apply(self._qt, dark=theme.is_dark(ThemeChoice(self._services.preferences.current.theme)))

    def _follow_language(self, *_what: object) -> None:
        """Replace the window with one in the new language."""
        choice = LanguageChoice(self._services.preferences.current.language)
        if choice is self._language:
            return
        question = self._shell.question
        if question is not None:  # what was typed there stays until it is answered
            question.finished.connect(self._follow_language, Qt.ConnectionType.QueuedConnection)
            return
        self._language = choice
        install_language(self._qt, choice)
        before, self._shell = self._shell, self._shell.next()
        self._connect_shell()
        before.context.tasks.start(self._end(before))

    async def _end(self, shell: Shell) -> None:
        await shell.end()
        QTimer.singleShot(0, self._garbage, self._garbage.forget_what_went)

    def _connect(self) -> None:
        self._qt.styleHints().colorSchemeChanged.connect(self._apply_theme)
        self._qt.quit_requested.connect(self._quit.set)
        self._callers.show_requested.connect(self._bring_up, Qt.ConnectionType.QueuedConnection)
        self._callers.books_given.connect(self._add, Qt.ConnectionType.QueuedConnection)

    def _connect_shell(self) -> None:
        self._shell.quit_requested.connect(self._quit.set)
        changed = self._shell.context.bridge.preferences_changed
        changed.connect(self._apply_theme)
        changed.connect(self._follow_language, Qt.ConnectionType.QueuedConnection)

    def _show_crash(self, report: str) -> None:
        if self._crash is not None:
            return  # one at a time is enough to read; the log has the others
        check = self._shell.context.navigation.run
        self._crash = CrashDialog(report, self._shell.window, lambda: check(Command.CHECK_COMPUTER))
        self._crash.finished.connect(self._forget_crash)
        self._crash.open()

    def _forget_crash(self) -> None:
        if self._crash is not None:
            self._crash.deleteLater()
            self._crash = None

    def _bring_up(self) -> None:
        self._shell.window.bring_up()

    def _add(self, paths: tuple[str, ...]) -> None:
        self._shell.window.take_files(paths)


def _end_start(context: UiContext) -> None:
    """End the starting phase: a server that is not up is now off."""
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


class UpdateWatch(QObject):
    """At once while nothing is shown, as devices sync with what runs; otherwise the person is asked."""

    def __init__(
        self, shell: Callable[[], Shell], end: Callable[[], object], own: OwnProgram | None = None
    ) -> None:
        """`end` closes the program. `own` is for tests."""
        super().__init__()
        self._shell = shell
        self._end = end
        self._own = own or OwnProgram()
        self._is_told = False
        self.restart: Restart | None = None
        """How to start again after the end; None to stay ended."""
        self._timer = QTimer(self, interval=round(LOOK_EVERY * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look every now and then."""
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Start the new program, or ask about it."""
        if not self._own.was_replaced():
            return
        shell = self._shell()
        if not shell.window.isVisible() and shell.question is None:
            self._start_again(Restart.HIDDEN)
        elif not self._is_told:
            self._is_told = True
            text = tr("BookOrbit was updated. Some things work only after a restart.")
            offer = Offer(tr("Restart now"), lambda: self._start_again(Restart.SHOWN))
            shell.window.message_bar.tell(text, Tone.ATTENTION, offer)

    def _start_again(self, restart: Restart) -> None:
        self._timer.stop()
        self.restart = restart
        self._end()
