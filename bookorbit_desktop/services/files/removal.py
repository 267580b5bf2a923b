"""Removing books from the library. Nothing is forgotten, so that undo restores everything."""

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.book import BookFile
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.services.files.runs import lies_in_calibre_library
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.undo import Undone
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository

logger = logging.getLogger(__name__)

MoveToTrash = Callable[[bytes], bytes | None]
"""Moves a file to the Trash and returns its path there, if the system tells it; raises TrashRefused."""


class TrashRefused(BookOrbitError):
    """A file couldn't be moved to the Trash. The message is for the person."""


@dataclass(frozen=True, slots=True)
class TrashedFile:
    """A file that was moved to the Trash."""

    file_id: int
    path: bytes
    trashed: bytes | None


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, and what is needed to undo that."""

    book_ids: tuple[BookId, ...]
    files: tuple[TrashedFile, ...] = ()
    kept: tuple[Message, ...] = ()
    """Why a book was kept, one sentence each."""


def all_removed(parts: Iterable[Removed]) -> Removed:
    """Several removals as one."""
    steps = list(parts)
    return Removed(
        tuple(book_id for step in steps for book_id in step.book_ids),
        tuple(file for step in steps for file in step.files),
        tuple(reason for step in steps for reason in step.kept),
    )


class RemovalService:
    """Removes and restores books. Digests, history, reading state and matches stay. Every method blocks.

    A removed book is in no list, no sync and no export. It comes back when its folder or file is added again, or
    another copy of it appears; a rescan leaves it removed.
    """

    def __init__(self, database: Database, books: BookRepository, clock: Clock, events: EventBus) -> None:
        self._database = database
        self._books = books
        self._clock = clock
        self._events = events

    def remove(self, book_ids: Sequence[BookId], move_to_trash: MoveToTrash | None = None) -> Removed:
        """Remove books from the library. Their files stay in place unless they go to the Trash.

        A book is kept if one of its files cannot be moved.
        """
        removed, files, kept = [], [], []
        for book_id in book_ids:
            if move_to_trash is not None:
                moved, refusal = self._trash(book_id, move_to_trash)
                files += moved
                if refusal:
                    kept.append(refusal)
                    continue
            removed.append(book_id)
        now = self._clock.now().timestamp()

        def store() -> None:
            self._books.set_missing([file.file_id for file in files], missing=True)
            self._books.set_removed(removed, now)

        self._database.write(store)
        self._events.emit(BooksChanged(frozenset(book_ids)))
        return Removed(tuple(removed), tuple(files), tuple(kept))

    def undo(self, removed: Removed) -> Undone:
        """Restore books and their files. Returns a sentence for each that couldn't be restored."""
        back, lost = [], []
        for file in removed.files:
            if _put_back(file):
                back.append(file.file_id)
            else:
                name = path_text(os.path.basename(file.path))  # noqa: PTH119 - bytes
                lost.append(
                    Message("“{0}” is still in the Trash. Restore it there; its progress is kept.", name)
                )

        def store() -> None:
            self._books.set_missing(back, missing=False)
            self._books.set_removed(removed.book_ids, None)

        self._database.write(store)
        self._events.emit(BooksChanged(frozenset(removed.book_ids)))
        return Undone(len(removed.book_ids), reasons=tuple(lost))

    def _trash(self, book_id: BookId, move_to_trash: MoveToTrash) -> tuple[list[TrashedFile], Message]:
        """The files that were moved, and why one wasn't."""
        moved: list[TrashedFile] = []
        files = self._present_files(book_id)
        if any(lies_in_calibre_library(file.path) for file in files):
            title = self._books.title(book_id)
            return [], (
                Message(
                    (
                        "“{0}” is in a Calibre library, so it was kept. Remove it in Calibre, "
                        "or remove it here and keep the file."
                    ),
                    title,
                )
            )
        for file in files:
            try:
                moved.append(TrashedFile(file.id, file.path, move_to_trash(file.path)))
            except TrashRefused as error:
                return moved, error.message
        return moved, NOTHING

    def _present_files(self, book_id: BookId) -> Sequence[BookFile]:
        book = self._books.get(book_id)
        return [] if book is None else [file for file in book.files if os.path.lexists(file.path)]


def _put_back(file: TrashedFile) -> bool:
    """Move a file out of the Trash without overwriting anything."""
    if file.trashed is None or os.path.lexists(file.path):
        return False
    try:
        os.rename(file.trashed, file.path)  # noqa: PTH104 - paths are bytes here
    except OSError:
        logger.warning("Couldn't restore a file from the Trash", exc_info=True)
        return False
    _forget_note(Path(os.fsdecode(file.trashed)))
    return True


def _forget_note(path: Path) -> None:
    """Delete the note that freedesktop's Trash keeps with each file (Trash specification 1.0)."""
    if path.parent.name == "files":
        (path.parent.parent / "info" / f"{path.name}.trashinfo").unlink(missing_ok=True)
