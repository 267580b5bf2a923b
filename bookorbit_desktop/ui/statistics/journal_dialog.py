"""The reading journal: every session, newest first, and the dialog for entering or correcting one."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QDoubleValidator,
    QIntValidator,
    QKeySequence,
    QRegularExpressionValidator,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QLineEdit, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.reading_time import Source
from bookorbit_desktop.domain.reading.sessions import LONGEST_SESSION, MOST_PAGES, Session, SessionEntry
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.reading.journal import SessionPage
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import Messages, UiContext
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.date_button import DateButton
from bookorbit_desktop.ui.widgets.dialogs import Answers, FormDialog, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.widgets.message_bar import MessageBar
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel, RowView
from bookorbit_desktop.ui.widgets.two_lines import RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import day_and_time, duration, joined

WIDTH, HEIGHT = 720, 600
ROW_HEIGHT = 56
MOST_BOOKS = 50
_ICONS = {Source.VIEWS: "tablet", Source.PUSHES: "sync", Source.BY_HAND: "edit"}
_ENTRY_WIDTH = 440
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5]?[0-9]"
"""A time of day as it is typed."""
_LONGEST_TITLE = 60


class JournalDialog(QDialog):
    """Sessions of one book or of all. Records from devices never change; corrections are kept apart."""

    def __init__(self, context: UiContext, parent: QWidget, book: BookRef | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading journal"))
        fit(self, WIDTH, HEIGHT)
        self._context = replace(context, messages=Messages())
        self._book = book
        self._before: date | None = None
        self._sessions: list[Session] = []
        self._loading: asyncio.Future[None] | None = None
        self.model: RowsModel[Session] = RowsModel(id, _describe)
        self.list = RowView(tr("Sessions"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(_lines, self.list, RowSize(ROW_HEIGHT)))
        self.list.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.add = button(tr("Add session…"), icon="plus")
        self.correct = button(tr("Correct…"), icon="edit")
        self.delete = button(tr("Delete"), icon="trash")
        self.export = button(tr("Export…"))
        self.older = button(tr("Show older sessions"), "quiet")
        self.close_button = button(tr("Close"))
        self.nothing = EmptyState(
            "book-open", tr("No sessions yet. Read a little on your device, or add one.")
        )
        self.messages = MessageBar()
        self._states = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Load the sessions again, for as many months as were shown."""
        self._start(self._load(self._sessions[-1] if self._sessions else None))

    def done(self, result: int) -> None:
        """Closing cancels the loading."""
        if self._loading is not None:
            self._loading.cancel()
        super().done(result)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(work)

    async def _load(self, oldest: Session | None) -> None:
        if self._book is not None:
            found = await self._context.tasks.blocking(
                self._context.services.reading_journal.of_book, self._book.id
            )
            self._show(found, None)
            return
        page = await self._page(None)
        sessions = list(page.sessions)
        while page.before and oldest and sessions and sessions[-1].begin > oldest.begin:
            page = await self._page(page.before)
            sessions += page.sessions
        self._show(sessions, page.before)

    async def _load_older(self) -> None:
        page = await self._page(self._before)
        self._show([*self._sessions, *page.sessions], page.before)

    async def _page(self, before: date | None) -> SessionPage:
        return await self._context.tasks.blocking(self._context.services.reading_journal.page, before)

    def _show(self, sessions: Sequence[Session], before: date | None) -> None:
        chosen = self._selected
        self._sessions, self._before = list(sessions), before
        self.model.replace(self._sessions)
        indexes = [index for index, one in enumerate(sessions) if chosen and one.begin == chosen.begin]
        if sessions:
            self.list.setCurrentIndex(self.model.index(indexes[0] if indexes else 0))
        self._states.setCurrentWidget(self.list if sessions else self.nothing)
        self.older.setVisible(before is not None)
        self.export.setEnabled(bool(sessions))
        self._on_selected()

    @property
    def _selected(self) -> Session | None:
        rows = self.list.selected_rows()
        return rows[0] if rows else None

    def _on_selected(self) -> None:
        session = self._selected
        for control in (self.correct, self.delete):
            control.setEnabled(session is not None)
            control.setToolTip("" if session else tr("Select a session first."))

    @async_slot
    async def _ask(self, session: Session | None) -> None:
        services = self._context.services
        books = await self._context.tasks.blocking(_books, services, self._book, session)
        dialog = EntryDialog(books, self, self._context.services.clock.now(), session)
        dialog.chosen.connect(lambda entry: self._context.tasks.start(self._store(session, entry)))
        dialog.open()

    async def _store(self, session: Session | None, entry: SessionEntry) -> None:
        reading_journal = self._context.services.reading_journal
        if session is None:
            await self._change(lambda: reading_journal.add(entry), tr("Session added."))
        else:
            await self._change(lambda: reading_journal.correct(session, entry), tr("Session corrected."))

    def _delete(self) -> None:
        session, reading_journal = self._selected, self._context.services.reading_journal
        if session is not None and self.delete.isEnabled():
            done = self._change(lambda: reading_journal.delete(session), tr("Session deleted."))
            self._context.tasks.start(done)

    async def _change(self, work: Callable[[], int], done: str) -> None:
        change = await self._context.tasks.blocking(work)
        undo = Undo.of(self._context.services.reading_journal.undo, change)
        offer = offer_of(self._context, undo, lambda text, tone: self.messages.say(text, tone))
        self.messages.say(done, Tone.OK, offer)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Export the reading journal"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([tr("CSV file (*.csv)"), tr("JSON file (*.json)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix("json" if ".json" in kind else "csv")
        )
        dialog.selectFile(tr("Reading journal"))
        dialog.fileSelected.connect(lambda path: self._context.tasks.start(self.write(Path(path))))
        dialog.open()

    async def write(self, path: Path) -> None:
        """Export all sessions to a file."""
        count = await self._context.tasks.blocking(self._context.services.reading_journal.export, path)
        self.messages.say(tr("%n session(s) exported to {0}", count).format(path.name))

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self._ask(None))
        self.correct.clicked.connect(lambda: self._ask(self._selected))
        self.list.activated.connect(lambda _index: self._ask(self._selected))
        self.delete.clicked.connect(self._delete)
        self.export.clicked.connect(self._choose_file)
        self.older.clicked.connect(lambda: self._start(self._load_older()))
        self.close_button.clicked.connect(self.reject)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list).activated.connect(self._delete)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.messages.undo)
        bridge = self._context.bridge
        for changed in (bridge.reading_time_changed, bridge.books_changed, bridge.progress_received):
            changed.connect(self._on_change)

    def _on_change(self, _what: object = None) -> None:
        self.refresh()

    def _build(self) -> None:
        hint = tr("Corrections are kept beside what your devices recorded, and survive new imports.")
        layout = dialog_column(self)
        if self._book is not None:
            layout.addWidget(label(tr("Sessions of “{0}”").format(self._book.title), "section", wrap=True))
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addLayout(in_row(self.add, self.correct, self.delete, None, self.older))
        self._states.addWidget(self.list)
        self._states.addWidget(self.nothing)
        layout.addWidget(self._states, 1)
        layout.addWidget(Answers(self, reject=self.close_button, beside=self.export, has_default=False))
        self.messages.setParent(self)
        self.messages.float_over(self._states)
        self.older.hide()


def _lines(index: AnyIndex) -> TwoLines:
    session: Session = index.data(ROW)
    begin = datetime.fromtimestamp(session.begin, UTC)
    pages = "" if session.pages is None else tr("%n page(s)", round(session.pages))
    facts = joined(duration(session.seconds), pages, ", ".join(session.devices))
    return TwoLines(session.title or session.document, facts, _ICONS[session.source], day_and_time(begin))


def _describe(session: Session) -> str:
    begin = day_and_time(datetime.fromtimestamp(session.begin, UTC))
    return ", ".join((session.title or session.document, begin, duration(session.seconds), *session.devices))


def _books(services: Services, book: BookRef | None, session: Session | None) -> list[BookRef]:
    """The book of this journal, or those being read; other titles can be typed. Blocks."""
    if book is not None:
        return [book]
    current: list[BookRef] = list(services.dashboard.current(MOST_BOOKS))
    if session is not None and session.book_id not in (None, *(known.id for known in current)):
        assert session.book_id is not None
        current.insert(0, BookRef(session.book_id, session.title, ()))
    return current


class EntryDialog(FormDialog):
    """Stays open while the entry is invalid."""

    chosen = Signal(object)
    """SessionEntry."""

    def __init__(
        self, books: Sequence[BookRef], parent: QWidget, now: datetime, session: Session | None = None
    ) -> None:
        """`books` to choose from; prefilled from `session`, or with the last half hour of the first book."""
        super().__init__(parent)
        self.setWindowTitle(tr("Correct session") if session else tr("Add session"))
        self.setFixedWidth(theme.px(_ENTRY_WIDTH))
        self._now = now
        self.book = Choice(tr("Book"))
        for ref in books:
            self.book.addItem(one_line(ref.title, _LONGEST_TITLE), ref.id)
        self.book.addItem(tr("Another book…"), None)
        self.title = QLineEdit(placeholderText=tr("Title, such as that of a paper book"))
        self.title.setAccessibleName(tr("Title"))
        self.day = DateButton(tr("Day"))
        self.time = QLineEdit(placeholderText=tr("HH:MM"))
        self.time.setAccessibleName(tr("Begin"))
        self.time.setValidator(QRegularExpressionValidator(QRegularExpression(_CLOCK), self))
        self.minutes = QLineEdit()
        self.minutes.setAccessibleName(tr("Minutes"))
        self.minutes.setValidator(QIntValidator(1, LONGEST_SESSION // 60, self))
        self.pages = QLineEdit(placeholderText=tr("Optional"))
        self.pages.setAccessibleName(tr("Pages"))
        self.pages.setValidator(QDoubleValidator(0, MOST_PAGES, 1, self))
        self.device = QLineEdit()
        self.device.setAccessibleName(tr("Read on"))
        self.problem = label("", "detail", wrap=True)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self._fill(session)
        self._before = self._values
        self._build()

    @property
    def has_changes(self) -> bool:
        """Whether closing would lose changes."""
        return self._values != self._before

    @property
    def _values(self) -> tuple[object, ...]:
        lines = (
            self.title.text(),
            self.time.text(),
            self.minutes.text(),
            self.pages.text(),
            self.device.text(),
        )
        return (self.book.currentData(), self.day.day, *lines)

    def _fill(self, session: Session | None) -> None:
        seconds = session.seconds if session else 30 * 60
        begin = session.begin if session else int(self._now.timestamp()) - seconds
        local = datetime.fromtimestamp(begin, UTC).astimezone()
        self.day.set_day(local.date())
        self.time.setText(f"{local:%H:%M}")
        self.minutes.setText(str(max(1, round(seconds / 60))))
        self.device.setText(", ".join(session.devices) if session else tr("Paper"))
        if session is None:
            return
        self.book.setCurrentIndex(self.book.findData(session.book_id))
        self.title.setText("" if session.book_id else session.title or session.document)
        self.pages.setText("" if session.pages is None else f"{session.pages:.0f}")

    def _entry(self) -> SessionEntry:
        hour, _, minute = self.time.text().partition(":")
        pages = self.pages.text().replace(",", ".")
        clock = time(int(hour or 0), int(minute or 0))
        begin = datetime.combine(self.day.day or self._now.date(), clock)
        return SessionEntry(
            self.book.currentData(),
            self.title.text(),
            begin.astimezone(),
            int(self.minutes.text() or 0) * 60,
            float(pages) if pages else None,
            self.device.text(),
        )

    def _save(self) -> None:
        entry = self._entry()
        try:
            entry.check(self._now)
        except InvalidInput as error:
            self.problem.setText(localize(error.message))
            self.problem.show()
            return
        self.chosen.emit(entry)
        self.accept()

    def _show_title(self) -> None:
        self._form.setRowVisible(self.title, self.book.currentData() is None)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(theme.SPACE_12)
        for text, field in (
            (tr("Book"), self.book),
            (tr("Title"), self.title),
            (tr("Day"), self.day),
            (tr("Begin"), self.time),
            (tr("Minutes"), self.minutes),
            (tr("Pages"), self.pages),
            (tr("Read on"), self.device),
        ):
            self._form.addRow(text, field)
        set_tone(self.problem, Tone.ERROR)
        self.problem.hide()
        layout = dialog_column(self)
        layout.addLayout(self._form)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.discard)
        self.book.currentIndexChanged.connect(lambda _index: self._show_title())
        self._show_title()
