"""`status` and `reread`: reading status set by the person."""

import argparse
import asyncio
from datetime import date

from bookorbit_desktop.cli.arguments import day, enum_word
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    status = parsers["status"]
    status.add_argument("book_id", nargs="?", type=int, metavar="BOOK_ID")
    status.add_argument(
        "status",
        nargs="?",
        type=enum_word(ReadingStatus),
        metavar="STATUS",
        help=", ".join(ReadingStatus),
    )
    status.add_argument("--rating", type=float, metavar="R", help="0.5 to 5 in half steps")
    status.add_argument("--started", type=day, metavar="D", help="YYYY-MM-DD")
    status.add_argument("--finished", type=day, metavar="D", help="YYYY-MM-DD")
    status.add_argument(
        "--stdin",
        action="store_true",
        help=("read lines of BOOK_ID STATUS [rating=R] [started=D] [finished=D]; applies all or none"),
    )
    status.add_argument("--json", action="store_true", help="print the sync status as JSON")
    reread = parsers["reread"]
    reread.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    reread.add_argument("--decline", action="store_true", help="these books aren't being re-read")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    named = (arguments.book_id, arguments.status)
    values = (arguments.rating, arguments.started, arguments.finished)
    wants_overview = not arguments.stdin and named == (None, None) and values == (None, None, None)
    if arguments.stdin and named != (None, None):
        parser.error("status needs BOOK_ID and STATUS, or only --stdin")
    if not arguments.stdin and None in named and not wants_overview:
        parser.error("status needs BOOK_ID and STATUS, or only --stdin")
    if arguments.json and not wants_overview:
        parser.error("status --json can't be combined with a book")


async def status(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`status`; without a book, the sync status."""
    if arguments.book_id is None and not arguments.stdin:
        from bookorbit_desktop.cli.sync import overview

        return await overview(services, arguments, console)
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


_FORM = "BOOK_ID STATUS [rating=R] [started=YYYY-MM-DD] [finished=YYYY-MM-DD]"


def parse_status_lines(text: str) -> list[tuple[BookId, StatusChange]]:
    """The changes in order; empty lines and lines that begin with # are ignored.

    Raises InvalidInput with the number of the first invalid line.
    """
    changes = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            changes.append(_parse(number, line.split()))
    return changes


def _parse(number: int, fields: list[str]) -> tuple[BookId, StatusChange]:
    try:
        book_id, status, *options = fields
        values = dict(option.split("=", 1) for option in options)
        change = StatusChange(
            ReadingStatus(status),
            rating=float(values.pop("rating")) if "rating" in values else None,
            started_on=date.fromisoformat(values.pop("started")) if "started" in values else None,
            finished_on=date.fromisoformat(values.pop("finished")) if "finished" in values else None,
        )
        parsed = (BookId(int(book_id)), change)
    except ValueError as error:
        raise InvalidInput(
            Message("Line {0} does not fit {1}. Nothing was changed.", str(number), _FORM)
        ) from error
    if values:
        raise InvalidInput(
            Message("Line {0} has an unknown word: {1}. Nothing was changed.", str(number), min(values))
        )
    return parsed


SUBJECT = Subject(add_arguments, {"status": status, "reread": reread}, {"status": check})
