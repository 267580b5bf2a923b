"""The commands for documents: documents, link, unlink, prove, ignore, entry."""

import argparse
import asyncio

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.koreader.file_proof import Verdict
from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader.documents import SuggestedBook

_HEADER = ("DOCUMENT", "NAME", "DEVICE", "POSITION", "SEEN", "BOOK")


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    listing = parsers["documents"]
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--unmatched", action="store_true", help="only those without a book, with suggestions")
    which.add_argument("--ignored", action="store_true", help="only ignored ones")
    which.add_argument("--all", action="store_true", help="all documents, including ignored ones")
    listing.add_argument("--json", action="store_true")
    link = parsers["link"]
    link.add_argument("digest", type=printable_text, metavar="DIGEST")
    link.add_argument("book_id", type=int, metavar="BOOK_ID")
    unlink = parsers["unlink"]
    unlink.add_argument("digest", type=printable_text, metavar="DIGEST")
    unlink.add_argument("book_id", type=int, nargs="?", metavar="BOOK_ID", help="one of several books")
    prove = parsers["prove"]
    prove.add_argument("digest", type=printable_text, metavar="DIGEST")
    prove.add_argument("file", metavar="FILE")
    prove.add_argument("--link", action="store_true", help="link the document to the book found")
    ignore = parsers["ignore"]
    ignore.add_argument("digests", type=printable_text, nargs="+", metavar="DIGEST")
    ignore.add_argument("--stop", action="store_true", help="list them again")
    entry = parsers["entry"]
    entry.add_argument("digest", type=printable_text, metavar="DIGEST")
    entry.add_argument(
        "--title", type=printable_text, default="", metavar="T", help="default: as your device sent it"
    )
    entry.add_argument(
        "--author", type=printable_text, action="append", default=[], metavar="A", help="one or more"
    )


async def documents(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List what devices sent; by default everything that is not ignored."""
    shown = [
        document
        for document in await asyncio.to_thread(services.progress.documents)
        if _is_wanted(document, arguments)
    ]
    found = {}
    if arguments.unmatched:
        suggest = services.documents.suggestions
        found = {document.digest: await asyncio.to_thread(suggest, document) for document in shown}
    if arguments.json:
        console.dump([_document(document, found.get(document.digest)) for document in shown])
        return 0
    console.table(_HEADER, [_cells(document, found.get(document.digest)) for document in shown])
    return 0


async def link(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Link a document to a book; its earlier position is applied."""
    await asyncio.to_thread(services.documents.link, arguments.digest, arguments.book_id)
    book = await asyncio.to_thread(services.library.book, arguments.book_id)
    console.say(f"{arguments.digest} is “{book.metadata.title}”.")
    return 0


async def unlink(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Unlink a document from a book."""
    undo = await asyncio.to_thread(services.documents.unlink, arguments.digest, arguments.book_id)
    book = await asyncio.to_thread(services.library.book, undo.book_id)
    title = book.metadata.title
    console.say(f"{arguments.digest} is not “{title}” any more. Undo this with “link”.")
    if undo.reading_changed:
        console.say(f"“{title}” is back at its position before it was linked.")
    else:
        console.say(f"The position in “{title}” stays; change its status with “status”.")
    return 0


async def prove(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Compare a file with a document, and link it only on request. Returns 1 for a different file."""
    path = console.cwd / arguments.file
    proof = await asyncio.to_thread(services.file_proof.prove, arguments.digest, str(path))
    console.say(f"{proof.sentence} {proof.explanation}")
    if proof.book_id is not None and arguments.link:
        await asyncio.to_thread(services.file_proof.link, proof)
        console.say(f"{proof.digest} is “{proof.title}”.")
    elif proof.book_id is not None:
        console.say("  → to link it, add --link")
    elif proof.is_proven:
        console.say(f"  → scan {path}")
    return 0 if proof.verdict is not Verdict.DIFFERENT_FILE else 1


async def ignore(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Hide documents, or list them again."""
    ignored = not arguments.stop
    await asyncio.to_thread(lambda: services.documents.ignore(arguments.digests, ignored=ignored))
    if ignored:
        console.say("Ignored. Its progress still syncs between your devices.")
    else:
        console.say("Listed again.")
    return 0


async def entry(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Create a book without a file for a document."""
    create = services.documents.create_entry
    undo = await asyncio.to_thread(create, arguments.digest, arguments.title, arguments.author)
    book = await asyncio.to_thread(services.library.book, undo.book_id)
    console.say(f"{arguments.digest} is “{book.metadata.title}”, book {book.id}, from now on.")
    return 0


def _is_wanted(document: Document, arguments: argparse.Namespace) -> bool:
    if arguments.all:
        return True
    if arguments.ignored:
        return document.ignored
    return document.is_unmatched if arguments.unmatched else not document.ignored


def _document(document: Document, suggestions: list[SuggestedBook] | None) -> dict[str, object]:
    told: dict[str, object] = {
        "digest": document.digest,
        "book_id": document.book_id,
        "matched_by": document.matched_by or None,
        "ignored": document.ignored,
        "title": document.title or None,
        "authors": document.authors.splitlines(),
        "filename": document.filename or None,
        "percentage": document.percentage,
        "progress": document.progress,
        "device": document.device,
        "updated_at": iso_time(document.updated_at),
        "pushes": document.pushes,
    }
    if suggestions is not None:
        told["suggestions"] = [
            {
                "book_id": suggestion.row.id,
                "title": suggestion.row.title,
                "confidence": round(suggestion.confidence, 2),
                "reasons": list(suggestion.reasons),
            }
            for suggestion in suggestions
        ]
    return told


def _cells(document: Document, suggestions: list[SuggestedBook] | None) -> tuple[str, ...]:
    position = "" if document.percentage is None else f"{whole_percent(document.percentage)}%"
    name = document.title or document.filename or "(no name sent)"
    return (
        document.digest,
        name,
        document.device_name,
        position,
        iso_time(document.updated_at),
        _book_text(document, suggestions),
    )


def _book_text(document: Document, suggestions: list[SuggestedBook] | None) -> str:
    if document.book_id is not None:
        return (
            f"{document.book_id}, linked by you" if document.matched_by == "linked" else str(document.book_id)
        )
    if document.ignored:
        return "ignored"
    best = next(iter(suggestions or ()), None)
    return f"{best.row.id}? {best.row.title}, {whole_percent(best.confidence)}%" if best else "?"


SUBJECT = Subject(
    add_arguments,
    {
        "documents": documents,
        "link": link,
        "unlink": unlink,
        "prove": prove,
        "ignore": ignore,
        "entry": entry,
    },
)
