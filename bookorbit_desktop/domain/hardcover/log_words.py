"""What a line of the sync log says about matches and shelf entries, old to new."""

from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry, ShelfRead
from bookorbit_desktop.domain.hardcover.entry_plan import privacy_words, status_words
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.hardcover.sync_log import from_to, percent_or_none
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.reading.reading import Read, ReadingState

_FOUND_BY = {
    MatchMethod.NONE: "",
    MatchMethod.MANUAL: "picked by you",
    MatchMethod.METADATA_ID: "by the id in the book",
    MatchMethod.ISBN13: "by ISBN-13",
    MatchMethod.ISBN10: "by ISBN-10",
    MatchMethod.EXTERNAL_ID: "by an id elsewhere",
    MatchMethod.SHELF: "on your shelf",
    MatchMethod.TITLE_AUTHOR: "by title and author",
}


def match_words(old: MatchRecord, new: MatchRecord) -> tuple[str, ...]:
    """How one match differs from another; empty when the person would see no difference."""
    words = []
    if (old.book_id, old.method) != (new.book_id, new.method):
        words.append(from_to("match", record_words(old), record_words(new)))
    if new.book_id is not None and old.edition_id != new.edition_id:
        words.append(from_to("edition", old.edition_id, new.edition_id))
    return tuple(words)


def decision_words(old: SyncBook, new: SyncBook) -> tuple[str, ...]:
    """What the person decided about a book's match; empty when nothing that shows."""
    words = list(match_words(old.match, new.match))
    before, after = old.decision, new.decision
    if before.pages != after.pages:
        words.append(from_to("page count", before.pages, after.pages))
    if before.excluded != after.excluded:
        words.append("excluded from Hardcover" if after.excluded else "included again")
    if old.needs_review and not new.needs_review and old.match.book_id == new.match.book_id:
        words.append("match confirmed")
    if before.replaces_status != after.replaces_status:
        words.append("status on Hardcover may be replaced" if after.replaces_status else "status there stays")
    if before.reference != after.reference:
        words.append(from_to("saved id", before.reference, after.reference))
    return tuple(words)


def record_words(match: MatchRecord) -> str | None:
    """A record, and how it was found; None without one."""
    if match.book_id is None:
        return None
    found = _FOUND_BY[match.method]
    name = f"“{match.title}” ({match.book_id})" if match.title else str(match.book_id)
    return f"{name}, {found}" if found else name


def entry_words(old: ShelfEntry | None, new: ShelfEntry | None) -> tuple[str, ...]:
    """How a shelf entry on Hardcover changed. None stands for a book that is not on the shelf."""
    if new is None:
        return ("removed from your shelf",)
    if old is None:
        return ("put on your shelf",)
    words = []
    if old.status_id != new.status_id:
        words.append(from_to("status", status_words(old.status_id), status_words(new.status_id)))
    if old.rating != new.rating:
        words.append(from_to("rating", old.rating, new.rating))
    if old.privacy_id != new.privacy_id:
        words.append(from_to("privacy", privacy_words(old.privacy_id), privacy_words(new.privacy_id)))
    return (*words, *_reads_words(old, new))


def _reads_words(old: ShelfEntry, new: ShelfEntry) -> list[str]:
    before = {read.id: read for read in old.reads}
    after = {read.id: read for read in new.reads}
    words = [word for read in after if read in before for word in _read_words(before[read], after[read])]
    words += ["a read removed" for read in before if read not in after]
    return words + ["a read added" for read in after if read not in before]


def _read_words(old: ShelfRead, new: ShelfRead) -> list[str]:
    pairs = (
        ("page", old.progress_pages, new.progress_pages),
        ("started", old.started_at, new.started_at),
        ("finished", old.finished_at, new.finished_at),
    )
    return [from_to(name, before, after) for name, before, after in pairs if before != after]


def import_words(state: ReadingState) -> tuple[str, ...]:
    """What a blank book was filled with."""
    return filled_words(ReadingState(), state)


def filled_words(before: ReadingState, state: ReadingState) -> tuple[str, ...]:
    """What gaps of a book were filled."""
    words = []
    if before.status is not state.status:
        words.append(from_to("status", _status(before), _status(state)))
    if before.rating != state.rating:
        words.append(from_to("rating", before.rating, state.rating))
    if state.percentage and not before.percentage:
        words.append(from_to("progress", None, percent_or_none(state.percentage)))
    known = {read.id: read for read in before.reads}
    for read in state.reads:
        words += _new_dates(known.get(read.id, Read()), read)
    return tuple(words)


def device_words(
    before: ReadingState, after: ReadingState, digests: int = 0, views: int = 0
) -> tuple[str, ...]:
    """What an import from a device brought a book."""
    words = list(filled_words(before, after))
    if digests:
        words.append("known by another digest")
    if views:
        words.append("1 page view" if views == 1 else f"{views} page views")
    return tuple(words)


def _new_dates(old: Read, new: Read) -> list[str]:
    pairs = (("started", old.started_on, new.started_on), ("finished", old.finished_on, new.finished_on))
    return [from_to(name, before, after) for name, before, after in pairs if after and before != after]


def _status(state: ReadingState) -> str:
    return state.status.value.replace("_", " ")
