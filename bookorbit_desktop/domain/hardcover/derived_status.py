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


def status_of(intent: LocalState | None, record: SyncBook) -> tuple[HardcoverState, Message]:
    """The state and reason of a book. `intent` is None while its status is Unread."""
    if intent is None:
        return HardcoverState.NOT_ELIGIBLE, Message("Set a status other than Unread to send it.")
    if record.decision.excluded:
        return HardcoverState.EXCLUDED, Message(
            "You excluded this book from Hardcover. Choose Include to send it again."
        )
    sync = record.sync
    if sync.failures >= PARKED_AFTER:
        paused = Message("Paused after %n failure(s).", count=sync.failures)
        return HardcoverState.PARKED, joined_messages(
            (paused, Message("Choose Sync now to try again."), sync.failure)
        )
    if sync.failures:
        return HardcoverState.ERROR, sync.failure
    target = record.target
    if not record.match.fingerprint and not record.match.is_pinned:
        return HardcoverState.PENDING, Message("The next sync will look for it on Hardcover.")
    if target is None:
        return HardcoverState.NOT_MATCHED, record.match.refusal
    if waits_for_person(record):
        return HardcoverState.NEEDS_REVIEW, joined_messages(
            (
                Message("Found “{0}” by title and author only.", record.match.title),
                Message("Nothing is sent until you confirm the match or pick another book."),
            )
        )
    state, reason = state_of(
        plan_sync(intent, target, record.base, None if record.base.removed else record.base.entry)
    )
    return state, joined_messages((_review(record.match), reason)) if record.needs_review else reason


def waits_for_person(record: SyncBook) -> bool:
    """Whether the first send waits for the person to confirm a match that relies on search alone."""
    return record.needs_review and record.match.score < CONFIRM_BELOW and record.base.intent is None


def _review(match: MatchRecord) -> Message:
    return Message("Matched to “{0}” by title and author only. Is it the right book?", match.title)


def no_pages(planned: SyncPlan) -> Message:
    """Why progress cannot be counted in the matched edition."""
    if planned.doubtful_pages is None:
        return NO_PAGES
    return joined_messages(
        (
            Message(
                "The matched edition's page count ({0}) can't be right, so progress isn't sent.",
                str(planned.doubtful_pages),
            ),
            Message("Choose another edition, or enter the page count."),
        )
    )


def kept_words(planned: SyncPlan) -> Message:
    """What stays on Hardcover, and how to change that; empty if nothing does."""
    offer = (REPLACE,) if planned.kept_values != KeptValues() else ()
    return joined_messages((*planned.kept, *offer)) if planned.kept else NOTHING


def state_of(planned: SyncPlan) -> tuple[HardcoverState, Message]:
    """The state and reason that follow from a plan."""
    if planned.writes:
        waiting = joined_messages((*planned.changes, *planned.follows), ", ")
        return HardcoverState.PENDING, Message("Waiting to send: {0}.", waiting)
    if planned.removed:
        return HardcoverState.HARDCOVER_AHEAD, planned.kept[0]
    if planned.ahead:
        return HardcoverState.HARDCOVER_AHEAD, kept_words(planned) or AHEAD
    if planned.waiting_for_pages:
        return HardcoverState.WAITING_FOR_PAGES, no_pages(planned)
    return HardcoverState.SYNCED, kept_words(planned) or Message("Up to date on Hardcover.")


def left_alone(planned: SyncPlan) -> Message:
    """Why a plan leaves something unsent or unchanged on Hardcover; empty if both sides agree."""
    state, reason = state_of(planned)
    if planned.kept:
        return kept_words(planned)
    return NOTHING if state in (HardcoverState.SYNCED, HardcoverState.PENDING) else reason
