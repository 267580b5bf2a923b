"""The part of a sync plan for the shelf entry: status and rating.

What a person wrote on Hardcover is never lowered, overwritten or erased (behaviour.md, matching.md section
5). A changed privacy setting leaves sent entries alone: "apply my privacy" is a command of its own.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bookorbit_desktop.domain.base.messages import NOTHING, Message, as_message
from bookorbit_desktop.domain.hardcover.catalogue import ChangeEntry, HardcoverStatus, Privacy, ShelfEntry
from bookorbit_desktop.domain.hardcover.change_text import rating_change, status_change
from bookorbit_desktop.domain.hardcover.local_state import Baseline, KeptValues, LocalState, Target

_RANK = {
    HardcoverStatus.IGNORED: 0,
    HardcoverStatus.WANT_TO_READ: 1,
    HardcoverStatus.PAUSED: 2,
    HardcoverStatus.DID_NOT_FINISH: 2,
    HardcoverStatus.CURRENTLY_READING: 3,
    HardcoverStatus.READ: 4,
}
_DELIBERATE = frozenset({HardcoverStatus.PAUSED, HardcoverStatus.DID_NOT_FINISH, HardcoverStatus.IGNORED})
"""Statuses that nobody reaches just by reading: a person chose them, and a page turn does not undo that."""
_WORDS = {
    HardcoverStatus.WANT_TO_READ: Message("Want to Read"),
    HardcoverStatus.CURRENTLY_READING: Message("Currently Reading"),
    HardcoverStatus.READ: Message("Read"),
    HardcoverStatus.PAUSED: Message("Paused"),
    HardcoverStatus.DID_NOT_FINISH: Message("Did Not Finish"),
    HardcoverStatus.IGNORED: Message("Ignored"),
}


def status_text(status_id: int) -> Message:
    """Hardcover's name for a status."""
    return _WORDS.get(HardcoverStatus(status_id)) or as_message(str(status_id))


_PRIVACY_WORDS = {
    Privacy.PUBLIC: Message("Public"),
    Privacy.FOLLOWERS: Message("Followers only"),
    Privacy.PRIVATE: Message("Private"),
}


def privacy_text(privacy_id: int | None) -> str | None:
    """Hardcover's name for a privacy setting."""
    return None if privacy_id is None else _PRIVACY_WORDS.get(Privacy(privacy_id))


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """The plan for the entry itself."""

    write: ChangeEntry | None = None
    changes: tuple[Message, ...] = ()
    kept: tuple[Message, ...] = ()
    kept_values: KeptValues = field(default_factory=KeptValues)
    ahead: bool = False

    @property
    def changes_status(self) -> bool:
        """Whether a status is sent. Hardcover may then change reads itself, so they are planned on its
        reply (hardcover-api.md 6.6 to 6.10)."""
        return self.write is not None and self.write.status_id is not None


def plan_entry(
    local_state: LocalState,
    target: Target,
    baseline: Baseline,
    remote: ShelfEntry,
    *,
    closes_by_date: bool,
    keeps_status: bool,
) -> EntryPlan:
    """Compare status and rating.

    `closes_by_date`: a read's finish date will set status 3 on Hardcover. `keeps_status`: the remote status
    belongs to a read that this program may not end.
    """
    status, status_kept = _status_to_write(local_state, target, baseline, remote)
    kept_status = remote.status_id if status_kept else None
    if keeps_status:
        status, status_kept, kept_status = None, NOTHING, None
    if closes_by_date and status is HardcoverStatus.READ:
        status = None
    rating, rating_kept = _rating_to_write(local_state, target, baseline, remote)
    changes = []
    if status is not None:
        changes.append(status_change(status_text(remote.status_id), status_text(status)))
    if rating is not None:
        changes.append(rating_change(remote.rating, rating))
    stays = status is None and (
        _is_lower(local_state.status_id, remote.status_id)
        or _stays_by_choice(local_state, target, baseline, remote)
    )
    return EntryPlan(
        ChangeEntry(remote.id, status_id=status, rating=rating) if changes else None,
        tuple(changes),
        tuple(filter(None, (status_kept, rating_kept))),
        KeptValues(kept_status, remote.rating if rating_kept else None),
        ahead=stays,
    )


def status_stays(local_state: LocalState, target: Target, baseline: Baseline, remote: ShelfEntry) -> bool:
    """Whether the status there is another one than here and the person's own, so that it stays."""
    return local_state.status_id != remote.status_id and (
        _status_to_write(local_state, target, baseline, remote)[0] is None
    )


def _status_to_write(
    local_state: LocalState, target: Target, baseline: Baseline, remote: ShelfEntry
) -> tuple[HardcoverStatus | None, Message]:
    if local_state.status_id == remote.status_id:
        return None, NOTHING
    there = status_text(remote.status_id)
    if remote.status_id in (target.replaces.status_id, baseline.own.status_id):
        return local_state.status_id, NOTHING
    if _stays_by_choice(local_state, target, baseline, remote):
        return None, Message("The status on Hardcover is {0}; it stays.", there)
    stays = Message("You set {0} on Hardcover; that stays.", there)
    if baseline.local_state is not None and _says_the_same(baseline.local_state, local_state):
        return None, stays
    if not local_state.rereading and _is_lower(local_state.status_id, remote.status_id):
        return None, stays
    return local_state.status_id, NOTHING


def _stays_by_choice(local_state: LocalState, target: Target, baseline: Baseline, remote: ShelfEntry) -> bool:
    """Whether the person chose Paused, Did Not Finish or Ignored there, and nothing here overrides it.

    Only a status that the person set here after this library had seen theirs overrides it.
    """
    allowed = (local_state.status_id, target.replaces.status_id, baseline.own.status_id)
    if remote.status_id not in _DELIBERATE or remote.status_id in allowed:
        return False
    if baseline.local_state is None or baseline.entry is None or baseline.entry.status_id != remote.status_id:
        return True
    if baseline.local_state.status_id == remote.status_id:
        return False
    return not local_state.by_hand or _says_the_same(baseline.local_state, local_state)


def _says_the_same(before: LocalState, now: LocalState) -> bool:
    """Whether nobody set a status here since: the person may also have set the same one again."""
    is_same = (before.status_id, before.rereading) == (now.status_id, now.rereading)
    return is_same and not (now.by_hand and _is_later(now.set_at, before.set_at))


def _is_later(now: datetime | None, before: datetime | None) -> bool:
    return now is not None and (before is None or now > before)


def _is_lower(ours: int, theirs: int) -> bool:
    return _RANK[HardcoverStatus(ours)] < _RANK[HardcoverStatus(theirs)]


def _rating_to_write(
    local_state: LocalState, target: Target, baseline: Baseline, remote: ShelfEntry
) -> tuple[float | None, Message]:
    if local_state.rating is None or local_state.rating == remote.rating:
        return None, NOTHING
    if remote.rating is not None and remote.rating == target.replaces.rating:
        return local_state.rating, NOTHING
    if _is_newer_here(local_state, baseline, remote):
        return local_state.rating, NOTHING
    if remote.rating is None:
        return None, NOTHING
    return None, Message("The rating on Hardcover is {0}; it stays.", remote.rating)


def _is_newer_here(local_state: LocalState, baseline: Baseline, remote: ShelfEntry) -> bool:
    """Whether the rating here is the latest word: the one there is ours, or was known when this one was given.

    At first contact a rating there is the person's word (behaviour.md, "first contact").
    """
    if remote.rating is not None and remote.rating == baseline.own.rating:
        return True
    if baseline.local_state is None:
        return remote.rating is None
    is_given_since = baseline.local_state.rating != local_state.rating or (
        baseline.local_state.rated_at is not None
        and _is_later(local_state.rated_at, baseline.local_state.rated_at)
    )
    if not is_given_since:
        return False
    if remote.rating is None or (baseline.entry is not None and baseline.entry.rating == remote.rating):
        return True
    return local_state.rated_at is not None and _is_later(local_state.rated_at, remote.updated_at)
