"""Highlights on Hardcover: their state, what the person asks for, and what a run reads and stores."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId, CollectionId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.derived_status import waits_for_person
from bookorbit_desktop.domain.hardcover.quotes import (
    AddQuote,
    Highlight,
    QuoteBook,
    QuoteBooks,
    QuoteKinds,
    QuoteLook,
    QuoteRow,
    QuoteRules,
    QuoteState,
    QuoteStatus,
    QuoteView,
    QuoteWrite,
    RemoveQuote,
    SentQuote,
    plan_quotes,
    same_text,
    views,
    why_never,
)
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import LogLine
from bookorbit_desktop.domain.highlights.annotations import HARDCOVER, DeviceAnnotation, plan_import
from bookorbit_desktop.domain.overview.events import AnnotationsChanged
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind
from bookorbit_desktop.hardcover.quotes import QuoteReply
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository, ImportedDocument
from bookorbit_desktop.storage.highlights.quotes import READ_BACK, QuoteRepository

_NO_BOOK = Message("Not linked to a book in your library yet.")
_EXCLUDED = Message("You excluded this book from Hardcover.")
_NO_MATCH = Message("This book isn't matched on Hardcover yet. The Hardcover page shows why.")
_UNCONFIRMED = Message("Confirm this book's match on the Hardcover page first.")


@dataclass(frozen=True, slots=True)
class QuoteWork:
    """A book with its highlights, and what was sent of them."""

    book: QuoteBook
    highlights: tuple[Highlight, ...]
    sent: tuple[SentQuote, ...]

    @property
    def record_ids(self) -> set[RecordId]:
        """The records to look at: its own, and those where its quotes stand."""
        found = {quote.record_id for quote in self.sent} | {self.book.record_id}
        return {record_id for record_id in found if record_id is not None}


@dataclass(frozen=True, slots=True)
class BegunWrite:
    """A write that is recorded, and is sent next."""

    write: QuoteWrite
    """With the quote as it is stored now."""
    number: int


class QuoteStore:
    """Reads and stores quotes for a run. Every decision is made and stored in one writer job."""

    def __init__(
        self,
        database: Database,
        repository: QuoteRepository,
        sync_books: SyncBookRepository,
        log: SyncLogRepository,
        annotations: AnnotationRepository,
        collections: Callable[[], CollectionService],
        preferences: Preferences,
    ) -> None:
        self._database = database
        self._repository = repository
        self._sync_books = sync_books
        self._log = log
        self._annotations = annotations
        self._collections = collections
        self._preferences = preferences

    @property
    def rules(self) -> QuoteRules:
        """The person's settings."""
        return rules_of(self._preferences.current)

    @property
    def account(self) -> int:
        """The account that quotes belong to; 0 before the first sync."""
        return self._preferences.current.hardcover_user_id or 0

    def is_idle(self) -> bool:
        """Whether nothing is sent and nothing was. Blocks."""
        return self.rules.kinds is QuoteKinds.OFF and not self._repository.has_any(self.account)

    def work(self, book_ids: Collection[BookId] | None) -> list[QuoteWork]:
        """The books with highlights among these, or of the library (None). Blocks."""
        return [work for work in self._work(book_ids) if work.book.book_id is not None]

    def unlinked(self) -> list[QuoteWork]:
        """The highlights of no book in the library, as one book. Blocks."""
        return [work for work in self._work(None) if work.book.book_id is None]

    async def settle(self, work: Sequence[QuoteWork], look: QuoteLook) -> list[QuoteWork]:
        """Store what a look at Hardcover has settled. Returns the books as they are now."""
        return await self._database.write_async(lambda: self._settle(work, look))

    async def begin(
        self, batch: Sequence[tuple[QuoteWork, QuoteWrite]], look: QuoteLook, run_id: int, at: datetime
    ) -> list[BegunWrite | None]:
        """Record what is about to be sent, durable on return; None for what is no longer to be."""
        return await self._database.write_async(lambda: self._begin(batch, look, run_id, at))

    async def finish(
        self,
        begun: Sequence[BegunWrite],
        replies: Sequence[QuoteReply | None],
        log: Sequence[LogLine],
    ) -> None:
        """Store the outcome of some writes with their log lines; None: unknown, the next look shows it."""
        await self._database.write_async(lambda: self._finish(begun, replies, log))

    def log_now(self, lines: Sequence[LogLine]) -> None:
        """Add log lines, in a writer job."""
        self._log.add(lines)

    async def take_out(self, book_ids: Collection[BookId]) -> None:
        """Send nothing more of these books' highlights, until the person chooses them again."""
        if book_ids:
            await self._database.write_async(lambda: self._repository.choose(book_ids, is_chosen=False))

    async def read_back(self, rows: Sequence[QuoteRow]) -> bool:
        """List what the person wrote on Hardcover itself about books of this library. Returns whether that is news."""
        ours = await asyncio.to_thread(self.rows_known)
        by_record: dict[RecordId, list[QuoteRow]] = {}
        for row in rows:
            if row.id not in ours:
                by_record.setdefault(row.record_id, []).append(row)
        known = await asyncio.to_thread(self._repository.read_back_records)
        placed = {book.record_id: book for book in await asyncio.to_thread(self._sync_books.placed)}
        has_news = False
        for record_id in {*by_record, *known} & placed.keys():
            book, own = placed[record_id], by_record.get(record_id, [])
            store = partial(self._list, book.book_id, book.title, record_id, own)
            # A job for each: a reader's push never waits longer.
            has_news |= await self._database.write_async(store)
        return has_news

    def _list(
        self,
        book_id: BookId,
        title: str,
        record_id: RecordId,
        rows: Sequence[QuoteRow],
    ) -> bool:
        here = {
            same_text(part)
            for _, highlight in self._repository.highlights([book_id])
            for part in (highlight.text, f"{highlight.text} {highlight.note}")
        }
        listed = [
            DeviceAnnotation(f"{READ_BACK}{row.id}", _annotation(row))
            for row in rows
            if same_text(row.entry) and same_text(row.entry) not in here
        ]
        document = ImportedDocument(f"{READ_BACK}{record_id}", "", title, (), book_id)
        number = self._annotations.put_document(document)
        changes = plan_import(self._annotations.stored(number), listed, HARDCOVER)
        self._annotations.apply(number, changes, HARDCOVER)
        return not changes.is_empty

    def rows_known(self) -> set[int]:
        """The numbers on Hardcover of the quotes that we know. Blocks."""
        return self._repository.journal_ids(self.account)

    def _work(self, book_ids: Collection[BookId] | None) -> list[QuoteWork]:
        by_book: dict[BookId | None, list[tuple[str, Highlight]]] = {}
        for title, highlight in self._repository.highlights(book_ids):
            by_book.setdefault(highlight.book_id, []).append((title, highlight))
        ids = [book_id for book_id in by_book if book_id is not None]
        known = {number: of for some in _parts(ids) for number, of in self._sync_books.of(some).items()}
        is_chosen = self._chooser()
        sent = self._repository.of_highlights(
            [highlight.id for found in by_book.values() for _, highlight in found], self.account
        )
        return [
            QuoteWork(
                self._book(book_id, found[0][0], known.get(book_id or BookId(0)), is_chosen),
                tuple(highlight for _, highlight in found),
                tuple(quote for _, highlight in found for quote in sent.get(highlight.id, ())),
            )
            for book_id, found in by_book.items()
        ]

    def _chooser(self) -> Callable[[BookId], bool]:
        settings = self._preferences.current
        choices = self._repository.choices()
        which = QuoteBooks(settings.hardcover_quote_books)
        shelf: Collection[BookId] = ()
        if which is QuoteBooks.SHELF:
            collection = self._collections().get(CollectionId(settings.hardcover_quote_shelf))
            shelf = frozenset(self._collections().books(collection)) if collection is not None else ()

        def is_chosen(book_id: BookId) -> bool:
            return choices.get(book_id, which is QuoteBooks.ALL or book_id in shelf)

        return is_chosen

    def _book(
        self,
        book_id: BookId | None,
        title: str,
        sync_book: SyncBook | None,
        is_chosen: Callable[[BookId], bool],
    ) -> QuoteBook:
        if book_id is None:
            return QuoteBook(None, title, obstacle=_NO_BOOK, is_chosen=False)
        sync_book = sync_book or SyncBook()
        entry = sync_book.baseline.entry
        default = self._preferences.current.hardcover_privacy
        privacy = entry.privacy_id if entry is not None else default
        return QuoteBook(
            book_id,
            title,
            sync_book.match.record_id,
            sync_book.match.edition_id,
            sync_book.pages,
            _obstacle(sync_book),
            privacy or Privacy.PRIVATE,
            is_chosen(book_id),
            sync_book.state,
        )

    def _fresh(self, work: Iterable[QuoteWork]) -> dict[BookId | None, QuoteWork]:
        ids = [some.book.book_id for some in work]
        linked = [book_id for book_id in ids if book_id is not None]
        found = self.work(linked) if linked else []
        if None in ids:
            found += self.unlinked()
        return {some.book.book_id: some for some in found}

    def _settle(self, work: Sequence[QuoteWork], look: QuoteLook) -> list[QuoteWork]:
        for some in self._fresh(work).values():
            for quote in plan_quotes(some.book, some.highlights, some.sent, self.rules, look).settled:
                self._settle_writes(self._repository.put(quote, self.account))
        return list(self._fresh(work).values())

    def _settle_writes(self, quote: SentQuote) -> None:
        """What was carried out without an answer is kept for undo, and the rest forgotten."""
        assert quote.id is not None
        if quote.pending is not None:
            return
        for write in self._repository.open_writes(quote.id):
            is_done = (
                quote.state is QuoteState.REMOVED if write.after is None else write.after == quote.content
            )
            (self._repository.answer if is_done else self._repository.drop)(write.id)

    def _begin(
        self, batch: Sequence[tuple[QuoteWork, QuoteWrite]], look: QuoteLook, run_id: int, at: datetime
    ) -> list[BegunWrite | None]:
        fresh = self._fresh(work for work, _ in batch)
        planned = {
            book_id: plan_quotes(now.book, now.highlights, now.sent, self.rules, look).writes
            for book_id, now in fresh.items()
        }
        return [
            self._begin_one(work.book, write, run_id, at)
            if write in planned.get(work.book.book_id, ())
            else None
            for work, write in batch
        ]

    def _begin_one(self, book: QuoteBook, write: QuoteWrite, run_id: int, at: datetime) -> BegunWrite:
        content = None if isinstance(write, RemoveQuote) else write.content
        state = QuoteState.UNWANTED if isinstance(write, RemoveQuote) else write.quote.state
        quote = replace(write.quote, pending=content, pending_at=at, state=state, failure=NOTHING)
        quote = self._repository.put(quote, self.account)
        assert quote.id is not None
        number = self._repository.begin(run_id, at, quote, book.book_id, book.title, content)
        return BegunWrite(replace(write, quote=quote), number)

    def _finish(
        self,
        begun: Sequence[BegunWrite],
        replies: Sequence[QuoteReply | None],
        log: Sequence[LogLine],
    ) -> None:
        for one, reply in zip(begun, replies, strict=True):
            assert one.write.quote.id is not None
            now = self._repository.get(one.write.quote.id)
            if reply is None or now is None:
                continue
            self._repository.put(_after(now, one.write, reply), self.account)
            (self._repository.drop if reply.error else self._repository.answer)(one.number)
        self._log.add(log)


def _after(now: SentQuote, write: QuoteWrite, reply: QuoteReply) -> SentQuote:
    """A quote after the answer. What the person decided while it was on its way stands."""
    answered = replace(now, pending=None, pending_at=None, failure=NOTHING)
    if reply.error:
        return replace(answered, failure=Message("Hardcover refused: {0}", reply.error))
    if isinstance(write, RemoveQuote):
        state = QuoteState.REMOVED if now.state is QuoteState.UNWANTED else QuoteState.WANTED
        return replace(answered, state=state, journal_id=None, content=None)
    journal_id = reply.journal_id if isinstance(write, AddQuote) else now.journal_id
    state = QuoteState.SENT if now.state is QuoteState.WANTED else now.state
    return replace(answered, content=write.content, journal_id=journal_id, state=state)


def _wanted(quote: SentQuote) -> SentQuote:
    """A quote that the person asks for again; one that is on its way is waited for."""
    asked = replace(quote, state=QuoteState.WANTED, by_hand=True, held="", failure=NOTHING)
    return asked if quote.pending is not None else replace(asked, journal_id=None, content=None)


def _annotation(row: QuoteRow) -> Annotation:
    """A quote or note of the person's as it is listed: a note is their own words."""
    is_note = row.event == "note"
    return Annotation(
        AnnotationKind.NOTE if is_note else AnnotationKind.HIGHLIGHT,
        text="" if is_note else row.entry,
        note=row.entry if is_note else "",
        created=None if row.action_at is None else datetime.combine(row.action_at, time()),
        page_number=row.page,
    )


def rules_of(settings: Settings) -> QuoteRules:
    """The settings for quotes as rules."""
    since = settings.hardcover_quotes_since
    return QuoteRules(
        QuoteKinds(settings.hardcover_quotes),
        datetime.fromtimestamp(since, UTC) if since else None,
        settings.hardcover_quote_privacy,
        settings.hardcover_quotes_more_public,
        settings.hardcover_quote_spoilers,
        settings.hardcover_quotes_follow,
    )


def _obstacle(sync_book: SyncBook) -> Message:
    if sync_book.decision.excluded:
        return _EXCLUDED
    if sync_book.match.record_id is None:
        return sync_book.match.refusal or _NO_MATCH
    return _UNCONFIRMED if waits_for_person(sync_book) else NOTHING


def _parts(ids: Sequence[BookId]) -> Iterable[Sequence[BookId]]:
    return (ids[start : start + 200] for start in range(0, len(ids), 200))


class QuoteService:
    """What the person sees of their quotes, and asks for. Blocks, except where a method is async."""

    def __init__(
        self,
        database: Database,
        store: QuoteStore,
        repository: QuoteRepository,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._store = store
        self._repository = repository
        self._preferences = preferences
        self._clock = clock
        self._events = events

    @property
    def is_on(self) -> bool:
        """Whether highlights are sent."""
        return self._store.rules.kinds is not QuoteKinds.OFF

    def views(self, annotation_ids: Sequence[int]) -> dict[int, QuoteView]:
        """The state of these highlights on Hardcover; empty while nothing is sent and nothing was."""
        if not annotation_ids or self._store.is_idle():
            return {}
        wanted = set(annotation_ids)
        found: dict[int, QuoteView] = {}
        for work in self._work_of(annotation_ids):
            seen = views(work.book, work.highlights, work.sent, self._store.rules)
            found |= {number: view for number, view in seen.items() if number in wanted}
        return found

    def older(self) -> int:
        """How many highlights there are that sending from now on leaves out: those made so far."""
        return sum(
            not highlight.is_removed and not why_never(highlight)
            for work in self._store.work(None)
            for highlight in work.highlights
        )

    def switch(self, kinds: QuoteKinds, *, with_older: bool | None = None) -> None:
        """Choose what is sent; `with_older`: also what was highlighted before now, None leaves that as it is."""
        fields: dict[str, object] = {"hardcover_quotes": kinds.value}
        if with_older is not None:
            fields["hardcover_quotes_since"] = 0.0 if with_older else self._clock.now().timestamp()
        self._preferences.change(**fields)
        self._events.emit(AnnotationsChanged())

    def choose(self, book_ids: Collection[BookId], is_chosen: bool | None) -> None:
        """Choose books for sending, or take them out; None leaves it to the settings."""
        self._database.write(lambda: self._repository.choose(book_ids, is_chosen))
        self._events.emit(AnnotationsChanged())

    def is_chosen(self, book_id: BookId) -> bool:
        """Whether a book's highlights are sent, as far as the choice of books goes."""
        return any(work.book.is_chosen for work in self._store.work([book_id]))

    def send(self, annotation_ids: Sequence[int]) -> frozenset[BookId]:
        """Ask for these highlights to be sent with the next sync. Returns their books.

        Raises InvalidInput, with nothing asked for, if none of them can be.
        """
        return self._ask(annotation_ids, self._send)

    def unsend(self, annotation_ids: Sequence[int]) -> frozenset[BookId]:
        """Ask for these to be removed from Hardcover with the next sync. Returns their books.

        Raises InvalidInput if none of them is there, or only as the person's own.
        """
        return self._ask(annotation_ids, self._unsend)

    def _ask(
        self,
        annotation_ids: Sequence[int],
        act: Callable[[QuoteWork, Highlight, QuoteView], Message],
    ) -> frozenset[BookId]:
        def change() -> frozenset[BookId]:
            work = self._work_of(annotation_ids)
            rules, wanted = self._store.rules, set(annotation_ids)
            refusals, books = [], set()
            for some in work:
                seen = views(some.book, some.highlights, some.sent, rules)
                for highlight in some.highlights:
                    if highlight.id not in wanted:
                        continue
                    if why := act(some, highlight, seen[highlight.id]):
                        refusals.append(why)
                    elif some.book.book_id is not None:
                        books.add(some.book.book_id)
            if not books:
                raise InvalidInput(
                    refusals[0] if refusals else Message("No such highlight. “highlights” lists them.")
                )
            return frozenset(books)

        books = self._database.write(change)
        self._events.emit(AnnotationsChanged())
        return books

    def _send(self, work: QuoteWork, highlight: Highlight, view: QuoteView) -> Message:
        own = [quote for quote in work.sent if quote.annotation_id == highlight.id]
        if why := work.book.obstacle or why_never(highlight):
            return why
        if view.status is QuoteStatus.THEIRS:
            return view.reason
        if not highlight.is_here and view.status is not QuoteStatus.SENT:
            return Message("Only highlights in your list can be sent.")
        if not own:
            self._put(SentQuote(highlight.id, by_hand=True))
            return NOTHING
        quote = own[-1]
        if view.status is QuoteStatus.ELSEWHERE:
            self._put(replace(quote, state=QuoteState.UNWANTED))
            self._put(SentQuote(highlight.id, by_hand=True))
        elif quote.state is QuoteState.UNWANTED and quote.content is not None:
            self._put(replace(quote, state=QuoteState.SENT, by_hand=True, failure=NOTHING))
        elif quote.state is QuoteState.SENT:
            self._put(replace(quote, by_hand=True, held="", failure=NOTHING))
        else:
            self._put(_wanted(quote))
        return NOTHING

    def _unsend(self, work: QuoteWork, highlight: Highlight, view: QuoteView) -> Message:
        own = [quote for quote in work.sent if quote.annotation_id == highlight.id]
        if view.status is QuoteStatus.THEIRS:
            return Message("You wrote or changed it on Hardcover. Remove it there.")
        there = [quote for quote in own if quote.state in (QuoteState.SENT, QuoteState.WANTED)]
        if not there:
            return Message("It isn't on Hardcover.")
        for quote in there:
            is_away = quote.journal_id is None and quote.pending is None
            self._put(replace(quote, state=QuoteState.REMOVED if is_away else QuoteState.UNWANTED))
        return NOTHING

    def _put(self, quote: SentQuote) -> None:
        self._repository.put(quote, self._store.account)

    def _work_of(self, annotation_ids: Sequence[int]) -> list[QuoteWork]:
        books, has_unlinked = self._repository.books_of(annotation_ids)
        work = self._store.work(books)
        return [*work, *self._store.unlinked()] if has_unlinked else work
