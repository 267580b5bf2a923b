"""The sync log: what devices sent, what was sent to Hardcover and received from it, and what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.hardcover.sync_log import KEEP_DAYS, LogCursor, LogLine, LogLines, LogQuery
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.sync.log_details import LineDialog
from bookorbit_desktop.ui.sync.log_filters import LogFilters
from bookorbit_desktop.ui.sync.log_model import ROW_HEIGHT, LogDelegate, LogModel, line_id, line_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import busy, button, label
from bookorbit_desktop.ui.widgets.layouts import PAGE_MARGINS, in_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader, is_low
from bookorbit_desktop.ui.widgets.rows import RowView

if TYPE_CHECKING:  # the window does not wait for what the services bring along
    from bookorbit_desktop.services.hardcover.sync_log import SyncLogService

FOLLOW_MS = 500
"""Milliseconds until new lines appear: many pushes and replies cause one reload."""
WIDTH = 480
_DAYS = (30, 7, 0)


class LogPage(QWidget):
    """Lists the matching lines page by page, and adds new ones as they arrive."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message = context.messages.message
        self.setObjectName("page")
        self._context = context
        self._log = context.services.sync_log
        self._end: LogCursor | None = None
        self._loading: asyncio.Future[None] | None = None
        self._is_behind = False
        self.model = LogModel()
        self.view = RowView(tr("Sync log"))
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(False)
        self.view.setItemDelegate(LogDelegate(context.covers, context.services.clock.now, self.view))
        self.filters = LogFilters(context.services.clock.now)
        self.filter = self.filters.text
        self.export = button(tr("Export CSV…"))
        self.clear = button(tr("Clear older than…"))
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Load the newest lines again."""
        self._is_behind = False
        self._start(self._load(self.filters.query()))

    @async_slot
    async def save_csv(self, path: Path) -> None:
        """Write the lines shown to a file."""
        query, blocking = self.filters.query(), self._context.tasks.blocking
        with busy(self.export, tr("Exporting…")):
            total = await blocking(self._log.count, query)
            with self._context.work.show(tr("Exporting the sync log"), total) as work:
                count = await blocking(
                    self._log.export_csv, query, path, tell=work.move, cancelled=work.cancelled
                )
        if count is None:
            self.message.emit(tr("Export cancelled. No file was written."), Tone.NEUTRAL)
            return
        self.message.emit(tr("%n line(s) exported to {0}.", count).format(path.name), Tone.OK)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while another page was shown."""
        super().showEvent(event)
        self._catch_up()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(work)

    async def _load(self, query: LogQuery) -> None:
        try:
            page, count, devices = await self._context.tasks.blocking(_look, self._log, query)
        except BookOrbitError as error:
            self.states.show_error(localize(error.message))
            return
        self._end = page.end
        self.view.reload(self.model, page.lines, line_id)
        self.model.has_more = page.end is not None
        self.filters.set_devices(devices)
        self.filters.count.setText(tr("%n line(s)", count))
        self.filters.count.setVisible(bool(count))
        self.filters.setVisible(bool(count) or self.filters.is_filtering)
        self._offer(bool(count))
        self.states.show_rows(len(page.lines), is_filtered=self.filters.is_filtering)

    def _offer(self, has_lines: bool) -> None:
        """Enable the actions that need lines; clearing shows the whole log."""
        self.export.setEnabled(has_lines)
        self.export.setToolTip("" if has_lines else tr("Nothing to export."))
        can_clear = has_lines or self.filters.is_filtering
        self.clear.setEnabled(can_clear)
        self.clear.setToolTip("" if can_clear else tr("Nothing to clear."))

    def _load_more(self) -> None:
        self._start(self._append(self.filters.query()))

    async def _append(self, query: LogQuery) -> None:
        page = await self._context.tasks.blocking(self._log.page, query, self._end)
        self._end = page.end
        self.model.append(page.lines)
        self.model.has_more = page.end is not None

    def _note_news(self) -> None:
        self._is_behind = True
        if not self._follow.isActive():
            self._follow.start()

    def _catch_up(self) -> None:
        """Add new lines at the top, without moving what the person has scrolled to."""
        if self._is_behind and self.isVisible() and self.view.verticalScrollBar().value() == 0:
            self.reload()

    def _open_line(self, index: QModelIndex) -> None:
        self._open_details(self.view.row_at(index))

    def _open_details(self, line: LogLine) -> None:
        LineDialog(self._context, line, self).open()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Export the sync log"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("bookorbit-sync-log.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_csv(Path(name)))
        dialog.open()

    def _ask_to_clear(self) -> None:
        dialog = ClearDialog(self._context, self)
        dialog.confirmed.connect(lambda days: self._context.tasks.start(self._clear(days)))
        dialog.open()

    async def _clear(self, days: int) -> None:
        count = await self._context.tasks.blocking(self._log.clear, days)
        self.message.emit(tr("%n line(s) cleared.", count), Tone.OK)
        self.reload()

    def _open_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if not index.isValid():
            return
        line: LogLine = self.view.row_at(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Details…"), lambda: self._open_details(line))
        menu.addAction(tr("Copy"), lambda: QGuiApplication.clipboard().setText(line_text(line)))
        if line.book_id is not None:
            book_id = line.book_id
            menu.addAction(tr("Show only this book"), lambda: self.filters.show_book(book_id, line.title))
            menu.addAction(tr("Open book"), lambda: self._context.navigation.show_book(book_id))
        if line.link is not None:
            link = line.link
            menu.addAction(tr("View on Hardcover"), lambda: QDesktopServices.openUrl(QUrl(link)))
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _connect(self) -> None:
        bridge = self._context.bridge
        self.filters.changed.connect(self.reload)
        self.view.activated.connect(self._open_line)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._catch_up())
        self.model.more_requested.connect(self._load_more)
        self.export.clicked.connect(self._choose_file)
        self.clear.clicked.connect(self._ask_to_clear)
        self._follow.timeout.connect(self._catch_up)
        self._context.covers.loaded.connect(self.view.show_cover)
        bridge.sync_finished.connect(lambda _summary: self._note_news())
        bridge.books_changed.connect(lambda _ids: self._note_news())
        bridge.progress_received.connect(lambda _received: self._note_news())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window, leave most of the height to the list."""
        super().resizeEvent(event)
        self._header.sentence.setVisible(not is_low(self))
        above, between = (
            (theme.SPACE_8, theme.SPACE_8) if is_low(self) else (theme.PAGE_MARGIN, theme.SPACE_16)
        )
        self._column.setContentsMargins(theme.PAGE_MARGIN, above, theme.PAGE_MARGIN, between)
        self._column.setSpacing(between)

    def _build(self) -> None:
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        empty = EmptyState(
            "log",
            tr("No sync log entries yet. Connect a device or sync to Hardcover to see activity here."),
            tr("Connect a device"),
        )
        empty.acted.connect(lambda: self._context.navigation.show_page(Page.KOREADER))
        filtered = EmptyState("search", tr("No entries match these filters."), tr("Clear filters"))
        filtered.acted.connect(self.filters.clear)
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading the log")), empty, filtered
        )
        self.states.error.acted.connect(self.reload)
        header = self._header = PageHeader(
            tr("Sync log"), tr("What your devices and Hardcover synced, and what went wrong.")
        )
        header.buttons.addWidget(self.clear)
        header.buttons.addWidget(self.export)
        self._offer(False)
        self._column = in_column(
            header,
            self.filters,
            self.states,
            inside=self,
            spacing=theme.SPACE_16,
            margins=PAGE_MARGINS,
            grows=self.states,
        )


def _look(log: SyncLogService, query: LogQuery) -> tuple[LogLines, int, list[str]]:
    return log.page(query), log.count(query), log.devices()


class ClearDialog(QDialog):
    """The default answer changes nothing."""

    confirmed = Signal(int)
    """Delete lines older than this many days; 0 for all."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._counting: asyncio.Future[None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Clear the sync log"))
        self.setFixedWidth(theme.px(WIDTH))
        self.days = Choice(tr("Clear lines older than"))
        for days in _DAYS:
            self.days.addItem(tr("%n day(s)", days) if days else tr("All lines"), days)
        self.goes = label("", wrap=True)
        self.act = button(tr("Clear"))
        self.keep = button(tr("Keep log"), "primary")
        self.days.currentIndexChanged.connect(lambda _index: self._count())
        self.act.clicked.connect(self._confirm)
        self.keep.clicked.connect(self.reject)
        self._build()
        self._count()

    def _count(self) -> None:
        self.act.setEnabled(False)
        self.act.setToolTip(tr("Counting lines…"))
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._context.tasks.start(self._say_what_goes(self.days.currentData()))

    async def _say_what_goes(self, days: int) -> None:
        count = await self._context.tasks.blocking(self._context.services.sync_log.count_older, days)
        self.act.setEnabled(count > 0)
        self.act.setToolTip("" if count else tr("No lines are that old."))
        self.goes.setText(
            tr("%n Hardcover line(s) will be permanently deleted.", count)
            if count
            else tr("No lines are that old.")
        )

    def _confirm(self) -> None:
        days: int = self.days.currentData()
        self.accept()
        self.confirmed.emit(days)

    def _build(self) -> None:
        stays = tr(
            "Device history and the data needed to undo syncs are kept. Lines older than {0} days are "
            "deleted automatically."
        ).format(KEEP_DAYS)
        layout = dialog_column(self)
        layout.addWidget(label(tr("Clear lines older than"), "section"))
        layout.addWidget(self.days)
        layout.addWidget(self.goes)
        layout.addWidget(label(stays, "muted", wrap=True))
        layout.addWidget(Answers(self, destroy=self.act, reject=self.keep))
