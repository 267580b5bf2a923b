"""The argument parser of `bookorbit-desktop`.

Only words: a person who asks for help does not wait for what the commands work with.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from bookorbit_desktop import __version__
from bookorbit_desktop.cli import (
    account_arguments,
    calibre_arguments,
    collection_arguments,
    device_arguments,
    device_scan_arguments,
    document_arguments,
    edit_arguments,
    file_arguments,
    highlight_arguments,
    inbox_arguments,
    list_arguments,
    match_arguments,
    merge_arguments,
    position_arguments,
    relay_arguments,
    series_arguments,
    server_arguments,
    shelf_arguments,
)
from bookorbit_desktop.domain.reading.reading import ReadingStatus

if TYPE_CHECKING:
    from bookorbit_desktop.domain.hardcover.sync_log import LogPeriod

_GREATEST: Final = 2**63 - 1
"""What SQLite keeps as a whole number (sqlite.org/datatype3.html)."""
READING_COMMANDS = frozenset(
    {"authors", "documents", "export", "history", "inbox", "list", "log", "series", "why"}
)
"""These only read: they work beside a running program. All others hand over to it."""


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, or what `only` and its neighbours need. Wrong words end with exit code 2."""
    parser = argparse.ArgumentParser(
        prog="bookorbit-desktop",
        description="Keeps your place in every book in sync between KOReader and Hardcover.",
        epilog="Without a command, opens the window, or serves KOReader if there is no display.",
    )
    parser.add_argument("--version", action="version", version=f"BookOrbit Desktop {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="library folder (default: BOOKORBIT_DATA_DIR)"
    )
    parser.add_argument(
        "--set-aside",
        action="store_true",
        help="move a damaged library to a folder beside it and begin a new one",
    )
    parser.add_argument("--minimized", action="store_true", help="start in the tray")
    parser.add_argument(
        "--demo", action="store_true", help="try everything with sample books; nothing leaves this computer"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for names, add in _adders():
        if only is None or only in names:
            add(commands)
    return parser


def wanted_command(argv: Sequence[str]) -> str | None:
    """The command in these words, "" without one; None where only the whole parser can tell, as for `--help`."""
    words = iter(argv)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif not word.startswith("-"):
            return word if any(word in names for names, _ in _adders()) else None
        elif word not in ("--demo", "--minimized", "--version") and not word.startswith("--data-dir="):
            return None
    return ""


_Words = TypeVar("_Words", bound=StrEnum)
HARDCOVER_COMMANDS = frozenset(
    {
        *("token", "sync", "pick", "rematch", "exclude", "undo", "import", "why", "refresh"),
        *("privacy", "clear-rating"),
    }
)
"""These need the token: it is fetched from the password store before they run."""

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


_Add: TypeAlias = Callable[[_Commands], None]


def _adders() -> tuple[tuple[tuple[str, ...], _Add], ...]:
    """Who adds which commands. What a command needs for that is imported when it is added."""
    return (
        (("serve",), _add_serve),
        (("server",), server_arguments.add_parsers),
        (("credentials", "pair"), account_arguments.add_parsers),
        (("scan", "folders", "export", "list"), _add_library),
        (("status", "reread"), _add_reading),
        (("token", "sync"), _add_hardcover),
        (("log",), _add_log),
        (
            ("documents", "link", "unlink", "prove", "ignore", "entry"),
            lambda commands: document_arguments.add_parsers(commands, _text),
        ),
        (("devices",), lambda commands: device_arguments.add_parsers(commands, _text)),
        (("device",), device_scan_arguments.add_parsers),
        (
            (
                *("pick", "rematch", "accept", "replace-status", "hardcover-id", "exclude", "include"),
                *("pages", "undo", "import", "why"),
            ),
            match_arguments.add_parsers,
        ),
        (("import-csv",), list_arguments.add_parsers),
        (("history", "restore", "reset", "step-back"), position_arguments.add_parsers),
        (("privacy", "clear-rating"), shelf_arguments.add_parsers),
        (("relay",), relay_arguments.add_parsers),
        (("merge", "split"), merge_arguments.add_parsers),
        (("inbox", "approve"), inbox_arguments.add_parsers),
        (("edit", "refresh"), edit_arguments.add_parsers),
        (("organise", "write-metadata"), lambda commands: file_arguments.add_parsers(commands, _text)),
        (("series", "authors"), lambda commands: series_arguments.add_parsers(commands, _text)),
        (
            ("shelf", "tag"),
            lambda commands: collection_arguments.add_parsers(commands, _text, _one_of(ReadingStatus)),
        ),
        (("calibre",), lambda commands: calibre_arguments.add_parsers(commands, _text)),
        (("highlights",), lambda commands: highlight_arguments.add_parsers(commands, _text, _day)),
    )


def _add_serve(commands: _Commands) -> None:
    serve = commands.add_parser("serve", help="serve KOReader without a window and sync automatically")
    serve.add_argument("--host", metavar="H", help="address to listen on (default: all)")
    serve.add_argument(
        "--port", type=_port, metavar="N", help="port to listen on; exits with code 1 if it's in use"
    )


def _add_library(commands: _Commands) -> None:
    from bookorbit_desktop.domain.library.listing import BookSort

    scan = commands.add_parser("scan", help="add book folders to the library and scan for new books")
    scan.add_argument("paths", nargs="+", metavar="PATH")
    scan.add_argument("--json", action="store_true")
    folders = commands.add_parser("folders", help="list library folders and how each is watched")
    folders.add_argument("--remove", metavar="PATH", help="stop scanning a folder; its files and books stay")
    folders.add_argument("--json", action="store_true")
    export = commands.add_parser("export", help="export the whole library as JSON")
    export.add_argument("--output", type=Path, metavar="FILE")
    listing = commands.add_parser("list", help="list the books in the library")
    listing.add_argument(
        "--query", type=_text, default="", metavar="Q", help="words in the title, author or series"
    )
    listing.add_argument("--status", type=_one_of(ReadingStatus), metavar="S")
    listing.add_argument("--sort", type=_one_of(BookSort), default=BookSort.TITLE, metavar="S")
    listing.add_argument("--reverse", action="store_true", help="reverse the order")
    listing.add_argument("--author", type=_text, default="", metavar="A", help="part of an author's name")
    listing.add_argument("--genre", type=_text, metavar="G", help="a genre, ignoring case")
    listing.add_argument("--shelf", metavar="SHELF", help="only the books on your own shelf")
    listing.add_argument("--tag", metavar="TAG", help="only the books with your own tag")
    listing.add_argument("--json", action="store_true")


def _add_reading(commands: _Commands) -> None:
    status = commands.add_parser("status", help="set a book's status; without a book, show the sync status")
    status.add_argument("book_id", nargs="?", type=int, metavar="BOOK_ID")
    status.add_argument(
        "status",
        nargs="?",
        type=_one_of(ReadingStatus),
        metavar="STATUS",
        help=", ".join(ReadingStatus),
    )
    status.add_argument("--rating", type=float, metavar="R", help="0.5 to 5 in half steps")
    status.add_argument("--started", type=_day, metavar="D", help="YYYY-MM-DD")
    status.add_argument("--finished", type=_day, metavar="D", help="YYYY-MM-DD")
    status.add_argument(
        "--stdin",
        action="store_true",
        help=("read lines of BOOK_ID STATUS [rating=R] [started=D] [finished=D]; applies all or none"),
    )
    status.add_argument("--json", action="store_true", help="print the sync status as JSON")
    reread = commands.add_parser("reread", help="start a new read of finished books")
    reread.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    reread.add_argument("--decline", action="store_true", help="these books aren't being re-read")


def _add_hardcover(commands: _Commands) -> None:
    token = commands.add_parser("token", help="save, remove or check your Hardcover token")
    action = token.add_mutually_exclusive_group(required=True)
    action.add_argument("--stdin", action="store_true", help="read the token from standard input and save it")
    action.add_argument("--remove", action="store_true")
    action.add_argument("--check", action="store_true")
    sync = commands.add_parser("sync", help="send pending changes to Hardcover")
    sync.add_argument("--dry-run", action="store_true", help="only show what would be written")
    sync.add_argument("--all", action="store_true", help="check every book again, including those in sync")
    sync.add_argument("--json", action="store_true")


def _add_log(commands: _Commands) -> None:
    from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogOutcome, LogPeriod

    log = commands.add_parser("log", help="show what was received and sent, what wasn't, and why")
    log.add_argument("--direction", type=_one_of(Direction), metavar="D", help=", ".join(Direction))
    log.add_argument("--result", type=_one_of(LogOutcome), metavar="R", help=", ".join(LogOutcome))
    log.add_argument("--book", type=int, metavar="BOOK_ID")
    log.add_argument("--device", type=_text, default="", metavar="NAME", help="only what this device sent")
    log.add_argument(
        "--since", type=_since, metavar="DAY", help=f"{', '.join(LogPeriod)}, or a date as YYYY-MM-DD"
    )
    log.add_argument(
        "--text",
        type=_text,
        default="",
        metavar="WORDS",
        help="words in the title, change, message or device",
    )
    log.add_argument(
        "--limit", type=_positive, metavar="N", help="newest N lines (default: 50; all with --csv)"
    )
    output = log.add_mutually_exclusive_group()
    output.add_argument("--csv", type=Path, metavar="FILE", help="write the log to a CSV file")
    output.add_argument("--json", action="store_true")


def check_arguments(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    _check_numbers(parser, arguments)
    if arguments.command and (arguments.demo or arguments.minimized):
        parser.error("--demo and --minimized can't be combined with a command")
    if arguments.demo and arguments.set_aside:
        parser.error("--demo can't be combined with --set-aside")
    if arguments.command == "credentials":
        account_arguments.check(parser, arguments)
    if arguments.command == "calibre":
        calibre_arguments.check(parser, arguments)
    if arguments.command == "device" and arguments.act == "import":
        device_scan_arguments.check_import(parser, arguments)
    if arguments.command == "edit":
        edit_arguments.check(parser, arguments)
    if arguments.command == "privacy":
        shelf_arguments.check_privacy(parser, arguments)
    if arguments.command != "status":
        return
    named = (arguments.book_id, arguments.status)
    values = (arguments.rating, arguments.started, arguments.finished)
    wants_overview = not arguments.stdin and named == (None, None) and values == (None, None, None)
    if arguments.stdin and named != (None, None):
        parser.error("status needs BOOK_ID and STATUS, or only --stdin")
    if not arguments.stdin and None in named and not wants_overview:
        parser.error("status needs BOOK_ID and STATUS, or only --stdin")
    if arguments.json and not wants_overview:
        parser.error("status --json can't be combined with a book")


def _check_numbers(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """A number that no row can have is a slip of the keyboard; SQLite would not take it."""
    for value in vars(arguments).values():
        for number in value if isinstance(value, list) else [value]:
            if isinstance(number, int) and abs(number) > _GREATEST:
                parser.error(f"{number} is too large a number")


def _one_of(words: type[_Words]) -> Callable[[str], _Words]:
    def parse(text: str) -> _Words:
        try:
            return words(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"“{text}” isn't one of {', '.join(words)}") from error

    return parse


def _text(text: str) -> str:
    """Refuses bytes that are no text: SQLite takes no surrogates."""
    if not text.isprintable():
        raise argparse.ArgumentTypeError("not valid text")
    return text


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("enter a port up to 65535")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date as YYYY-MM-DD") from error


def _since(text: str) -> LogPeriod | datetime:
    """A period by its word, or the local midnight that a day begins with."""
    from bookorbit_desktop.domain.hardcover.sync_log import LogPeriod

    if text in list(LogPeriod):
        return LogPeriod(text)
    try:
        return datetime.combine(date.fromisoformat(text), time()).astimezone()
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” isn't one of {', '.join(LogPeriod)} or a date as YYYY-MM-DD"
        ) from error
