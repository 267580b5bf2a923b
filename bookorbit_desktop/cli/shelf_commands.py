"""The commands about entries on the person's shelf: privacy, clear-rating."""

import argparse
import asyncio
from collections import Counter

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.shelf_arguments import CHOICES
from bookorbit_desktop.cli.summaries import say_summary, summary_document
from bookorbit_desktop.domain.entry_edits import privacy_words
from bookorbit_desktop.domain.sync_run import SyncEnd, SyncSummary
from bookorbit_desktop.services.container import Services


async def privacy(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show or choose who sees what is sent, and give every entry of the shelf this privacy."""
    if arguments.set is not None:
        chosen = CHOICES[arguments.set]
        stored = None if chosen is None else int(chosen)
        await asyncio.to_thread(lambda: services.preferences.change(hardcover_privacy=stored))
    if arguments.apply or arguments.dry_run:
        summary = await services.entry_edits.apply_privacy(dry_run=arguments.dry_run)
        return _tell(summary, arguments, console)
    current = services.preferences.current.hardcover_privacy
    console.say("Leave as on Hardcover" if current is None else privacy_words(current))
    return 0


async def clear_rating(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Take the ratings of books that are not rated here off Hardcover."""
    if arguments.here and not arguments.dry_run:
        await asyncio.to_thread(services.reading.rate, arguments.book_ids, None)
    summary = await services.entry_edits.clear_ratings(
        arguments.book_ids, theirs=arguments.mine_too, dry_run=arguments.dry_run
    )
    return _tell(summary, arguments, console)


def _tell(summary: SyncSummary, arguments: argparse.Namespace, console: Console) -> int:
    if arguments.json:
        console.dump(summary_document(summary))
    else:
        say_summary(summary, console)
        changes = Counter(change for item in summary.items for change in item.changes)
        for change, count in changes.most_common():
            console.say(f"{count} × {change}")
    if summary.message:
        console.complain(f"bookorbit-desktop: {summary.message}")
    return 0 if summary.end is SyncEnd.COMPLETED else 1
