"""The Activity panel: every job with its stage, its state, and Retry; and the text for a job."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.base.messages import as_message
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState, fold_equal
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.theme import Tone, Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, new_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates, Skeleton
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.wording import BadgeStyle, ago, day_and_time, joined, number, quoted, time_left

ROW_HEIGHT = 54
_LINE = 20
KIND_ICONS = {
    JobKind.SCAN: "library",
    JobKind.IDENTITIES: "copy",
    JobKind.SYNC: "sync",
    JobKind.EDIT: "hardcover",
    JobKind.SHELF: "hardcover",
    JobKind.IMPORT: "hardcover",
    JobKind.UNDO: "undo",
    JobKind.RELAY: "sync",
    JobKind.FILES: "copy",
    JobKind.DEVICE: "tablet",
    JobKind.DEVICE_IMPORT: "tablet",
    JobKind.READING_TIME: "book-open",
    JobKind.BOOK: "arrow-up",
}
KIND_PAGES = {
    JobKind.SCAN: Page.INBOX,
    JobKind.IDENTITIES: Page.INBOX,
    JobKind.SYNC: Page.LOG,
    JobKind.EDIT: Page.LOG,
    JobKind.SHELF: Page.HARDCOVER,
    JobKind.IMPORT: Page.HARDCOVER,
    JobKind.UNDO: Page.LOG,
    JobKind.RELAY: Page.LOG,
    JobKind.FILES: Page.LIBRARY,
    JobKind.DEVICE: Page.KOREADER,
    JobKind.DEVICE_IMPORT: Page.LIBRARY,
    JobKind.READING_TIME: Page.DASHBOARD,
    JobKind.BOOK: Page.LIBRARY,
}
"""The page where a job's result is shown."""


class JobDelegate(QStyledItemDelegate):
    """Icon, title over stage or error, and at the end the state over the time."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one job."""
        job: Job = index.data(ROW)
        direction, whole, line = option.direction, option.rect, theme.px(_LINE)
        painter.save()
        paint_row(painter, option)
        size = theme.px(20)
        mark = QRect(whole.left() + theme.SPACE_16, whole.top() + theme.SPACE_12, size, size)
        icons.paint(painter, QStyle.visualRect(direction, whole, mark), KIND_ICONS[job.kind], "muted")
        look = job_look(job)
        width = badge_width(look)
        first = QRect(mark.right() + 1 + theme.SPACE_12, whole.top() + theme.px(6), 0, line)
        first.setRight(whole.right() - theme.SPACE_16)
        badge = QRect(first.right() - width + 1, first.top(), width, line)
        title = first.adjusted(0, 0, -width - theme.SPACE_8, 0)
        detail = theme.font(Type.DETAIL, numbers=True)
        when = time_text(job, self._now())
        second = first.translated(0, line + theme.px(2))
        end = QRect(second)
        end.setLeft(second.right() - QFontMetrics(detail).horizontalAdvance(when) - 2)
        second.setRight(end.left() - theme.SPACE_12)

        def mirrored(area: QRect) -> QRect:
            return QStyle.visualRect(direction, whole, area)

        paint_text(painter, mirrored(title), job_title(job), theme.font(Type.CARD), direction=direction)
        paint_badge(painter, mirrored(badge), look, direction)
        paint_text(painter, mirrored(second), stage_text(job), detail, direction=direction)
        paint_text(painter, mirrored(end), when, detail, "muted", direction=direction)
        painter.restore()


WIDTH, HEIGHT = 460, 520
RELOAD_MS = 250


class ActivityPanel(QFrame):
    """Floats over the lower corner of its parent. Loads only while visible."""

    retry_requested = Signal(object)
    """Job."""
    show_requested = Signal(object)
    """The job whose page, book or dialog to open."""
    closed = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Activity"))
        self._context = context
        self._loading: asyncio.Future[None] | None = None
        self.model: RowsModel[Job] = RowsModel(lambda job: job.id, describe, stage_text)
        self.view = RowView(tr("Jobs"))
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.setModel(self.model)
        self.view.setItemDelegate(JobDelegate(context.services.clock.now, self.view))
        self.retry = button(tr("Retry"), "", "sync")
        self.cancel = button(tr("Cancel"))
        self.cancel.setToolTip(tr("Finished work is kept."))
        self.more = button(tr("Show"), "quiet")
        self.text_label = label("", "detail", wrap=True)
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()
        self.hide()
        parent.installEventFilter(self)

    def toggle(self) -> None:
        """Show the panel, or close it."""
        if self.isVisible():
            self.close_panel()
            return
        self._lie_down()
        self.show()
        self.raise_()
        self.view.setFocus()

    def close_panel(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while it was hidden."""
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop loading."""
        super().hideEvent(event)
        self._reload_soon.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the parent."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._lie_down()
        return super().eventFilter(watched, event)

    def reload(self) -> None:
        """Load the jobs again."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        jobs = fold_equal(await self._context.tasks.blocking(self._context.services.activity.jobs))
        self.view.reload(self.model, jobs, lambda job: job.id)
        self.states.show_rows(len(jobs), is_filtered=False)
        if jobs and self._current() is None:
            self.view.setCurrentIndex(self.model.index(0))
        self._show_current()

    def _current(self) -> Job | None:
        rows = self.view.selected_rows()
        return rows[0] if rows else None

    def _show_current(self) -> None:
        job = self._current()
        self.text_label.setText(stage_text(job) if job else tr("Select a job to see its details."))
        self.more.setEnabled(job is not None)
        self.retry.setEnabled(job is not None and job.can_retry)
        self.retry.setToolTip(
            "" if self.retry.isEnabled() else tr("Only failed or waiting jobs can be retried.")
        )
        self.cancel.setVisible(job is not None and job.can_cancel)
        self.retry.setVisible(self.cancel.isHidden() and self.retry.isEnabled())
        self._foot.setVisible(bool(self.model.rows))

    def _on_retry(self) -> None:
        job = self._current()
        if job is not None and job.can_retry:
            self.retry_requested.emit(job)

    def _on_cancel(self) -> None:
        job = self._current()
        services, tasks = self._context.services, self._context.tasks
        if job is None or not job.can_cancel:
            return
        if job.kind is JobKind.SCAN:
            tasks.start(tasks.blocking(services.library.cancel_scan))
        elif job.kind is JobKind.IDENTITIES:
            tasks.start(tasks.blocking(services.identities.cancel))
        elif job.kind is JobKind.FILES:
            services.file_runs.cancel()
        elif job.kind is JobKind.DEVICE:
            services.device_scan.cancel(job.id)
        elif job.kind is JobKind.DEVICE_IMPORT:
            services.device_import.cancel_job(job.id)
        elif job.kind is JobKind.READING_TIME:
            services.reading_time_builder.cancel()
        elif job.kind is JobKind.UNDO:
            services.undo.cancel()
        elif job.kind is JobKind.EDIT:
            services.entry_edits.cancel()
        else:
            services.sync.cancel()

    def _on_show(self) -> None:
        job = self._current()
        if job is not None:
            self.show_requested.emit(job)

    def _change(self) -> None:
        if self.isVisible() and not self._reload_soon.isActive():
            self._reload_soon.start()

    def _connect(self) -> None:
        self.retry.clicked.connect(self._on_retry)
        self.cancel.clicked.connect(self._on_cancel)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_current())
        self.more.clicked.connect(self._on_show)
        self.view.activated.connect(lambda _index: self._on_show())
        self.states.error.acted.connect(self.reload)
        self._reload_soon.timeout.connect(self.reload)
        bridge = self._context.bridge
        for changed in (
            bridge.jobs_changed,
            bridge.scan_progressed,
            bridge.sync_progressed,
            bridge.sync_finished,
            bridge.undo_progressed,
            bridge.account_changed,
            bridge.books_changed,
        ):
            changed.connect(lambda *_what: self._change())

    def _lie_down(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(theme.px(WIDTH), parent.width() - 2 * theme.SPACE_16)
        height = min(theme.px(HEIGHT), parent.height() - 2 * theme.SPACE_16)
        left = parent.width() - width - theme.SPACE_16
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = theme.SPACE_16
        self.setGeometry(left, parent.height() - height - theme.SPACE_8, width, height)

    def _build(self) -> None:
        close = icon_button("close", tr("Close"))
        close.clicked.connect(self.close_panel)
        head = new_row(margins=(theme.SPACE_16, theme.SPACE_12, theme.SPACE_8, 0))
        head.addWidget(label(tr("Activity"), "section"), 1)
        head.addWidget(close)
        nothing = EmptyState(
            "activity", tr("No jobs since BookOrbit started. Scans, imports and syncs appear here.")
        )
        self.states = ListStates(
            self.view, Skeleton(theme.px(ROW_HEIGHT), tr("Loading")), nothing, EmptyState("activity", "")
        )
        self.states.setProperty("kind", "")
        self._foot = QWidget()
        foot = new_row(self._foot, theme.SPACE_12, (theme.SPACE_16, 0, theme.SPACE_16, theme.SPACE_12))
        foot.addWidget(self.text_label, 1)
        foot.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.retry, alignment=Qt.AlignmentFlag.AlignTop)
        in_column(head, self.states, self._foot, inside=self, margins=1, grows=self.states)


def kind_word(kind: JobKind) -> str:
    """The kind of a job."""
    return {
        JobKind.SCAN: tr("Scanning folders"),
        JobKind.IDENTITIES: tr("Comparing copies"),
        JobKind.SYNC: tr("Sync to Hardcover"),
        JobKind.EDIT: tr("Changing entries on Hardcover"),
        JobKind.SHELF: tr("Fetching your Hardcover shelf"),
        JobKind.IMPORT: tr("Import from Hardcover"),
        JobKind.UNDO: tr("Undoing a sync"),
        JobKind.RELAY: tr("Checking the relay server"),
        JobKind.FILES: tr("Changing files"),
        JobKind.DEVICE: tr("Reading a KOReader device"),
        JobKind.DEVICE_IMPORT: tr("Import from a KOReader device"),
        JobKind.READING_TIME: tr("Working out your reading time"),
        JobKind.BOOK: tr("Sending a book"),
    }[kind]


def job_title(job: Job) -> str:
    """The first line of a job: its kind, or the book concerned."""
    title = job.title if job.kind is JobKind.BOOK else kind_word(job.kind)
    return title if job.times == 1 else tr("{0} ({1} times)").format(title, number(job.times))


def job_look(job: Job) -> BadgeStyle:
    """The look of a job's state."""
    return {
        JobState.WAITING: BadgeStyle(tr("Waiting"), "more", Tone.NEUTRAL),
        JobState.ACTIVE: BadgeStyle(tr("Active"), "play", Tone.PENDING),
        JobState.DELAYED: BadgeStyle(tr("Delayed"), "moon", Tone.PENDING),
        JobState.PAUSED: BadgeStyle(tr("Paused"), "pause", Tone.ATTENTION),
        JobState.FAILED: BadgeStyle(tr("Failed"), "exclamation", Tone.ERROR),
        JobState.DONE: BadgeStyle(tr("Done"), "check", Tone.OK),
    }[job.state]


def stage_text(job: Job) -> str:
    """What the job is doing, its result, or why it stopped."""
    if job.error:
        return localize(job.error)
    if job.is_syncing and not job.state.is_over:
        return joined(_sync_stage(job), counted(job))
    if job.kind is JobKind.UNDO:
        return joined(tr("Restoring {0}").format(quoted(job.title)) if job.title else "", counted(job))
    if job.kind is JobKind.SCAN and not job.state.is_over:
        return joined(_scan_stage(job), job.stage)
    if job.kind is JobKind.IDENTITIES and not job.state.is_over:
        return joined(tr("Reading complete files: {0}").format(counted(job)), job.stage)
    if job.kind is JobKind.DEVICE:
        return _device_stage(job)
    if job.kind in (JobKind.DEVICE_IMPORT, JobKind.READING_TIME):
        return counted(job)
    if job.kind is JobKind.BOOK:
        return tr("Waiting for further changes before sending.")
    return localize(as_message(job.stage))


def brief(job: Job) -> str:
    """A job in a few words, for the status bar."""
    return joined(job_title(job), counted(job))


def counted(job: Job) -> str:
    """The progress of a job; empty if unknown."""
    if not job.total:
        return ""
    left = "" if job.seconds_left is None or job.done == job.total else time_left(job.seconds_left)
    return joined(tr("{0} of {1}").format(number(job.done), number(job.total)), left)


def time_text(job: Job, now: datetime) -> str:
    """When it ended, began or continues, and the number of tries."""
    if job.ended_at is not None:
        when = ago(job.ended_at, now)
    elif job.due_at is not None:
        when = tr("continues {0}").format(_until(job.due_at, now))
    else:
        when = tr("since {0}").format(day_and_time(job.started_at)) if job.started_at else ""
    return joined(when, tr("attempt {0}").format(number(job.attempts)) if job.attempts > 1 else "")


def describe(job: Job) -> str:
    """A job as text for screen readers."""
    return ", ".join(part for part in (job_title(job), job_look(job).word, stage_text(job)) if part)


def _scan_stage(job: Job) -> str:
    if job.total is None:
        return tr("Scanning your folders…")
    return tr("Reading files: {0}").format(counted(job))


def _device_stage(job: Job) -> str:
    if job.state.is_over and job.done == job.total:
        return joined(tr("%n book(s) read", job.done), job.stage)
    if job.state.is_over:
        return joined(tr("Interrupted"), job.stage)
    if job.total is None:
        return joined(tr("Finding books opened in KOReader…"), job.stage)
    if job.done == job.total:
        return joined(tr("Reading reading statistics…"), job.stage)
    return joined(tr("Reading KOReader data: {0}").format(counted(job)), job.stage)


def _sync_stage(job: Job) -> str:
    if job.state is JobState.WAITING:
        return tr("Waiting for other jobs")
    stages = {"matching": tr("Looking up {0}"), "reading": tr("Comparing {0}"), "sending": tr("Sending {0}")}
    text = stages.get(job.stage, "")
    return text.format(quoted(job.title)) if text and job.title else tr("Contacting Hardcover…")


def _until(moment: datetime, now: datetime) -> str:
    seconds = (moment - now).total_seconds()
    if seconds < 60:
        return tr("in less than a minute")
    if seconds < 3600:
        return tr("in {0} min").format(number(round(seconds / 60)))
    return day_and_time(moment)
