"""The commands for shelf entries: privacy, clear-rating."""

import argparse
import asyncio
from collections import Counter

from bookorbit_desktop.cli.console import Console, is_yes
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.cli.sync import say_summary, summary_document
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.entry_edits import privacy_text
from bookorbit_desktop.domain.hardcover.sync_run import SyncEnd, SyncSummary
from bookorbit_desktop.services.container import Services

CHOICES = {
    "public": Privacy.PUBLIC,
    "followers": Privacy.FOLLOWERS,
    "private": Privacy.PRIVATE,
    "leave": None,
}


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    seeing = parsers["privacy"]
    seeing.add_argument("--set", choices=CHOICES, help="privacy for entries sent from now on")
    seeing.add_argument(
        "--apply",
        action="store_true",
        help="apply it to every entry on your shelf, including your own; reversible with “undo”",
    )
    seeing.add_argument("--yes", action="store_true", help="with --set: also change entries sent earlier")
    clearing = parsers["clear-rating"]
    clearing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    clearing.add_argument("--here", action="store_true", help="clear the ratings here first")
    clearing.add_argument(
        "--mine-too", action="store_true", help="also clear ratings you gave on Hardcover yourself"
    )
    for parser in (seeing, clearing):
        parser.add_argument("--dry-run", action="store_true", help="only show what would be changed")
        parser.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    if arguments.yes and arguments.set is None:
        parser.error("privacy --yes needs --set")


async def privacy(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show or set who can see what is sent, and apply this privacy to every entry of the shelf."""
    if arguments.set is not None:
        chosen = CHOICES[arguments.set]
        stored = None if chosen is None else int(chosen)
        await asyncio.to_thread(lambda: services.preferences.change(hardcover_privacy=stored))
    if arguments.apply or arguments.dry_run:
        summary = await services.entry_edits.apply_privacy(dry_run=arguments.dry_run)
        return _tell(summary, arguments, console)
    current = services.preferences.current.hardcover_privacy
    shown = "Leave as on Hardcover" if current is None else privacy_text(current)
    console.say(shown)
    if arguments.set is not None and (count := await services.entry_edits.sent_with_other_privacy()):
        return await _change_sent(services, arguments, console, count)
    return 0


async def _change_sent(
    services: Services, arguments: argparse.Namespace, console: Console, count: int
) -> int:
    """Ask what to do with the entries sent earlier; without an answer they are unchanged."""
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
        if answer is None or not is_yes(answer):
            return 0
    return _tell(await services.entry_edits.apply_privacy_to_sent(), arguments, console)


async def clear_rating(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Remove the ratings of books that are not rated here from Hardcover."""
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


SUBJECT = Subject(add_arguments, {"privacy": privacy, "clear-rating": clear_rating}, {"privacy": check})
