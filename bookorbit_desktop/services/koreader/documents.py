"""Documents that devices sent: the book the person linked each to, and suggestions for the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import Document, Position
from bookorbit_desktop.domain.koreader.suggestions import NamedBook, Suggestion, names_of, suggest
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.overview.events import BooksChanged, DocumentsChanged, ReadingEdited
from bookorbit_desktop.domain.reading.positions import Arrival
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.digests import DigestRepository, DigestUndo
from bookorbit_desktop.storage.koreader.documents import DocumentLink, DocumentRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository

CANDIDATES = 60
"""The number of books considered for suggestions: those sharing the most distinctive words."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SuggestedBook:
    """A book suggested for a document."""

    row: BookRow
    confidence: float
    """0..1; never a proof."""
    reasons: tuple[Message, ...]
    """The evidence for and against it, one sentence each."""


@dataclass(frozen=True, slots=True)
class DocumentUndo:
    """The state of a document, and of the book it was linked to or unlinked from, before the change."""

    digests: DigestUndo
    link: DocumentLink | None
    link_after: DocumentLink | None
    book_id: BookId
    reading: ReadingState
    changed_to: ReadingState
    """The reading after the change; only that is undone."""
    created: bool = False
    """The book is an entry created for the document."""

    @property
    def reading_changed(self) -> bool:
        """Whether the change also moved the book's position."""
        return self.reading != self.changed_to


class DocumentService:
    """Suggests books; the person decides, and can undo that. Blocks."""

    def __init__(
        self,
        database: Database,
        documents: DocumentRepository,
        pushes: ProgressRepository,
        digests: DigestRepository,
        readings: ReadingRepository,
        books: BookRepository,
        book_list: BookList,
        progress: ProgressService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._documents = documents
        self._pushes = pushes
        self._digests = digests
        self._readings = readings
        self._books = books
        self._list = book_list
        self._progress = progress
        self._clock = clock
        self._events = events

    def get(self, digest: str) -> Document:
        """One document. Raises NotFound."""
        for document in self._pushes.documents():
            if document.digest == digest:
                return document
        raise _unknown(digest)

    def suggestions(self, document: Document) -> list[SuggestedBook]:
        """Suggested books, likeliest first: those with the same digest, then those with a similar name."""
        equal = self._of_equal_files(document)
        names = names_of(document)
        rows = {row.id: row for row in self._list.rows_of(self._list.likely(names, CANDIDATES))}
        named = (NamedBook(row.id, row.title, row.authors, row.pages, row.formats) for row in rows.values())
        found = suggest(document, named, self._documents.positions(document.digest))
        known = {book.row.id for book in equal}
        return [
            *equal,
            *(_suggested(suggestion, rows) for suggestion in found if suggestion.book_id not in known),
        ]

    def link(self, digest: str, book_id: BookId, *, spine: str = "") -> DocumentUndo:
        """Link a document to a book, and apply its newest earlier position.

        `spine` is the text of the document, if its own file was seen (`FileIdentity.spine`).

        Raises NotFound for a document that no reader sent, and for a book that is not in the library.
        """
        return self._change(lambda: self._link(digest, book_id, spine))

    def unlink(self, digest: str, book_id: BookId | None = None) -> DocumentUndo:
        """Unlink a document. Only the person can restore the link, no file does.

        If only this document has moved the book's position since it was linked, the earlier position is
        restored. `book_id` names one of several books; by default it is the document's only book. Raises
        NotFound.
        """
        return self._change(lambda: self._unlink(digest, book_id))

    def create_entry(self, digest: str, title: str = "", authors: Sequence[str] = ()) -> DocumentUndo:
        """Create a book without a file for a document, named as given or as its device named it, and link it.

        Raises NotFound for a document that no reader sent, and InvalidInput if there is no title.
        """
        return self._change(lambda: self._create_entry(digest, title, authors))

    def undo(self, undo: DocumentUndo) -> None:
        """Undo a link, an unlink or an entry, with its effect on the book. Later changes are kept."""
        self._database.write(lambda: self._take_back(undo))
        self._tell(undo.digests.digest, undo.book_id)

    def ignore(self, digests: Sequence[str], *, ignored: bool = True) -> None:
        """Ignore documents, or stop ignoring them. They are still stored and returned to devices.

        Raises NotFound, and changes nothing, for a document that no reader sent.
        """
        at = self._clock.now().timestamp() if ignored else None

        def store() -> None:
            for digest in digests:
                self._position(digest)
            self._documents.set_ignored(digests, at)

        self._database.write(store)
        self._events.emit(DocumentsChanged(frozenset(digests)))

    def _of_equal_files(self, document: Document) -> list[SuggestedBook]:
        """Several books with the document's digest: it is one of them, unknown which."""
        if document.book_id is not None:
            return []
        rows = self._list.rows_of(list(self._digests.origins(document.digest)))
        if len(rows) < 2:
            return []
        reason = Message("%n book(s) have this digest. Choose the one you read.", count=len(rows))
        return [SuggestedBook(row, 1 / len(rows), (reason,)) for row in rows]

    def _change(self, work: Callable[[], DocumentUndo]) -> DocumentUndo:
        undo = self._database.write(work)
        self._tell(undo.digests.digest, undo.book_id)
        return undo

    def _tell(self, digest: str, book_id: BookId) -> None:
        self._events.emit(DocumentsChanged(frozenset({digest})))
        self._events.emit(ReadingEdited(frozenset({book_id})))
        self._events.emit(BooksChanged(frozenset({book_id})))

    def _position(self, digest: str) -> Position:
        position = self._pushes.position(digest)
        if position is None:
            raise _unknown(digest)
        return position

    def _link(self, digest: str, book_id: BookId, spine: str = "") -> DocumentUndo:
        if not self._books.is_listed(book_id):
            raise no_such_book(book_id)
        position = self._position(digest)
        before = self._snapshot(digest, book_id)
        now = self._clock.now()
        self._digests.link(digest, book_id, now.timestamp())
        if spine:
            self._digests.set_spine(book_id, spine, partial_md5=digest)
        self._documents.set_ignored([digest], None)
        self._documents.put_link(digest, DocumentLink(digest, book_id, now, before.reading))
        self._progress.count(book_id, position)
        return self._changed(before)

    def _unlink(self, digest: str, book_id: BookId | None) -> DocumentUndo:
        self._position(digest)
        book_id = book_id if book_id is not None else self._digests.book_of(digest)
        if book_id is None or book_id not in self._digests.origins(digest):
            raise NotFound(
                Message("Document {0} isn't linked to a book. “documents” lists those that are.", digest)
            )
        before = self._snapshot(digest, book_id)
        self._put_position_back(digest, book_id)
        self._digests.unlink(digest, book_id, self._clock.now().timestamp())
        if before.link is not None and before.link.book_id == book_id:
            self._documents.put_link(digest, None)
        return self._changed(before)

    def _put_position_back(self, digest: str, book_id: BookId) -> None:
        link = self._documents.link_of(digest)
        if link is None or link.book_id != book_id:
            return
        now = self._readings.get(book_id)
        positions = self._documents.positions(digest)
        earlier = [position for position in positions if position.at <= link.linked_at][-1:]
        since = [position for position in positions if position.at > link.linked_at]
        # The position that came before the link counted with its whole seconds.
        counted = [replace(position, at=position.at.replace(microsecond=0)) for position in earlier]
        sent = [Arrival(position.percentage, position.device, position.at) for position in (*counted, *since)]
        if _essence(self._progress.reading_after(book_id, link.reading_before, sent)) == _essence(now):
            self._readings.put(book_id, now, link.reading_before)

    def _create_entry(self, digest: str, title: str, authors: Sequence[str]) -> DocumentUndo:
        self._position(digest)
        document = self.get(digest)
        title = title.strip() or document.title
        if not title:
            raise InvalidInput(Message("An entry needs a title. Enter your book's title."))
        named = [name.strip() for name in (authors or document.authors.splitlines())]
        metadata = BookMetadata(title=title, authors=tuple(filter(None, named)))
        book_id = self._books.create_entry(metadata, self._clock.now().timestamp())
        return replace(self._link(digest, book_id), created=True)

    def _snapshot(self, digest: str, book_id: BookId) -> DocumentUndo:
        reading = self._readings.get(book_id)
        link = self._documents.link_of(digest)
        state = self._digests.state(digest)
        return DocumentUndo(DigestUndo(state, state), link, link, book_id, reading, reading)

    def _changed(self, before: DocumentUndo) -> DocumentUndo:
        digest = before.digests.digest
        return replace(
            before,
            digests=replace(before.digests, after=self._digests.state(digest)),
            link_after=self._documents.link_of(digest),
            changed_to=self._readings.get(before.book_id),
        )

    def _take_back(self, undo: DocumentUndo) -> None:
        self._digests.restore(undo.digests)
        if self._documents.link_of(undo.digests.digest) == undo.link_after:
            self._documents.put_link(undo.digests.digest, undo.link)
        now = self._readings.get(undo.book_id)
        if now == undo.changed_to:
            self._readings.put(undo.book_id, now, undo.reading)
        if undo.created:
            self._books.take_out_entries([undo.book_id], self._clock.now().timestamp())


def _suggested(found: Suggestion, rows: dict[BookId, BookRow]) -> SuggestedBook:
    return SuggestedBook(rows[found.book_id], found.confidence, found.reasons)


def _unknown(digest: str) -> NotFound:
    return NotFound(Message("No device has sent document {0}. “documents” lists those received.", digest))


def _essence(state: ReadingState) -> ReadingState:
    """A reading in a form to compare, without read ids and step-back time: positions have whole seconds."""
    back = replace(state.back, at=datetime.min) if state.back else None
    return replace(state, back=back, reads=tuple(replace(read, id=None) for read in state.reads))
