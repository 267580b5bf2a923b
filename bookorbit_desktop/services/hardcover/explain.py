"""“Why isn't this on Hardcover?”: follows one book from device to Hardcover and names the broken link and its fix."""

from collections.abc import Iterator

from bookorbit_desktop.domain.base.errors import no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message, joined_messages
from bookorbit_desktop.domain.base.numbers import percent_message
from bookorbit_desktop.domain.hardcover.derived_status import kept_text, no_pages, waits_for_person
from bookorbit_desktop.domain.hardcover.entry_plan import status_text
from bookorbit_desktop.domain.hardcover.explanation import Explanation, Link, explanation
from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction
from bookorbit_desktop.domain.hardcover.local_state import local_state_from
from bookorbit_desktop.domain.hardcover.match_query import parse_reference
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_plan import plan_sync
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.reading.reading import STATUS_NAMES
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import local_day
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.books import BookRepository

_METHODS = {
    MatchMethod.MANUAL: Message("picked by you"),
    MatchMethod.METADATA_ID: Message("by the Hardcover ID in its file"),
    MatchMethod.ISBN13: Message("by its ISBN-13"),
    MatchMethod.ISBN10: Message("by its ISBN-10"),
    MatchMethod.EXTERNAL_ID: Message("by its ID on Goodreads or another platform"),
    MatchMethod.SHELF: Message("by title and author on your own shelf"),
    MatchMethod.TITLE_AUTHOR: Message("by title and author"),
    MatchMethod.NONE: Message("not yet"),
}


class ExplainService:
    """Explains a book's sync from stored data, without any request. Blocks."""

    def __init__(
        self,
        books: BookRepository,
        sync_books: SyncBookRepository,
        progress: ProgressService,
        account: HardcoverAccountService,
        preferences: Preferences,
    ) -> None:
        self._books = books
        self._sync_books = sync_books
        self._progress = progress
        self._account = account
        self._preferences = preferences

    def why(self, book_id: BookId) -> Explanation:
        """The chain for a book. Raises NotFound."""
        book = self._books.get(book_id)
        if book is None:
            raise no_such_book(book_id)
        return explanation(self._links(book, self._sync_books.get(book_id)))

    def _links(self, book: Book, sync_book: SyncBook) -> Iterator[Link]:
        yield self._device(book)
        yield _rule(book)
        links = [self._switches(), _match(sync_book)]
        if sync_book.match.record_id is not None and not links[0].holds:
            links.reverse()  # what it is matched to is told of although nothing may be sent yet
        yield from links
        yield self._planned(book, sync_book)
        yield _answer(sync_book)

    def _device(self, book: Book) -> Link:
        documents = [document for document in self._progress.documents() if document.book_id == book.id]
        if not documents:
            return Link(
                Message("Device"),
                Message("No device has sent this book; its status was not set by KOReader."),
            )
        newest = documents[0]
        device, when, document = newest.device_name, newest.updated_at, newest.digest[:8]
        if newest.percentage is None:
            sent = Message("{0} sent it on {1}, as document {2}.", device, when, document)
        else:
            position = percent_message(newest.percentage)
            sent = Message("{0} sent it at {1} on {2}, as document {3}.", device, position, when, document)
        return Link(Message("Device"), sent)

    def _switches(self) -> Link:
        settings = self._preferences.current
        if not self._account.has_token:
            return Link(
                Message("Account"),
                Message("There is no Hardcover token."),
                Message("Paste a token on the Hardcover page."),
            )
        if self._account.problem:
            return Link(
                Message("Account"), self._account.problem, Message("Check the token on the Hardcover page.")
            )
        if not settings.hardcover_enabled:
            return Link(
                Message("Account"),
                Message("Automatic sync is off."),
                Message("Turn it on, or press Sync now."),
                NextAction.SYNC,
            )
        if not settings.hardcover_confirmed:
            return Link(
                Message("Account"),
                Message("Nothing is sent before your first sync."),
                Message("Press Sync now."),
                NextAction.SYNC,
            )
        return Link(Message("Account"), Message("Connected as @{0}.", self._account.username))

    def _planned(self, book: Book, sync_book: SyncBook) -> Link:
        local_state = local_state_from(
            book.reading, self._preferences.current.hardcover_privacy, local_day(book.added_at)
        )
        target = sync_book.target
        assert local_state is not None
        assert target is not None
        plan = plan_sync(
            local_state,
            target,
            sync_book.baseline,
            None if sync_book.baseline.removed else sync_book.baseline.entry,
        )
        if plan.writes:
            return Link(
                Message("Plan"),
                Message("To send: {0}.", joined_messages((*plan.changes, *plan.follows), ", ")),
            )
        if plan.waiting_for_pages:
            return Link(
                Message("Plan"),
                no_pages(plan),
                Message("Choose an edition with pages, or enter the page count."),
                NextAction.CHOOSE_EDITION,
            )
        return Link(Message("Plan"), kept_text(plan) or Message("Nothing to send."))


def _rule(book: Book) -> Link:
    reading = book.reading
    word = STATUS_NAMES[reading.status]
    if reading.set_by_hand:
        text = Message("{0}, set by you.", word)
    elif reading.percentage is not None:
        text = Message("{0}, set from KOReader's progress.", word)
    else:
        text = joined_messages((word, "."), "")
    if reading.proposes_rereading:
        reads_on = Message(
            "You read on after finishing it. Open the book to start a re-read; until then, nothing is sent."
        )
        text = joined_messages((text, reads_on))
    if reading.back is not None:
        went_back = Message(
            "Your device went back to {0}; the book stays at {1}. Open the book to change that.",
            percent_message(reading.back.percentage),
            percent_message(reading.percentage or 0.0),
        )
        text = joined_messages((text, went_back))
    if local_state_from(reading, None, None) is None:
        return Link(Message("Status"), text, Message("Set a status other than Unread."))
    return Link(Message("Status"), text)


def _match(sync_book: SyncBook) -> Link:
    match = sync_book.match
    if sync_book.decision.excluded:
        return Link(
            Message("Match"),
            Message("You excluded this book from Hardcover."),
            Message("Include it."),
            NextAction.INCLUDE,
        )
    if not match.fingerprint and not match.is_pinned:
        return Link(
            Message("Match"), Message("Not looked up yet."), Message("Press Sync now."), NextAction.SYNC
        )
    if match.record_id is None:
        return Link(Message("Match"), match.refusal, Message("Pick the right book."), NextAction.PICK)
    told = _how_matched(sync_book)
    if waits_for_person(sync_book):
        told = joined_messages((told, Message("Nothing is sent until you confirm it.")))
        return Link(
            Message("Match"), told, Message("Confirm it, or pick another book."), NextAction.LOOKS_RIGHT
        )
    if sync_book.needs_review:
        told = joined_messages((told, Message("You have not confirmed it yet.")))
    return Link(Message("Match"), told)


def _how_matched(sync_book: SyncBook) -> Message:
    match, reference = sync_book.match, sync_book.decision.reference
    number = joined_messages((str(match.record_id), _edition(match.edition_id, sync_book.pages)), ", ")
    found = _METHODS[match.method]
    if reference and match.method is MatchMethod.METADATA_ID:
        found = Message("by the Hardcover ID you saved")
    elif reference and match.method is not MatchMethod.MANUAL:
        if parse_reference(reference).isbn:
            return Message(
                "“{0}” (record {1}), {2}; you saved the ISBN {3}.", match.title, number, found, reference
            )
        return Message(
            "“{0}” (record {1}), {2}, because Hardcover doesn't know {3}, which you saved.",
            match.title,
            number,
            found,
            reference,
        )
    return Message("“{0}” (record {1}), {2}.", match.title, number, found)


def _edition(edition_id: int | None, pages: int | None) -> Message:
    if edition_id and pages:
        return Message("edition {0} of %n page(s)", str(edition_id), count=pages)
    if edition_id:
        return Message("edition {0} without a page count", str(edition_id))
    if pages:
        return Message("without an edition of %n page(s)", count=pages)
    return Message("without an edition without a page count")


def _answer(sync_book: SyncBook) -> Link:
    sync = sync_book.sync
    if sync.failures:
        retry = Message("Next try {0}.", sync.retry_at) if sync.retry_at else ""
        told = joined_messages((sync.failure, retry))
        return Link(
            Message("Hardcover"),
            told,
            Message("Press Sync now to try again right away."),
            NextAction.TRY_AGAIN,
        )
    if sync.synced_at is None or sync_book.baseline.entry is None:
        return Link(Message("Hardcover"), Message("Nothing sent yet."))
    shown = status_text(sync_book.baseline.entry.status_id)
    return Link(Message("Hardcover"), Message("On {0} Hardcover showed {1}.", sync.synced_at, shown))
