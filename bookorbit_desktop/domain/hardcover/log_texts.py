"""Texts of the sync log about matches and shelf entries, old to new."""

from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry, ShelfRead
from bookorbit_desktop.domain.hardcover.change_text import (
    edition_change,
    finished_change,
    match_change,
    page_moved,
    pages_change,
    privacy_change,
    progress_change,
    rating_change,
    reference_change,
    started_change,
    status_change,
)
from bookorbit_desktop.domain.hardcover.entry_plan import privacy_text, status_text
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.reading.reading import STATUS_WORDS, Read, ReadingState

_FOUND_BY = {
    MatchMethod.NONE: NOTHING,
    MatchMethod.MANUAL: Message("picked by you"),
    MatchMethod.METADATA_ID: Message("by the ID in the book"),
    MatchMethod.ISBN13: Message("by ISBN-13"),
    MatchMethod.ISBN10: Message("by ISBN-10"),
    MatchMethod.EXTERNAL_ID: Message("by an ID on another site"),
    MatchMethod.SHELF: Message("on your shelf"),
    MatchMethod.TITLE_AUTHOR: Message("by title and author"),
}


def match_texts(old: MatchRecord, new: MatchRecord) -> tuple[Message, ...]:
    """The visible difference between two matches; empty if there is none."""
    texts = []
    if (old.record_id, old.method) != (new.record_id, new.method):
        texts.append(match_change(record_text(old), record_text(new)))
    if new.record_id is not None and old.edition_id != new.edition_id:
        texts.append(edition_change(old.edition_id, new.edition_id))
    return tuple(texts)


def decision_texts(old: SyncBook, new: SyncBook) -> tuple[Message, ...]:
    """The person's decision about a match as text; empty if nothing visible changed."""
    texts = list(match_texts(old.match, new.match))
    before, after = old.decision, new.decision
    if before.pages != after.pages:
        texts.append(pages_change(before.pages, after.pages))
    if before.excluded != after.excluded:
        texts.append(Message("excluded from Hardcover") if after.excluded else Message("included again"))
    if old.needs_review and not new.needs_review and old.match.record_id == new.match.record_id:
        texts.append(Message("match confirmed"))
    if before.replaces != after.replaces:
        texts.append(
            Message("status and rating on Hardcover may be replaced")
            if after.replaces != KeptValues()
            else Message("status and rating on Hardcover stay")
        )
    if before.reference != after.reference:
        texts.append(reference_change(before.reference, after.reference))
    return tuple(texts)


def record_text(match: MatchRecord) -> Message | None:
    """A record and how it was found; None if there is none."""
    if match.record_id is None:
        return None
    found = _FOUND_BY[match.method]
    record = str(match.record_id)
    if not match.title:
        return joined_messages((record, found), ", ")
    if not found:
        return Message("“{0}” ({1})", match.title, record)
    return Message("“{0}” ({1}), {2}", match.title, record, found)


def entry_texts(old: ShelfEntry | None, new: ShelfEntry | None) -> tuple[Message, ...]:
    """Describe how a shelf entry on Hardcover changed; None means the book is not on the shelf."""
    if new is None:
        return (Message("removed from your shelf"),)
    if old is None:
        return (Message("added to your shelf"),)
    texts = []
    if old.status_id != new.status_id:
        texts.append(status_change(status_text(old.status_id), status_text(new.status_id)))
    if old.rating != new.rating:
        texts.append(rating_change(old.rating, new.rating))
    if old.privacy_id != new.privacy_id:
        texts.append(privacy_change(privacy_text(old.privacy_id), privacy_text(new.privacy_id) or ""))
    return (*texts, *_reads_texts(old, new))


def _reads_texts(old: ShelfEntry, new: ShelfEntry) -> list[Message]:
    before = {read.id: read for read in old.reads}
    after = {read.id: read for read in new.reads}
    texts = [word for read in after if read in before for word in _read_texts(before[read], after[read])]
    texts += [Message("read removed") for read in before if read not in after]
    return texts + [Message("read added") for read in after if read not in before]


def _read_texts(old: ShelfRead, new: ShelfRead) -> list[Message]:
    texts = []
    if old.progress_pages != new.progress_pages:
        texts.append(page_moved(old.progress_pages, new.progress_pages))
    if old.started_at != new.started_at:
        texts.append(started_change(old.started_at, new.started_at))
    if old.finished_at != new.finished_at:
        texts.append(finished_change(old.finished_at, new.finished_at))
    return texts


def import_texts(state: ReadingState) -> tuple[Message, ...]:
    """What was imported into a blank book."""
    return filled_texts(ReadingState(), state)


def filled_texts(before: ReadingState, state: ReadingState) -> tuple[Message, ...]:
    """The gaps of a book that were filled."""
    texts = []
    if before.status is not state.status:
        texts.append(status_change(STATUS_WORDS[before.status], STATUS_WORDS[state.status]))
    if before.rating != state.rating:
        texts.append(rating_change(before.rating, state.rating))
    if state.percentage and not before.percentage:
        texts.append(progress_change(None, state.percentage))
    known = {read.id: read for read in before.reads}
    for read in state.reads:
        texts += _new_dates(known.get(read.id, Read()), read)
    return tuple(texts)


def device_texts(
    before: ReadingState, after: ReadingState, digests: int = 0, views: int = 0
) -> tuple[Message, ...]:
    """What a device import added to a book."""
    texts = list(filled_texts(before, after))
    if digests:
        texts.append(Message("recognised by another digest"))
    if views:
        texts.append(Message("%n page view(s)", count=views))
    return tuple(texts)


def _new_dates(old: Read, new: Read) -> list[Message]:
    texts = []
    if new.started_on and old.started_on != new.started_on:
        texts.append(started_change(old.started_on, new.started_on))
    if new.finished_on and old.finished_on != new.finished_on:
        texts.append(finished_change(old.finished_on, new.finished_on))
    return texts
