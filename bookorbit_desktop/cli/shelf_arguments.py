"""Arguments of the commands for shelf entries."""

import argparse

from bookorbit_desktop.domain.hardcover.catalogue import Privacy

CHOICES = {
    "public": Privacy.PUBLIC,
    "followers": Privacy.FOLLOWERS,
    "private": Privacy.PRIVATE,
    "leave": None,
}


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    seeing = commands.add_parser("privacy", help="show or set who can see what is sent to Hardcover")
    seeing.add_argument("--set", choices=CHOICES, help="privacy for entries sent from now on")
    seeing.add_argument(
        "--apply",
        action="store_true",
        help="apply it to every entry on your shelf, including your own; reversible with “undo”",
    )
    seeing.add_argument("--yes", action="store_true", help="with --set: also change entries sent earlier")
    clearing = commands.add_parser(
        "clear-rating", help="clear the rating on Hardcover for books not rated here"
    )
    clearing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    clearing.add_argument("--here", action="store_true", help="clear the ratings here first")
    clearing.add_argument(
        "--mine-too", action="store_true", help="also clear ratings you gave on Hardcover yourself"
    )
    for parser in (seeing, clearing):
        parser.add_argument("--dry-run", action="store_true", help="only show what would be changed")
        parser.add_argument("--json", action="store_true")


def check_privacy(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    if arguments.yes and arguments.set is None:
        parser.error("privacy --yes needs --set")
