"""What can be typed for the command about devices that are plugged in."""

import argparse
from pathlib import Path

from bookorbit_desktop.domain.usb.device_import import FieldName


def folder(text: str) -> Path:
    """A folder as it is typed; an empty text would be the one that the shell stands in."""
    if not text:
        raise argparse.ArgumentTypeError("an empty text names no folder")
    return Path(text)


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    device = commands.add_parser(
        "device", help="KOReader devices that are plugged in: find them, read them, import, set one up"
    )
    device.add_argument("--json", action="store_true", help="what is plugged in as JSON")
    acts = device.add_subparsers(dest="act", metavar="ACT", title="acts")
    scan = acts.add_parser("scan", help="show what KOReader keeps on a device; nothing there is changed")
    scan.add_argument(
        "path",
        type=folder,
        metavar="PATH",
        help="where it is mounted, or KOReader's folder, or a folder of books",
    )
    scan.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="where its memory card is mounted",
    )
    scan.add_argument("--json", action="store_true", help="everything as JSON")
    _add_import(acts)
    _add_setup(acts)


def _add_import(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    importing = acts.add_parser(
        "import",
        help="take over status, rating, dates, progress, page views and highlights; fills gaps only",
        epilog="BOOK is a title, a digest or a key as --dry-run shows them. Lines: " + ", ".join(FieldName),
    )
    importing.add_argument("path", type=folder, metavar="PATH", help="as for “device scan”")
    importing.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="where its memory card is mounted",
    )
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--same-names",
        action="store_true",
        help="a book is the one here that has its title and author, also where the digest is another one",
    )
    importing.add_argument(
        "--same",
        nargs=2,
        action="append",
        default=[],
        metavar=("BOOK", "BOOK_ID"),
        help="this book of the device is that book here",
    )
    for flag, text in (
        ("--own", "this book is none of those it could be: make an entry of its own"),
        ("--leave-out", "do not import this book"),
        ("--bring-back", "import this book although it was removed or left out here"),
    ):
        importing.add_argument(flag, action="append", default=[], metavar="BOOK", help=text)
    for flag, text in (
        ("--tick", "also take over this line of a book, or of “all”"),
        ("--untick", "leave out this line of a book, or of “all”"),
    ):
        importing.add_argument(
            flag, nargs=2, action="append", default=[], metavar=("BOOK", "LINE"), help=text
        )
    clock = importing.add_mutually_exclusive_group()
    clock.add_argument(
        "--correct-clock", action="store_true", help="correct page views by what your pushes show"
    )
    clock.add_argument(
        "--clock-as-is", action="store_true", help="take a correction back: times are as the device says them"
    )
    importing.add_argument("--json", action="store_true", help="the whole plan, and what was done, as JSON")


def check_import(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """What argparse cannot say by itself; ends the program with exit code 2."""
    for _, book_id in arguments.same:
        if not book_id.isdecimal():
            parser.error(f"--same needs BOOK and the number of a book here, not “{book_id}”")
    for _, line in (*arguments.tick, *arguments.untick):
        if line not in list(FieldName):
            parser.error(f"“{line}” is none of {', '.join(FieldName)}")


def _add_setup(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    setup = acts.add_parser(
        "setup", help="write address, login and catalogue to a device; --undo takes it back"
    )
    setup.add_argument("path", type=folder, metavar="PATH", help="where it is mounted, or KOReader's folder")
    setup.add_argument("--dry-run", action="store_true", help="only show what would change")
    setup.add_argument("--undo", action="store_true", help="put back what was there before")
    setup.add_argument(
        "--keep-changes",
        action="store_true",
        help="with --undo: only BookOrbit's settings, where KOReader has written since",
    )
    setup.add_argument(
        "--address", default="", metavar="URL", help="the address devices shall use (default: the likeliest)"
    )
    setup.add_argument(
        "--password-stdin",
        action="store_true",
        help="read your passphrase, where no password store keeps it; it is not changed",
    )
    setup.add_argument(
        "--koreader-closed",
        action="store_true",
        help="KOReader is closed on the device; needed where BookOrbit cannot see that",
    )
    setup.add_argument("--json", action="store_true", help="what changes as JSON")
