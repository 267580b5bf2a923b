"""Reviewing a new book: each field from its file, from Hardcover or by hand, and its cover."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.library.inbox import InboxFile
from bookorbit_desktop.services.review.review import FieldDecision, Review
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.inbox.field_choice import FieldChoice, source_word
from bookorbit_desktop.ui.inbox.text import file_name
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.metadata.cover_panel import CoverPanel
from bookorbit_desktop.ui.metadata.field_editor import SeriesCompletion
from bookorbit_desktop.ui.metadata.text import problems_text
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.sync.model import waiting_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.dialogs import Answers, FormDialog, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, line, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column, new_row, scrolling
from bookorbit_desktop.ui.wording import isolated, names

SECOND_MS = 1000
WIDTH, HEIGHT = 80, 120
_KEY = 0


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """The person's decision about a new book."""

    choices: Mapping[BookField, FieldDecision]
    cover: bytes | None = None
    """A picture to show."""
    cover_from_file: bool = False


class ReviewDialog(FormDialog):
    """Stores nothing itself: after Approve, its owner does."""

    approved = Signal(object)
    """Decision."""
    remove_requested = Signal()

    def __init__(self, context: UiContext, file: InboxFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Review “{0}”").format(file.title))
        fit(self, 1080, 700, least=(760, 420))
        self._context = context
        self._file = file
        self._review: Review | None = None
        self._running: asyncio.Future[None] | None = None
        self.cover = CoverPanel(context, file.book_id, file.title, names(file.authors))
        self.cover.online.hide()
        self.offered_cover = OfferedCover(context, file.title, names(file.authors))
        self.cover.offers.addWidget(self.offered_cover)
        self._is_asking = False
        self._has_gone = False
        """Whether the focus was moved to the missing field."""
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._show_wait)
        self.cover.setMinimumWidth(self.cover.sizeHint().width())
        self.problem = label("", "detail", wrap=True)
        set_tone(self.problem, Tone.ERROR)
        self.state = label("", wrap=True)
        self.next_step = button("")
        self.search = button(tr("Search Hardcover…"), icon="search")
        self.remove = button(tr("Remove…"))
        self.rescan = button(tr("Rescan"), icon="sync")
        self.rescan.setToolTip(tr("Reread the file and search Hardcover again (F5)"))
        self.cancel = button(tr("Cancel"))
        self.approve = button(tr("Approve"), "primary")
        self.approve.setToolTip(tr("Ctrl+Enter"))
        self._grid = QGridLayout()
        self._sources = context.services.review.sources
        self.heads = {
            origin: label(source_word(origin), "card") for origin in (*self._sources, FieldOrigin.HAND)
        }
        self.rows = {
            field: FieldChoice(field, self._sources, self._grid, row, self)
            for row, field in enumerate(BookField, start=2)
        }
        self._build()
        self._connect()
        self._show_approvable()
        self.rows[BookField.TITLE].line.setFocus()
        self._start(self._open())

    def done(self, result: int) -> None:
        """Closing cancels requests."""
        if self._running is not None:
            self._running.cancel()
        self.cover.close_cache()
        self.offered_cover.close_cache()
        super().done(result)

    @property
    def has_changes(self) -> bool:
        """Whether anything was typed or chosen."""
        return self.cover.chosen is not None or any(row.is_decided for row in self.rows.values())

    @property
    def decision(self) -> ReviewDecision:
        """The current decision. Raises InvalidInput."""
        chosen = {field: row.choice for field, row in self.rows.items()}
        choices = {field: choice for field, choice in chosen.items() if choice is not None}
        return ReviewDecision(choices, self.cover.chosen, self.cover.follows_file)

    async def _open(self) -> None:
        review = await self._context.tasks.blocking(self._context.services.review.review, self._file.book_id)
        self._show(review)
        if review.book.asked_at is None and self._has_token:
            await self._wait_for(self._context.services.review.ask(self._file.book_id))

    async def _wait_for(self, work: Coroutine[Any, Any, Review]) -> None:
        self._is_asking = True
        self._say(tr("Contacting Hardcover…"))
        self._second.start()
        for control in (self.search, self.rescan):
            control.setEnabled(False)
        try:
            review = await self._context.tasks.network(work)
        finally:
            self._is_asking = False
            self._second.stop()
            self._enable_asking()
        self._show(review)

    def _show_wait(self) -> None:
        """Show why the reply takes longer, and the seconds left."""
        wait = self._context.services.inbox.wait_of(self._file.book_id)
        if self._is_asking and wait is not None:
            now = self._context.services.clock.now()
            is_over = wait.until <= now
            self._say(tr("Contacting Hardcover…") if is_over else waiting_text(wait, now))

    async def _pick(self, record: CatalogueBook, edition: Edition | None, *, remove_old: bool) -> None:
        matches, book_id = self._context.services.matches, self._file.book_id
        undo = await self._context.tasks.network(matches.pick(book_id, record, edition))
        if remove_old:
            removal = self._context.services.entry_removal
            await self._context.tasks.network(removal.remove(undo.sync_books))
        await self._wait_for(self._context.services.review.ask(book_id))

    def _show(self, review: Review) -> None:
        self._review = review
        for row in self.rows.values():
            row.show_review(review)
        self.heads[FieldOrigin.FILE].setText(source_word(review.fields[BookField.TITLE].told_by))
        self._show_columns()
        self._show_source(review)
        self._show_approvable()
        self._go_to_what_is_missing()
        self.offered_cover.show_offer(review.book.cover_url)

    def _show_columns(self) -> None:
        """Hide the columns of sources without any values."""
        for column, source in enumerate(self._sources, start=1):
            says = any(row.is_offered(source) for row in self.rows.values())
            self.heads[source].setVisible(says)
            self._grid.setColumnStretch(column, 1 if says else 0)
            for row in self.rows.values():
                row.show_source(source, shown=says)

    def _go_to_what_is_missing(self) -> None:
        """Move the focus to the first missing field, unless the person is already in one."""
        if self._has_gone or self.focusWidget() is not self.rows[BookField.TITLE].line:
            return
        self._has_gone = True
        for row in self.rows.values():
            if row.is_missing:
                row.line.setFocus()
                return

    def _show_source(self, review: Review) -> None:
        """Show Hardcover's result, and the next step if there is one."""
        if not self._has_token:
            self._say(tr("Connect Hardcover to compare details with its catalogue."), tr("Connect…"))
        elif review.book.problem:
            self._say(localize(review.book.problem), tr("Try again"), Tone.ATTENTION)
        elif review.book.refusal:
            self._say(localize(review.book.refusal), tone=Tone.ATTENTION)
        elif review.book.asked_at is None:
            self._say(tr("Not searched on Hardcover yet."), tr("Search Hardcover"))
        else:
            self._say(tr("Choose a source for each field. The file isn't changed."))

    def _say(self, text: str, next_step: str = "", tone: Tone | None = None) -> None:
        self.state.setText(text)
        set_tone(self.state, tone)
        self.next_step.setText(next_step)
        self.next_step.setVisible(bool(next_step))

    def _take_next_step(self) -> None:
        if not self._has_token:
            self._context.navigation.show_page(Page.HARDCOVER)
            self.discard()
            return
        self._start(self._wait_for(self._context.services.review.ask(self._file.book_id)))

    def _rescan(self) -> None:
        if self.rescan.isEnabled():
            self._start(self._wait_for(self._context.services.review.rescan(self._file.book_id)))

    def _search(self) -> None:
        from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog

        dialog = PickDialog(self._context, self._file.book_id, self._file.title, self)
        dialog.picked.connect(
            lambda record, edition, remove: self._start(self._pick(record, edition, remove_old=remove))
        )
        dialog.open()

    def _approve(self) -> None:
        if self.approve.isEnabled():
            self.approved.emit(self.decision)
            self.accept()

    def _ask_to_remove(self) -> None:
        self.discard()
        self.remove_requested.emit()

    def _on_taken(self, row: FieldChoice, origin: FieldOrigin) -> None:
        """When a series is chosen, choose its number as well."""
        if row.field is BookField.SERIES and origin is not FieldOrigin.HAND:
            self.rows[BookField.SERIES_INDEX].take(origin)

    def _show_approvable(self) -> None:
        problems = problems_text({field: row.problem for field, row in self.rows.items()})
        taken = 0 if problems else len(self.decision.choices)
        self.approve.setText(tr("Approve ({0})").format(taken) if taken else tr("Approve"))
        self.approve.setEnabled(self._review is not None and not problems)
        self.problem.setText(problems)
        self.approve.setToolTip(tr("Save these fields and approve the book (Ctrl+Enter)"))

    def _enable_asking(self) -> None:
        self.rescan.setEnabled(True)
        self.search.setEnabled(self._has_token)
        self.search.setToolTip("" if self._has_token else tr("Connect Hardcover first."))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._context.tasks.start(self._said_here(work))

    async def _said_here(self, work: Coroutine[Any, Any, None]) -> None:
        """Show errors in the dialog, which covers the window's message bar."""
        try:
            await work
        except BookOrbitError as error:
            self._say(localize(error.message), tone=Tone.ERROR)
            self.approve.setEnabled(False)

    @property
    def _has_token(self) -> bool:
        return self._context.services.hardcover_account.has_token

    def _connect(self) -> None:
        self._context.bridge.inbox_changed.connect(self._show_wait)
        for row in self.rows.values():
            row.edited.connect(self._show_approvable)
            row.taken.connect(lambda origin, row=row: self._on_taken(row, origin))
        self.offered_cover.taken.connect(self.cover.take)
        self.next_step.clicked.connect(self._take_next_step)
        self.search.clicked.connect(self._search)
        self.rescan.clicked.connect(self._rescan)
        self.remove.clicked.connect(self._ask_to_remove)
        self.cancel.clicked.connect(self.discard)
        self.approve.clicked.connect(self._approve)
        for keys, act in (
            ("Ctrl+Return", self._approve),
            ("Ctrl+Enter", self._approve),
            ("F5", self._rescan),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        name, index = self.rows[BookField.SERIES].line, self.rows[BookField.SERIES_INDEX].line
        if isinstance(name, QLineEdit) and isinstance(index, QLineEdit):
            self.completion = SeriesCompletion(self._context, name, index, (self._file.book_id,))

    def _build(self) -> None:
        layout = dialog_column(self)
        question = tr("Review “{0}”").format(isolated(self._file.title))
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(label(file_name(self._file), "detail", wrap=True))
        layout.addLayout(self._build_source())
        body = QWidget()
        columns = new_row(body, theme.SPACE_24, (0, 0, theme.SPACE_12, 0))
        columns.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        self._build_grid()
        fields = in_column(self._grid, None, spacing=-1)
        columns.addLayout(fields, 1)
        layout.addWidget(scrolling(body), 1)
        layout.addWidget(line())
        layout.addLayout(self._build_answers())
        self._enable_asking()

    def _build_source(self) -> QHBoxLayout:
        source = in_row(self.state, self.next_step, self.search, grows=self.state)
        self.next_step.hide()
        return source

    def _build_grid(self) -> None:
        self._grid.setHorizontalSpacing(theme.SPACE_12)
        self._grid.setVerticalSpacing(theme.SPACE_8)
        last = len(self._sources) + 2
        for column, source in [*enumerate(self._sources, start=1), (last, FieldOrigin.HAND)]:
            self.heads[source].setContentsMargins(0 if source is FieldOrigin.HAND else theme.px(24), 0, 0, 0)
            self._grid.addWidget(self.heads[source], 0, column)
            self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(line(), 1, 0, 1, last + 1)

    def _build_answers(self) -> QHBoxLayout:
        answers = Answers(self, accept=self.approve, reject=self.cancel, has_default=False)
        return in_row(self.remove, self.rescan, self.problem, answers, grows=self.problem)


class OfferedCover(QWidget):
    """Loaded in the background, and shown when ready. Not used unless the person chooses it."""

    taken = Signal(object)
    """The picture, as bytes."""

    def __init__(self, context: UiContext, title: str, authors: str) -> None:
        super().__init__()
        self._context = context
        self._url = ""
        self._found: bytes | None = None
        self._fetching: asyncio.Future[None] | None = None
        self.picture = QLabel()
        self.picture.setAccessibleName(tr("Hardcover cover"))
        self.picture.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))
        self.use = button(tr("Use this cover"))
        size, ratio = (theme.px(WIDTH), theme.px(HEIGHT)), self.devicePixelRatioF()
        self._request = CoverRequest(_KEY, title, authors, *size, ratio, theme.RADIUS_CARD)
        self._cache = CoverCache(lambda _key: self._found)
        self._cache.loaded.connect(self._draw)
        self.use.clicked.connect(lambda: self.taken.emit(self._found))
        self._build()
        self.hide()

    def show_offer(self, url: str) -> None:
        """Load and offer the picture at an address; without one, offer nothing."""
        if url == self._url:
            return
        self._url = url
        self._give_up()
        self.hide()
        if url:
            self._fetching = self._context.tasks.start(self._fetch(url))

    def close_cache(self) -> None:
        """Stop drawing, and cancel loading."""
        self._give_up()
        self._cache.close()

    async def _fetch(self, url: str) -> None:
        self._found = await self._context.tasks.network(
            self._context.services.hardcover_account.pictures.get(url)
        )
        if self._found is not None:
            self._cache.forget([_KEY])
            self._draw()
            self.show()

    def _give_up(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    def _build(self) -> None:
        words = new_column(spacing=theme.SPACE_8)
        words.addWidget(label(tr("On Hardcover"), "card", wrap=True))
        words.addWidget(self.use)
        words.addStretch(1)
        in_row(
            self.picture,
            words,
            inside=self,
            spacing=theme.SPACE_12,
            margins=(0, theme.SPACE_8, 0, theme.SPACE_8),
            grows=words,
        )

    def _draw(self) -> None:
        drawn = self._cache.pixmap(self._request)
        if drawn is not None:
            self.picture.setPixmap(drawn)
