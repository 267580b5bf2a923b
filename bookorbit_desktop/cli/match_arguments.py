"""Arguments of the commands for matches."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    picking = commands.add_parser(
        "pick", help="choose a book's record on Hardcover; nothing else changes it again"
    )
    picking.add_argument("book_id", type=int, metavar="BOOK_ID")
    picking.add_argument(
        "reference", metavar="REF", help="a link, a number, edition:NUMBER, a slug or an ISBN"
    )
    _add_removal(picking)
    for name, text in (
        ("rematch", "clear the match of books; the next sync searches again"),
        ("exclude", "stop sending books to Hardcover; what is there stays"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
        _add_removal(parser)
    accepting = commands.add_parser("accept", help="confirm matches marked “needs review”")
    accepting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    replacing = commands.add_parser("replace-status", help="replace a status you set on Hardcover")
    replacing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    naming = commands.add_parser("hardcover-id", help="show or set the ID, slug or link used to find a book")
    naming.add_argument("book_id", type=int, metavar="BOOK_ID")
    reference = naming.add_mutually_exclusive_group()
    reference.add_argument(
        "reference", nargs="?", metavar="REF", help="a link, a number, edition:NUMBER, a slug or an ISBN"
    )
    reference.add_argument("--clear", action="store_true", help="use the file's own again")
    including = commands.add_parser("include", help="send excluded books again")
    including.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    counting = commands.add_parser("pages", help="set the page count used for progress")
    counting.add_argument("book_id", type=int, metavar="BOOK_ID")
    asking = commands.add_parser("why", help="explain a book's state on Hardcover")
    asking.add_argument("book_id", type=int, metavar="BOOK_ID")
    importing = commands.add_parser("import", help="fill in missing data from your Hardcover shelf")
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--review", action="store_true", help="also import books matched by title and author"
    )
    importing.add_argument("--no-progress", action="store_true", help="don't import positions of open reads")
    importing.add_argument("--json", action="store_true")
    undoing = commands.add_parser("undo", help="undo the latest sync, or run RUN_ID, on Hardcover")
    undoing.add_argument("run_id", nargs="?", type=int, metavar="RUN_ID", help="as shown by “log”")
    counting.add_argument("pages", type=int, metavar="N", help="0 restores the edition's own")


def _add_removal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remove", action="store_true", help="also remove the entry on Hardcover, if BookOrbit created it"
    )
