"""What can be typed for the commands about books that are one, or that are not."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    merging = commands.add_parser("merge", help="let the files and the reading of other books belong to one")
    merging.add_argument("book_id", type=int, metavar="BOOK_ID", help="the book that stays")
    merging.add_argument("other_ids", nargs="+", type=int, metavar="OTHER_ID")
    splitting = commands.add_parser("split", help="make files of a book a book of their own")
    splitting.add_argument("book_id", type=int, metavar="BOOK_ID")
    splitting.add_argument("paths", nargs="+", metavar="PATH", help="a file of the book")
