"""The window: sidebar, pages, message bar and status bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.activity.panel import ActivityPanel
from bookorbit_desktop.ui.activity.text import KIND_PAGES
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.announcements import Announcements
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import load_standing
from bookorbit_desktop.ui.demo_banner import DemoBanner
from bookorbit_desktop.ui.drop_overlay import DropOverlay
from bookorbit_desktop.ui.memory import remember_geometry
from bookorbit_desktop.ui.navigation import Navigator
from bookorbit_desktop.ui.pages import Pages
from bookorbit_desktop.ui.palette.palette import Palette
from bookorbit_desktop.ui.routes import Route
from bookorbit_desktop.ui.shortcuts import Command, register
from bookorbit_desktop.ui.shortcuts_dialog import ShortcutsDialog
from bookorbit_desktop.ui.sidebar import Page, Sidebar
from bookorbit_desktop.ui.status_bar import StatusBar
from bookorbit_desktop.ui.sync.dialog import SyncDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.fitting import fit
from bookorbit_desktop.ui.widgets.message_bar import MessageBar
from bookorbit_desktop.ui.work_strip import WorkStrip

STANDING_MS = 300
"""Counts are asked for this long after something changed, so that a scan does not ask all the time."""
MINUTE_MS = 60_000


class MainWindow(QMainWindow):
    """Holds the parts together and leads from one to the other."""

    standing_changed = Signal(object)
    """Standing."""
    syncing_changed = Signal(bool)
    close_wanted = Signal()
    """The person closed the window; its owner hides it or ends the program."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._is_syncing = False
        self.setWindowTitle(self.tr("BookOrbit"))
        fit(self, 1240, 800, least=(760, 520))
        self.setAcceptDrops(True)
        self.sidebar = Sidebar()
        self.message_bar = MessageBar()
        self.pages = Pages(context)
        self.status = StatusBar(context)
        self.sync_dialog = SyncDialog(context, self)
        self.announcements = Announcements(
            context, self.message_bar, self.sync_dialog, self, self._shows_account_problem
        )
        self.adding = AddBooks(context, self)
        self.navigator = Navigator(self.sidebar, self.pages, self)
        self._build()
        self._drop = DropOverlay(self)
        self._standing_soon = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._connect_parts()
        self._connect_events()
        self._add_shortcuts()
        self._minute.start()
        self._restore()
        self.refresh_standing()

    def sync_now(self, *, preview: bool = False) -> None:
        """Start a sync, or with `preview` show what it would write; without a token ask for one first."""
        if self._context.services.hardcover_account.has_token:
            self.sync_dialog.begin(preview=preview)
            return
        self.bring_up()
        self.navigator.go(Route(Page.HARDCOVER))
        self.message_bar.say(self.tr("Connect your Hardcover account first."), Tone.PENDING)

    def preview_sync(self) -> None:
        """Show what a sync would write."""
        self.sync_now(preview=True)

    def import_shelf(self) -> None:
        """Look at the shelf on Hardcover, or ask for a token first."""
        self.navigator.go(Route(Page.HARDCOVER))
        if self._context.services.hardcover_account.has_token:
            self.pages.hardcover.import_flow.open()

    def show_candidates(self, state: HardcoverState | None) -> None:
        """Go to the Hardcover page, with the books in one state."""
        self.navigator.go(Route(Page.HARDCOVER, state=state))

    def show_book(self, book_id: int) -> None:
        """Go to the library with a book's details beside it."""
        self.navigator.go(Route(Page.LIBRARY, book_id=book_id))

    def show_settings(self) -> None:
        """Go to the settings."""
        self.navigator.go(Route(Page.SETTINGS))

    def open_palette(self) -> None:
        """Let the person type where to go."""
        palette = Palette(self._context, self._commands, self)
        palette.chosen.connect(self._follow)
        palette.open()

    def bring_up(self) -> None:
        """Show the window in front of others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def toggle(self) -> None:
        """Hide the window if it is in front, else bring it up."""
        if self.isVisible() and self.isActiveWindow() and not self.isMinimized():
            self.hide()
        else:
            self.bring_up()

    def refresh_standing(self) -> None:
        """Ask how things stand and show it."""
        self._context.tasks.start(self._load_standing())

    async def greet(self) -> None:
        """Show a newcomer, who has no books yet, the first steps."""
        is_new = not (self._context.demo or self._context.services.preferences.current.first_run_done)
        if is_new and not await self._context.tasks.blocking(self._context.services.library.folders):
            self.show_first_steps()

    def show_first_steps(self) -> None:
        """Show the five pages of the first start."""
        from bookorbit_desktop.ui.first_run import open_first_run

        open_first_run(self._context, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the owner what closing means."""
        event.ignore()
        self.close_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons in the colours in use."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            icons.refresh(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what lies over the page; the page itself has heard of it first."""
        if event.key() == Qt.Key.Key_Escape and self.activity.isVisible():
            self.activity.close_panel()
        elif event.key() == Qt.Key.Key_Escape and not self.message_bar.isHidden():
            self.message_bar.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward."""
        if event.button() is Qt.MouseButton.BackButton:
            self.navigator.back()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self.navigator.forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            here = self.navigator.here
            # The documents on the KOReader page take a file each: they must be seen.
            if here is None or here.page is not Page.KOREADER:
                self._drop.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped to the library; an export of a reading list is offered to be imported."""
        self._drop.hide()
        event.acceptProposedAction()
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.adding.add_paths(self.pages.list_import.take(paths))

    def _restore(self) -> None:
        """Stand where the person left, on the page they left."""
        memory = self._context.services.window_memory
        remember_geometry(self, memory, "geometry")
        left = memory.text("page")
        self.sidebar.chosen.connect(lambda page, _status: memory.put("page", page.value))
        self.sidebar.select(Page(left) if left in list(Page) else Page.DASHBOARD)

    async def _load_standing(self) -> None:
        standing = await self._context.tasks.blocking(load_standing, self._context.services)
        self.pages.show_standing(standing)
        self.status.show_standing(standing)
        self.sidebar.show_standing(
            standing,
            serving=self._context.server.address is not None,
            accepting=self._context.services.preferences.current.accept_progress,
            starting=self._context.is_starting,
        )
        self.standing_changed.emit(standing)

    def _refresh_soon(self, _what: object = None) -> None:
        if not self._standing_soon.isActive():
            self._standing_soon.start()

    def _follow_jobs(self, *_what: object) -> None:
        jobs = self._context.services.activity.running()
        self.status.show_jobs(jobs)
        is_syncing = any(job.is_syncing and job.state is not JobState.WAITING for job in jobs)
        if is_syncing != self._is_syncing:
            self._is_syncing = is_syncing
            self.syncing_changed.emit(is_syncing)
            self._refresh_soon()

    def _retry(self, job: Job) -> None:
        tasks, services = self._context.tasks, self._context.services
        if job.kind in (JobKind.SCAN, JobKind.IDENTITIES):
            self.adding.rescan()
        elif job.kind in (JobKind.DEVICE, JobKind.DEVICE_IMPORT):
            self.pages.device_import.begin()
        elif job.kind is JobKind.UNDO:
            tasks.start(tasks.network(services.undo.resume()))
        elif job.kind is JobKind.FILES:
            tasks.start(tasks.blocking(services.file_runs.carry_on))
        elif job.kind is JobKind.SYNC:
            self.sync_now()
        elif job.kind is JobKind.RELAY:
            tasks.start(tasks.network(services.relay_exchange.run(thorough=True)))
        elif job.book_id is not None:
            self.sync_dialog.begin(frozenset({job.book_id}))
        else:
            self.import_shelf()

    def _show_job(self, job: Job) -> None:
        if job.kind is JobKind.SYNC and not job.state.is_over:
            self.sync_dialog.watch()
        elif job.book_id is not None:
            self.show_book(job.book_id)
        else:
            self.navigator.go(Route(KIND_PAGES[job.kind]))

    def _connect_parts(self) -> None:
        self.pages.message.connect(self.message_bar.say)
        self.pages.first_run_wanted.connect(self.show_first_steps)
        self.pages.folder_wanted.connect(self.adding.choose_folder)
        self.pages.files_wanted.connect(self.adding.choose_files)
        self.pages.rescan_wanted.connect(self.adding.rescan)
        self.adding.message.connect(self.message_bar.tell)
        self.pages.offered.connect(lambda text, offers: self.message_bar.say(text, Tone.OK, *offers))
        self.pages.sync_wanted.connect(self.sync_now)
        self.pages.everything_wanted.connect(lambda: self.sync_dialog.begin(thorough=True))
        self.pages.preview_wanted.connect(self.preview_sync)
        self.pages.books_sync_wanted.connect(self.sync_dialog.begin)
        self.pages.filters_cleared.connect(lambda: self.sidebar.select(Page.LIBRARY))
        self.status.koreader_wanted.connect(lambda: self.sidebar.select(Page.KOREADER))
        self.status.hardcover_wanted.connect(lambda: self.sidebar.select(Page.HARDCOVER))
        self.status.activity_wanted.connect(self.activity.toggle)
        self.activity.closed.connect(self.status.activity.setFocus)
        self.activity.retry_wanted.connect(self._retry)
        self.activity.show_wanted.connect(self._show_job)
        self.sync_dialog.matches_wanted.connect(self.show_candidates)
        self.announcements.koreader_wanted.connect(lambda: self.sidebar.select(Page.KOREADER))
        self.announcements.hardcover_wanted.connect(lambda: self.navigator.go(Route(Page.HARDCOVER)))
        self._context.tasks.problem.connect(lambda text: self.message_bar.tell(text, Tone.ERROR))

    def _connect_events(self) -> None:
        bridge = self._context.bridge
        for changed in (bridge.books_changed, bridge.progress_received, bridge.sync_finished):
            changed.connect(self._refresh_soon)
        bridge.server_changed.connect(self.refresh_standing)
        bridge.account_changed.connect(self._refresh_soon)
        progressed = (bridge.sync_progressed, bridge.undo_progressed, bridge.scan_progressed)
        for moved in (bridge.jobs_changed, *progressed):
            moved.connect(self._follow_jobs)
        bridge.inbox_changed.connect(self._refresh_soon)
        bridge.annotations_changed.connect(self._refresh_soon)
        bridge.preferences_changed.connect(self._refresh_soon)
        self._standing_soon.timeout.connect(self.refresh_standing)
        self._minute.timeout.connect(self.refresh_standing)

    def _add_shortcuts(self) -> None:
        self._commands: dict[Command, Callable[[], object]] = {
            Command.PALETTE: self.open_palette,
            Command.ADD_BOOKS: self.adding.choose_folder,
            Command.SEARCH: self._focus_search,
            Command.RESCAN: self.adding.rescan,
            Command.SYNC: self.sync_now,
            Command.PREVIEW: self.preview_sync,
            Command.IMPORT: self.import_shelf,
            Command.IMPORT_FILE: self.pages.list_import.choose,
            Command.IMPORT_DEVICE: self.pages.device_import.begin,
            Command.BACK: self.navigator.back,
            Command.FORWARD: self.navigator.forward,
            Command.ACTIVITY: self.activity.toggle,
            Command.UNDO: self._undo,
            Command.SHORTCUTS: lambda: ShortcutsDialog(self).open(),
            Command.FIRST_STEPS: self.show_first_steps,
            Command.CLOSE_WINDOW: self.close,
        }
        register(self, self._commands, lambda page: self.navigator.go(Route(page)))

    def _follow(self, target: Route | Command) -> None:
        if isinstance(target, Route):
            self.navigator.go(target)
        else:
            self._commands[target]()

    def _undo(self) -> None:
        if not self.message_bar.undo():
            self.message_bar.say(self.tr("There is nothing to take back."), Tone.NEUTRAL)

    def _shows_account_problem(self) -> bool:
        here = self.navigator.here
        on_page = here is not None and here.page in (Page.DASHBOARD, Page.HARDCOVER)
        return on_page and self.isVisible() and not self.isMinimized()

    def _focus_search(self) -> None:
        here = self.navigator.here
        if here and here.page is Page.HARDCOVER and self.pages.hardcover.filter.isVisible():
            self.pages.hardcover.filter.setFocus()
            self.pages.hardcover.filter.selectAll()
            return
        if here and here.page is Page.HIGHLIGHTS and self.pages.highlights.filter.isVisible():
            self.pages.highlights.filter.setFocus()
            self.pages.highlights.filter.selectAll()
            return
        self.sidebar.select(Page.LIBRARY)
        self.pages.library.search.setFocus()
        self.pages.library.search.selectAll()

    def _build(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.pages, 1)
        content.addWidget(WorkStrip(self._context.work))
        stage = QWidget()
        middle = QHBoxLayout(stage)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(content, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._context.demo:
            column.addWidget(DemoBanner())
        column.addWidget(stage, 1)
        column.addWidget(self.status)
        self.message_bar.setParent(stage)
        self.message_bar.float_over(self.pages)
        self.activity = ActivityPanel(self._context, stage)
        self.setCentralWidget(whole)
