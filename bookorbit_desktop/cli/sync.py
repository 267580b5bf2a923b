"""The sync command: run it, show its progress and status."""

import argparse
import time
from collections.abc import Callable
from datetime import datetime

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.summaries import say_summary, summary_document
from bookorbit_desktop.domain.hardcover.sync_estimate import hours_and_minutes
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd, SyncProgress
from bookorbit_desktop.domain.overview.events import Event, SyncProgressed
from bookorbit_desktop.services.container import Services

EVERY = 5.0
"""Seconds between two lines of progress; a run that is done sooner needs none."""


async def sync(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run the sync; progress goes to standard error, the outcome to standard output."""
    lines = ProgressLines(console.complain, services.clock.now)
    unsubscribe = services.events.subscribe(lines.hear)
    try:
        summary = await services.sync.run(dry_run=arguments.dry_run, thorough=arguments.all)
    finally:
        unsubscribe()
    if arguments.json:
        console.dump(summary_document(summary))
    else:
        say_summary(summary, console)
    if summary.message:
        console.complain(f"bookorbit-desktop: {summary.message}")
    return 0 if summary.end is SyncEnd.COMPLETED else 1


class ProgressLines:
    """Says now and then how far a run is, and at once what it waits for."""

    def __init__(
        self,
        say: Callable[[str], object],
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say = say
        self._now = now
        self._clock = clock
        self._next = clock() + EVERY
        self._waited_for = ""

    def hear(self, event: Event) -> None:
        """Handle an event."""
        if not isinstance(event, SyncProgressed):
            return
        progress = event.progress
        reason = progress.waiting.reason if progress.waiting else ""
        is_new_wait = bool(reason) and reason != self._waited_for
        self._waited_for = reason
        if is_new_wait or (progress.total and self._clock() >= self._next):
            self._next = self._clock() + EVERY
            self._say(progress_line(progress, self._now()))


def progress_line(progress: SyncProgress, now: datetime) -> str:
    """Such as "17 of 42 · about 1 min left"."""
    words = f"{progress.processed:,} of {progress.total:,}" if progress.total else "Getting ready…"
    if progress.waiting is not None:
        goes_on = "Will retry" if progress.waiting.is_retry else "Continuing"
        return f"{words} · {progress.waiting.reason} {goes_on} in {progress.waiting.seconds(now)} s."
    if progress.seconds_left is None:
        return words
    hours, minutes = hours_and_minutes(progress.seconds_left)
    if not hours and not minutes:
        return f"{words} · less than a minute left"
    return f"{words} · about {f'{hours} h ' if hours else ''}{minutes} min left"
