"""Plans an import: which library book each book of a device is, and what it adds.

Nothing is guessed: a known digest identifies its book, anything less is a question for the person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from bookorbit_desktop.domain.base.errors import no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.titles import are_clearly_different, normalise_title
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.domain.usb.clock import ClockCorrection, possible_times
from bookorbit_desktop.domain.usb.device_import import (
    NEVER_IMPORTED,
    NO_OTHERS,
    BookMatch,
    DeviceRecord,
    EarlierImport,
    OtherFiles,
    PlannedBook,
    PlannedChoice,
    usual_tick,
)
from bookorbit_desktop.domain.usb.fields import AnnotationNews, Known, plan_fields
from bookorbit_desktop.domain.usb.files import DeviceScan, PageRows, StatisticsSettings
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.domain.usb.reading import import_reading
from bookorbit_desktop.domain.usb.records import is_same_name, newest_first, unplaced_views

UNREAD_HINT: Final = Message("Some files couldn't be read completely. The scan lists them.")
Step = Callable[[int, int], object]
"""Called with the number done and the total; may raise to stop."""


@dataclass(frozen=True, slots=True)
class LibraryBook(BookRef):
    """A library book, as needed to tell books apart."""

    is_removed: bool = False
    last_read: float | None = None
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class LocalLibrary:
    """The library data needed to plan a device's books."""

    books: Mapping[BookId, LibraryBook] = field(default_factory=dict)
    """Including removed ones."""
    meanings: Mapping[str, Mapping[BookId, bool]] = field(default_factory=dict)
    """The known books of each digest, and whether the person assigned it."""
    unlinked: Mapping[str, frozenset[BookId]] = field(default_factory=dict)
    """The books from which the person unlinked each digest."""
    earlier: tuple[EarlierImport, ...] = ()
    """The newest for each book of this device first, then what other devices reported."""
    new_views: Callable[[Sequence[PageView]], int] = len
    """The number of page views that are not stored yet, or with fewer seconds only."""
    highlights: Callable[[DeviceRecord], AnnotationNews] = lambda record: AnnotationNews()
    """What is new in a record's annotations."""


def plan_books(
    records: Sequence[DeviceRecord],
    library: LocalLibrary,
    reading: Callable[[BookId], ReadingState],
    today: date,
    finished_at: float,
    step: Step = lambda done, total: None,
) -> tuple[PlannedBook, ...]:
    """Plan every book of a device, in the order of `records`."""
    planner = _Planner(library, reading, today, finished_at, records)
    planned = {}
    for index, record in enumerate(newest_first(records)):
        step(index, len(records))
        planned[record.key] = planner.plan(record)
    return tuple(planned[record.key] for record in records)


def choose_book(
    planned: PlannedBook,
    book_id: BookId,
    library: LocalLibrary,
    reading: Callable[[BookId], ReadingState],
    today: date,
    finished_at: float,
) -> PlannedBook:
    """Identify a device's book with the library book that the person chose. Raises NotFound."""
    book = library.books.get(book_id)
    if book is None or book.is_removed:
        raise no_such_book(book_id)
    planner = _Planner(library, reading, today, finished_at, [planned.record])
    choice = planner.choice(planned.record, _Target(book), planned.earlier)
    others = tuple(choice for choice in planned.choices if choice.book_id != book_id)
    reason = Message("You linked it to this book.")
    return replace(planned, match=BookMatch.KNOWN, reason=reason, choices=(choice, *others), ticked=True)


def hints_about(
    scan: DeviceScan, now: float, corrected: ClockCorrection | None = None
) -> tuple[Message, ...]:
    """Explain gaps in a device's data and how its clock is corrected; `now` in seconds since 1970."""
    settings, lost, hints = scan.device.statistics, len(unplaced_views(scan)), []
    usual = StatisticsSettings()
    if not scan.is_complete:
        hints.append(Message("The scan of this device was stopped early, so this list may be incomplete."))
    if corrected is not None:
        hours, minutes = divmod(abs(corrected.seconds) // 60, 60)
        off = Message("{0} h {1} min", hours, minutes)
        if corrected.seconds > 0:
            hints.append(Message("Times are corrected, as you agreed: the device's clock is {0} slow.", off))
        else:
            hints.append(Message("Times are corrected, as you agreed: the device's clock is {0} fast.", off))
    if wrong := _count_impossible(scan, now, corrected):
        hints.append(
            Message(
                "{0} from before 2007 or after tomorrow: the device's clock was wrong. An import keeps them, "
                "but counts them on no day.",
                Message("%n page view(s)", count=wrong),
            )
        )
    if not settings.is_enabled:
        hints.append(Message("This device records no statistics: they are turned off in KOReader."))
    elif settings.min_seconds > usual.min_seconds or settings.max_seconds < usual.max_seconds:
        hints.append(
            Message(
                (
                    "This device ignores page views under {0} seconds and counts at most {1} "
                    "seconds for longer ones."
                ),
                settings.min_seconds,
                settings.max_seconds,
            )
        )
    if settings.freezes_finished:
        hints.append(Message("This device records no statistics for finished books."))
    if lost:
        views = Message("%n page view(s)", count=lost)
        hints.append(
            Message(
                ("{0} belong to a book that KOReader no longer knows; an import keeps that time."),
                views,
            )
        )
    if scan.unread:
        hints.append(UNREAD_HINT)
    return tuple(hints)


def _count_impossible(scan: DeviceScan, now: float, corrected: ClockCorrection | None) -> int:
    possible = possible_times(now)
    return sum(
        start not in possible
        and (corrected is None or start + corrected.shift_of(start, now) not in possible)
        for columns in PageRows.of(scan.statistics.rows if scan.statistics else ()).by_book.values()
        for start in columns.starts
    )


class _EarlierImports:
    """Earlier imports of the device's books."""

    def __init__(self, known: Iterable[EarlierImport]) -> None:
        """`known` is in order of precedence."""
        self._by_key: dict[str, EarlierImport] = {}
        self._by_digest: defaultdict[str, list[EarlierImport]] = defaultdict(list)
        for book in known:
            self._by_key.setdefault(book.key, book)
            digest, sign, _ = book.key.partition(":")
            if digest and sign:
                self._by_digest[digest].append(book)

    def of(self, record: DeviceRecord) -> EarlierImport:
        """Return the earlier import with the same name, or with one that is not clearly different."""
        if record.key in self._by_key:
            return self._by_key[record.key]
        digest, _, name = record.key.partition(":")
        alike = self._by_digest.get(digest, [])
        if len(alike) == 1 and not are_clearly_different(alike[0].key.partition(":")[2], name):
            return alike[0]
        return NEVER_IMPORTED


class _Planner:
    """Plans the books one by one; each plan takes the ones before into account."""

    def __init__(
        self,
        library: LocalLibrary,
        reading: Callable[[BookId], ReadingState],
        today: date,
        finished_at: float,
        records: Sequence[DeviceRecord],
    ) -> None:
        self._library = library
        self._reading = reading
        self._today = today
        self._finished_at = finished_at
        self._states: dict[BookId, ReadingState] = {}
        self._earlier = _EarlierImports(library.earlier)
        self._files = BookFiles(
            library.earlier, {record.key: record.device_reading.read_at for record in records}
        )
        self._entries: dict[str, DeviceRecord] = {}
        """The device's books that become entries, by digest and folded title."""
        self._by_title: defaultdict[str, list[LibraryBook]] = defaultdict(list)
        for book in library.books.values():
            self._by_title[normalise_title(book.title)].append(book)

    def plan(self, record: DeviceRecord) -> PlannedBook:
        earlier = self._earlier.of(record)
        match, reason, targets = self._find(record, earlier)
        choices = tuple(self.choice(record, target, earlier) for target in targets)
        ticked = match in (BookMatch.KNOWN, BookMatch.NEW)
        if ticked and earlier is not NEVER_IMPORTED and earlier.book_id is None:
            ticked, reason = False, Message("You skipped this book before.")
        elif match is BookMatch.NEW and record.is_barely_opened:
            ticked, reason = False, Message("Opened only briefly.")
        planned = PlannedBook(record, match, reason, choices, ticked, earlier)
        self._note(planned)
        return planned

    def _find(
        self, record: DeviceRecord, earlier: EarlierImport
    ) -> tuple[BookMatch, Message, list["_Target"]]:
        """The possible books, most likely first."""
        known, own = self._known(record, earlier), _Target()
        listed = [book for book in known if not book.is_removed]
        if len(listed) > 1:
            reason = Message("Several books in your library have its digest. Which one is it?")
            return BookMatch.SEVERAL, reason, [*map(_Target, listed), own]
        if listed:
            (book,) = listed
            if self._is_settled(record, book, earlier):
                return BookMatch.KNOWN, Message("It's in your library."), [_Target(book)]
            reason = Message("It has the digest of “{0}”. Is it that book?", book.title)
            return BookMatch.OTHER_TITLE, reason, [_Target(book), own]
        if known and self._is_settled(record, known[0], earlier):
            reason = Message("You removed this book; it stays removed unless you tick it.")
            return BookMatch.REMOVED, reason, [_Target(known[0])]
        if known:
            reason = Message(
                "It has the digest of “{0}”, which you removed. Is it that book?", known[0].title
            )
            return BookMatch.OTHER_TITLE, reason, [_Target(known[0]), own]
        return self._find_by_name(record)

    def _find_by_name(self, record: DeviceRecord) -> tuple[BookMatch, Message, list["_Target"]]:
        own = _Target()
        alike = self._alike(record)
        listed = [book for book in alike if not book.is_removed]
        if listed:
            reason = Message("Same title and author, but a different file. Is it the same book?")
            return BookMatch.SAME_BOOK, reason, [*map(_Target, listed), own]
        if alike:
            reason = Message("You removed a book with this title; it stays removed unless you tick it.")
            return BookMatch.REMOVED, reason, [*map(_Target, alike), own]
        for mark in _marks(record):
            other = self._entries.get(mark)
            if other is None:
                continue
            shares = bool(set(record.digests) & set(other.digests))
            if shares and are_clearly_different(record.title, other.title):
                reason = Message(
                    "This and “{0}” have the same digest on the device. Are they the same book?", other.title
                )
                return BookMatch.OTHER_TITLE, reason, [_Target(like=other), own]
            if shares or is_same_name(_named(record), _named(other)):
                reason = Message(
                    "Another file on the device has the same title and author. Are they the same book?"
                )
                return BookMatch.SAME_BOOK, reason, [_Target(like=other), own]
        if not record.title:
            return BookMatch.NAMELESS, Message("It has no title, so it couldn't be recognised later."), []
        return BookMatch.NEW, Message("Not in your library. It will become an entry without a file."), [own]

    def _known(self, record: DeviceRecord, earlier: EarlierImport) -> list[LibraryBook]:
        """Return the books that its digests identify, or that it was imported into before."""
        books = self._library.books
        before = books.get(earlier.book_id) if earlier.book_id is not None else None
        meant = [self._library.meanings.get(digest, {}) for digest in record.digests]
        by_hand = [
            books[book_id] for found in meant for book_id, said in found.items() if said and book_id in books
        ]
        if by_hand or (before is not None and not before.is_removed):
            return by_hand[:1] or [book for book in (before,) if book]
        for found in meant:
            if known := [books[book_id] for book_id in found if book_id in books]:
                return known
        return [before] if before is not None else []

    def _is_settled(self, record: DeviceRecord, book: LibraryBook, earlier: EarlierImport) -> bool:
        """Whether the title gives no reason to ask."""
        if earlier.book_id == book.id or not record.is_named:
            return True
        said = any(self._library.meanings.get(digest, {}).get(book.id) for digest in record.digests)
        return said or not are_clearly_different(record.title, book.title)

    def _alike(self, record: DeviceRecord) -> list[LibraryBook]:
        """Books with the same title and author, except those the person has ruled out."""
        if not record.is_named:
            return []
        refused = {
            book_id
            for digest in record.digests
            for book_id in self._library.unlinked.get(digest, frozenset())
        }
        return [
            book
            for book in self._by_title.get(normalise_title(record.title), ())
            if book.id not in refused and is_same_name(_named(record), (book.title, book.authors))
        ]

    def choice(self, record: DeviceRecord, target: "_Target", earlier: EarlierImport) -> PlannedChoice:
        known = self._what_is_known(record, target)
        fields = plan_fields(record, known, earlier, self._today, self._finished_at)
        if target.book is not None:
            return PlannedChoice(target.book.id, target.book.title, target.book.authors, fields=fields)
        shared = target.like or record
        like = target.like.key if target.like else ""
        return PlannedChoice(None, shared.title, shared.metadata.authors, like, fields)

    def _what_is_known(self, record: DeviceRecord, target: "_Target") -> Known:
        book = target.book
        return Known(
            state=ReadingState() if book is None else self._state(book.id),
            is_new=book is None,
            digests=frozenset(digest for digest in record.digests if book and book.id in self._meant(digest)),
            elsewhere=frozenset(digest for digest in record.digests if self._is_elsewhere(digest, target)),
            unlinked=frozenset(
                digest
                for digest in record.digests
                if book and book.id in self._library.unlinked.get(digest, frozenset())
            ),
            new_views=self._library.new_views(record.views),
            highlights=self._library.highlights(record),
            others=self._others(record, target),
        )

    def _others(self, record: DeviceRecord, target: "_Target") -> OtherFiles:
        if target.like is not None:
            return OtherFiles(target.like.device_reading.read_at)
        if target.book is None:
            return NO_OTHERS
        return self._files.others_of(target.book.id, record.key, target.book.last_read)

    def _is_elsewhere(self, digest: str, target: "_Target") -> bool:
        """Whether the digest belongs to another book: an import never gives a digest a second book."""
        others = [
            book_id for book_id in self._meant(digest) if target.book is None or book_id != target.book.id
        ]
        claimed = self._entries.get(digest)
        return bool(others) or (claimed is not None and target.like is not claimed)

    def _meant(self, digest: str) -> Iterable[BookId]:
        return [
            book_id for book_id in self._library.meanings.get(digest, {}) if book_id in self._library.books
        ]

    def _state(self, book_id: BookId) -> ReadingState:
        if book_id not in self._states:
            self._states[book_id] = self._reading(book_id)
        return self._states[book_id]

    def _note(self, planned: PlannedBook) -> None:
        """Apply the planned import of this book, so that the following ones take it into account."""
        record = planned.record
        if planned.match is BookMatch.NEW and not record.is_barely_opened:
            # Also of one that was left out: what is asked because of it is not answered by that.
            for mark in _marks(record):
                self._entries.setdefault(mark, record)
        book_id = planned.choices[0].book_id if planned.ticked else None
        if book_id is not None:
            field_names, state = usual_tick(planned).fields, self._state(book_id)
            others = self._files.others_of(book_id, record.key, self._library.books[book_id].last_read)
            self._states[book_id] = import_reading(
                state,
                record.device_reading,
                planned.earlier,
                field_names,
                self._today,
                self._finished_at,
                others,
                (),
            )
            self._files.add(book_id, record)


class BookFiles:
    """The files of each book and what they reported at their imports, on this device and others."""

    def __init__(self, earlier: Iterable[EarlierImport], read_at: Mapping[str, float | None]) -> None:
        """`read_at` by key, as the device reports now: old imports did not store it."""
        self._read_at = read_at
        self._by_book: defaultdict[int, dict[str, tuple[float | None, float | None]]] = defaultdict(dict)
        for record in earlier:
            if record.book_id is not None:
                self._by_book[record.book_id].setdefault(record.key, (record.read_at, record.percentage))

    def add(self, book_id: BookId, record: DeviceRecord) -> None:
        """Add a file that was imported, or would be."""
        self._by_book[book_id][record.key] = (record.device_reading.read_at, record.device_reading.percentage)

    def others_of(self, book_id: BookId, key: str, last_read: float | None) -> OtherFiles:
        """The reports of the book's other files; one without a time counts as read when the book last was."""
        others = [(other, *said) for other, said in self._by_book.get(book_id, {}).items() if other != key]
        times = [read_at or self._read_at.get(other) or last_read for other, read_at, _ in others]
        return OtherFiles(
            max((time for time in times if time is not None), default=None),
            frozenset(percentage for _, _, percentage in others if percentage is not None),
        )


@dataclass(frozen=True, slots=True)
class _Target:
    """The target of a device's book: a library book, another device book's entry, or an entry of its own."""

    book: LibraryBook | None = None
    like: DeviceRecord | None = None


def _marks(record: DeviceRecord) -> list[str]:
    """The digests and title that this record would share with another record of the same book."""
    named = [f"title:{normalise_title(record.title)}"] if record.is_named else []
    return [*record.digests, *named]


def _named(record: DeviceRecord) -> tuple[str, tuple[str, ...]]:
    return record.title, record.metadata.authors
