"""The command for the sync log: filtered, as a table, JSON or CSV."""

import argparse
import asyncio
from datetime import date, datetime, time
from pathlib import Path

from bookorbit_desktop.cli.arguments import enum_word, positive, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogPeriod, LogQuery
from bookorbit_desktop.services.container import Services

LIMIT = 50
_ARROWS = {
    Direction.FROM_KOREADER: "KOReader →",
    Direction.TO_HARDCOVER: "→ Hardcover",
    Direction.FROM_HARDCOVER: "← Hardcover",
    Direction.TO_RELAY: "→ Relay",
    Direction.FROM_RELAY: "← Relay",
    Direction.FROM_FILE: "← File",
    Direction.FROM_DEVICE: "← Device",
}


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    log = parsers["log"]
    log.add_argument("--direction", type=enum_word(Direction), metavar="D", help=", ".join(Direction))
    log.add_argument("--result", type=enum_word(LogOutcome), metavar="R", help=", ".join(LogOutcome))
    log.add_argument("--book", type=int, metavar="BOOK_ID")
    log.add_argument(
        "--device", type=printable_text, default="", metavar="NAME", help="only what this device sent"
    )
    log.add_argument(
        "--since", type=_since, metavar="DAY", help=f"{', '.join(LogPeriod)}, or a date as YYYY-MM-DD"
    )
    log.add_argument(
        "--text",
        type=printable_text,
        default="",
        metavar="WORDS",
        help="words in the title, change, message or device",
    )
    log.add_argument(
        "--limit", type=positive, metavar="N", help="newest N lines (default: 50; all with --csv)"
    )
    output = log.add_mutually_exclusive_group()
    output.add_argument("--csv", type=Path, metavar="FILE", help="write the log to a CSV file")
    output.add_argument("--json", action="store_true")


def _since(text: str) -> LogPeriod | datetime:
    """The start of a named period, or local midnight of a day."""
    if text in list(LogPeriod):
        return LogPeriod(text)
    try:
        return datetime.combine(date.fromisoformat(text), time()).astimezone()
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” isn't one of {', '.join(LogPeriod)} or a date as YYYY-MM-DD"
        ) from error


async def log(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show what arrived, what was sent, what was not, and why."""
    query = _query(arguments, services.clock.now())
    if arguments.csv is not None:
        path = console.cwd / arguments.csv
        count = await asyncio.to_thread(services.sync_log.export_csv, query, path, arguments.limit)
        if count is None:
            console.complain("Stopped. No file was written.")
            return 1
        console.say(f"{count} lines written to {path}.")
        return 0
    page = await asyncio.to_thread(lambda: services.sync_log.page(query, limit=arguments.limit or LIMIT))
    if arguments.json:
        console.dump([_document(line) for line in page.lines])
    else:
        header = ("TIME", "RUN", "DIRECTION", "BOOK", "RESULT", "UNITS", "WHAT")
        console.table(header, [_cells(line) for line in page.lines])
    return 0


def _query(arguments: argparse.Namespace, now: datetime) -> LogQuery:
    since = arguments.since
    return LogQuery(
        direction=arguments.direction,
        outcome=arguments.result,
        book_id=arguments.book,
        device=arguments.device,
        text=arguments.text,
        since=since.since(now) if isinstance(since, LogPeriod) else since,
    )


def _document(line: LogLine) -> dict[str, object]:
    # The keys are promised to scripts.
    return {
        "at": iso_time(line.at),
        "direction": line.direction,
        "title": line.title,
        "outcome": line.outcome,
        "changes": line.changes,
        "message": line.message,
        "book_id": line.book_id,
        "hardcover_id": line.record_id,
        "units": line.units,
        "device": line.device,
        "run_id": line.run_id,
        "link": line.link,
    }


def _cells(line: LogLine) -> tuple[str, ...]:
    what = "; ".join(part for part in (*line.changes, line.device, line.message) if part)
    units = "" if line.units is None else str(line.units)
    return (
        iso_time(line.at),
        "" if line.run_id is None else str(line.run_id),
        _ARROWS[line.direction],
        line.title or "(whole sync)",
        line.outcome,
        units,
        what,
    )


SUBJECT = Subject(add_arguments, {"log": log})
