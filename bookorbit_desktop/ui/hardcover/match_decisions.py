"""Runs the match actions (pick, re-match, exclude, confirm) and offers Undo."""

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from functools import reduce
from operator import or_
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.hardcover.match_query import parse_reference
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.services.hardcover.matches import MatchService, MatchUndo, SavedReference
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.long_work import BOOKS_AT_ONCE, ended_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, Confirm, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import joined, some_titles

_PAGES_WIDTH = 440
MOST_PAGES = 100_000
REPLACEABLE = (HardcoverState.HARDCOVER_AHEAD, HardcoverState.SYNCED)
"""The states in which something on Hardcover may differ and stay."""
WIDTH = 480


class PagesDialog(QDialog):
    """A number from 1 to 100,000; empty to use the edition's own page count again."""

    entered = Signal(object)
    """The page count, or None."""

    def __init__(self, parent: QWidget, titles: list[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Page count"))
        self.setFixedWidth(theme.px(_PAGES_WIDTH))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Pages"))
        self.field.setPlaceholderText(tr("Use edition's page count"))
        self.field.setValidator(QIntValidator(0, MOST_PAGES, self))
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.field.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._build(titles)

    def _on_edited(self) -> None:
        is_number = not self.field.text() or self._pages() is not None
        self.save.setEnabled(is_number)
        self.save.setToolTip("" if is_number else tr("A page count is a number from 1 to 100,000."))

    def _pages(self) -> int | None:
        text = self.field.text()
        return int(text) if text.isdecimal() and 1 <= int(text) <= MOST_PAGES else None

    def _save(self) -> None:
        self.entered.emit(self._pages())
        self.accept()

    def _build(self, titles: list[str]) -> None:
        asked = tr("How many pages does “{0}” have?").format(titles[0])
        question = asked if len(titles) == 1 else tr("How many pages do these %n book(s) have?", len(titles))
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        hint = tr("Hardcover counts progress in pages. Leave empty to use the edition's page count.")
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.setFocus()


class MatchDecisions(QObject):
    """Asks for what an action needs, carries it out, and reports it."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent

    def pick(self, row: BookRow, record: CatalogueBook | None = None) -> None:
        """Let the person choose the record and edition of a book; with a given record, only the edition."""
        dialog = PickDialog(self._context, row.id, row.title, self._window, record)
        dialog.picked.connect(
            lambda picked, edition, remove: self._pick(row, picked, edition, remove_old=remove)
        )
        dialog.open()

    def pick_each(self, rows: Sequence[BookRow]) -> None:
        """Let the person choose a record for each of several books; Skip goes to the next, Cancel stops."""
        if rows:
            self._pick_next(deque(rows), len(rows))

    def _pick_next(self, rows: deque[BookRow], total: int) -> None:
        row = rows.popleft()
        dialog = PickDialog(self._context, row.id, row.title, self._window)
        dialog.show_turn(total - len(rows), total)
        dialog.picked.connect(
            lambda picked, edition, remove: self._pick(row, picked, edition, remove_old=remove)
        )
        dialog.accepted.connect(lambda: self._pick_next(rows, total) if rows else None)
        dialog.open()

    def enter_pages(self, rows: Sequence[BookRow]) -> None:
        """Let the person enter the page count of some books."""
        dialog = PagesDialog(self._window, [row.title for row in rows])
        dialog.entered.connect(lambda pages: self._set_pages(rows, pages))
        dialog.open()

    @async_slot
    async def edit_reference(self, book_id: BookId, title: str) -> None:
        """Let the person enter a book's record as ID, slug, link or ISBN."""
        saved = await self._context.tasks.network(self._matches.saved_reference(book_id))
        dialog = ReferenceDialog(self._window, title, saved)
        dialog.entered.connect(lambda text: self._save_reference(book_id, text, saved.pinned))
        dialog.open()

    @async_slot
    async def replace_there(self, rows: Sequence[BookRow]) -> None:
        """Overwrite status and rating on Hardcover, which are otherwise kept, with those here."""
        synced = [row for row in rows if row.hardcover in REPLACEABLE]
        undo = await self._in_steps(synced, self._matches.replace_there)
        self._say(tr("The next sync replaces what differs on Hardcover"), undo)

    @async_slot
    async def accept(self, rows: Sequence[BookRow]) -> None:
        """Confirm the matches among some books that need review."""
        undo = await self._in_steps([row for row in rows if row.needs_review], self._matches.accept_match)
        self._say(tr("Match confirmed for %n book(s)", len(undo.sync_books)), undo)

    @async_slot
    async def rematch(self, rows: Sequence[BookRow]) -> None:
        """Forget the matches of some books."""
        undo = await self._in_steps(rows, self._matches.rematch)
        self._say_left(tr("Match cleared. Re-matching on the next sync."), undo)

    @async_slot
    async def exclude(self, rows: Sequence[BookRow]) -> None:
        """Exclude some books from Hardcover."""
        undo = await self._in_steps(rows, self._matches.exclude)
        self._say_left(tr("Excluded from Hardcover sync"), undo)

    @async_slot
    async def include(self, rows: Sequence[BookRow]) -> None:
        """Include some books in the sync again."""
        undo = await self._in_steps(rows, self._matches.include)
        self._say(tr("Included in Hardcover sync"), undo)

    @async_slot
    async def _pick(
        self, row: BookRow, record: CatalogueBook, edition: Edition | None, *, remove_old: bool
    ) -> None:
        undo = await self._context.tasks.network(self._matches.pick(row.id, record, edition))
        matched = tr("Matched to “{0}”").format(record.title)
        if remove_old:
            await self._remove(undo, matched)
        else:
            self._say(matched, undo)

    @async_slot
    async def _set_pages(self, rows: Sequence[BookRow], pages: int | None) -> None:
        undo = await self._in_steps(rows, lambda ids: self._matches.set_pages(ids, pages))
        done = tr("Page count saved") if pages else tr("Using the edition's page count")
        self._say(done, undo)

    @async_slot
    async def _save_reference(self, book_id: BookId, text: str, is_pinned: bool) -> None:
        undo = await self._context.tasks.network(self._matches.save_reference(book_id, text))
        if is_pinned:
            self._say(tr("Hardcover ID saved. Your picked match is kept until you re-match the book."), undo)
        else:
            self._say_left(tr("Hardcover ID saved. Re-matching on the next sync."), undo)

    async def _remove(self, undo: MatchUndo, before: str = "") -> None:
        removal = self._context.services.entry_removal
        # One at a time: each is a request, and Cancel waits for no more than one.
        done = await self._context.work.in_steps(
            tr("Removing entries from Hardcover"),
            list(undo.sync_books),
            lambda some: self._context.tasks.network(removal.remove(undo.of(some).sync_books)),
            at_once=1,
        )
        count = sum(removal.removed for removal in done.results)
        kept = [localize(reason) for removal in done.results for reason in removal.kept]
        removed = tr("%n book(s) removed from Hardcover.", count) if count else ""
        text = " ".join(part for part in (f"{before}." if before else "", removed, *kept) if part)
        self.message.emit(ended_text(text, done), Tone.ATTENTION if kept else Tone.OK)
        done.raise_problem()

    async def _in_steps(
        self, rows: Sequence[BookRow], change: Callable[[list[BookId]], Coroutine[Any, Any, MatchUndo]]
    ) -> MatchUndo:
        """Decide about books one after another; returns what was decided if the person cancels."""
        done = await self._context.work.in_steps(
            tr("Updating your books"),
            [row.id for row in rows],
            lambda some: self._context.tasks.network(change(some)),
        )
        if done.problem is not None:
            self._context.tasks.problem.emit(localize(done.problem.message))
        return reduce(or_, done.results, MatchUndo())

    def _say(self, text: str, decided: MatchUndo, *more: Offer) -> None:
        ids = list(decided.sync_books)
        parts = [
            decided.of(ids[start : start + BOOKS_AT_ONCE]) for start in range(0, len(ids), BOOKS_AT_ONCE)
        ]
        undo = Undo.of_each(self._matches.undo, parts, lambda part: len(part.sync_books))
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit), *more))

    def _say_left(self, text: str, undo: MatchUndo) -> None:
        """Say that existing entries stay unless removed on request; the person's own always stay."""
        placed = [sync_book for sync_book in undo.sync_books.values() if sync_book.baseline.entry is not None]
        ours = [sync_book.match.title for sync_book in placed if sync_book.baseline.created_by_us]
        if ours:
            remove = Offer(tr("Also remove from Hardcover…"), lambda: self._ask_removal(ours, undo))
            self._say(text, undo, remove)
        elif placed:
            self._say(joined(text, tr("You created this entry yourself; BookOrbit won't delete it.")), undo)
        else:
            self._say(text, undo)

    def _ask_removal(self, titles: list[str], undo: MatchUndo) -> None:
        question = Confirm(
            self._window,
            tr("Remove %n book(s) from your Hardcover shelf?", len(titles)),
            tr("{0}: deletes status, dates and rating on Hardcover. Your books here are kept.").format(
                some_titles(titles)
            ),
            act=tr("Remove from Hardcover"),
            keep=tr("Keep"),
        )
        question.confirmed.connect(lambda: self._context.tasks.start(self._remove(undo)))
        question.open()

    @property
    def _matches(self) -> MatchService:
        return self._context.services.matches


class ReferenceDialog(QDialog):
    """Shows the saved reference and the one in the file; an empty field uses the file's again."""

    entered = Signal(str)
    """The text as it was typed; empty for nothing."""

    def __init__(self, parent: QWidget, title: str, saved: SavedReference) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Hardcover ID"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(saved.text)
        self.field.setAccessibleName(tr("Link, ID, slug or ISBN"))
        self.field.setPlaceholderText(saved.in_file or tr("Link, ID, slug or ISBN"))
        self.problem = label("", "detail", wrap=True)
        set_tone(self.problem, Tone.ERROR)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.field.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._build(title, saved)

    def _on_edited(self) -> None:
        problem = reference_problem(self.field.text())
        self.problem.setText(problem)
        self.save.setEnabled(not problem)

    def _save(self) -> None:
        self.entered.emit(self.field.text().strip())
        self.accept()

    def _build(self, title: str, saved: SavedReference) -> None:
        layout = dialog_column(self)
        layout.addWidget(label(tr("Find “{0}” on Hardcover").format(title), "section", wrap=True))
        layout.addWidget(label(_hint(saved), "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.selectAll()
        self.field.setFocus()


def reference_problem(text: str) -> str:
    """What is wrong with a Hardcover ID, slug or link; empty if nothing is."""
    try:
        if text.strip():
            parse_reference(text)
    except InvalidInput as error:
        return localize(error.message)
    return ""


def _hint(saved: SavedReference) -> str:
    if saved.pinned:
        return tr("You picked this match yourself, so it's kept. Re-match uses what you enter here.")
    if saved.in_file:
        return tr(
            "The next sync will use this to find the book. Leave empty to use {0} from the file."
        ).format(saved.in_file)
    return tr("The next sync will use this to find the book. The file isn't changed.")
