"""Overall status of the Hardcover sync, for people and scripts."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Quota
from bookorbit_desktop.domain.library.sync_state import HardcoverState

ATTENTION_STATES = (
    HardcoverState.NOT_MATCHED,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.EXCLUDED,
)
"""States other than pending and synced that a person may want to look at."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What is pending, what needs attention, and when the next sync runs."""

    states: dict[HardcoverState, int]
    quota: Quota
    paused: str
    """Why automatic sync is off, as a sentence; empty when it is on."""
    next_run: datetime | None
    """None while no running program syncs automatically, or while sync is paused."""

    @property
    def pending(self) -> int:
        """Books waiting to be sent."""
        return self.states.get(HardcoverState.PENDING, 0)

    @property
    def attention(self) -> dict[HardcoverState, int]:
        """Books in each of ATTENTION_STATES."""
        return {state: self.states.get(state, 0) for state in ATTENTION_STATES}


def why_paused(*, problem: Message, has_token: bool, confirmed: bool, enabled: bool, until: str) -> Message:
    """The first reason why automatic sync is not sending; `until` is the end of a pause, if any."""
    if problem:
        return problem
    if not has_token:
        return Message("No Hardcover token yet.")
    if not enabled:
        return Message("Automatic sync is off.")
    if until:
        return Message("Sync is paused until {0}.", until)
    if not confirmed:
        return Message("Automatic sync starts after the first sync you confirm.")
    return NOTHING
