"""What can be typed for the command about Calibre libraries."""

import argparse
from collections.abc import Callable

_COLUMN = "its name in Calibre such as #%s, “none”, or “auto” for the obvious one"


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for this command. `text` refuses what is no text."""
    calibre = commands.add_parser(
        "calibre", help="your Calibre libraries, and which of their columns say what you have read"
    )
    calibre.add_argument("folder", nargs="?", metavar="FOLDER", help="the library that is meant")
    calibre.add_argument(
        "--status", type=text, metavar="COLUMN", help=f"the column of the read status: {_COLUMN % 'read'}"
    )
    calibre.add_argument(
        "--finished",
        type=text,
        metavar="COLUMN",
        help=f"the column of the day it was read: {_COLUMN % 'date_read'}",
    )
    calibre.add_argument(
        "--rating",
        type=text,
        metavar="COLUMN",
        help=f"the column of the rating: {_COLUMN % 'stars'}, which is Calibre's own",
    )
    calibre.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """What argparse cannot say by itself; ends the program with exit code 2."""
    wanted = (arguments.status, arguments.finished, arguments.rating)
    if arguments.folder is None and wanted != (None, None, None):
        parser.error("calibre needs the FOLDER whose columns are meant")
