"""Arguments of the command for USB devices."""

import argparse
from pathlib import Path


def folder(text: str) -> Path:
    """A folder as it is typed; an empty text would be the one that the shell stands in."""
    if not text:
        raise argparse.ArgumentTypeError("a folder name can't be empty")
    return Path(text)


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for this command."""
    device = commands.add_parser(
        "device", help="find, scan, import from or set up KOReader devices connected by USB"
    )
    device.add_argument("--json", action="store_true", help="list connected devices as JSON")
    acts = device.add_subparsers(dest="act", metavar="ACT", title="acts")
    scan = acts.add_parser("scan", help="show KOReader's data on a device without changing anything")
    scan.add_argument(
        "path",
        type=folder,
        metavar="PATH",
        help="the device's drive, KOReader's folder or a folder of books",
    )
    scan.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="the memory card's drive",
    )
    scan.add_argument("--json", action="store_true", help="print everything as JSON")
    _add_import(acts)
    _add_setup(acts)


def _add_import(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from bookorbit_desktop.domain.usb.device_import import FieldName

    importing = acts.add_parser(
        "import",
        help="import status, rating, dates, progress, page views and highlights; only fills gaps",
        epilog="BOOK is a title, digest or key as shown by --dry-run. Lines: " + ", ".join(FieldName),
    )
    importing.add_argument("path", type=folder, metavar="PATH", help="see “device scan”")
    importing.add_argument(
        "--card",
        type=folder,
        action="append",
        default=[],
        metavar="PATH",
        help="the memory card's drive",
    )
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--same-names",
        action="store_true",
        help="match books by title and author even if the digest differs",
    )
    importing.add_argument(
        "--same",
        nargs=2,
        action="append",
        default=[],
        metavar=("BOOK", "BOOK_ID"),
        help="this book on the device is that book in the library",
    )
    for flag, text in (
        ("--own", "this book is none of the suggested ones; create a separate entry"),
        ("--leave-out", "do not import this book"),
        ("--bring-back", "import this book even though it was removed or skipped here"),
    ):
        importing.add_argument(flag, action="append", default=[], metavar="BOOK", help=text)
    for flag, text in (
        ("--tick", "also import this line of a book, or of “all”"),
        ("--untick", "skip this line of a book, or of “all”"),
    ):
        importing.add_argument(
            flag, nargs=2, action="append", default=[], metavar=("BOOK", "LINE"), help=text
        )
    clock = importing.add_mutually_exclusive_group()
    clock.add_argument(
        "--correct-clock", action="store_true", help="correct page view times using your pushes"
    )
    clock.add_argument(
        "--clock-as-is", action="store_true", help="undo a correction: use the device's own times"
    )
    importing.add_argument("--json", action="store_true", help="print the whole plan and the result as JSON")


def check_import(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    from bookorbit_desktop.domain.usb.device_import import FieldName

    for _, book_id in arguments.same:
        if not book_id.isdecimal():
            parser.error(f"--same needs BOOK and the number of a book in the library, not “{book_id}”")
    for _, line in (*arguments.tick, *arguments.untick):
        if line not in list(FieldName):
            parser.error(f"“{line}” isn't one of {', '.join(FieldName)}")


def _add_setup(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    setup = acts.add_parser(
        "setup", help="write address, login and catalogue to a device; reversible with --undo"
    )
    setup.add_argument("path", type=folder, metavar="PATH", help="the device's drive or KOReader's folder")
    setup.add_argument("--dry-run", action="store_true", help="only show what would change")
    setup.add_argument("--undo", action="store_true", help="restore the previous settings")
    setup.add_argument(
        "--keep-changes",
        action="store_true",
        help="with --undo: restore only BookOrbit's settings, keeping what KOReader changed since",
    )
    setup.add_argument(
        "--address", default="", metavar="URL", help="address for devices to use (default: the likeliest)"
    )
    setup.add_argument(
        "--password-stdin",
        action="store_true",
        help="read your current passphrase from standard input if no password store keeps it",
    )
    setup.add_argument(
        "--koreader-closed",
        action="store_true",
        help="confirm that KOReader is closed on the device, where BookOrbit can't tell",
    )
    setup.add_argument("--json", action="store_true", help="print the changes as JSON")
