"""The window: sidebar, pages, message bar and status bar."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMainWindow, QProgressBar, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.activity import KIND_PAGES, ActivityPanel
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.announcements import Announcements
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import load_counts
from bookorbit_desktop.ui.guide import open_guide
from bookorbit_desktop.ui.long_work import LongWork, Work
from bookorbit_desktop.ui.memory import remember_geometry
from bookorbit_desktop.ui.navigation import Navigator
from bookorbit_desktop.ui.pages import Pages
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.shortcuts import register
from bookorbit_desktop.ui.sidebar import NavEntry, Sidebar
from bookorbit_desktop.ui.statistics.journal_opening import open_journal
from bookorbit_desktop.ui.status_bar import StatusBar
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import fit
from bookorbit_desktop.ui.widgets.floating import at_edge, lies_under_pointer, room_over
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.message_bar import WIDEST, MessageBar
from bookorbit_desktop.ui.wording import joined, number

if TYPE_CHECKING:
    from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary
    from bookorbit_desktop.ui.sync.dialog import SyncDialog

SHOWN_AFTER_MS = 500
"""Shorter work is not shown."""


class WorkStrip(QFrame):
    """Current work, its progress, and Cancel. Hidden unless something takes long.

    It floats over the page but never appears under the pointer, so that it cannot intercept a click.
    """

    def __init__(self, works: LongWork) -> None:
        super().__init__()
        self.setProperty("kind", "toast")
        self.setProperty("floats", True)
        self._below: QWidget | None = None
        self._others: tuple[QWidget, ...] = ()
        self._at_top = False
        self._works = works
        self._shown: Work | None = None
        self._text = label("", name="text")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(theme.px(220))
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel = button(tr("Cancel"))
        self.cancel.setToolTip(tr("Finished work is kept."))
        self.cancel.clicked.connect(self._on_cancel)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._refresh)
        layout = new_row(self, theme.SPACE_12, (theme.SPACE_16, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.cancel)
        works.changed.connect(self._follow)
        self.hide()

    def float_over(self, below: QWidget, *others: QWidget) -> None:
        """Float over the lower edge of `below`, a child of the same parent or deeper, avoiding `others`."""
        self._below, self._others = below, others
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the edge of the widget below."""
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lie_down(choose_side=False)
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        current = self._works.current
        if current is not self._shown:
            self._shown = current
            self.hide()
            self.cancel.setEnabled(True)
            self._soon.start()
        elif self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        work = self._works.current
        if work is not None:
            self._text.setText(
                joined(work.text, tr("{0} of {1}").format(number(work.done), number(work.total)))
            )
            self._bar.setRange(0, work.total)
            self._bar.setValue(work.done)
        if work is not None and self.isHidden():
            self._lie_down(choose_side=True)
            self.raise_()
        self.setVisible(work is not None)

    def _lie_down(self, *, choose_side: bool) -> None:
        parent = self.parentWidget()
        if self._below is None or parent is None:
            return
        room = room_over(self._below, parent)
        size = QSize(min(room.width() - 2 * theme.SPACE_16, theme.px(WIDEST)), self.sizeHint().height())
        if choose_side:
            self._at_top = lies_under_pointer(at_edge(room, size, self._others, at_top=False), parent)
        self.setGeometry(at_edge(room, size, self._others, at_top=self._at_top))

    def _on_cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancelled.set()
            self.cancel.setEnabled(False)


class DropOverlay(QWidget):
    """Says that files can be dropped here. Lets mouse events through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Cover the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame and one sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("window", 0.92))
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(theme.SPACE_24, theme.SPACE_24, -theme.SPACE_24, -theme.SPACE_24)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        size = theme.px(56)
        centre = self.rect().center()
        icons.paint(
            painter, QRect(centre.x() - size // 2, centre.y() - size, size, size), "add-folder", "accent"
        )
        painter.setFont(theme.font(Type.SECTION))
        painter.setPen(theme.colour("text"))
        text_rect = QRect(frame.left(), centre.y() + theme.SPACE_16, frame.width(), theme.px(32))
        painter.drawText(
            text_rect, Qt.AlignmentFlag.AlignCenter, self.tr("Drop books or folders to add them")
        )


class DemoBanner(QFrame):
    """Says that nothing leaves this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        row = new_row(self, margins=(theme.SPACE_16, theme.SPACE_4))
        row.addWidget(Mark(16, "info", "pending"))
        row.addWidget(label(tr("Demo: nothing leaves this computer.")), 1)


NARROW = 900
"""Below this width the sidebar shows only icons."""
COUNTS_MS = 300
"""Milliseconds after a change until counts are loaded, so that a scan does not load them constantly."""
MINUTE_MS = 60_000


class MainWindow(QMainWindow):
    """Holds the parts together and connects them."""

    counts_changed = Signal(object)
    """Counts."""
    syncing_changed = Signal(bool)
    close_requested = Signal()
    """The person closed the window; its owner hides it or quits."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._is_syncing = False
        self._is_behind = False
        """Something changed since the counts were last loaded."""
        self._loading: asyncio.Future[None] | None = None
        self._tinted = theme.tokens()
        """The current colours of the icons."""
        self.setWindowTitle(self.tr("BookOrbit"))
        fit(self, 1240, 800, least=(760, 520))
        self.setAcceptDrops(True)
        self.sidebar = Sidebar()
        self.message_bar = MessageBar()
        self.pages = Pages(context)
        self.status = StatusBar(context)
        self.announcements = Announcements(context, self.message_bar, self, self._shows_account_problem)
        self.adding = AddBooks(context, self)
        self.navigator = Navigator(self.sidebar, self.pages, context.navigation, self)
        self._build()
        self._drop = DropOverlay(self)
        self._counts_soon = QTimer(self, singleShot=True, interval=COUNTS_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._connect_parts()
        self._connect_events()
        self._add_shortcuts()
        self._minute.start()
        self._restore()
        self.refresh_counts()

    @cached_property
    def sync_dialog(self) -> SyncDialog:
        """The sync dialog, created when first needed: it follows only runs started or watched in it."""
        from bookorbit_desktop.ui.sync.dialog import SyncDialog

        dialog = SyncDialog(self._context, self)
        dialog.finished_run.connect(self._tell_sync)
        return dialog

    def sync_now(self, *, preview: bool = False) -> None:
        """Start a sync, or with `preview` show what it would write. Without a token, ask for one first."""
        if self._context.services.hardcover_account.has_token:
            self.sync_dialog.begin(preview=preview)
            return
        self.bring_up()
        self.navigator.go(Route(Page.HARDCOVER))
        self.message_bar.say(self.tr("Connect your Hardcover account first."), Tone.PENDING)

    def _sign_in(self) -> None:
        self.bring_up()
        self.navigator.go(Route(Page.HARDCOVER))
        self.pages.hardcover.sign_in()

    def preview_sync(self) -> None:
        """Show what a sync would write."""
        self.sync_now(preview=True)

    def import_shelf(self) -> None:
        """Import the shelf on Hardcover; first ask for a token if there is none."""
        self.navigator.go(Route(Page.HARDCOVER))
        if self._context.services.hardcover_account.has_token:
            self.pages.hardcover.import_flow.open()

    def open_palette(self) -> None:
        """Open the command palette."""
        from bookorbit_desktop.ui.palette import Palette

        palette = Palette(self._context, self._commands, self)
        palette.chosen.connect(self._follow)
        palette.open()

    def bring_up(self) -> None:
        """Bring the window to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def toggle(self) -> None:
        """Hide the window if it is in front, otherwise bring it up."""
        if self.isVisible() and self.isActiveWindow() and not self.isMinimized():
            self.hide()
        else:
            self.bring_up()

    def take_over(self, before: MainWindow) -> None:
        """Replace another window: same page, filters, selection and history."""
        self.restoreGeometry(before.saveGeometry())
        self.navigator.take_over(before.navigator)
        self.pages.take_over(before.pages)
        self._watch_sync_of(before)
        if not before.isHidden():
            self.setWindowState(before.windowState())
            self.show()
            self._show_guide_of(before)

    def _show_guide_of(self, before: MainWindow) -> None:
        from bookorbit_desktop.ui.first_run import open_first_run
        from bookorbit_desktop.ui.first_run.window import FirstRun

        guide = before.findChild(FirstRun)
        if guide is not None and guide.isVisible():
            open_first_run(self._context, self).go(guide.place)

    def _watch_sync_of(self, before: MainWindow) -> None:
        """Show the run of another window's dialog, or report its end if it goes on in the background."""
        is_running = "sync_dialog" in vars(before) and before.sync_dialog.is_running
        if not is_running or self._context.services.sync.progress is None:
            return
        was_seen = before.sync_dialog.isVisible()
        self.sync_dialog.watch()
        self.sync_dialog.setVisible(was_seen)
        before.sync_dialog.finished_run.connect(self._tell_sync)

    def refresh_counts(self) -> None:
        """Load and show the counts."""
        self._is_behind = True
        if self._loading is None or self._loading.done():
            self._loading = self._context.tasks.start(self._follow_counts())

    async def greet(self) -> None:
        """Show the first steps to a new user without books."""
        is_new = not (self._context.demo or self._context.services.preferences.current.first_run_done)
        if is_new and not await self._context.tasks.blocking(self._context.services.library.folders):
            self.show_first_steps()

    def show_first_steps(self) -> None:
        """Open the five pages of the setup guide."""
        from bookorbit_desktop.ui.first_run import open_first_run

        open_first_run(self._context, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave it to the owner whether closing quits."""
        event.ignore()
        self.close_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the sidebar in a narrow window."""
        super().resizeEvent(event)
        self.sidebar.collapse(event.size().width() < theme.px(NARROW))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons in the current colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._tinted is not theme.tokens():
            self._tinted = theme.tokens()
            icons.refresh(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes overlays, after the page itself has not used it."""
        if event.key() == Qt.Key.Key_Escape and self.activity.isVisible():
            self.activity.close_panel()
        elif event.key() == Qt.Key.Key_Escape and not self.message_bar.isHidden():
            self.message_bar.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Use the mouse's side buttons for back and forward."""
        if event.button() is Qt.MouseButton.BackButton:
            self.navigator.back()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self.navigator.forward()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            here = self.navigator.here
            # The documents on the KOReader page take a file each: they must be seen.
            if here is None or here.page is not Page.KOREADER:
                self._drop.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Hide the overlay when files leave the window."""
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files."""
        self._drop.hide()
        event.acceptProposedAction()
        self.take_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def take_files(self, paths: Sequence[str]) -> None:
        """Add files and folders to the library; offer to import an export of a reading list."""
        self.adding.add_paths(self.pages.list_import.take(paths))

    def _restore(self) -> None:
        """Restore the window's place and page."""
        memory = self._context.services.window_memory
        remember_geometry(self, memory, "geometry")
        left = memory.text("page")
        self.sidebar.chosen.connect(lambda page, _status: memory.put("page", page.value))
        self.sidebar.select(Page(left) if left in list(Page) else Page.DASHBOARD)

    async def _follow_counts(self) -> None:
        """Load counts one at a time, so that a slow load cannot overwrite a later one."""
        while self._is_behind:
            self._is_behind = False
            await self._load_counts()

    async def _load_counts(self) -> None:
        counts = await self._context.tasks.blocking(load_counts, self._context.services)
        self.pages.show_counts(counts)
        self.status.show_counts(counts)
        self.sidebar.show_counts(
            counts,
            serving=self._context.server.address is not None,
            accepting=self._context.services.preferences.current.accept_progress,
            starting=self._context.is_starting,
        )
        self.counts_changed.emit(counts)

    def _tell_problem(self, text: str) -> None:
        self.message_bar.tell(text, Tone.ERROR)

    def _tell_sync(self, summary: SyncSummary) -> None:
        if not self.sync_dialog.isVisible():
            self.announcements.tell_sync(summary, self.sync_dialog.show)

    def _refresh_soon(self, _what: object = None) -> None:
        if not self._counts_soon.isActive():
            self._counts_soon.start()

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
        elif job.kind is JobKind.READING_TIME:
            services.reading_time_builder.resume()
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
            self._context.navigation.show_book(job.book_id)
        else:
            self.navigator.go(Route(KIND_PAGES[job.kind]))

    def _sort_in(self, entry: NavEntry, book_ids: list[BookId]) -> None:
        """Put dropped books on the shelf under the pointer, or on a new one."""
        shelves = self.pages.library.selected.shelves
        if entry.collection_id is None:
            shelves.add_to_new_shelf(book_ids)
        else:
            shelves.add(entry.collection_id, entry.word, book_ids)

    def _connect_parts(self) -> None:
        said = self._context.messages
        said.message.connect(self.message_bar.say)
        said.offered.connect(lambda text, offers: self.message_bar.say(text, Tone.OK, *offers))
        self.sidebar.list.books_dropped.connect(self._sort_in)
        self.adding.message.connect(self.message_bar.tell)
        self._context.navigation.command_asked.connect(lambda command: self._commands[command]())
        self._context.navigation.sync_asked.connect(lambda books: self.sync_dialog.begin(books))
        self._context.navigation.sign_in_asked.connect(self._sign_in)
        self.pages.filters_cleared.connect(lambda: self.sidebar.select(Page.LIBRARY))
        self.status.server.clicked.connect(lambda: self.sidebar.select(Page.KOREADER))
        self.status.hardcover.clicked.connect(lambda: self.sidebar.select(Page.HARDCOVER))
        self.status.activity.clicked.connect(self.activity.toggle)
        self.activity.closed.connect(self.status.activity.setFocus)
        self.activity.retry_requested.connect(self._retry)
        self.activity.show_requested.connect(self._show_job)
        self._context.tasks.problem.connect(self._tell_problem)

    def _connect_events(self) -> None:
        bridge = self._context.bridge
        shown = (bridge.books_changed, bridge.progress_received, bridge.sync_finished, bridge.account_changed)
        kept = (bridge.inbox_changed, bridge.collections_changed, bridge.annotations_changed)
        for changed in (*shown, *kept, bridge.preferences_changed):
            changed.connect(self._refresh_soon)
        bridge.server_changed.connect(self.refresh_counts)
        progressed = (bridge.sync_progressed, bridge.undo_progressed, bridge.scan_progressed)
        for moved in (bridge.jobs_changed, *progressed):
            moved.connect(self._follow_jobs)
        self._counts_soon.timeout.connect(self.refresh_counts)
        self._minute.timeout.connect(self.refresh_counts)

    def _add_shortcuts(self) -> None:
        self._commands: dict[Command, Callable[[], object]] = {
            Command.PALETTE: self.open_palette,
            Command.ADD_BOOKS: self.adding.choose_folder,
            Command.ADD_FILES: self.adding.choose_files,
            Command.SEARCH: self._focus_search,
            Command.RESCAN: self.adding.rescan,
            Command.SYNC: self.sync_now,
            Command.PREVIEW: self.preview_sync,
            Command.COMPARE_ALL: lambda: self.sync_dialog.begin(thorough=True),
            Command.IMPORT: self.import_shelf,
            Command.IMPORT_FILE: self.pages.list_import.choose,
            Command.IMPORT_DEVICE: self.pages.device_import.begin,
            Command.BACK: self.navigator.back,
            Command.FORWARD: self.navigator.forward,
            Command.JOURNAL: lambda: open_journal(self._context, self),
            Command.ACTIVITY: self.activity.toggle,
            Command.UNDO: self._undo,
            Command.GUIDE: lambda: open_guide(self),
            Command.SHORTCUTS: self._show_shortcuts,
            Command.FIRST_STEPS: self.show_first_steps,
            Command.CHECK_COMPUTER: self._check_computer,
            Command.CLOSE_WINDOW: self.close,
        }
        register(self, self._commands, lambda page: self.navigator.go(Route(page)))

    def _follow(self, target: Route | Command) -> None:
        if isinstance(target, Route):
            self.navigator.go(target)
        else:
            self._commands[target]()

    def _show_shortcuts(self) -> None:
        from bookorbit_desktop.ui.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def _check_computer(self) -> None:
        from bookorbit_desktop.ui.settings.checkup import CheckupDialog

        CheckupDialog(self._context, self).open()

    def _undo(self) -> None:
        if not self.message_bar.undo():
            self.message_bar.say(self.tr("Nothing to undo."), Tone.NEUTRAL)

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
        self.pages.library.focus_search()
        self.pages.library.search.selectAll()

    def _build(self) -> None:
        content = new_column(spacing=0)
        content.addWidget(self.pages, 1)
        stage = QWidget()
        in_row(self.sidebar, content, inside=stage, spacing=0, grows=content)
        whole = QWidget()
        column = new_column(whole, 0)
        if self._context.demo:
            column.addWidget(DemoBanner())
        column.addWidget(stage, 1)
        column.addWidget(self.status)
        self.message_bar.setParent(stage)
        strip = WorkStrip(self._context.work)
        strip.setParent(stage)
        self.message_bar.float_over(self.pages, strip)
        strip.float_over(self.pages, self.message_bar)
        self.activity = ActivityPanel(self._context, stage)
        self.setCentralWidget(whole)
