"""`sync` and `token`, the sync status, and the summary of a run as text and JSON."""

import argparse
import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sign_in import DeviceCode
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncParts,
    SyncProgress,
    SyncStatus,
    SyncSummary,
    hours_and_minutes,
    why_paused,
)
from bookorbit_desktop.domain.overview.events import Event, SyncProgressed
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, TokenSource
from bookorbit_desktop.services.runtime.clock import local_day

EVERY = 5.0
"""Seconds between two progress lines; shorter runs need none."""


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    token = parsers["token"]
    action = token.add_mutually_exclusive_group(required=True)
    action.add_argument("--stdin", action="store_true", help="read the token from standard input and save it")
    action.add_argument(
        "--sign-in", action="store_true", help="sign in with Hardcover: shows a code to enter in any browser"
    )
    action.add_argument("--sign-out", action="store_true", help="sign out, here and on Hardcover")
    action.add_argument("--remove", action="store_true", help="remove the token, or sign out")
    action.add_argument("--check", action="store_true", help="ask Hardcover whose it is and what it allows")
    action.add_argument(
        "--begin-anew",
        action="store_true",
        help="sync with the token's account from now on, although this library was synced with another one",
    )
    sync = parsers["sync"]
    sync.add_argument("--dry-run", action="store_true", help="only show what would be written")
    sync.add_argument("--all", action="store_true", help="check every book again, including those in sync")
    sync.add_argument("--no-quotes", action="store_true", help="send no highlights this time")
    sync.add_argument("--json", action="store_true")


async def sync(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run the sync; progress goes to standard error, the result to standard output."""
    lines = ProgressLines(console.complain, services.clock.now)
    unsubscribe = services.events.subscribe(lines.hear)
    try:
        parts = SyncParts.STATUSES if arguments.no_quotes else SyncParts.ALL
        summary = await services.sync.run(dry_run=arguments.dry_run, thorough=arguments.all, parts=parts)
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
    """Reports the progress of a run at intervals, and waits at once."""

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
        """Print a line for an event of the sync."""
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
    """Progress such as "17 of 42 · about 1 min left"."""
    text = f"{progress.processed:,} of {progress.total:,}" if progress.total else "Getting ready…"
    if progress.waiting is not None:
        goes_on = "Will retry" if progress.waiting.is_retry else "Continuing"
        return f"{text} · {progress.waiting.reason} {goes_on} in {progress.waiting.seconds(now)} s."
    if progress.seconds_left is None:
        return text
    hours, minutes = hours_and_minutes(progress.seconds_left)
    if not hours and not minutes:
        return f"{text} · less than a minute left"
    return f"{text} · about {f'{hours} h ' if hours else ''}{minutes} min left"


async def overview(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`status` without a book: the sync status."""
    await asyncio.to_thread(services.hardcover_account.load)
    status = await _status(services)
    backup_problem = await asyncio.to_thread(services.backups.problem)
    if arguments.json:
        problem = services.database.trouble or services.database.damage
        backups = backup_problem or None
        console.dump({"storage_problem": problem or None, "backup_problem": backups, **_document(status)})
        return 0
    if trouble := services.database.trouble:
        console.say(f"Not saving: {trouble}")
    if damage := services.database.damage:
        console.say(f"Damaged: {damage}")
    if backup_problem:
        console.say(f"Backups: {backup_problem}")
    console.say(f"Pending: {status.pending:,}")
    for state, count in status.attention.items():
        if count:
            console.say(f"{state.value.replace('_', ' ').capitalize()}: {count:,}")
    if status.quota.day_left is not None:
        console.say(f"Requests left today: {status.quota.day_left:,}")
    if status.paused:
        console.say(f"Paused: {status.paused}")
    elif status.next_run is not None:
        console.say(f"Next automatic sync: {iso_time(status.next_run)}")
    else:
        console.say("Next automatic sync: when BookOrbit runs.")
    return 0


async def _status(services: Services) -> SyncStatus:
    settings, account = services.preferences.current, services.hardcover_account
    until = services.pause.until
    paused = why_paused(
        problem=account.problem,
        has_token=account.has_token,
        confirmed=settings.hardcover_confirmed,
        enabled=settings.hardcover_enabled,
        until=f"{until.astimezone():%H:%M}" if until else "",
    )
    return SyncStatus(
        states=await asyncio.to_thread(services.states.counts),
        quota=account.quota,
        paused=paused,
        next_run=None if paused else services.next_sync,
    )


def _document(status: SyncStatus) -> dict[str, object]:
    return {
        "pending": status.pending,
        "needs_attention": {state.value: count for state, count in status.attention.items()},
        "requests_left_today": status.quota.day_left,
        "requests_a_day": status.quota.day_limit,
        "paused": status.paused or None,
        "next_automatic_sync": None if status.next_run is None else iso_time(status.next_run),
    }


def summary_document(summary: SyncSummary) -> dict[str, object]:
    """A run for scripts."""
    return {
        "processed": len(summary.items),
        **{outcome.value: summary.count(outcome) for outcome in ItemOutcome},
        "units": summary.units,
        "requests": summary.requests,
        "quotes": summary.quotes,
        "dry_run": summary.dry_run,
        "end": summary.end.value,
        "items": [_item_document(item) for item in summary.items],
    }


def _item_document(item: SyncItem) -> dict[str, object]:
    return {
        "book_id": item.book_id if item.book_id > 0 else None,
        "title": item.title,
        "outcome": item.outcome.value,
        "state": item.state.value,
        "reason": item.reason,
        "changes": list(item.changes),
        "quotes": list(item.quotes),
        "record": item.record,
        "needs_review": item.needs_review,
    }


def _where(item: SyncItem) -> str:
    """The record it goes to, and whether that match is unconfirmed."""
    if not item.record:
        return ""
    return f" → {item.record}{', needs review' if item.needs_review else ''}"


def _kept(item: SyncItem) -> str:
    """Why a part of a book stays as it is on Hardcover."""
    return f" ({item.reason})" if item.changes and item.kept_values != KeptValues() else ""


def say_summary(summary: SyncSummary, console: Console) -> None:
    """Print a run as text: a line for each changed book, and the counts."""
    for item in summary.items:
        if item.outcome is not ItemOutcome.UNCHANGED:
            what = "; ".join(item.changes) or item.reason
            console.say(f"{item.title}: {what}{_where(item) if item.changes else ''}{_kept(item)}")
        if summary.dry_run:
            _say_quotes(item, console)
    verb = "would be sent" if summary.dry_run else "sent"
    counts = ", ".join(
        f"{summary.count(outcome)} {outcome.value.replace('_', ' ')}" for outcome in list(ItemOutcome)[1:]
    )
    console.say(f"{summary.count(ItemOutcome.SENT)} {verb}, {counts}. {summary.units} units.")


def _say_quotes(item: SyncItem, console: Console) -> None:
    """Each quote as it would stand on Hardcover."""
    for quote in item.quotes:
        for line in quote.splitlines():
            console.say(f"  {line}".rstrip())


async def token(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`token`."""
    account = services.hardcover_account
    try:
        if arguments.stdin:
            await asyncio.to_thread(account.save, await asyncio.to_thread(console.read))
            console.say("Token saved in your password store. Test it with “token --check”.")
        elif arguments.sign_in:
            await _sign_in(services, console)
        elif arguments.begin_anew:
            now = await account.check()
            await services.sync.begin_anew(now)
            console.say(f"This library is now synced with @{now.username}. See “sync --dry-run” first.")
        elif arguments.remove or arguments.sign_out:
            await _sign_out(services, console)
        else:
            if not account.has_token and account.problem:
                raise KeyringUnavailable(as_message(account.problem))  # noqa: TRY301 - told apart from "no token" below
            _say_valid(account, (await account.check()).username, console)
    except KeyringUnavailable as error:
        raise KeyringUnavailable(
            Message("{0} Set BOOKORBIT_HARDCOVER_TOKEN instead.", error.message)
        ) from error
    return 0


async def _sign_in(services: Services, console: Console) -> None:
    account = services.hardcover_account
    if account.source is TokenSource.ENVIRONMENT:
        raise InvalidInput(
            Message("BOOKORBIT_HARDCOVER_TOKEN is set, and used instead of a sign-in. Remove it first.")
        )
    if not account.offers_sign_in:
        raise InvalidInput(
            Message(
                "This BookOrbit can't sign in with Hardcover. Create a token at {0} and save it with "
                "“token --stdin”.",
                account.token_page,
            )
        )

    def show(device: DeviceCode) -> None:
        console.complain(f"Open {device.address} in any browser and enter the code {device.user_code}.")
        console.complain(f"Or open {device.whole_address}")
        console.complain("Waiting for you to allow it. Ctrl+C stops.")

    await services.sign_in.on_another_device(show)
    if not account.is_saved:
        console.complain("Your password store didn't save it, so you're signed in only until BookOrbit ends.")
    name = (await account.check()).username
    console.say(str(account.problem) if account.problem else f"Signed in as @{name}.")


async def _sign_out(services: Services, console: Console) -> None:
    was_signed_in = services.hardcover_account.sign_in is not None
    if not await asyncio.to_thread(services.hardcover_account.remove):
        console.say(
            "Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there."
        )
    elif was_signed_in:
        console.say("Signed out. Matches and sent data are kept.")
    else:
        console.say("Token removed. Matches and sent data are kept.")


def _say_valid(account: HardcoverAccountService, name: str, console: Console) -> None:
    sign_in = account.sign_in
    if sign_in is None:
        console.say(f"Valid ({name})")
        return
    since = local_day(sign_in.signed_in_at)
    if account.ends_at is not None and account.cannot_renew:
        console.say(f"Signed in as @{name} since {since}. Sign in again before {iso_time(account.ends_at)}.")
    else:
        until = local_day(sign_in.good_until)
        console.say(
            f"Signed in as @{name} since {since}; renews by itself, and lasts until {until} even if unused."
        )
    console.say(f"Allowed: {', '.join(sign_in.scopes)}")


SUBJECT = Subject(add_arguments, {"token": token, "sync": sync})
