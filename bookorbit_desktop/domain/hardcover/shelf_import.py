"""Imports the person's Hardcover shelf into books that are blank here.

Only fills blanks; what was set here is kept (comparison.md section 4).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from bookorbit_desktop.domain.base.ids import BookId, EditionId, EntryId, RecordId
from bookorbit_desktop.domain.base.isbn import to_isbn13
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import clamp_fraction
from bookorbit_desktop.domain.hardcover.catalogue import Edition, HardcoverStatus, ShelfEntry, ShelfRead
from bookorbit_desktop.domain.hardcover.entry_plan import status_text
from bookorbit_desktop.domain.hardcover.local_state import HARDCOVER_STATUS
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.matching import file_names, judge, record_names
from bookorbit_desktop.domain.matching.title_index import TitleIndex
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus, oldest_first

STATUS_HERE: Mapping[int, ReadingStatus] = {
    HardcoverStatus.WANT_TO_READ: ReadingStatus.WANT_TO_READ,
    HardcoverStatus.CURRENTLY_READING: ReadingStatus.READING,
    HardcoverStatus.READ: ReadingStatus.READ,
    HardcoverStatus.PAUSED: ReadingStatus.ON_HOLD,
    HardcoverStatus.DID_NOT_FINISH: ReadingStatus.ABANDONED,
}
"""Ignored has no counterpart here and is never imported."""


class ImportKind(StrEnum):
    """The group of an entry in the preview."""

    READY = "ready"
    REVIEW = "review"
    CONFLICT = "conflict"
    UNMATCHED = "unmatched"
    SKIPPED = "skipped"


class PreviewRow(Protocol):
    """A row in the preview of an import."""

    @property
    def key(self) -> int:
        """Identifies the row within the preview."""

    @property
    def kind(self) -> ImportKind:
        """The group the row belongs to."""

    @property
    def reason(self) -> Message:
        """Why the row is in its group."""

    @property
    def source(self) -> str:
        """The name of the service that the row comes from."""

    @property
    def title(self) -> str:
        """The title at the source; empty if it has none."""

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors at the source."""

    @property
    def status_text(self) -> Message:
        """The status at the source, for people."""

    @property
    def rating(self) -> float | None:
        """The rating at the source, 0.5..5."""

    @property
    def state(self) -> ReadingState | None:
        """The reading state after the import; None if nothing can be imported."""

    @property
    def local(self) -> ReadingState | None:
        """The current reading state; None without a matching book in the library."""

    @property
    def local_title(self) -> str:
        """The title of the book in the library."""

    @property
    def cover_key(self) -> int:
        """The id of the book that provides the cover; negative for a cover drawn from the title."""

    @property
    def can_import(self) -> bool:
        """Whether the row can be ticked."""


@dataclass(frozen=True, slots=True)
class LocalBook:
    """A library book as needed by an import."""

    id: BookId
    query: MatchQuery
    reading: ReadingState
    record_id: RecordId | None = None
    """The matched record."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A shelf entry, and what an import would do with it."""

    entry: ShelfEntry
    kind: ImportKind
    reason: Message
    book_id: BookId | None = None
    state: ReadingState | None = None
    """The reading state after an import; None if nothing can be imported."""
    local: ReadingState | None = None
    """The book's reading state; None if there is no matching book."""
    edition: Edition | None = None
    """The entry's edition, if it has text."""
    local_title: str = ""

    @property
    def key(self) -> int:
        return self.entry.id

    @property
    def source(self) -> str:
        return "Hardcover"

    @property
    def title(self) -> str:
        """The entry's title on Hardcover; empty if the record has none."""
        return self.entry.book.title if self.entry.book else ""

    @property
    def authors(self) -> tuple[str, ...]:
        """The entry's authors on Hardcover."""
        return self.entry.book.authors if self.entry.book else ()

    @property
    def status_text(self) -> Message:
        """The entry's status by Hardcover's name."""
        return status_text(self.entry.status_id)

    @property
    def rating(self) -> float | None:
        return self.entry.rating

    @property
    def cover_key(self) -> int:
        """The local book's id, or the negative of the record's."""
        return self.book_id if self.book_id is not None else -self.entry.record_id

    @property
    def can_import(self) -> bool:
        return self.state is not None and self.kind in (ImportKind.READY, ImportKind.REVIEW)


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the person asked to import. Stored before it is carried out, so that a quit doesn't lose it."""

    chosen: Mapping[EntryId, BookId] | None = None
    """The book for each entry id; None for everything that is ready."""
    review: bool = False
    """Without `chosen`: include matches by title and author."""
    progress: bool = True
    """Include the position of books being read."""


def sort_shelf(
    entries: Sequence[ShelfEntry],
    books: Sequence[LocalBook],
    editions: Mapping[EditionId, Edition],
    step: Callable[[int, int], object] = lambda done, total: None,
) -> list[ImportRow]:
    """Compare every shelf entry with the library. `editions`: those named by entries and their reads.

    `step` is called before each entry with the number done and the total, and may raise to stop.
    """
    rows = []
    library = _Library(books)
    for index, entry in enumerate(entries):
        step(index, len(entries))
        rows.append(_sort(entry, library, editions))
    claims = Counter(row.book_id for row in rows if row.can_import)
    return [
        replace(row, kind=ImportKind.CONFLICT, reason=Message("Two entries on Hardcover could be this book."))
        if row.can_import and claims[row.book_id] > 1
        else row
        for row in rows
    ]


class _Library:
    """The library's books by every key of an entry: comparing each with each would take too long."""

    def __init__(self, books: Sequence[LocalBook]) -> None:
        self._matched: defaultdict[RecordId, list[LocalBook]] = defaultdict(list)
        self._named: defaultdict[Hashable, list[LocalBook]] = defaultdict(list)
        self._titles: TitleIndex[LocalBook] = TitleIndex()
        for book in books:
            if book.record_id is not None:
                self._matched[book.record_id].append(book)
                continue
            isbns = (isbn for text in book.query.isbns if (isbn := to_isbn13(text)) is not None)
            slug = (("slug", book.query.slug),) if book.query.slug else ()
            for key in {("id", book.query.record_id), *slug, *isbns}:
                self._named[key].append(book)
            self._titles.add(book, file_names(book.query))

    def surely(self, entry: ShelfEntry, edition: Edition | None) -> list[LocalBook]:
        """The books matched to the entry's record, or that name it by id, slug or an ISBN of its edition."""
        texts = (edition.isbn_10, edition.isbn_13) if edition else ()
        isbns = [isbn for text in texts if (isbn := to_isbn13(text)) is not None]
        slug = [("slug", entry.book.slug)] if entry.book and entry.book.slug else []
        keys: list[Hashable] = [("id", entry.record_id), *slug, *isbns]
        found = {book.id: book for key in keys for book in self._named.get(key, ())}
        return [*self._matched.get(entry.record_id, ()), *found.values()]

    def likely(self, entry: ShelfEntry) -> list[LocalBook]:
        """The books that agree by title and author; only those with the identical title, if there are any.

        Excludes books matched to another record.
        """
        if entry.book is None:
            return []
        near = self._titles.like(record_names(entry.book))
        judged = [(book, judge(book.query, entry.book)) for book in near]
        likely = [(book, verdict.similarity) for book, verdict in judged if not verdict.refusal]
        same = [book for book, similarity in likely if similarity == 1.0]
        return same or [book for book, _ in likely]


def _sort(entry: ShelfEntry, books: _Library, editions: Mapping[EditionId, Edition]) -> ImportRow:
    status = STATUS_HERE.get(entry.status_id)
    if status is None:
        return ImportRow(entry, ImportKind.SKIPPED, Message("This Hardcover status isn't imported."))
    named = editions.get(entry.edition_id or EditionId(0))
    sure = books.surely(entry, named)
    likely = sure or books.likely(entry)
    if not likely:
        return ImportRow(entry, ImportKind.UNMATCHED, Message("Not in your library."))
    if len(likely) > 1:
        return ImportRow(
            entry, ImportKind.CONFLICT, Message("Several books in your library could be this one.")
        )
    book = likely[0]
    if book.reading.status is not ReadingStatus.UNREAD:
        return _already_set(entry, book)
    if book.reading != ReadingState():
        reason = Message("This book already has a rating or position here; it stays.")
        return _kept(entry, book, reason)
    kind, reason = ImportKind.READY, Message("Ready to import.")
    if not sure:
        kind, reason = ImportKind.REVIEW, Message("Matched by title and author. Check it first.")
    edition = named if named is not None and not named.is_audio else None
    state, title = state_from(entry, editions), book.query.title
    return ImportRow(entry, kind, reason, book.id, state, book.reading, edition, title)


def _already_set(entry: ShelfEntry, book: LocalBook) -> ImportRow:
    if HARDCOVER_STATUS.get(book.reading.status) == entry.status_id:
        return ImportRow(
            entry,
            ImportKind.SKIPPED,
            Message("Already the same on both sides."),
            book.id,
            local=book.reading,
            local_title=book.query.title,
        )
    reason = Message("This book already has a status here; it stays.")
    return _kept(entry, book, reason)


def _kept(entry: ShelfEntry, book: LocalBook, reason: Message) -> ImportRow:
    title = book.query.title
    return ImportRow(entry, ImportKind.CONFLICT, reason, book.id, local=book.reading, local_title=title)


def without_progress(state: ReadingState) -> ReadingState:
    """The state without the position in an open read, whose dates are kept."""
    if state.open_read is None:
        return state
    begun = replace(state.open_read, percentage=0.0)
    return replace(state, percentage=None, reads=(*state.reads[:-1], begun))


def state_from(entry: ShelfEntry, editions: Mapping[EditionId, Edition]) -> ReadingState:
    """The reading state of an entry. Its reads are stored oldest first."""
    status = STATUS_HERE[entry.status_id]
    reads = [_read(read, entry, editions) for read in in_order(entry)]
    if status is ReadingStatus.READ and not reads:
        reads = [Read(finished=True)]
    if status is ReadingStatus.WANT_TO_READ:
        reads = [read for read in reads if read.finished]
    open_position = reads[-1].percentage if reads and not reads[-1].finished else None
    return ReadingState(
        status=status,
        set_by_hand=True,
        rating=entry.rating if entry.rating and entry.rating * 2 == int(entry.rating * 2) else None,
        percentage=open_position or None,
        reads=tuple(reads),
    )


def in_order(entry: ShelfEntry) -> list[ShelfRead]:
    """The reads of an entry, oldest first."""
    theirs = {read.id: read for read in sorted(entry.reads, key=lambda read: read.id)}
    noted = [
        Read(read.started_at, read.finished_at, finished=_is_closed(read, entry), id=read.id)
        for read in theirs.values()
    ]
    return [theirs[read.id] for read in oldest_first(noted) if read.id is not None]


def _is_closed(read: ShelfRead, entry: ShelfEntry) -> bool:
    return read.finished_at is not None or entry.status_id == HardcoverStatus.READ


def _read(read: ShelfRead, entry: ShelfEntry, editions: Mapping[EditionId, Edition]) -> Read:
    closed = _is_closed(read, entry)
    edition = editions.get(read.edition_id or entry.edition_id or EditionId(0))
    total = edition.pages if edition is not None and not edition.is_audio else None
    position = clamp_fraction(read.progress_pages / total) if total and read.progress_pages else 0.0
    return Read(read.started_at, read.finished_at, 1.0 if closed else position, finished=closed)
