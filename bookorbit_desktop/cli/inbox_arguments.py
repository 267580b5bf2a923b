"""Arguments of the commands for new books."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    listing = commands.add_parser("inbox", help="list new books waiting for review and files with problems")
    listing.add_argument("--json", action="store_true")
    approving = commands.add_parser("approve", help="approve new books")
    which = approving.add_mutually_exclusive_group(required=True)
    which.add_argument("book_ids", nargs="*", type=int, default=[], metavar="BOOK_ID")
    which.add_argument("--complete", action="store_true", help="all books with a known title and author")
