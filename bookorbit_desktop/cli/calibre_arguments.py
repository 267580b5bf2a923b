"""Arguments of the command for Calibre libraries."""

import argparse
from collections.abc import Callable

_COLUMN = "a column name such as #%s, “none”, or “auto” to detect it"


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for this command. `text` refuses what is no text."""
    calibre = commands.add_parser(
        "calibre", help="list Calibre libraries and choose their columns for reading data"
    )
    calibre.add_argument("folder", nargs="?", metavar="FOLDER", help="the Calibre library")
    calibre.add_argument(
        "--status", type=text, metavar="COLUMN", help=f"column with the read status: {_COLUMN % 'read'}"
    )
    calibre.add_argument(
        "--finished",
        type=text,
        metavar="COLUMN",
        help=f"column with the date read: {_COLUMN % 'date_read'}",
    )
    calibre.add_argument(
        "--rating",
        type=text,
        metavar="COLUMN",
        help=f"column with the rating: {_COLUMN % 'stars'}, which is Calibre's own",
    )
    calibre.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    wanted = (arguments.status, arguments.finished, arguments.rating)
    if arguments.folder is None and wanted != (None, None, None):
        parser.error("calibre needs the FOLDER of the library to change")
