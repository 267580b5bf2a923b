"""The commands about entries on the person's shelf: privacy, clear-rating."""

import argparse
import asyncio
from collections import Counter

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.summaries import say_summary, summary_document
from bookorbit_desktop.domain.catalogue import Privacy
from bookorbit_desktop.domain.entry_edits import privacy_words
from bookorbit_desktop.domain.sync_run import SyncEnd, SyncSummary
from bookorbit_desktop.services.container import Services

CHOICES = {
    "public": Privacy.PUBLIC,
    "followers": Privacy.FOLLOWERS,
    "private": Privacy.PRIVATE,
    "leave": None,
}


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


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    seeing = commands.add_parser("privacy", help="who sees on Hardcover what is sent")
    seeing.add_argument("--set", choices=CHOICES, help="choose it, for entries that are sent from now on")
    seeing.add_argument(
        "--apply",
        action="store_true",
        help="give it to every entry of your shelf, also those you made yourself; “undo” takes it back",
    )
    clearing = commands.add_parser(
        "clear-rating", help="also take the rating off Hardcover, for books that are not rated here"
    )
    clearing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    clearing.add_argument("--here", action="store_true", help="take the ratings here back first")
    clearing.add_argument(
        "--mine-too", action="store_true", help="also ratings that you gave on Hardcover yourself"
    )
    for parser in (seeing, clearing):
        parser.add_argument("--dry-run", action="store_true", help="only show what would be changed")
        parser.add_argument("--json", action="store_true")
