"""Arguments of merge and split."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    merging = commands.add_parser("merge", help="merge other books' files and reading into one")
    merging.add_argument("book_id", type=int, metavar="BOOK_ID", help="the book to keep")
    merging.add_argument("other_ids", nargs="+", type=int, metavar="OTHER_ID")
    splitting = commands.add_parser("split", help="split files off into a separate book")
    splitting.add_argument("book_id", type=int, metavar="BOOK_ID")
    splitting.add_argument("paths", nargs="+", metavar="PATH", help="a file of the book")
