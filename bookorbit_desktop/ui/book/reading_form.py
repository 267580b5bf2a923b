"""Status, rating and dates of one book, and whether you or KOReader set them."""

import asyncio
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus, StatusChange
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.sections import ProgressBar
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands, clear_rating_offer
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.date_button import DateButton
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.widgets.stars import StarRating
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    ago,
    day_and_time,
    duration,
    forecast_text,
    joined,
    left_text,
    number,
    page_text,
    percent,
    status_icon,
    status_word,
)


class _WholeLabel(QLabel):
    """A wrapping label that is never cut: a form loses the height for its width when it is laid out again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("step", "detail")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Set the text and the height it needs."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the number of lines to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class ReadingForm(QWidget):
    """Edits take effect immediately; invalid ones are reported in the message bar and reverted."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._entries = EntryCommands(context, self)
        self._turn = asyncio.Lock()
        """Stores edits in the order they were made."""
        self._row: BookRow | None = None
        self._book_id: BookId | None = None
        self._state = ReadingState()
        self.status = Choice(tr("Status"))
        self.rating = StarRating()
        self.started = DateButton(tr("Started"))
        self.finished = DateButton(tr("Finished"))
        self._position = _WholeLabel()
        self._position.setObjectName("position")
        self.progress_bar = ProgressBar(0.0)
        self.time = label("", "detail", wrap=True)
        self._source = QFrame()
        self._source_text = label("", wrap=True)
        self.follow = button("")
        self.again = button(tr("Start a re-read"))
        self.not_again = button(tr("Not a re-read"))
        self._build()
        self._connect()

    def show_reading(self, view: BookView) -> None:
        """Show the reading of a book."""
        book = view.book
        self._row = view.row
        state = book.reading
        self._book_id, self._state = book.id, state
        self.status.setCurrentIndex(STATUS_ORDER.index(state.status))
        self.rating.set_rating(state.rating)
        read = state.latest_read
        self.started.set_day(read.started_on if read else None)
        self.finished.set_day(read.finished_on if read else None)
        self._enable(self.started, read is not None, tr("Set the status to Reading or Read first."))
        self._enable(
            self.finished,
            state.status.is_finished,
            tr("Set the status to Read or Skimmed to add a finish date."),
        )
        self._show_position(view)
        self._show_source(state)

    def _show_position(self, view: BookView) -> None:
        book = view.book
        self.progress_bar.set_fraction(book.reading.percentage)
        self.time.setText(_time_text(view))
        self.time.setVisible(bool(self.time.text()))
        if book.reading.percentage is None:
            nothing = tr("No device has synced this book yet.")
            was_reset = tr("Reset. The next new position from a device is used.")
            self._position.setText(was_reset if view.positions else nothing)
            return
        here = joined(percent(book.reading.percentage), page_text(view.page, view.pages))
        if book.reading.back is not None:
            self._position.setText(here)  # who read last stands elsewhere
            return
        when = ago(book.last_read_at, self._context.services.clock.now()) if book.last_read_at else ""
        self._position.setText(joined(here, book.last_device, when))

    def _show_source(self, state: ReadingState) -> None:
        again = state.again if state.proposes_rereading else None
        self._source.setVisible(state.set_by_hand or again is not None)
        self.follow.setVisible(again is None)
        self.again.setVisible(state.status.is_finished)
        self.not_again.setVisible(again is not None)
        if again is not None:
            since = day_and_time(again.since, with_time=False)
            self._source_text.setText(
                tr("Possible re-read since {0}, now at {1}.").format(since, percent(state.percentage or 0.0))
            )
            set_tone(self._source, Tone.ATTENTION)
        elif state.device_moved_on:
            where = percent(state.percentage or 0.0)
            self._source_text.setText(
                tr("Your device is now at {0}, but you set this status yourself.").format(where)
            )
            self.follow.setText(tr("Follow device"))
            set_tone(self._source, Tone.ATTENTION)
        else:
            self._source_text.setText(tr("Set by you. KOReader won't change it."))
            self.follow.setText(tr("Let KOReader set status"))
            set_tone(self._source, None)

    def _enable(self, widget: QWidget, enabled: bool, reason: str) -> None:
        widget.setEnabled(enabled)
        widget.setToolTip("" if enabled else reason)

    def _set(self, change: StatusChange, done: str) -> None:
        service = self._context.services.reading
        self._save(lambda ids: service.set_status(ids, change), done)

    def _save(self, edit: Callable[[list[BookId]], None], done: str, *more: Offer) -> None:
        if self._book_id is not None:
            self._context.tasks.start(self._carry_out(edit, self._book_id, done, more))

    async def _carry_out(
        self, edit: Callable[[list[BookId]], None], book_id: BookId, done: str, more: tuple[Offer, ...]
    ) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        async with self._turn:
            before = await blocking(services.reading.states, [book_id])
            try:
                await blocking(edit, [book_id])
            finally:
                view = await blocking(services.book_view.view, book_id)
                if self._book_id == book_id:
                    self.show_reading(view)
        undo = Undo.of(services.reading.restore, before)
        self.offered.emit(done, (offer_of(self._context, undo, self.message.emit), *more))

    def _set_status(self, index: int) -> None:
        status = STATUS_ORDER[index]
        self._set(StatusChange(status), tr("Status: {0}").format(status_word(status)))

    def _set_rating(self, rating: float | None) -> None:
        service = self._context.services.reading
        if rating is not None:
            self._save(lambda ids: service.rate(ids, rating), tr("Rated {0}").format(number(rating)))
            return
        more = clear_rating_offer(self._entries, [self._row] if self._row else [])
        done = tr("Rating cleared here. Hardcover keeps its rating.") if more else tr("Not rated")
        self._save(lambda ids: service.rate(ids, None), done, *more)

    def _set_started(self, day: date) -> None:
        self._set(StatusChange(self._state.status, started_on=day), tr("Start date saved"))

    def _set_finished(self, day: date) -> None:
        self._set(StatusChange(self._state.status, finished_on=day), tr("Finish date saved"))

    def _follow(self) -> None:
        self._save(self._context.services.reading.follow_device, tr("KOReader sets the status again"))

    def _start_again(self) -> None:
        self._save(self._context.services.reading.start_rereading, tr("Re-read started"))

    def _not_again(self) -> None:
        done = tr("Not a re-read. BookOrbit will ask again after a month's break.")
        self._save(self._context.services.reading.decline_rereading, done)

    def _connect(self) -> None:
        self.status.activated.connect(self._set_status)
        self.rating.rated.connect(self._set_rating)
        self.started.chosen.connect(self._set_started)
        self.finished.chosen.connect(self._set_finished)
        self.follow.clicked.connect(self._follow)
        self.again.clicked.connect(self._start_again)
        self.not_again.clicked.connect(self._not_again)

    def _build(self) -> None:
        for status in STATUS_ORDER:
            self.status.add(status_icon(status), status_word(status), status)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label(tr("Status"), "muted"), self.status)
        form.addRow(label(tr("Rating"), "muted"), self.rating)
        form.addRow(label(tr("Progress"), "muted"), self._position)
        form.addRow("", self.progress_bar)
        form.addRow("", self.time)
        form.addRow(label(tr("Started"), "muted"), self.started)
        form.addRow(label(tr("Finished"), "muted"), self.finished)
        self._source.setProperty("kind", "notice")
        for part in (self._source, self.again, self.not_again):
            part.hide()
        source = QVBoxLayout(self._source)
        source.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_12, theme.SPACE_12)
        source.addWidget(self._source_text)
        row = QHBoxLayout()
        row.addWidget(self.follow)
        row.addStretch(1)
        source.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_12)
        layout.addLayout(form)
        layout.addWidget(self._source)
        rereading = FlowLayout()
        rereading.addWidget(self.again)
        rereading.addWidget(self.not_again)
        layout.addLayout(rereading)


def _time_text(view: BookView) -> str:
    """The time read, the time left at that pace, and the estimated finish."""
    seconds, reading = view.time_read.seconds, view.book.reading
    if seconds < 60:
        return ""
    is_open = reading.status in _OPEN
    read = joined(tr("Read for {0}").format(duration(seconds)), left_text(view.forecast))
    return f"{read}\n{forecast_text(view.forecast)}" if is_open and reading.percentage else read


_OPEN = (ReadingStatus.READING, ReadingStatus.REREADING, ReadingStatus.ON_HOLD)
