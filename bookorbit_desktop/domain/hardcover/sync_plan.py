"""The three-way comparison: what Hardcover last acknowledged, the local state, and Hardcover's current state.

`plan_sync` returns the smallest set of writes that can go now, and the reason for each one left out. After
the replies it is called again with the entry they returned, until nothing is left: a second write happens
only if the reply differs from the local state (request-budget.md), and a crash neither repeats nor loses anything.
Rules: behaviour.md "Hardcover", matching.md section 5, hardcover-api.md section 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bookorbit_desktop.domain.base.ids import EditionId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    RemoveRead,
    ShelfEntry,
    ShelfRead,
    WriteReply,
)
from bookorbit_desktop.domain.hardcover.change_text import (
    finished_change,
    page_change,
    privacy_change,
    rating_change,
    started_change,
)
from bookorbit_desktop.domain.hardcover.entry_ownership import reads_made
from bookorbit_desktop.domain.hardcover.entry_plan import (
    plan_entry,
    privacy_text,
    status_stays,
    status_text,
)
from bookorbit_desktop.domain.hardcover.journal import expected_entry, own_after
from bookorbit_desktop.domain.hardcover.late_reads import is_expected
from bookorbit_desktop.domain.hardcover.local_state import (
    Baseline,
    LocalState,
    SentRequest,
    SyncPlan,
    Target,
)
from bookorbit_desktop.domain.hardcover.read_plan import SMALLEST_STEP, pages_for, plan_reads
from bookorbit_desktop.domain.reading.reading import Read

FEWEST_PAGES = 5
"""An edition with fewer pages is a mistake: any progress in it would be 100%."""
MADE_WITHIN = timedelta(seconds=2)
"""An entry changed later than this after its creation had existed before."""
PAGES_FAR_OFF = 10
"""A page count is a mistake if it differs by this factor from all other editions that the person has."""


def plan_sync(
    local_state: LocalState, target: Target, baseline: Baseline, remote: ShelfEntry | None
) -> SyncPlan:
    """Compare the three sides of one book.

    `remote` is the current entry on Hardcover (pass the base's own entry to find out what is pending).
    """
    if remote is None:
        if baseline.entry is not None:
            return SyncPlan(
                kept=(
                    Message(
                        "This book is no longer on your Hardcover shelf and stays off it. "
                        "Use Re-match to put it back."
                    ),
                ),
                removed=True,
            )
        return SyncPlan(
            writes=(_add(local_state, target),),
            changes=_texts_for_add(local_state),
            follows=_texts_after_add(local_state, target),
        )
    target, doubtful = _with_plausible_pages(target, baseline)
    pages = {edition: count for edition, count in baseline.edition_pages.items() if count >= FEWEST_PAGES}
    if target.edition_id is not None and target.pages:
        pages[target.edition_id] = target.pages
    elif doubtful is not None:
        pages.pop(target.edition_id or EditionId(0), None)
    stays = status_stays(local_state, target, baseline, remote)
    reads = plan_reads(local_state, target, baseline, remote, pages, status_stays=stays)
    entry = plan_entry(
        local_state,
        target,
        baseline,
        remote,
        closes_by_date=reads.closes_entry,
        keeps_status=reads.keeps_status,
    )
    writes = (entry.write,) if entry.write else ()
    if reads.reopens:
        writes = (*reads.writes, *writes)
    elif not entry.changes_status:
        writes = (*writes, *reads.writes)
    return SyncPlan(
        writes=writes,
        changes=(*entry.changes, *reads.changes),
        kept=(*entry.kept, *reads.kept),
        kept_values=entry.kept_values,
        reads=reads.links,
        ahead=entry.ahead or reads.ahead,
        waiting_for_pages=reads.waiting_for_pages,
        doubtful_pages=doubtful if reads.waiting_for_pages else None,
    )


def _with_plausible_pages(target: Target, baseline: Baseline) -> tuple[Target, int | None]:
    """The target without an implausible page count, and that count; one entered by hand is always used."""
    pages = target.pages or baseline.edition_pages.get(target.edition_id or EditionId(0))
    if pages is None or target.pages_by_hand:
        return target, None
    others = [count for edition, count in baseline.edition_pages.items() if edition != target.edition_id]
    is_far_off = bool(others) and (
        pages * PAGES_FAR_OFF <= min(others) or pages >= PAGES_FAR_OFF * max(others)
    )
    if pages >= FEWEST_PAGES and not is_far_off:
        return replace(target, pages=pages), None
    return replace(target, pages=None), pages


def may_differ(local_state: LocalState, target: Target, baseline: Baseline) -> bool:
    """Whether a book has to be compared because something may need to be written.

    One that the person removed there is compared only after another change here.
    """
    if baseline.sent is not None or baseline.local_state is None or baseline.unanswered is not None:
        return True
    if baseline.removed:
        return baseline.local_state != local_state
    return bool(plan_sync(local_state, target, baseline, baseline.entry).writes)


def _add(local_state: LocalState, target: Target) -> AddEntry:
    latest = local_state.reads[-1] if local_state.reads else Read()
    return AddEntry(
        record_id=target.record_id,
        status_id=local_state.status_id,
        edition_id=target.edition_id,
        rating=local_state.rating,
        privacy_id=local_state.privacy_id,
        date_added=local_state.added_on,
        started_at=latest.started_on,
        finished_at=latest.finished_on,
    )


def _texts_for_add(local_state: LocalState) -> tuple[Message, ...]:
    texts = [Message("added as {0}", status_text(local_state.status_id))]
    if local_state.rating is not None:
        texts.append(rating_change(None, local_state.rating))
    if local_state.privacy_id is not None:
        texts.append(privacy_change(None, privacy_text(local_state.privacy_id) or ""))
    latest = local_state.reads[-1] if local_state.reads else Read()
    if latest.started_on:
        texts.append(started_change(None, latest.started_on))
    if latest.finished_on:
        texts.append(finished_change(None, latest.finished_on))
    return tuple(texts)


def _texts_after_add(local_state: LocalState, target: Target) -> tuple[Message, ...]:
    """The result of an insert as text: the page of the read that Hardcover creates, and earlier reads."""
    latest = local_state.reads[-1] if local_state.reads else Read()
    texts = []
    if not latest.finished and latest.percentage >= SMALLEST_STEP and target.pages:
        page = pages_for(latest.percentage, target.pages)
        texts.append(page_change(None, latest.percentage, page))
    earlier = sum(read.finished_on is not None for read in local_state.reads[:-1])
    if earlier:
        texts.append(Message("%n earlier read(s)", count=earlier))
    return tuple(texts)


def awaiting_reply(baseline: Baseline, plan: SyncPlan, remote: ShelfEntry | None, now: datetime) -> Baseline:
    """Return the base to store before a write is sent; if the reply is lost, `recognise_ours` claims the result.

    Reads already recognised as ours stay ours, even if a similar one appears later.
    """
    sent = SentRequest(remote, expected_entry(remote, plan.writes), now)
    return replace(baseline, seen=remote, reads=plan.reads, sent=sent)


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of the replies to a book's writes."""

    baseline: Baseline
    entry: ShelfEntry | None
    made: frozenset[int]
    """The reads created by these writes."""


def after_replies(baseline: Baseline, plan: SyncPlan, replies: Sequence[WriteReply], today: date) -> Answered:
    """The base and the entry after Hardcover's replies to the writes of `plan`.

    Parts with errors stay as they were. What the person added at the same time is theirs.
    """
    answered = [
        (write, reply)
        for write, reply in zip(plan.writes, replies, strict=True)
        if not reply.error and not reply.withdrawn
    ]
    entry = baseline.seen
    for write, reply in answered:
        entry = _without(entry, write.read_id) if isinstance(write, RemoveRead) else _merge(entry, reply)
    added = any(isinstance(write, AddEntry) and _is_new(reply.entry) for write, reply in answered)
    made = reads_made(
        baseline.seen, [write for write, _ in answered], [reply for _, reply in answered], today
    )
    own = baseline.own
    if baseline.sent is not None and entry is not None and (added or baseline.seen is not None):
        own = own_after(own, baseline.sent, entry, made)
    updated = replace(
        baseline,
        entry=entry if added else baseline.entry,
        created_by_us=baseline.created_by_us or added,
        caused=baseline.caused | made,
        own=own,
        reads=plan.reads,
        sent=None,
    )
    return Answered(updated, entry, made)


def _is_new(entry: ShelfEntry | None) -> bool:
    """Whether an insert created the entry; if the person was quicker, it changed theirs (hardcover-api.md
    6.2)."""
    if entry is None or entry.created_at is None or entry.updated_at is None:
        return True
    return abs(entry.updated_at - entry.created_at) <= MADE_WITHIN


def _merge(entry: ShelfEntry | None, reply: WriteReply) -> ShelfEntry | None:
    if reply.entry is None:
        return entry
    if reply.read is None:
        return reply.entry
    reads = [read for read in (entry.reads if entry else ()) if read.id != reply.read.id]
    return replace(reply.entry, reads=_newest_first([*reads, reply.read]))


def _without(entry: ShelfEntry | None, read_id: int) -> ShelfEntry | None:
    if entry is None:
        return None
    return replace(entry, reads=tuple(read for read in entry.reads if read.id != read_id))


def _newest_first(reads: Sequence[ShelfRead]) -> tuple[ShelfRead, ...]:
    return tuple(sorted(reads, key=lambda read: read.id, reverse=True))


def acknowledge(
    baseline: Baseline, local_state: LocalState, plan: SyncPlan, entry: ShelfEntry | None
) -> Baseline:
    """The base after a complete sync: nothing was left to write for `local_state`, and Hardcover has `entry`."""
    if plan.waiting_for_pages and local_state.reads:
        # Progress was not sent: once there are pages, it is news.
        *earlier, latest = local_state.reads
        local_state = replace(local_state, reads=(*earlier, replace(latest, percentage=0.0)))
    return replace(
        baseline,
        local_state=local_state,
        entry=entry or baseline.entry,
        reads=plan.reads,
        seen=None,
        removed=entry is None and baseline.entry is not None,
        sent=None,
        unanswered=baseline.unanswered if _may_still_appear(baseline) else None,
    )


def _may_still_appear(baseline: Baseline) -> bool:
    """Whether a read sent without a reply may still appear, judging by the latest look at the shelf."""
    return baseline.unanswered is not None and (
        baseline.looked_at is None or is_expected(baseline.unanswered, baseline.looked_at)
    )
