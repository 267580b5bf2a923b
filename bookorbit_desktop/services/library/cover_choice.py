"""The choice of a book's cover: the one in its file, Calibre's, or one that the person chose."""

import threading
from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.domain.base.errors import InvalidInput, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.formats.contents import COVER_LIMIT
from bookorbit_desktop.services.library.covers import ChosenCover, CoverSource, CoverStore
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.library.books import BookRepository


@dataclass(frozen=True, slots=True)
class CoverUndo:
    """A book's cover before and after an edit."""

    book_id: BookId
    before: ChosenCover | None
    after: ChosenCover | None


class CoverChoiceService:
    """Stores chosen covers beside the library. Never touches book files. Blocks."""

    def __init__(self, covers: CoverStore, books: BookRepository, events: EventBus) -> None:
        self._covers = covers
        self._books = books
        self._events = events
        self._changing = threading.Lock()
        """Pictures are files, so no writer job separates two changes."""

    def is_chosen(self, book_id: BookId) -> bool:
        """Whether the person chose a picture."""
        return self._covers.source(book_id) is CoverSource.CHOSEN

    def unchosen_source(self, book_id: BookId) -> CoverSource:
        """The source of the cover shown if the person chooses none."""
        return self._covers.source(book_id, chosen=False)

    def unchosen(self, book_id: BookId) -> bytes | None:
        """The thumbnail shown if the person chooses none, as JPEG, or None."""
        path = self._covers.unchosen(book_id)
        return None if path is None else path.read_bytes()

    def shown(self, book_id: BookId) -> bytes | None:
        """The thumbnail shown, as JPEG, or None."""
        path = self._covers.path(book_id)
        return None if path is None else path.read_bytes()

    def choose(self, book_id: BookId, picture: bytes) -> CoverUndo:
        """Set a picture as a book's cover. Raises NotFound, and InvalidInput for an invalid picture."""
        return self._put(book_id, prepared(picture))

    def choose_file(self, book_id: BookId, path: Path) -> CoverUndo:
        """As `choose`, with a picture file on this computer. Raises NotFound and InvalidInput."""
        return self.choose(book_id, read_picture(path))

    def follow_file(self, book_id: BookId) -> CoverUndo:
        """Show the cover in the file again, or Calibre's if there is one. Raises NotFound."""
        return self._put(book_id, None)

    def undo(self, undo: CoverUndo) -> None:
        """Restore the previous cover, unless another one was chosen since."""
        with self._changing:
            if self._covers.chosen(undo.book_id) != undo.after:
                return
            self._covers.choose(undo.book_id, undo.before)
        self._events.emit(BooksChanged(frozenset({undo.book_id})))

    def _put(self, book_id: BookId, cover: ChosenCover | None) -> CoverUndo:
        if not self._books.exists(book_id):
            raise no_such_book(book_id)
        with self._changing:
            undo = CoverUndo(book_id, self._covers.chosen(book_id), cover)
            self._covers.choose(book_id, cover)
        self._events.emit(BooksChanged(frozenset({book_id})))
        return undo


def prepared(picture: bytes) -> ChosenCover:
    """Return a picture in the two stored sizes. Raises InvalidInput if it is invalid or too large."""
    # Late: the window is there before Pillow is needed.
    from bookorbit_desktop.formats.cover import screen_picture, thumbnail

    small, large = thumbnail(picture), screen_picture(picture)
    if small is None or large is None:
        raise InvalidInput(
            Message(
                "This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 "
                "MB and 100 megapixels."
            )
        )
    return ChosenCover(small, large)


def read_picture(path: Path) -> bytes:
    """The content of a picture file, unchecked. Raises InvalidInput if it cannot be read."""
    try:
        with path.open("rb") as file:
            # One byte more than allowed tells a file that is too large.
            return file.read(COVER_LIMIT + 1)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't read {0}: {1}. Choose another picture.", path.name, error.strerror or "")
        ) from error
