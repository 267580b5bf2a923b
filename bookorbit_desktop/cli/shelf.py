"""The commands for shelf entries: privacy, clear-rating."""

import argparse
import asyncio
from collections import Counter

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.shelf_arguments import CHOICES
from bookorbit_desktop.cli.summaries import say_summary, summary_document
from bookorbit_desktop.domain.hardcover.entry_edits import privacy_words
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd, SyncSummary
from bookorbit_desktop.services.container import Services

_YES = ("y", "yes")


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
    shown = "Leave as on Hardcover" if current is None else privacy_words(current)
    console.say(shown)
    if arguments.set is not None and (count := await services.entry_edits.sent_with_other_privacy()):
        return await _change_sent(services, arguments, console, count)
    return 0


async def _change_sent(
    services: Services, arguments: argparse.Namespace, console: Console, count: int
) -> int:
    """Ask what becomes of the entries that were sent earlier; without an answer they stay as they are."""
    is_one = count == 1
    entries = "1 entry sent earlier has" if is_one else f"{count} entries sent earlier have"
    them = "it" if is_one else "them"
    if not arguments.yes:
        answer = await console.ask(f"{entries} a different privacy. Change {them} too? [y/N] ")
        if answer is None:
            console.complain(
                f"{entries} a different privacy. Nothing was changed. To change {them} too: "
                f"“privacy --set {arguments.set} --yes”."
            )
        if answer is None or answer.strip().lower() not in _YES:
            return 0
    return _tell(await services.entry_edits.apply_privacy_to_sent(), arguments, console)


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
