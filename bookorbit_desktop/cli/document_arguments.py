"""Arguments of the commands for documents."""

import argparse
from collections.abc import Callable


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", text: Callable[[str], str]
) -> None:
    """What can be typed for these commands. `text` refuses bytes that are no text."""
    listing = commands.add_parser("documents", help="list what your devices sent and link it to books")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--unmatched", action="store_true", help="only those without a book, with suggestions")
    which.add_argument("--ignored", action="store_true", help="only ignored ones")
    which.add_argument("--all", action="store_true", help="every one, also only ignored ones")
    listing.add_argument("--json", action="store_true")
    link = commands.add_parser("link", help="link a device's document to a book")
    link.add_argument("digest", type=text, metavar="DIGEST")
    link.add_argument("book_id", type=int, metavar="BOOK_ID")
    unlink = commands.add_parser("unlink", help="unlink a document from its book")
    unlink.add_argument("digest", type=text, metavar="DIGEST")
    unlink.add_argument("book_id", type=int, nargs="?", metavar="BOOK_ID", help="one of several books")
    prove = commands.add_parser("prove", help="check whether a file is the one your device reads")
    prove.add_argument("digest", type=text, metavar="DIGEST")
    prove.add_argument("file", metavar="FILE")
    prove.add_argument("--link", action="store_true", help="link the document to the book found")
    ignore = commands.add_parser("ignore", help="hide documents; their progress still syncs")
    ignore.add_argument("digests", type=text, nargs="+", metavar="DIGEST")
    ignore.add_argument("--stop", action="store_true", help="list them again")
    entry = commands.add_parser("entry", help="create an entry without a file for a document and link it")
    entry.add_argument("digest", type=text, metavar="DIGEST")
    entry.add_argument("--title", type=text, default="", metavar="T", help="default: as your device sent it")
    entry.add_argument("--author", type=text, action="append", default=[], metavar="A", help="one or more")
