"""`status` without a book: the sync status."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.hardcover.sync_status import SyncStatus, why_paused
from bookorbit_desktop.services.container import Services


async def overview(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`status` without a book: the sync status."""
    await asyncio.to_thread(services.hardcover_account.load)
    status = await _status(services)
    if arguments.json:
        problem = services.database.trouble or services.database.damage
        console.dump({"storage_problem": problem or None, **_document(status)})
        return 0
    if trouble := services.database.trouble:
        console.say(f"Not saving: {trouble}")
    if damage := services.database.damage:
        console.say(f"Damaged: {damage}")
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
