"""Carries out what the person decides about books of the library, and offers to take it back."""

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QFile, QObject, Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus, StatusChange
from bookorbit_desktop.services.files.removal import Removed, TrashRefused, all_removed
from bookorbit_desktop.services.library.merging import Regrouped
from bookorbit_desktop.services.reading.reading import ReadingService
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.entry_dialogs import EntryCommands, clear_rating_offer
from bookorbit_desktop.ui.library.merge_dialog import MergeDialog
from bookorbit_desktop.ui.library.remove_dialog import RemoveDialog
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.long_work import Steps, ended_text
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import Offer, undo_offer
from bookorbit_desktop.ui.wording import isolated, joined, status_word


def move_to_trash(path: bytes) -> bytes | None:
    """Move a file to the Trash; where it lies there, if the system tells. Raises TrashRefused."""
    file = QFile(os.fsdecode(path))
    if not file.moveToTrash():
        shown = path.decode("utf-8", "replace")
        raise TrashRefused(
            Message("{0} could not be moved to the Trash, so its book was kept. Is it in use?", shown)
        )
    place = os.fsencode(file.fileName())
    return place if place != path else None


T = TypeVar("T")
Words = Callable[[int], str]
"""What is said of so many books."""


class LibraryActions(QObject):
    """Every action takes ids of books, one or many."""

    removed = Signal(object)
    """Tuple of the ids of books that left the library."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._window = parent
        self._turn = asyncio.Lock()
        """Edits are kept in the order they were made."""
        self._entries = EntryCommands(context, parent)

    def set_status(self, book_ids: Sequence[BookId], status: ReadingStatus) -> None:
        """Give books a status by hand."""
        change = StatusChange(status)
        self._edit(
            book_ids,
            lambda ids: self._reading.set_status(ids, change),
            lambda count: tr("{0}: %n book(s)", count).format(status_word(status)),
        )

    def rate(self, book_ids: Sequence[BookId], rating: float | None, rows: Sequence[BookRow] = ()) -> None:
        """Rate books, or take their ratings back. `rows` are those known here, as they stood before."""
        said, more = self._unrated(rows)
        if rating is not None:
            said, more = lambda count: tr("Rated: %n book(s)", count), ()
        self._edit(book_ids, lambda ids: self._reading.rate(ids, rating), said, *more)

    def follow_device(self, book_ids: Sequence[BookId]) -> None:
        """Let KOReader decide about the status again."""
        self._edit(
            book_ids,
            self._reading.follow_device,
            lambda count: tr("KOReader decides: %n book(s)", count),
        )

    def remove(self, book_ids: Sequence[BookId], title: str) -> None:
        """Ask, then take books out of the library. `title` names a single one."""
        dialog = RemoveDialog(self._window, len(book_ids), title)
        dialog.chosen.connect(
            lambda to_trash: self._context.tasks.start(self._remove(book_ids, to_trash=to_trash))
        )
        dialog.open()

    def merge(self, rows: Sequence[BookRow]) -> None:
        """Ask which book stays, then let the others belong to it."""
        dialog = MergeDialog(self._window, rows)

        def merge(book_id: BookId) -> None:
            (kept,) = (row for row in rows if row.id == book_id)
            others = [row.id for row in rows if row.id != book_id]
            self._context.tasks.start(self._merge(kept, others))

        dialog.chosen.connect(merge)
        dialog.open()

    def split(self, book_id: BookId, file_id: int) -> None:
        """Make a file of a book a book of its own."""
        self._context.tasks.start(self._split(book_id, file_id))

    def _unrated(self, rows: Sequence[BookRow]) -> tuple[Words, tuple[Offer, ...]]:
        """What to say of ratings that were taken back, and what else can be done about them."""
        more = clear_rating_offer(self._entries, rows)
        if not more:
            return lambda count: tr("Not rated: %n book(s)", count), ()
        return lambda _count: tr("Not rated here any more. On Hardcover the rating stays."), more

    def _edit(
        self, book_ids: Sequence[BookId], edit: Callable[[Sequence[BookId]], None], said: Words, *more: Offer
    ) -> None:
        self._context.tasks.start(self._carry_out(book_ids, edit, said, more))

    async def _carry_out(
        self,
        book_ids: Sequence[BookId],
        edit: Callable[[Sequence[BookId]], None],
        said: Words,
        more: tuple[Offer, ...],
    ) -> None:
        def change(some: list[BookId]) -> dict[BookId, ReadingState]:
            before = self._reading.states(some)
            edit(some)
            return before

        async with self._turn:
            done = await self._in_steps(tr("Changing your books"), book_ids, change)
        before = {book_id: state for states in done.results for book_id, state in states.items()}
        words = ended_text(said(len(before)), done)
        self._offer(words, lambda: self._context.tasks.start(self._put_back(before)), *more)
        done.raise_problem()

    async def _put_back(self, states: dict[BookId, ReadingState]) -> None:
        def restore(some: list[BookId]) -> None:
            self._reading.restore({book_id: states[book_id] for book_id in some})

        done = await self._in_steps(tr("Taking it back"), list(states), restore)
        self.message.emit(ended_text(tr("Taken back."), done), Tone.OK)
        done.raise_problem()

    async def _in_steps(
        self, words: str, book_ids: Sequence[BookId], step: Callable[[list[BookId]], T]
    ) -> Steps[T]:
        return await self._context.work.in_steps(
            words, book_ids, lambda some: self._context.tasks.blocking(step, some)
        )

    async def _remove(self, book_ids: Sequence[BookId], *, to_trash: bool) -> None:
        trash = move_to_trash if to_trash else None
        done = await self._in_steps(
            tr("Removing books"), book_ids, lambda some: self._context.services.removal.remove(some, trash)
        )
        removed = all_removed(done.results)
        self.removed.emit(removed.book_ids)
        count = len(removed.book_ids)
        words = tr("Moved to Trash: %n book(s)", count) if to_trash else tr("Removed: %n book(s)", count)
        words = ended_text(words, done)
        if removed.kept:
            words = joined(words if count else "", *map(localize, removed.kept))
        if count or removed.files:
            self._offer(words, lambda: self._context.tasks.start(self._restore(done.results)))
        else:
            self.message.emit(words, Tone.ATTENTION)
        done.raise_problem()

    async def _merge(self, kept: BookRow, other_ids: Sequence[BookId]) -> None:
        merging = self._context.services.merging
        done = await self._context.tasks.blocking(merging.merge, kept.id, other_ids)
        self.removed.emit(tuple(other_ids))
        words = tr("Merged into “{0}”.").format(isolated(kept.title))
        self._offer(words, lambda: self._context.tasks.start(self._ungroup(done)))

    async def _split(self, book_id: BookId, file_id: int) -> None:
        services, tasks = self._context.services, self._context.tasks
        done = await tasks.blocking(services.merging.split, book_id, [file_id])
        await tasks.network(services.library.read_again([file_id]))
        made = await tasks.blocking(services.library.book, done.book_id)
        words = tr("“{0}” is a book of its own now.").format(isolated(made.metadata.title))
        self._offer(words, lambda: tasks.start(self._ungroup(done)))

    async def _ungroup(self, done: Regrouped) -> None:
        await self._context.tasks.blocking(self._context.services.merging.undo, done)
        self.message.emit(tr("Taken back."), Tone.OK)

    async def _restore(self, steps: Sequence[Removed]) -> None:
        lost: list[Message] = []
        with self._context.work.show(tr("Taking it back"), sum(len(one.book_ids) for one in steps)) as work:
            for step in steps:
                if work.cancelled.is_set():
                    break
                lost += await self._context.tasks.blocking(self._context.services.removal.undo, step)
                work.move(work.done + len(step.book_ids))
        early = tr("cancelled, the others are as they were") if work.done < work.total else ""
        words = joined(tr("Taken back."), early, *map(localize, lost))
        self.message.emit(words, Tone.ATTENTION if lost else Tone.OK)

    def _offer(self, said: str, take_back: Callable[[], object], *more: Offer) -> None:
        self.offered.emit(said, (undo_offer(take_back), *more))

    @property
    def _reading(self) -> ReadingService:
        return self._context.services.reading
