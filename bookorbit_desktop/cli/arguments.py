"""The argument parser of `bookorbit-desktop`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from bookorbit_desktop import __version__
from bookorbit_desktop.cli.subjects import COMMANDS, load_subject, subject_of

_Words = TypeVar("_Words", bound=StrEnum)


def enum_word(words: type[_Words]) -> Callable[[str], _Words]:
    """A value of an enumeration."""

    def parse(text: str) -> _Words:
        try:
            return words(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"“{text}” isn't one of {', '.join(words)}") from error

    return parse


def printable_text(text: str) -> str:
    """Text without control characters. Bytes that aren't text are rejected: SQLite accepts no surrogates."""
    if not text.isprintable():
        raise argparse.ArgumentTypeError("not valid text")
    return text


def port(text: str) -> int:
    """A port; 0 lets the system choose."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("enter a port up to 65535")
    return number


def positive(text: str) -> int:
    """A whole number above 0."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def day(text: str) -> date:
    """A date in ISO format."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date as YYYY-MM-DD") from error


def folder(text: str) -> Path:
    """A folder. An empty text is rejected, as it would mean the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("a folder name can't be empty")
    return Path(text)


def add_cards(parser: argparse.ArgumentParser) -> None:
    """The option for a device's memory cards."""
    parser.add_argument(
        "--card", type=folder, action="append", default=[], metavar="PATH", help="the memory card's drive"
    )


EVERY_COMMAND: Final = "*"
_FLAGS: Final = ("-h", "--help", "--version", "--demo", "--minimized", "--set-aside", "--open")
_GREATEST: Final = 2**63 - 1
"""The largest integer in SQLite (sqlite.org/datatype3.html)."""


def build_parser(wanted: str = EVERY_COMMAND) -> argparse.ArgumentParser:
    """The command line, with the arguments of `wanted` and of the commands of its subject.

    All others have only name and help. A usage error ends the program with exit code 2.
    """
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
        help="move a damaged library to a folder beside it and start a new one",
    )
    parser.add_argument("--minimized", action="store_true", help="start in the tray")
    parser.add_argument(
        "--demo", action="store_true", help="try everything with sample books; nothing leaves this computer"
    )
    parser.add_argument(
        "--open",
        nargs="*",
        type=Path,
        default=(),
        metavar="FILE",
        help="open the window and add these books or folders, as if dropped there",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for subject, summaries in COMMANDS.items():
        parsers = {name: commands.add_parser(name, help=text) for name, text in summaries.items()}
        if wanted == EVERY_COMMAND or wanted in parsers:
            load_subject(subject).add_arguments(parsers)
    return parser


def wanted_command(argv: Sequence[str]) -> str:
    """The command in these arguments, "" without one; EVERY_COMMAND if only the whole parser can tell."""
    words = iter(argv)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif not word.startswith("-"):
            return word
        elif word not in _FLAGS and not word.startswith("--data-dir="):
            return EVERY_COMMAND
    return ""


def check_arguments(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    _check_numbers(parser, arguments)
    if arguments.command and (arguments.demo or arguments.minimized or arguments.open):
        parser.error("--demo, --minimized and --open can't be combined with a command")
    if arguments.open and (arguments.demo or arguments.minimized):
        parser.error("--open can't be combined with --demo or --minimized")
    if arguments.demo and arguments.set_aside:
        parser.error("--demo can't be combined with --set-aside")
    if arguments.command:
        checks = load_subject(subject_of(arguments.command)).checks
        if arguments.command in checks:
            checks[arguments.command](parser, arguments)


def _check_numbers(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Reject numbers outside SQLite's range, which are typing errors."""
    for value in vars(arguments).values():
        for number in value if isinstance(value, list) else [value]:
            if isinstance(number, int) and abs(number) > _GREATEST:
                parser.error(f"{number} is too large a number")
