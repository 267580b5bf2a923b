"""`status` and `reread`: reading status set by the person."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.services.container import Services


async def status(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`status`; without a book, the sync status."""
    if arguments.book_id is None and not arguments.stdin:
        from bookorbit_desktop.cli.sync_overview import overview

        return await overview(services, arguments, console)
    from bookorbit_desktop.cli.status_lines import parse_status_lines
    from bookorbit_desktop.domain.reading.reading import StatusChange

    if arguments.stdin:
        changes = parse_status_lines(await asyncio.to_thread(console.read))
    else:
        change = StatusChange(
            arguments.status, arguments.rating, started_on=arguments.started, finished_on=arguments.finished
        )
        changes = [(arguments.book_id, change)]
    await asyncio.to_thread(services.reading.set_statuses, changes)
    return 0


async def reread(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`reread`."""
    reading = services.reading
    if arguments.decline:
        await asyncio.to_thread(reading.decline_rereading, arguments.book_ids)
        return 0
    await asyncio.to_thread(reading.start_rereading, arguments.book_ids)
    console.say("Started a new read. Earlier reads stay as they are.")
    return 0
