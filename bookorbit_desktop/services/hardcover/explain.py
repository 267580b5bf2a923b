"""“Why isn't this on Hardcover?” walks the chain for one book and names the broken link with its remedy."""

from collections.abc import Iterator
from datetime import datetime

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.hardcover.derived_status import no_pages, waits_for_person
from bookorbit_desktop.domain.hardcover.entry_plan import status_words
from bookorbit_desktop.domain.hardcover.explanation import Explanation, Link, explanation
from bookorbit_desktop.domain.hardcover.local_state import intent_from
from bookorbit_desktop.domain.hardcover.references import parse_reference
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_plan import plan
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.runtime.clock import local_day
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.library.books import BookRepository

_METHODS = {
    MatchMethod.MANUAL: "picked by you",
    MatchMethod.METADATA_ID: "by the Hardcover id in its file",
    MatchMethod.ISBN13: "by its ISBN-13",
    MatchMethod.ISBN10: "by its ISBN-10",
    MatchMethod.EXTERNAL_ID: "by its id on Goodreads or another platform",
    MatchMethod.SHELF: "by title and author on your own shelf",
    MatchMethod.TITLE_AUTHOR: "by title and author",
    MatchMethod.NONE: "not yet",
}


class ExplainService:
    """Reads what is known; asks nobody. Blocks."""

    def __init__(
        self,
        books: BookRepository,
        records: SyncBookRepository,
        progress: ProgressService,
        account: HardcoverAccountService,
        preferences: Preferences,
    ) -> None:
        self._books = books
        self._records = records
        self._progress = progress
        self._account = account
        self._preferences = preferences

    def why(self, book_id: int) -> Explanation:
        """The chain of one book. Raises NotFound."""
        book = self._books.get(book_id)
        if book is None:
            raise NotFound(f"There is no book {book_id}. “list” shows the books and their numbers.")
        return explanation(self._links(book, self._records.get(book_id)))

    def _links(self, book: Book, record: SyncBook) -> Iterator[Link]:
        yield self._device(book)
        yield _rule(book)
        links = [self._switches(), _match(record)]
        if record.match.book_id is not None and not links[0].holds:
            links.reverse()  # what it is matched to is told of although nothing may be sent yet
        yield from links
        yield self._planned(book, record)
        yield _answer(record)

    def _device(self, book: Book) -> Link:
        documents = [document for document in self._progress.documents() if document.book_id == book.id]
        if not documents:
            return Link("Device", "No device has sent this book; its status was not set by KOReader.")
        newest = documents[0]
        place = "" if newest.percentage is None else f" at {whole_percent(newest.percentage)} %"
        when = _moment(newest.updated_at)
        return Link(
            "Device", f"{newest.device_name} sent it{place} on {when}, as document {newest.digest[:8]}."
        )

    def _switches(self) -> Link:
        settings = self._preferences.current
        if not self._account.has_token:
            return Link("Account", "There is no Hardcover token.", "Paste a token on the Hardcover page.")
        if self._account.problem:
            return Link("Account", self._account.problem, "Check the token on the Hardcover page.")
        if not settings.hardcover_enabled:
            return Link(
                "Account", "Sending to Hardcover is switched off.", "Switch it on, or press Sync now."
            )
        if not settings.hardcover_confirmed:
            return Link("Account", "Nothing is sent before your first sync.", "Press Sync now.")
        return Link("Account", f"Connected as @{self._account.username}.")

    def _planned(self, book: Book, record: SyncBook) -> Link:
        intent = intent_from(
            book.reading, self._preferences.current.hardcover_privacy, local_day(book.added_at)
        )
        target = record.target
        assert intent is not None
        assert target is not None
        planned = plan(intent, target, record.base, None if record.base.removed else record.base.entry)
        if planned.writes:
            return Link("Plan", f"To be sent: {', '.join((*planned.changes, *planned.follows))}.")
        if planned.waiting_for_pages:
            return Link("Plan", no_pages(planned), "Choose an edition with pages, or enter the page count.")
        return Link("Plan", planned.kept[0] if planned.kept else "Nothing is left to send.")


def _rule(book: Book) -> Link:
    reading = book.reading
    word = reading.status.value.replace("_", " ").capitalize()
    if reading.set_by_hand:
        text = f"{word}, set by you."
    elif reading.percentage is not None:
        text = f"{word}, set by KOReader's progress."
    else:
        text = f"{word}."
    if reading.proposes_rereading:
        text += (
            " Your device reads on in it: open the book to start a re-reading. Until then nothing is sent."
        )
    if reading.back is not None:
        there, here = whole_percent(reading.back.percentage), whole_percent(reading.percentage or 0.0)
        text += (
            f" Your device went back to {there} %, the book stays at {here} %: open the book to change that."
        )
    if intent_from(reading, None, None) is None:
        return Link("Status", text, "Give it a status other than Unread.")
    return Link("Status", text)


def _match(record: SyncBook) -> Link:
    match = record.match
    if record.decision.excluded:
        return Link("Match", "You excluded this book from Hardcover.", "Include it.")
    if not match.fingerprint and not match.is_pinned:
        return Link("Match", "It was not looked up yet.", "Press Sync now.")
    if match.book_id is None:
        return Link("Match", match.refusal, "Pick the right book.")
    pages = record.pages
    edition = f", edition {match.edition_id}" if match.edition_id else ", without an edition"
    counted = f" of {pages} pages" if pages else " without a page count"
    told = f"“{match.title}” (record {match.book_id}{edition}{counted}), {_how_matched(record)}."
    if waits_for_person(record):
        told += " Nothing is sent until you confirm it."
        return Link("Match", told, "Confirm it, or pick another book.")
    if record.needs_review:
        told += " You have not confirmed it yet."
    return Link("Match", told)


def _how_matched(record: SyncBook) -> str:
    method = record.match.method
    reference = record.decision.reference
    if not reference or method is MatchMethod.MANUAL:
        return _METHODS[method]
    if method is MatchMethod.METADATA_ID:
        return "by the Hardcover id that you saved"
    if parse_reference(reference).isbn:
        return f"{_METHODS[method]}; you saved the ISBN {reference}"
    return f"{_METHODS[method]}, because Hardcover does not know {reference}, which you saved"


def _answer(record: SyncBook) -> Link:
    sync = record.sync
    if sync.failures:
        retry = f" Next try {_moment(sync.retry_at)}." if sync.retry_at else ""
        return Link("Hardcover", f"{sync.failure}{retry}", "Sync now tries again at once.")
    if sync.synced_at is None or record.base.entry is None:
        return Link("Hardcover", "Nothing was sent yet.")
    shown = status_words(record.base.entry.status_id)
    return Link("Hardcover", f"On {_moment(sync.synced_at)} Hardcover showed {shown}.")


def _moment(when: datetime) -> str:
    return when.astimezone().strftime("%Y-%m-%d %H:%M")
