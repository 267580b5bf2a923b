"""Runs the actions on books of the library, asking first where needed, and offers Undo."""

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QFile, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus, StatusChange
from bookorbit_desktop.services.files.removal import Removed, TrashRefused, all_removed
from bookorbit_desktop.services.reading.reading import ReadingService
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands, clear_rating_offer
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.long_work import Steps, ended_text
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import scrolling
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import isolated, joined, names, percent, status_word

_REMOVE_WIDTH = 460
WIDTH, LOWEST = 520, 60


class RemoveDialog(QDialog):
    """The file is kept unless the person says otherwise."""

    chosen = Signal(bool)
    """Whether the files go to the Trash."""

    def __init__(self, parent: QWidget, count: int, title: str) -> None:
        """`title` names the book if there is only one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question = (
            tr("Remove “{0}”?").format(isolated(title)) if count == 1 else tr("Remove %n book(s)?", count)
        )
        self.setWindowTitle(tr("Remove from BookOrbit"))
        self.setFixedWidth(theme.px(_REMOVE_WIDTH))
        self.keep_file = QRadioButton(tr("Remove from BookOrbit (keep the file)"))
        self.trash_file = QRadioButton(tr("Move file to Trash"))
        self.keep_file.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.keep_file)
        self._group.addButton(self.trash_file)
        self.remove = button(tr("Remove"))
        self.cancel = button(tr("Cancel"), "primary")
        self.trash_file.toggled.connect(self._name_action)
        self.remove.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.trash_file.isChecked()))
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(
            label(tr("Reading progress, digests and history are kept. You can undo this."), wrap=True)
        )
        layout.addWidget(self.keep_file)
        layout.addWidget(self.trash_file)
        layout.addWidget(Answers(self, destroy=self.remove, reject=self.cancel))

    def _name_action(self, to_trash: bool) -> None:
        self.remove.setText(tr("Move to Trash") if to_trash else tr("Remove"))


def move_to_trash(path: bytes) -> bytes | None:
    """Move a file to the Trash and return its path there, if the system tells it. Raises TrashRefused."""
    file = QFile(os.fsdecode(path))
    if not file.moveToTrash():
        shown = path.decode("utf-8", "replace")
        raise TrashRefused(
            Message(
                "Couldn't move {0} to the Trash, so the book was kept. Close the file if it's open "
                "and try again.",
                shown,
            )
        )
    target = os.fsencode(file.fileName())
    return target if target != path else None


T = TypeVar("T")
Words = Callable[[int], str]
"""Makes a text about a number of books."""


class LibraryActions(QObject):
    """Every action takes one or more book ids."""

    removed = Signal(object)
    """The ids of removed books, as a tuple."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent
        self._turn = asyncio.Lock()
        """Stores edits in the order they were made."""
        self._entries = EntryCommands(context, parent)

    def set_status(self, book_ids: Sequence[BookId], status: ReadingStatus) -> None:
        """Set the status of books."""
        change = StatusChange(status)
        self._edit(
            book_ids,
            lambda ids: self._reading.set_status(ids, change),
            lambda count: tr("{0}: %n book(s)", count).format(status_word(status)),
        )

    def rate(self, book_ids: Sequence[BookId], rating: float | None, rows: Sequence[BookRow] = ()) -> None:
        """Rate books, or clear their ratings. `rows` are the known rows before the change."""
        said, more = self._unrated(rows)
        if rating is not None:
            said, more = lambda count: tr("%n book(s) rated", count), ()
        self._edit(book_ids, lambda ids: self._reading.rate(ids, rating), said, *more)

    def follow_device(self, book_ids: Sequence[BookId]) -> None:
        """Let KOReader set the status again."""
        self._edit(
            book_ids,
            self._reading.follow_device,
            lambda count: tr("%n book(s) set by KOReader", count),
        )

    def remove(self, book_ids: Sequence[BookId], title: str) -> None:
        """Ask, then remove books from the library. `title` names a single one."""
        dialog = RemoveDialog(self._window, len(book_ids), title)
        dialog.chosen.connect(
            lambda to_trash: self._context.tasks.start(self._remove(book_ids, to_trash=to_trash))
        )
        dialog.open()

    def merge(self, rows: Sequence[BookRow]) -> None:
        """Ask which book to keep, then merge the others into it."""
        dialog = MergeDialog(self._window, rows)

        def merge(book_id: BookId) -> None:
            (kept,) = (row for row in rows if row.id == book_id)
            others = [row.id for row in rows if row.id != book_id]
            self._context.tasks.start(self._merge(kept, others))

        dialog.chosen.connect(merge)
        dialog.open()

    @async_slot
    async def split(self, book_id: BookId, file_id: int) -> None:
        """Split a file off its book into a book of its own."""
        services, tasks = self._context.services, self._context.tasks
        done = await tasks.blocking(services.merging.split, book_id, [file_id])
        await tasks.network(services.library.read_again([file_id]))
        made = await tasks.blocking(services.library.book, done.book_id)
        text = tr("“{0}” is now a separate book.").format(isolated(made.metadata.title))
        self._offer(text, Undo.of(services.merging.undo, done))

    def _unrated(self, rows: Sequence[BookRow]) -> tuple[Words, tuple[Offer, ...]]:
        """The message after ratings were cleared, and the actions it offers."""
        more = clear_rating_offer(self._entries, rows)
        if not more:
            return lambda count: tr("Rating cleared for %n book(s)", count), ()
        return lambda _count: tr("Rating cleared here. Hardcover keeps its rating."), more

    @async_slot
    async def _edit(
        self, book_ids: Sequence[BookId], edit: Callable[[Sequence[BookId]], None], said: Words, *more: Offer
    ) -> None:
        def change(some: list[BookId]) -> dict[BookId, ReadingState]:
            before = self._reading.states(some)
            edit(some)
            return before

        async with self._turn:
            done = await self._in_steps(tr("Updating your books"), book_ids, change)
        undo = Undo.of_each(self._reading.restore, done.results, len)
        self._offer(ended_text(said(undo.books), done), undo, *more)
        done.raise_problem()

    async def _in_steps(
        self, text: str, book_ids: Sequence[BookId], step: Callable[[list[BookId]], T]
    ) -> Steps[T]:
        return await self._context.work.in_steps(
            text, book_ids, lambda some: self._context.tasks.blocking(step, some)
        )

    async def _remove(self, book_ids: Sequence[BookId], *, to_trash: bool) -> None:
        trash = move_to_trash if to_trash else None
        done = await self._in_steps(
            tr("Removing books"), book_ids, lambda some: self._context.services.removal.remove(some, trash)
        )
        removed = all_removed(done.results)
        self.removed.emit(removed.book_ids)
        count = len(removed.book_ids)
        text = tr("%n book(s) moved to Trash", count) if to_trash else tr("%n book(s) removed", count)
        text = ended_text(text, done)
        if removed.kept:
            text = joined(text if count else "", *map(localize, removed.kept))
        if count or removed.files:
            removal = self._context.services.removal
            self._offer(text, Undo.of_each(removal.undo, done.results, _books_of))
        else:
            self.message.emit(text, Tone.ATTENTION)
        done.raise_problem()

    async def _merge(self, kept: BookRow, other_ids: Sequence[BookId]) -> None:
        merging = self._context.services.merging
        done = await self._context.tasks.blocking(merging.merge, kept.id, other_ids)
        self.removed.emit(tuple(other_ids))
        text = tr("Merged into “{0}”.").format(isolated(kept.title))
        self._offer(text, Undo.of(merging.undo, done))

    def _offer(self, text: str, undo: Undo, *more: Offer) -> None:
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit), *more))

    @property
    def _reading(self) -> ReadingService:
        return self._context.services.reading


def _books_of(removed: Removed) -> int:
    """How many books a removal affected; a book may stay although some of its files went to the Trash."""
    return len(removed.book_ids) or bool(removed.files)


class MergeDialog(QDialog):
    """Title, cover and details of the chosen book stay; it takes over everything else from the others."""

    chosen = Signal(int)
    """The id of the book to keep."""

    def __init__(self, parent: QWidget, rows: Sequence[BookRow]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Merge books"))
        self.setFixedWidth(theme.px(WIDTH))
        self._group = QButtonGroup(self)
        self.books = [self._choice(row) for row in rows]
        self.merge = button(tr("Merge"), "primary")
        self.cancel = button(tr("Cancel"))
        self.merge.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._group.checkedId()))
        self._select_first(rows)
        self._build(len(rows))

    def _choice(self, row: BookRow) -> QRadioButton:
        """A choice for one book; a long title is elided, with the full one in the tooltip."""
        read = percent(row.percentage) if row.percentage is not None else ""
        facts = joined(names(row.authors), joined(*row.formats).upper(), status_word(row.status), read)
        choice = QRadioButton()
        room = theme.px(WIDTH - 120)
        title = choice.fontMetrics().elidedText(one_line(row.title, 500), Qt.TextElideMode.ElideRight, room)
        facts_shown = choice.fontMetrics().elidedText(one_line(facts, 500), Qt.TextElideMode.ElideRight, room)
        choice.setText(for_button(f"{isolated(title)}\n{facts_shown}"))
        choice.setAccessibleName(joined(row.title, facts))
        choice.setToolTip(joined(row.title, facts))
        self._group.addButton(choice, row.id)
        return choice

    def _select_first(self, rows: Sequence[BookRow]) -> None:
        """Preselect the book that is most likely being read."""
        read_last = max(
            rows, key=lambda row: (row.last_read_at is not None, row.last_read_at or row.added_at)
        )
        chosen = self._group.button(read_last.id)
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, count: int) -> None:
        books = QWidget()
        column = QVBoxLayout(books)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        for choice in self.books:
            column.addWidget(choice)
        column.addStretch(1)
        area = scrolling(books)
        area.setMaximumHeight(books.sizeHint().height() + theme.SPACE_4)
        area.setMinimumHeight(theme.px(LOWEST))
        layout = dialog_column(self)
        layout.addWidget(
            label(tr("Which of these %n books do you want to keep?", count), "section", wrap=True)
        )
        layout.addWidget(
            label(
                tr(
                    "The others' files, identities and reading data move to it. Nothing changes on "
                    "your disk or on Hardcover. You can undo this."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(area, 1)
        layout.addWidget(Answers(self, accept=self.merge, reject=self.cancel))
