"""Arguments of the commands for positions."""

import argparse

from bookorbit_desktop.domain.reading.step_back import BackwardRule


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    listing = commands.add_parser(
        "history", help="list all positions that devices sent for a book, newest first"
    )
    listing.add_argument("book_id", type=int, metavar="BOOK_ID")
    listing.add_argument("--json", action="store_true")
    restoring = commands.add_parser("restore", help="send an earlier position of a book back to devices")
    restoring.add_argument("book_id", type=int, metavar="BOOK_ID")
    restoring.add_argument("push_id", type=int, metavar="PUSH_ID", help="its number in “history”")
    resetting = commands.add_parser(
        "reset", help="reset the position of books until a device sends another; Hardcover isn't changed"
    )
    resetting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    stepping = commands.add_parser(
        "step-back", help="handle books whose device went back; without a book, list those waiting for you"
    )
    stepping.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    answer = stepping.add_mutually_exclusive_group()
    answer.add_argument("--accept", action="store_true", help="move these books back")
    answer.add_argument("--keep", action="store_true", help="keep these books where they are")
    answer.add_argument("--rule", choices=list(BackwardRule), help="what to do from now on")
