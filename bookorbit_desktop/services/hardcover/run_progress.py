"""The progress of the current run, reported with each step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    Rate,
    SyncItem,
    SyncProgress,
    SyncWait,
    seconds_left,
)
from bookorbit_desktop.hardcover.pace import WaitKind
from bookorbit_desktop.services.runtime.clock import Clock

_COUNTED = {
    ItemOutcome.SENT: "sent",
    ItemOutcome.UNCHANGED: "unchanged",
    ItemOutcome.SKIPPED: "skipped",
    ItemOutcome.NOT_MATCHED: "not_matched",
    ItemOutcome.FAILED: "failed",
}
_SHORTEST_WAIT = 2.0
"""Seconds; shorter waits are not reported."""
_SHORTEST_PACE = 10.0
"""Seconds; waits at the announced pace are normal, so only long ones are reported."""


class RunProgress:
    """Counts the books of a run and estimates its end."""

    def __init__(self, clock: Clock, tell: Callable[[SyncProgress], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._rate: Callable[[], Rate] = lambda: Rate(1.0)
        self.current: SyncProgress | None = None

    def begin(self, run_id: int, rate: Callable[[], Rate]) -> None:
        """Start a run. `rate` is called for each estimate."""
        self._rate = rate
        self._say(SyncProgress(run_id, "starting", 0, 0))

    def set_total(self, total: int, stage: str = "matching") -> None:
        """Set the number of books in the run, including those counted already."""
        if self.current is not None:
            self._say(replace(self.current, stage=stage, total=total))

    def count(self, item: SyncItem) -> None:
        """Count a finished book."""
        if self.current is not None:
            name = _COUNTED[item.outcome]
            counted = replace(self.current, processed=self.current.processed + 1, newest=item, waiting=None)
            self._say(replace(counted, **{name: getattr(counted, name) + 1}))

    def say_stage(self, stage: str, current: str, units_left: float) -> None:
        """Report the current stage and book, and the cost of the rest."""
        if self.current is not None:
            left = seconds_left(units_left, self._rate())
            self._say(replace(self.current, stage=stage, current=current, seconds_left=left, waiting=None))

    def say_waiting(self, seconds: float, reason: Message, kind: WaitKind) -> None:
        """Report that the next request has to wait."""
        wait = wait_to_tell(seconds, reason, kind, self._clock.now())
        if self.current is not None and wait is not None:
            self._say(replace(self.current, waiting=wait))

    def end(self) -> None:
        """End the run."""
        self.current = None

    def _say(self, progress: SyncProgress) -> None:
        self.current = progress
        self._tell(progress)


def wait_to_tell(seconds: float, reason: Message, kind: WaitKind, now: datetime) -> SyncWait | None:
    """A wait before a request, if it is long enough to be reported."""
    shortest = _SHORTEST_PACE if kind is WaitKind.PACE else _SHORTEST_WAIT
    if seconds < shortest:
        return None
    return SyncWait(reason, now + timedelta(seconds=seconds), is_retry=kind is WaitKind.RETRY)
