"""A book's state on Hardcover, derived from local data only (behaviour.md, "pending" and "States of
a book").
"""

from datetime import timedelta

from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages
from bookorbit_desktop.domain.hardcover.local_state import KeptValues, LocalState, SyncPlan
from bookorbit_desktop.domain.hardcover.matching import CONFIRM_BELOW
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord, SyncBook
from bookorbit_desktop.domain.hardcover.sync_plan import plan_sync
from bookorbit_desktop.domain.library.sync_state import HardcoverState

PARKED_AFTER = 10
"""Failures in a row after which a book waits for the person."""
LONGEST_DELAY = timedelta(days=1)

NO_PAGES = Message(
    "Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. "
    "Choose an edition with pages."
)
REPLACE = Message("Choose “Replace on Hardcover” to send what is here instead.")
AHEAD = Message("Hardcover is ahead of this library. Nothing there is ever lowered.")


def retry_delay(failures: int) -> timedelta:
    """How long to wait after a book's nth failure in a row: from a minute, doubling up to a day."""
    return min(LONGEST_DELAY, timedelta(seconds=60 * 2 ** min(failures, 20)))


def status_of(local_state: LocalState | None, sync_book: SyncBook) -> tuple[HardcoverState, Message]:
    """The state and reason of a book. `local_state` is None while its status is Unread."""
    if local_state is None:
        return HardcoverState.NOT_ELIGIBLE, Message("Set a status other than Unread to send it.")
    if sync_book.decision.excluded:
        return HardcoverState.EXCLUDED, Message(
            "You excluded this book from Hardcover. Choose Include to send it again."
        )
    sync = sync_book.sync
    if sync.failures >= PARKED_AFTER:
        paused = Message("Paused after %n failure(s).", count=sync.failures)
        return HardcoverState.PARKED, joined_messages(
            (paused, Message("Choose Sync now to try again."), sync.failure)
        )
    if sync.failures:
        return HardcoverState.ERROR, sync.failure
    target = sync_book.target
    if not sync_book.match.fingerprint and not sync_book.match.is_pinned:
        return HardcoverState.PENDING, Message("The next sync will look for it on Hardcover.")
    if target is None:
        return HardcoverState.NOT_MATCHED, sync_book.match.refusal
    if waits_for_person(sync_book):
        return HardcoverState.NEEDS_REVIEW, joined_messages(
            (
                Message("Found “{0}” by title and author only.", sync_book.match.title),
                Message("Nothing is sent until you confirm the match or pick another book."),
            )
        )
    state, reason = state_of(
        plan_sync(
            local_state,
            target,
            sync_book.baseline,
            None if sync_book.baseline.removed else sync_book.baseline.entry,
        )
    )
    return state, joined_messages((_review(sync_book.match), reason)) if sync_book.needs_review else reason


def waits_for_person(sync_book: SyncBook) -> bool:
    """Whether the first send waits for the person to confirm a match that relies on search alone."""
    return (
        sync_book.needs_review
        and sync_book.match.score < CONFIRM_BELOW
        and sync_book.baseline.local_state is None
    )


def _review(match: MatchRecord) -> Message:
    return Message("Matched to “{0}” by title and author only. Is it the right book?", match.title)


def no_pages(plan: SyncPlan) -> Message:
    """Why progress cannot be counted in the matched edition."""
    if plan.doubtful_pages is None:
        return NO_PAGES
    return joined_messages(
        (
            Message(
                "The matched edition's page count ({0}) can't be right, so progress isn't sent.",
                str(plan.doubtful_pages),
            ),
            Message("Choose another edition, or enter the page count."),
        )
    )


def kept_text(plan: SyncPlan) -> Message:
    """What stays on Hardcover, and how to change that; empty if nothing does."""
    offer = (REPLACE,) if plan.kept_values != KeptValues() else ()
    return joined_messages((*plan.kept, *offer)) if plan.kept else NOTHING


def state_of(plan: SyncPlan) -> tuple[HardcoverState, Message]:
    """The state and reason that follow from a plan."""
    if plan.writes:
        waiting = joined_messages((*plan.changes, *plan.follows), ", ")
        return HardcoverState.PENDING, Message("Waiting to send: {0}.", waiting)
    if plan.removed:
        return HardcoverState.HARDCOVER_AHEAD, plan.kept[0]
    if plan.ahead:
        return HardcoverState.HARDCOVER_AHEAD, kept_text(plan) or AHEAD
    if plan.waiting_for_pages:
        return HardcoverState.WAITING_FOR_PAGES, no_pages(plan)
    return HardcoverState.SYNCED, kept_text(plan) or Message("Up to date on Hardcover.")


def left_alone(plan: SyncPlan) -> Message:
    """Why a plan leaves something unsent or unchanged on Hardcover; empty if both sides agree."""
    state, reason = state_of(plan)
    if plan.kept:
        return kept_text(plan)
    return NOTHING if state in (HardcoverState.SYNCED, HardcoverState.PENDING) else reason
