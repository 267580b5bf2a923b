"""Edits of entries already on the shelf: “apply my privacy” and “also clear the rating there”.

They may change what a sync leaves alone, because the person asked for exactly this (behaviour.md, "privacy";
matching.md section 5, "Rating"). They change one field and nothing else.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import ChangeEntry, Privacy, ShelfEntry
from bookorbit_desktop.domain.hardcover.change_text import privacy_change, rating_change
from bookorbit_desktop.domain.hardcover.local_state import Baseline

_PRIVACY_WORDS = {
    Privacy.PUBLIC: Message("Public"),
    Privacy.FOLLOWERS: Message("Followers only"),
    Privacy.PRIVATE: Message("Private"),
}


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """An edit of one field of an entry."""

    entry: ShelfEntry
    write: ChangeEntry
    change: Message
    """As text, such as "privacy: Public → Private"."""
    title: str
    book_id: BookId | None
    """The local book it belongs to; None if there is none."""

    @property
    def after(self) -> ShelfEntry:
        """The entry after the write."""
        if self.write.clear_rating:
            return replace(self.entry, rating=None)
        return replace(self.entry, privacy_id=self.write.privacy_id)


@dataclass(frozen=True, slots=True)
class LocalEntry:
    """The local book of an entry."""

    book_id: BookId
    title: str


def privacy_text(privacy_id: int | None) -> Message:
    """The name Hardcover shows for a privacy setting."""
    return _PRIVACY_WORDS[Privacy(privacy_id)] if privacy_id in set(Privacy) else Message("not set")


def privacy_edits(
    shelf: Sequence[ShelfEntry],
    privacy_id: int,
    books: Mapping[RecordId, LocalEntry],
    left_out: Collection[RecordId],
) -> list[EntryEdit]:
    """Plan the edits that give every entry of a shelf this privacy, including entries the person made themselves.

    `books` are this library's books by record, `left_out` the records of excluded books. If a merge left two
    entries for one record, the older one counts, as everywhere.
    """
    oldest: dict[RecordId, ShelfEntry] = {}
    for entry in shelf:
        oldest.setdefault(entry.record_id, entry)
    differing = [
        entry
        for entry in oldest.values()
        if entry.privacy_id != privacy_id and entry.record_id not in left_out
    ]
    return [_privacy_edit(entry, privacy_id, books.get(entry.record_id)) for entry in differing]


def own_privacy_edits(entries: Sequence[tuple[ShelfEntry, LocalEntry]], privacy_id: int) -> list[EntryEdit]:
    """The edits that give entries we created this privacy."""
    return [
        _privacy_edit(entry, privacy_id, book) for entry, book in entries if entry.privacy_id != privacy_id
    ]


def refreshed(edit: EntryEdit, now: ShelfEntry) -> EntryEdit:
    """The same edit, based on the entry's current state."""
    if edit.write.clear_rating:
        return replace(edit, entry=now, change=_rating_text(now))
    return replace(edit, entry=now, change=_privacy_change(now, edit.write.privacy_id))


def _privacy_change(entry: ShelfEntry, privacy_id: int | None) -> Message:
    return privacy_change(privacy_text(entry.privacy_id), privacy_text(privacy_id) or "")


def _rating_text(entry: ShelfEntry) -> Message:
    return rating_change(entry.rating, None)


def _privacy_edit(entry: ShelfEntry, privacy_id: int, book: LocalEntry | None) -> EntryEdit:
    named = entry.book.title if entry.book else f"Record {entry.record_id}"
    return EntryEdit(
        entry=entry,
        write=ChangeEntry(entry.id, privacy_id=privacy_id),
        change=_privacy_change(entry, privacy_id),
        title=book.title if book else named,
        book_id=book.book_id if book else None,
    )


def rating_edit(entry: ShelfEntry, book: LocalEntry) -> EntryEdit:
    """The edit that removes the rating of an entry. Call `rating_stays` first."""
    return EntryEdit(
        entry=entry,
        write=ChangeEntry(entry.id, clear_rating=True),
        change=_rating_text(entry),
        title=book.title,
        book_id=book.book_id,
    )


def rating_stays(local: float | None, entry: ShelfEntry | None, *, is_ours: bool, theirs: bool) -> Message:
    """Why the rating on Hardcover is not cleared, as one sentence; empty if it may be.

    `is_ours`: we sent the rating that Hardcover shows. `theirs`: the person wants their own cleared as well.
    """
    if local is not None:
        return Message("You rated it {0} here. Clear that rating first.", local)
    if entry is None:
        return Message("It is not on your Hardcover shelf.")
    if entry.rating is None:
        return Message("It has no rating on Hardcover.")
    if not is_ours and not theirs:
        return Message("You rated it {0} on Hardcover yourself; that rating stays.", entry.rating)
    return NOTHING


def after_edit(baseline: Baseline, edit: EntryEdit) -> Baseline:
    """The base after an acknowledged edit: the field is settled, including what was pending about it."""
    if baseline.entry is None or baseline.entry.id != edit.entry.id:
        return baseline
    if edit.write.clear_rating:
        local_state = None if baseline.local_state is None else replace(baseline.local_state, rating=None)
        return replace(baseline, entry=replace(baseline.entry, rating=None), local_state=local_state)
    privacy = edit.write.privacy_id
    local_state = None if baseline.local_state is None else replace(baseline.local_state, privacy_id=privacy)
    return replace(baseline, entry=replace(baseline.entry, privacy_id=privacy), local_state=local_state)
