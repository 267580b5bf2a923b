"""What can be typed for the commands about the places of a book."""

import argparse

from bookorbit_desktop.domain.reading.step_back import BackwardRule


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    listing = commands.add_parser("history", help="every place that devices sent of a book, newest first")
    listing.add_argument("book_id", type=int, metavar="BOOK_ID")
    listing.add_argument("--json", action="store_true")
    restoring = commands.add_parser("restore", help="give an earlier place of a book to its devices again")
    restoring.add_argument("book_id", type=int, metavar="BOOK_ID")
    restoring.add_argument("push_id", type=int, metavar="PUSH_ID", help="its number in “history”")
    resetting = commands.add_parser(
        "reset", help="forget the place of books until a device sends another one; Hardcover stays as it is"
    )
    resetting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    stepping = commands.add_parser(
        "step-back", help="books whose device went back; without a book: those that wait for your word"
    )
    stepping.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    answer = stepping.add_mutually_exclusive_group()
    answer.add_argument("--accept", action="store_true", help="these books follow their device back")
    answer.add_argument("--keep", action="store_true", help="these books stay where they are")
    answer.add_argument("--rule", choices=list(BackwardRule), help="what is done from now on")
