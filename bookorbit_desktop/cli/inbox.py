"""The commands for new books: inbox, approve."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.library.inbox import WAITING, InboxFile, InboxState
from bookorbit_desktop.services.container import Services

_HEADER = ("BOOK", "TITLE", "FORMAT", "STAGE", "DETECTED", "FILE")
_STAGES = {
    InboxState.ERROR: "error",
    InboxState.MANUAL: "manual review needed",
    InboxState.READY: "ready to review",
    InboxState.READING: "reading file",
    InboxState.ASKING: "asking Hardcover",
}


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    listing = parsers["inbox"]
    listing.add_argument("--json", action="store_true")
    approving = parsers["approve"]
    which = approving.add_mutually_exclusive_group(required=True)
    which.add_argument("book_ids", nargs="*", type=int, default=[], metavar="BOOK_ID")
    which.add_argument("--complete", action="store_true", help="all books with a known title and author")


async def inbox(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List what waits for the person, newest first."""
    files = (await asyncio.to_thread(services.inbox.load)).files
    waiting = [file for file in files if file.state in WAITING]
    if arguments.json:
        console.dump([_document(file) for file in waiting])
        return 0
    console.table(_HEADER, [_cells(file) for file in waiting])
    return 0


async def approve(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Approve books with their known metadata."""
    review = services.review
    if arguments.complete:
        waiting = [book.book_id for book in await asyncio.to_thread(review.waiting)]
        undo = await asyncio.to_thread(review.approve_complete, waiting)
    else:
        undo = await asyncio.to_thread(review.approve_as_they_are, arguments.book_ids)
    left = await asyncio.to_thread(services.inbox.waiting)
    console.say(f"Approved: {len(undo.books)}. Still waiting: {left}.")
    return 0


def _cells(file: InboxFile) -> tuple[str, ...]:
    stage = _STAGES[file.state]
    reason = f"{stage}: {file.problem}" if file.problem else stage
    return (
        str(file.book_id),
        file.title,
        file.format,
        reason,
        iso_time(file.detected_at),
        file.shown_path,
    )


def _document(file: InboxFile) -> dict[str, object]:
    return {
        "book_id": file.book_id,
        "title": file.title,
        "authors": list(file.authors),
        "format": file.format,
        "stage": file.state.value,
        "problem": file.problem or None,
        "waits_for_review": file.waits,
        "detected_at": iso_time(file.detected_at),
        "path": file.shown_path,
    }


SUBJECT = Subject(add_arguments, {"inbox": inbox, "approve": approve})
