"""Asks for a rating of a finished book, and lets the person correct its dates."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.domain.reading.finish import FinishDetails, FinishField, finish_details
from bookorbit_desktop.domain.reading.reading import Read, check_dates
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from bookorbit_desktop.ui.widgets.date_button import DateButton
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.stars import StarRating
from bookorbit_desktop.ui.wording import isolated, names

WIDTH = 480
COVER_WIDTH, COVER_HEIGHT = 104, 156


class FinishDialog(QDialog):
    """Keys 0 to 5 and the arrows set the stars; nothing is stored until Save."""

    def __init__(self, context: UiContext, view: BookView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Finished"))
        self.setFixedWidth(theme.px(WIDTH))
        self._context = context
        self._view = view
        self._seen = finish_details(view.book.reading)
        self.stars = StarRating()
        self.started_on = DateButton(tr("Started"))
        self.finished_on = DateButton(tr("Finished"))
        self.problem = label("", wrap=True)
        self.skip = button(tr("Not now"))
        self.save = button(tr("Save"), "primary")
        self._cover = QLabel()
        self._build()
        self._connect()
        self._show_state()
        self._show_cover(view.row.id)
        self.stars.setFocus()

    @property
    def edited(self) -> FinishDetails:
        """The values chosen so far."""
        return replace(
            self._seen,
            rating=self.stars.rating,
            started_on=self.started_on.day,
            finished_on=self.finished_on.day,
        )

    def _show_state(self) -> None:
        """Show what is wrong with the dates, and allow saving valid changes."""
        edited = self.edited
        problem = self._problem(edited.started_on, edited.finished_on)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.save.setEnabled(edited != self._seen and not problem)
        hint = problem or tr("Choose a rating or correct a date first.")
        self.save.setToolTip("" if self.save.isEnabled() else hint)

    def _problem(self, started: date | None, finished: date | None) -> str:
        try:
            check_dates(Read(started, finished), self._context.services.clock.today())
        except InvalidInput as error:
            return localize(error.message)
        return ""

    def _save(self) -> None:
        self._context.tasks.start(_store(self._context, self._view, self._seen, self.edited))
        self.accept()

    def _show_cover(self, book_id: int) -> None:
        row = self._view.row
        if book_id != row.id:
            return
        size = (theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT))
        request = CoverRequest(
            row.id, row.title, names(row.authors), *size, self.devicePixelRatioF(), theme.RADIUS_CARD
        )
        picture = self._context.covers.pixmap(request)
        if picture is not None:
            self._cover.setPixmap(picture)

    def _connect(self) -> None:
        self.stars.rated.connect(lambda _rating: self._show_state())
        for day in (self.started_on, self.finished_on):
            day.chosen.connect(lambda _day: self._show_state())
        self.skip.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self._context.covers.loaded.connect(self._show_cover)

    def _build(self) -> None:
        row, state = self._view.row, self._view.book.reading
        self._cover.setFixedSize(theme.px(COVER_WIDTH), theme.px(COVER_HEIGHT))
        self._cover.setAccessibleName(tr("Cover"))
        self.stars.set_rating(self._seen.rating)
        self.started_on.set_day(self._seen.started_on)
        self.finished_on.set_day(self._seen.finished_on)
        read = state.latest_read
        for day, can_change in (
            (self.started_on, read is not None),
            (self.finished_on, state.status.is_finished),
        ):
            day.setEnabled(can_change)
            day.setToolTip("" if can_change else tr("Set the status to Read or Skimmed first."))
        set_tone(self.problem, Tone.ERROR)
        form = QFormLayout()
        form.setContentsMargins(0, theme.SPACE_8, 0, 0)
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label(tr("Rating"), "muted"), self.stars)
        form.addRow(label(tr("Started"), "muted"), self.started_on)
        form.addRow(label(tr("Finished"), "muted"), self.finished_on)
        title, authors = label(row.title, "section", wrap=True), label(names(row.authors), "muted", wrap=True)
        words = in_column(title, authors, form, None, spacing=theme.SPACE_4)
        cover = in_column(self._cover, None)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addLayout(in_row(cover, words, spacing=theme.SPACE_16, grows=words))
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.skip))


async def ask_about_finish(context: UiContext, book_id: BookId, parent: QWidget) -> None:
    """Open the dialog for the book's current state. Raises NotFound if it was removed."""
    view = await context.tasks.blocking(context.services.book_view.view, book_id)
    FinishDialog(context, view, parent).open()


async def _store(context: UiContext, view: BookView, seen: FinishDetails, edited: FinishDetails) -> None:
    """Store what the person changed. Newer changes made elsewhere are kept and reported."""
    services, blocking = context.services, context.tasks.blocking
    try:
        await blocking(services.book_view.view, view.row.id)  # a removed book keeps its reading, for Undo
        before = await blocking(services.reading.states, [view.row.id])
        kept = await blocking(services.reading.correct_finish, view.row.id, seen, edited)
    except NotFound:
        text = tr("Not saved: “{0}” was removed from your library.").format(isolated(view.row.title))
        context.messages.message.emit(text, Tone.ERROR)
        return
    done = tr("Saved “{0}”.").format(isolated(view.row.title))
    if kept:
        text = ", ".join(_field_word(field) for field in kept)
        done = tr("Changed in the meantime, so it stays as it is now: {0}.").format(text)
    undo = Undo.of(services.reading.restore, before)
    context.messages.offered.emit(done, (offer_of(context, undo, context.messages.message.emit),))


def _field_word(field: FinishField) -> str:
    return {
        FinishField.RATING: tr("Rating"),
        FinishField.STARTED: tr("Start date"),
        FinishField.FINISHED: tr("Finish date"),
    }[field]
