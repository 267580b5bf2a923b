"""The shelf entry's own part of a sync plan: status, rating and privacy.

What a person wrote on Hardcover is never lowered, overwritten or erased (DECISIONS.md, MATCHING.md section 5).
"""

from dataclasses import dataclass

from bookorbit_desktop.domain.catalogue import ChangeEntry, HardcoverStatus, Privacy, ShelfEntry
from bookorbit_desktop.domain.sync_intent import Base, Intent
from bookorbit_desktop.domain.sync_log import from_to

_RANK = {
    HardcoverStatus.IGNORED: 0,
    HardcoverStatus.WANT_TO_READ: 1,
    HardcoverStatus.PAUSED: 2,
    HardcoverStatus.DID_NOT_FINISH: 2,
    HardcoverStatus.CURRENTLY_READING: 3,
    HardcoverStatus.READ: 4,
}
_WORDS = {
    HardcoverStatus.WANT_TO_READ: "Want to Read",
    HardcoverStatus.CURRENTLY_READING: "Currently Reading",
    HardcoverStatus.READ: "Read",
    HardcoverStatus.PAUSED: "Paused",
    HardcoverStatus.DID_NOT_FINISH: "Did Not Finish",
    HardcoverStatus.IGNORED: "Ignored",
}


def status_words(status_id: int) -> str:
    """The name Hardcover shows for a status."""
    return _WORDS.get(HardcoverStatus(status_id), str(status_id))


_PRIVACY_WORDS = {
    Privacy.PUBLIC: "Public",
    Privacy.FOLLOWERS: "Followers only",
    Privacy.PRIVATE: "Private",
}


def privacy_words(privacy_id: int | None) -> str | None:
    """The name Hardcover shows for a privacy setting."""
    return None if privacy_id is None else _PRIVACY_WORDS.get(Privacy(privacy_id))


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """What becomes of the entry itself."""

    write: ChangeEntry | None = None
    changes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    ahead: bool = False

    @property
    def changes_status(self) -> bool:
        """Hardcover may touch the reads by itself: they are planned on its reply (API.md 6.6 to 6.10)."""
        return self.write is not None and self.write.status_id is not None


def plan_entry(intent: Intent, base: Base, remote: ShelfEntry, *, closes_by_date: bool) -> EntryPlan:
    """Compare status, rating and privacy. `closes_by_date`: a read's finish date will set status 3 by itself."""
    status, status_kept = _status_to_write(intent, base, remote)
    if closes_by_date and status is HardcoverStatus.READ:
        status = None
    rating, rating_kept = _rating_to_write(intent, base, remote)
    privacy = _privacy_to_write(intent, base, remote)
    changes = []
    if status is not None:
        changes.append(from_to("status", status_words(remote.status_id), status_words(status)))
    if rating is not None:
        changes.append(from_to("rating", remote.rating, rating))
    if privacy is not None:
        changes.append(from_to("privacy", privacy_words(remote.privacy_id), privacy_words(privacy)))
    write = ChangeEntry(remote.id, status_id=status, rating=rating, privacy_id=privacy) if changes else None
    return EntryPlan(
        write,
        tuple(changes),
        tuple(filter(None, (status_kept, rating_kept))),
        ahead=status is None and _is_lower(intent.status_id, remote.status_id),
    )


def _status_to_write(intent: Intent, base: Base, remote: ShelfEntry) -> tuple[HardcoverStatus | None, str]:
    if intent.status_id == remote.status_id:
        return None, ""
    stays = f"Hardcover says {status_words(remote.status_id)}; what you set there stays."
    if base.intent is not None and _same_status(base.intent, intent):
        return None, stays
    if intent.rereading or not _is_lower(intent.status_id, remote.status_id):
        return intent.status_id, ""
    changed_there = base.entry is None or base.entry.status_id != remote.status_id
    if changed_there or not base.created_by_us:
        return None, stays
    return intent.status_id, ""


def _same_status(one: Intent, other: Intent) -> bool:
    return one.status_id == other.status_id and one.rereading == other.rereading


def _is_lower(ours: int, theirs: int) -> bool:
    return _RANK[HardcoverStatus(ours)] < _RANK[HardcoverStatus(theirs)]


def _rating_to_write(intent: Intent, base: Base, remote: ShelfEntry) -> tuple[float | None, str]:
    if intent.rating is None or intent.rating == remote.rating:
        return None, ""
    stays = f"Hardcover has the rating {remote.rating:g}; it stays." if remote.rating is not None else ""
    if base.intent is not None and base.intent.rating == intent.rating:
        return None, stays
    if remote.rating is not None and (base.entry is None or base.entry.rating != remote.rating):
        return None, stays
    return intent.rating, ""


def _privacy_to_write(intent: Intent, base: Base, remote: ShelfEntry) -> int | None:
    if intent.privacy_id is None or not base.created_by_us or intent.privacy_id == remote.privacy_id:
        return None
    if base.intent is not None and base.intent.privacy_id == intent.privacy_id:
        return None
    unchanged_there = base.entry is not None and base.entry.privacy_id == remote.privacy_id
    return intent.privacy_id if unchanged_there else None
