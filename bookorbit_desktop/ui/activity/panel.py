"""The Activity panel: every job with its stage, its state, and Retry."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bookorbit_desktop.domain.overview.activity import Job, JobKind, fold_equal
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.activity.text import (
    KIND_ICONS,
    describe,
    job_look,
    job_title,
    stage_text,
    time_text,
)
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, new_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState, ListStates, Skeleton
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge, paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView

ROW_HEIGHT = 54
_LINE = 20


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

    retry_wanted = Signal(object)
    """Job."""
    show_wanted = Signal(object)
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
        self.words = label("", "detail", wrap=True)
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
        self.words.setText(stage_text(job) if job else tr("Select a job to see its details."))
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
            self.retry_wanted.emit(job)

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
            self.show_wanted.emit(job)

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
        foot.addWidget(self.words, 1)
        foot.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.retry, alignment=Qt.AlignmentFlag.AlignTop)
        in_column(head, self.states, self._foot, inside=self, margins=1, grows=self.states)
