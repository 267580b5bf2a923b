"""The commands for matches: pick, rematch, accept, exclude, include, pages, hardcover-id."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind, ImportRow
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.matches import MatchUndo
from bookorbit_desktop.services.runtime.run_cancel import RunCancel


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    picking = parsers["pick"]
    picking.add_argument("book_id", type=int, metavar="BOOK_ID")
    picking.add_argument(
        "reference", metavar="REF", help="a link, a number, edition:NUMBER, a slug or an ISBN"
    )
    _add_removal(picking)
    for name in ("rematch", "exclude"):
        parser = parsers[name]
        parser.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
        _add_removal(parser)
    accepting = parsers["accept"]
    accepting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    replacing = parsers["replace-status"]
    chosen = replacing.add_mutually_exclusive_group(required=True)
    chosen.add_argument("book_ids", nargs="*", default=[], type=int, metavar="BOOK_ID")
    chosen.add_argument("--all", action="store_true", help="every book of which something stays there")
    naming = parsers["hardcover-id"]
    naming.add_argument("book_id", type=int, metavar="BOOK_ID")
    reference = naming.add_mutually_exclusive_group()
    reference.add_argument(
        "reference", nargs="?", metavar="REF", help="a link, a number, edition:NUMBER, a slug or an ISBN"
    )
    reference.add_argument("--clear", action="store_true", help="use the file's own again")
    including = parsers["include"]
    including.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    counting = parsers["pages"]
    counting.add_argument("book_id", type=int, metavar="BOOK_ID")
    asking = parsers["why"]
    asking.add_argument("book_id", type=int, metavar="BOOK_ID")
    importing = parsers["import"]
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--review", action="store_true", help="also import books matched by title and author"
    )
    importing.add_argument("--no-progress", action="store_true", help="don't import positions of open reads")
    importing.add_argument("--json", action="store_true")
    undoing = parsers["undo"]
    undoing.add_argument("run_id", nargs="?", type=int, metavar="RUN_ID", help="as shown by “log”")
    counting.add_argument("pages", type=int, metavar="N", help="0 restores the edition's own")


def _add_removal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remove", action="store_true", help="also remove the entry on Hardcover, if BookOrbit created it"
    )


async def pick(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Pin a book to the record that an address, id, slug or ISBN names."""
    record, undo = await services.matches.pick_reference(arguments.book_id, arguments.reference)
    console.say(f"Matched to “{record.title}”.")
    return await _remove_if_asked(services, arguments, undo, console)


async def rematch(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Forget matches; the next sync searches again."""
    undo = await services.matches.rematch(arguments.book_ids)
    console.say("Match cleared. The next sync searches again.")
    return await _remove_if_asked(services, arguments, undo, console)


async def accept(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Confirm matches by title and author, so that they no longer need review."""
    await services.matches.accept_match(arguments.book_ids)
    console.say("Accepted.")
    return 0


async def replace_status(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Overwrite the status and rating that the person set on Hardcover with those here."""
    books, seen = arguments.book_ids, None
    if arguments.all:
        summary = await services.sync.run(dry_run=True, thorough=True)
        seen = {item.book_id: item.kept_values for item in summary.items if item.kept_values != KeptValues()}
        books = list(seen)
    undo = await services.matches.replace_there(books, seen)
    books_words = "1 book" if len(undo.sync_books) == 1 else f"{len(undo.sync_books):,} books"
    console.say(f"The next sync will replace what differs on Hardcover: {books_words}.")
    return 0


async def hardcover_id(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show, save or clear the reference to a book's record; the files are not changed."""
    matches = services.matches
    if arguments.reference is not None or arguments.clear:
        await matches.save_reference(arguments.book_id, arguments.reference or "")
    saved = await matches.saved_reference(arguments.book_id)
    console.say(f"Saved: {saved.text or 'nothing'}. In the file: {saved.in_file or 'nothing'}.")
    if saved.pinned:
        console.say("You picked this book's record by hand, which takes precedence. “rematch” clears it.")
    return 0


async def exclude(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Exclude books from Hardcover."""
    undo = await services.matches.exclude(arguments.book_ids)
    console.say("Excluded from Hardcover. Send it again with “include”.")
    return await _remove_if_asked(services, arguments, undo, console)


async def include(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Include books again."""
    await services.matches.include(arguments.book_ids)
    console.say("Included. The next sync will send it.")
    return 0


async def pages(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Enter a page count, or use the edition's own again (0)."""
    await services.matches.set_pages([arguments.book_id], arguments.pages or None)
    return 0


async def why(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show the chain from a device to Hardcover for one book, up to the first broken link."""
    found = await asyncio.to_thread(services.explain.why, arguments.book_id)
    for link in found.links:
        console.say(f"{'✓' if link.holds else '✗'} {link.name}: {link.text}")
    if found.broken is not None:
        console.say(f"  → {found.broken.remedy}")
    return 0


async def import_shelf(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Fill blank books from the person's Hardcover shelf: what is ready and, with --review, likely."""
    if arguments.dry_run:
        rows, taken = await services.shelf_import.preview(), 0
    else:
        rows, done = await services.shelf_import.run_ready(
            review=arguments.review, progress=not arguments.no_progress
        )
        taken = done.count
    counts = {kind.value: sum(row.kind is kind for row in rows) for kind in ImportKind}
    if arguments.json:
        console.dump({**counts, "imported": taken, "items": [_import_document(row) for row in rows]})
        return 0
    for row in rows:
        console.say(
            f"{row.kind.value}: {row.entry.book.title if row.entry.book else row.entry.record_id}: {row.reason}"
        )
    console.say(f"Imported: {taken}.")
    return 0


def _import_document(row: ImportRow) -> dict[str, object]:
    return {
        "title": row.entry.book.title if row.entry.book else "",
        "hardcover_id": row.entry.record_id,
        "book_id": row.book_id,
        "kind": row.kind.value,
        "reason": row.reason,
        "status": row.state.status.value if row.state else None,
    }


async def undo(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Restore what a sync replaced on Hardcover."""
    cancel = RunCancel()
    try:
        summary = await services.undo.undo(arguments.run_id, cancel=cancel)
    except asyncio.CancelledError:
        # Ctrl+C where a program that runs already carries it out.
        services.undo.cancel(cancel)
        raise
    console.say(f"Undone: {summary.restored}.")
    if summary.quotes:
        console.say(f"Quotes taken back: {summary.quotes}.")
    if summary.left:
        console.say(f"Not undone: {summary.left}.")
    for reason in (*summary.kept, *([summary.message] if summary.message else [])):
        console.complain(reason)
    return 1 if summary.message or summary.failed else 0


async def _remove_if_asked(
    services: Services, arguments: argparse.Namespace, undo: MatchUndo, console: Console
) -> int:
    if not arguments.remove:
        return 0
    removal = await services.entry_removal.remove(undo.sync_books)
    console.say(f"Entries removed on Hardcover: {removal.removed}.")
    for reason in removal.kept:
        console.complain(reason)
    return 0


SUBJECT = Subject(
    add_arguments,
    {
        "pick": pick,
        "rematch": rematch,
        "exclude": exclude,
        "accept": accept,
        "replace-status": replace_status,
        "hardcover-id": hardcover_id,
        "include": include,
        "pages": pages,
        "why": why,
        "import": import_shelf,
        "undo": undo,
    },
)
