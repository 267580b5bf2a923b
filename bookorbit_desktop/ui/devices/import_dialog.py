"""The device import dialog: read, review, import, show the result."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.domain.usb.device_import import DeviceImportPlan, PlannedBook
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.services.runtime.run_cancel import RunCancel, end_when_given_up
from bookorbit_desktop.services.usb.device_import import DeviceImportResult
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import device_facts, folder_text, kind_word
from bookorbit_desktop.ui.devices.import_review import DeviceReview
from bookorbit_desktop.ui.devices.import_text import can_undo, result_details, result_text, undone_text
from bookorbit_desktop.ui.devices.link_dialog import LinkDialog
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.dialogs import Answers, choose_folder, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column
from bookorbit_desktop.ui.widgets.list_states import EmptyState
from bookorbit_desktop.ui.wording import joined, number

if TYPE_CHECKING:  # it brings the storage along: the window does not wait for it
    from bookorbit_desktop.services.runtime.undo import Undone

_WIDEST = 680
"""Lines longer than this are hard to read."""


class ReadingPage(QWidget):
    """The progress page of reading and importing. The total is known once every book is found."""

    def __init__(self, folder: bytes) -> None:
        super().__init__()
        self.text_label = label("", wrap=True)
        self.bar = QProgressBar(textVisible=False)
        column = new_column(self, theme.SPACE_12)
        self._folder = folder
        self.title = label("", "card", wrap=True)
        self.rest = label("", "muted", wrap=True)
        for part in (self.title, self.bar, self.text_label, self.rest):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self) -> None:
        """Show that books are being looked for."""
        self.title.setText(tr("Reading {0}…").format(breakable(folder_text(self._folder))))
        self.rest.setText(tr("Nothing changes on the device, or here until you import."))
        self.bar.setAccessibleName(tr("Reading device"))
        self._wait(tr("Finding books opened in KOReader…"))

    def show_read(self, done: int, total: int) -> None:
        """Show the number of books read; the statistics come after them."""
        if done < total:
            self._count(tr("Reading KOReader data: {0} of {1}"), done, total)
        else:
            self._wait(tr("Reading reading statistics…"))

    def show_compared(self, done: int, total: int) -> None:
        """Show the progress of the comparison with the library."""
        self._count(tr("Comparing with your library: {0} of {1}"), done, total)

    def begin_import(self) -> None:
        """Show that the import has started."""
        self.title.setText(tr("Importing…"))
        self.rest.setText(tr("If you cancel, the books imported so far are kept. Import again to continue."))
        self.bar.setAccessibleName(tr("Importing"))
        self._wait("")

    def show_imported(self, done: int, total: int) -> None:
        """Show the number of books imported."""
        self._count(tr("{0} of {1} books"), done, total)

    def _wait(self, text: str) -> None:
        self.bar.setRange(0, 0)
        self.text_label.setText(text)

    def _count(self, text: str, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.text_label.setText(text.format(number(done), number(total)))


_TOLD_EACH = 50


class DeviceImportDialog(QDialog):
    """Changes nothing until “Import” is pressed, and never changes the device."""

    imported = Signal(object)
    """The DeviceImportResult if it was not undone, once the dialog is closed."""
    folder_requested = Signal()
    """Let the person choose another folder."""
    scanned = Signal()
    """The device was read."""

    _read = Signal(int, int)
    _compared = Signal(int, int)
    _imported = Signal(int, int)

    def __init__(
        self, context: UiContext, folder: bytes, parent: QWidget, cards: Sequence[bytes] = ()
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._folder, self._cards = folder, tuple(cards)
        self._plan: DeviceImportPlan | None = None
        self._work: asyncio.Future[None] | None = None
        self._given_up = threading.Event()
        """Set once the reading and comparison are no longer wanted."""
        self._scan = RunCancel()
        """The current reading."""
        self._import: RunCancel | None = None
        """Set while an import is running."""
        self._result: DeviceImportResult | None = None
        """The result that can be undone."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import from a KOReader device"))
        self.setModal(False)
        fit(self, 1080, 720, least=(720, 520))
        self.facts = label("", "detail", wrap=True)
        self.reading = ReadingPage(folder)
        self.review = DeviceReview(context.covers)
        self.finished_page = DonePage()
        self.error = EmptyState("warning", "", tr("Try again"))
        self.other_folder = button(tr("Choose another folder…"), "quiet")
        self.empty = EmptyState(
            "tablet", tr("No book has been opened on this device yet, so there's nothing to import.")
        )
        self.parts = QStackedWidget()
        self.open_questions = label("", "detail")
        self.cancel = button(tr("Cancel"))
        self.act = button("", "primary")
        self._build()
        self._connect()

    def begin(self) -> None:
        """Show the dialog and read the device."""
        self.show()
        self.raise_()
        self._begin_reading()

    def done(self, result: int) -> None:
        """Closing cancels the reading; after a running import, the result is shown first."""
        if self._import is not None:
            self._import.set()
            self.cancel.setEnabled(False)
            return
        if self.current is self.reading and self._work is not None:
            self._give_up()
            self._work.cancel()
        if self._result is not None:
            self.imported.emit(self._result)
            self._result = None
        super().done(result)

    @property
    def current(self) -> QWidget | None:
        """The part shown."""
        return self.parts.currentWidget()

    def _begin_reading(self) -> None:
        self.reading.begin()
        self._show_part(self.reading)
        self._start(self._load())

    async def _load(self) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        tell = partial(_tell_while_wanted, self._read.emit, self._given_up)
        step = end_when_given_up(self._compared.emit, self._given_up, _TOLD_EACH)
        self._scan = RunCancel()
        try:
            scan = await blocking(services.device_scan.scan, self._folder, self._cards, tell, self._scan)
            self.scanned.emit()
            plan = await blocking(services.device_import.plan, scan, step)
        except asyncio.CancelledError:
            self._give_up()
            raise
        self._show_plan(scan, plan)

    def _give_up(self) -> None:
        self._given_up.set()
        self._scan.set()

    async def _bring_in(self) -> None:
        if self._plan is None:
            return
        carry_out, cancel = self._context.services.device_import.carry_out, RunCancel()
        self._import = cancel
        self.reading.begin_import()
        self._show_part(self.reading)
        try:
            result = await self._context.tasks.blocking(
                carry_out, self._plan, self.review.ticks, self._imported.emit, cancel
            )
        except asyncio.CancelledError:  # the program ends
            cancel.interrupt()
            raise
        finally:
            self._import = None
            self.cancel.setEnabled(True)
        self._result = result
        self.finished_page.show_result(result, self.review.open_questions)
        self._show_part(self.finished_page)

    async def _undo(self) -> None:
        result, self._result = self._result, None
        if result is not None:
            undone = await self._context.tasks.blocking(self._context.services.device_import.undo, result)
            self.finished_page.show_undone(result, undone)

    def _show_plan(self, scan: DeviceScan, plan: DeviceImportPlan) -> None:
        self._plan = plan
        device, now = plan.device, self._context.services.clock.now()
        self.facts.setText(joined(kind_word(device.kind), device_facts(device, scan.last_read, now)))
        self.review.show_plan(scan, plan, has_card=bool(self._cards))
        self._show_part(self.review if plan.books or scan.unread or scan.out_of_reach else self.empty)
        if self.current is self.review:
            self.review.list.setFocus()

    def _show_part(self, part: QWidget) -> None:
        self.parts.setCurrentWidget(part)
        is_open = part is self.reading or (part is self.review and self.review.can_import)
        self.cancel.setText(tr("Cancel") if is_open else tr("Close"))
        self.facts.setVisible(part is self.review)
        self.other_folder.setVisible(part in (self.error, self.empty))
        self._count_chosen()

    def _count_chosen(self) -> None:
        """Show on the button how many books will be imported, and beside it the number of open questions."""
        is_review = self.current is self.review
        self.act.setVisible(is_review and self.review.can_import)
        waiting = self.review.open_questions if is_review else 0
        self.open_questions.setText(
            tr("%n unanswered question(s) will be skipped.", waiting) if waiting else ""
        )
        if not is_review:
            return
        chosen = self.review.chosen
        self.act.setText(tr("Import %n book(s)", chosen) if chosen else tr("Import"))
        self.act.setEnabled(bool(chosen) or self.review.ticks.clock)
        self.act.setToolTip(tr("Ctrl+Enter") if self.act.isEnabled() else tr("Select at least one book."))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._work = self._context.tasks.start(self._said_here(work))

    async def _said_here(self, work: Coroutine[Any, Any, None]) -> None:
        """Show errors in the dialog, which covers the window's message bar."""
        try:
            await work
        except BookOrbitError as error:
            self._show_error(localize(error.message))
        except Exception:
            self._show_error(tr("Something went wrong. The log file has the details."))
            raise

    def _show_error(self, sentence: str) -> None:
        self.error.sentence.setText(sentence)
        self._show_part(self.error)

    def _act(self) -> None:
        if self.act.isVisible() and self.act.isEnabled():
            self._start(self._bring_in())

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._read.connect(self.reading.show_read, queued)
        self._compared.connect(self.reading.show_compared, queued)
        self._imported.connect(self.reading.show_imported, queued)
        self.review.changed.connect(self._count_chosen)
        self.review.notes.card.clicked.connect(self._choose_card)
        self.review.notes.trust.clicked.connect(lambda: self._start(self._forget_correction()))
        self.review.details.other_requested.connect(self._choose_book)
        self.error.acted.connect(self._begin_reading)
        self.cancel.clicked.connect(self.close)
        self.act.clicked.connect(self._act)
        self.other_folder.clicked.connect(self._choose_other)
        self.finished_page.show_books.clicked.connect(lambda: self._lead_to(Page.LIBRARY))
        self.finished_page.show_highlights.clicked.connect(lambda: self._lead_to(Page.HIGHLIGHTS))
        self.finished_page.undo_requested.connect(lambda: self._start(self._undo()))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._act)

    def _choose_other(self) -> None:
        self.close()
        self.folder_requested.emit()

    def _choose_book(self, book: PlannedBook) -> None:
        document = Document(
            digest=next(iter(book.record.digests), ""),
            book_id=None,
            title=book.title,
            percentage=None,
            progress="",
            device="",
            device_id=None,
            updated_at=self._context.services.clock.now(),
            pushes=0,
            authors="\n".join(book.authors),
        )
        dialog = LinkDialog(self._context, document, self)
        dialog.chosen.connect(lambda row: self._start(self._take_as(book.key, row.id)))
        dialog.open()

    async def _take_as(self, key: str, book_id: BookId) -> None:
        if self._plan is not None:
            choose = self._context.services.device_import.choose
            self._plan = await self._context.tasks.blocking(choose, self._plan, key, book_id)
            self.review.replace_book(next(book for book in self._plan.books if book.key == key))

    async def _forget_correction(self) -> None:
        if self._plan is not None:
            forget = self._context.services.device_import.forget_correction
            await self._context.tasks.blocking(forget, self._plan.device)
            self._begin_reading()

    def _choose_card(self) -> None:
        choose_folder(self, tr("Choose the memory card's folder"), self._add_card)

    def _add_card(self, folder: bytes) -> None:
        self._cards = (*self._cards, folder)
        self._begin_reading()

    def _lead_to(self, page: Page) -> None:
        self.close()
        self._context.navigation.show_page(page)

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        for part in (self.reading, self.review, self.finished_page, self.error, self.empty):
            self.parts.addWidget(part)
        layout = dialog_column(self)
        head = new_column(spacing=theme.SPACE_4)
        head.addWidget(label(self.windowTitle(), "section"))
        head.addWidget(self.facts)
        layout.addLayout(head)
        layout.addWidget(self.parts, 1)
        answers = Answers(self, accept=self.act, reject=self.cancel, has_default=False)
        layout.addLayout(in_row(self.other_folder, self.open_questions, None, answers))


def _tell_while_wanted(
    tell: Callable[[int, int], None], given_up: threading.Event, done: int, total: int
) -> None:
    if not given_up.is_set():
        tell(done, total)


class DonePage(QWidget):
    """Offers to undo the whole import, once."""

    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text_label = label("", "section", wrap=True)
        self.details = label("", wrap=True)
        self.left = label("", wrap=True)
        self.next = label(
            tr(
                "You can import again at any time. Only new data is added; your own changes and "
                "removals are kept."
            ),
            "muted",
            wrap=True,
        )
        self.show_books = button(tr("Show library"), "primary")
        self.show_highlights = button(tr("Show highlights"))
        self.undo = button(tr("Undo import"), "quiet")
        self.undo.setToolTip(tr("Undoes this import, except for books you changed since."))
        self._left_line = QWidget()
        in_row(
            Mark(20, "question", "attention"),
            self.left,
            inside=self._left_line,
            spacing=theme.SPACE_12,
            grows=self.left,
        )
        acts = in_row(self.show_books, self.show_highlights, self.undo, None, spacing=theme.SPACE_8)
        words = in_column(self.details, self._left_line, self.next, spacing=theme.SPACE_16)
        card = Card()
        card.body.setSpacing(theme.SPACE_16)
        card.body.addLayout(
            in_row(Mark(24, "check", "ok"), self.text_label, spacing=theme.SPACE_12, grows=self.text_label)
        )
        card.body.addLayout(words)
        card.body.addLayout(acts)
        card.setMaximumWidth(theme.px(_WIDEST))
        in_column(card, None, inside=self)
        self.undo.clicked.connect(self._on_undo)

    def show_result(self, result: DeviceImportResult, unanswered: int) -> None:
        """Show the result, and how many questions were left open."""
        self.text_label.setText(result_text(result))
        details = result_details(result)
        self.details.setText("\n".join(f"•  {line}" for line in details))
        self.details.setVisible(bool(details))
        self.left.setText(tr("%n unanswered question(s). Import again to answer.", unanswered))
        self._left_line.setVisible(bool(unanswered))
        self.undo.setVisible(can_undo(result))
        self.show_highlights.setVisible(bool(result.annotations.new))

    def show_undone(self, result: DeviceImportResult, undone: Undone) -> None:
        """Show that the import was undone."""
        self.text_label.setText(undone_text(result, undone))
        self.details.hide()
        self._left_line.hide()

    def _on_undo(self) -> None:
        self.undo.hide()
        self.show_books.setFocus()
        self.undo_requested.emit()
