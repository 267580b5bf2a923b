"""The command for the reading journal: sessions."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bookorbit_desktop.cli.arguments import day, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading_time import Source
from bookorbit_desktop.domain.reading.sessions import Session, SessionEntry
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.reading.journal import document_of

_Act = Callable[[Services, argparse.Namespace, Console], Awaitable[None]]
_MINUTE = 60
_SOURCES = {Source.VIEWS: "page views", Source.PUSHES: "positions", Source.BY_HAND: "by hand"}


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    acts = parsers["sessions"].add_subparsers(dest="act", metavar="ACT", title="acts", required=True)
    listing = acts.add_parser(
        "list", help="list sessions, the newest first; without options, the newest month"
    )
    listing.add_argument("--book", type=int, metavar="BOOK_ID", help="all sessions of one book")
    listing.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="the first day")
    listing.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="the last day")
    listing.add_argument("--json", action="store_true")
    exporting = acts.add_parser(
        "export", help="write all sessions to a file: CSV, or JSON for a name in .json"
    )
    exporting.add_argument("file", type=Path, metavar="FILE")
    adding = acts.add_parser("add", help="add a session, also of a paper book")
    _add_entry(adding)
    correcting = acts.add_parser("correct", help="correct a session; what devices recorded is kept")
    correcting.add_argument("reference", metavar="REF", help="as `sessions list` shows it")
    _add_entry(correcting)
    deleting = acts.add_parser(
        "delete", help="leave sessions out of your figures; what devices recorded is kept"
    )
    deleting.add_argument("references", nargs="+", metavar="REF")
    undoing = acts.add_parser("undo", help="undo an added, corrected or deleted session")
    undoing.add_argument("change", type=int, metavar="CHANGE")


def _add_entry(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--book", type=int, metavar="BOOK_ID", help="a book of the library")
    parser.add_argument(
        "--title", type=printable_text, default="", metavar="TITLE", help="the title of any other book"
    )
    parser.add_argument("--begin", type=_moment, metavar="YYYY-MM-DDTHH:MM", help="when it began")
    parser.add_argument("--minutes", type=int, metavar="N", help="how long it took")
    parser.add_argument("--pages", type=float, metavar="N", help="how many pages were read")
    parser.add_argument("--device", type=printable_text, metavar="NAME", help="the device, or “Paper”")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Check that the arguments fit together."""
    if arguments.act == "list":
        if arguments.book is not None and (arguments.since or arguments.until):
            parser.error("--book can't be combined with --since or --until")
        if arguments.since and arguments.until and arguments.until < arguments.since:
            parser.error("--until is before --since")
    if arguments.act == "add":
        if (arguments.book is None) == (not arguments.title):
            parser.error("give --book or --title")
        if arguments.begin is None or arguments.minutes is None:
            parser.error("give --begin and --minutes")
    if arguments.act == "correct" and arguments.book is not None and arguments.title:
        parser.error("give --book or --title")


async def sessions(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`sessions`."""
    await _ACTS[arguments.act](services, arguments, console)
    return 0


async def _list(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    found = await asyncio.to_thread(_found, services, arguments)
    if arguments.json:
        console.dump([document_of(session) for session in found])
    elif found:
        console.table(("REF", "BEGIN", "TIME", "PAGES", "TITLE", "DEVICE", "FROM"), list(map(_cells, found)))
    else:
        console.say("No sessions here. Read a little on your device, or use “sessions add”.")


def _found(services: Services, arguments: argparse.Namespace) -> Sequence[Session]:
    reading_journal = services.reading_journal
    if arguments.book is not None:
        services.library.book(arguments.book)
        return reading_journal.of_book(arguments.book)
    if arguments.since is None and arguments.until is None:
        return reading_journal.page().sessions
    return reading_journal.between(
        arguments.since or date.min, arguments.until or services.reading_time.today() + timedelta(days=1)
    )


async def _export(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    path = console.cwd / arguments.file
    count = await asyncio.to_thread(services.reading_journal.export, path)
    console.say(f"{count} {'session' if count == 1 else 'sessions'} written to {path}.")


async def _add(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    entry = SessionEntry(
        arguments.book,
        arguments.title,
        arguments.begin,
        arguments.minutes * _MINUTE,
        arguments.pages,
        arguments.device or "Paper",
    )
    _say_undo(await asyncio.to_thread(services.reading_journal.add, entry), "Session added.", console)


async def _correct(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    def correct() -> int:
        before = services.reading_journal.find(arguments.reference)
        return services.reading_journal.correct(before, _corrected(before, arguments))

    _say_undo(await asyncio.to_thread(correct), "Session corrected.", console)


def _corrected(before: Session, arguments: argparse.Namespace) -> SessionEntry:
    """The session with the given changes; everything else stays as it is."""
    book: BookId | None = before.book_id
    title = before.title or before.document
    if arguments.book is not None or arguments.title:
        book, title = arguments.book, arguments.title
    return SessionEntry(
        book,
        title,
        arguments.begin or datetime.fromtimestamp(before.begin, UTC),
        before.seconds if arguments.minutes is None else arguments.minutes * _MINUTE,
        before.pages if arguments.pages is None else arguments.pages,
        ", ".join(before.devices) if arguments.device is None else arguments.device,
    )


async def _delete(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    for reference in arguments.references:
        change = await asyncio.to_thread(
            lambda one: services.reading_journal.delete(services.reading_journal.find(one)), reference
        )
        _say_undo(change, f"Session {reference} deleted.", console)


async def _undo(services: Services, arguments: argparse.Namespace, console: Console) -> None:
    await asyncio.to_thread(services.reading_journal.undo, arguments.change)
    console.say("Undone.")


def _say_undo(change: int, done: str, console: Console) -> None:
    console.say(f"{done} “sessions undo {change}” undoes this.")


def _cells(session: Session) -> tuple[str, ...]:
    begin = datetime.fromtimestamp(session.begin, UTC).astimezone()
    return (
        session.reference,
        f"{begin:%Y-%m-%d %H:%M}",
        f"{session.seconds // _MINUTE} min",
        "" if session.pages is None else str(round(session.pages)),
        session.title or session.document,
        ", ".join(session.devices),
        _SOURCES[session.source],
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise argparse.ArgumentTypeError("a time as YYYY-MM-DDTHH:MM") from error


_ACTS: dict[str, _Act] = {
    "list": _list,
    "export": _export,
    "add": _add,
    "correct": _correct,
    "delete": _delete,
    "undo": _undo,
}

SUBJECT = Subject(add_arguments, {"sessions": sessions}, {"sessions": check})
