"""What can be typed for the commands about matches."""

import argparse


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    picking = commands.add_parser(
        "pick", help="say which record on Hardcover a book is; nothing else changes it again"
    )
    picking.add_argument("book_id", type=int, metavar="BOOK_ID")
    picking.add_argument(
        "reference", metavar="REF", help="an address, a number, edition:NUMBER, a slug or an ISBN"
    )
    _add_removal(picking)
    for name, text in (
        ("rematch", "forget the match of books; the next sync looks again"),
        ("exclude", "keep books off Hardcover; what is there stays"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
        _add_removal(parser)
    accepting = commands.add_parser("accept", help="say that matches marked “needs review” are right")
    accepting.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    replacing = commands.add_parser(
        "replace-status", help="send the status here although you set another one on Hardcover"
    )
    replacing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    naming = commands.add_parser(
        "hardcover-id", help="show or save the id, slug or address under which a book is looked up"
    )
    naming.add_argument("book_id", type=int, metavar="BOOK_ID")
    reference = naming.add_mutually_exclusive_group()
    reference.add_argument(
        "reference", nargs="?", metavar="REF", help="an address, a number, edition:NUMBER, a slug or an ISBN"
    )
    reference.add_argument("--clear", action="store_true", help="go by what its file says again")
    including = commands.add_parser("include", help="send excluded books again")
    including.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    counting = commands.add_parser("pages", help="enter the page count that progress is counted in")
    counting.add_argument("book_id", type=int, metavar="BOOK_ID")
    asking = commands.add_parser("why", help="why a book is, or is not, on Hardcover as it is here")
    asking.add_argument("book_id", type=int, metavar="BOOK_ID")
    importing = commands.add_parser("import", help="fill blank books from your shelf on Hardcover")
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument("--review", action="store_true", help="also what was matched by title and author")
    importing.add_argument("--no-progress", action="store_true", help="leave the place in open reads out")
    importing.add_argument("--json", action="store_true")
    undoing = commands.add_parser(
        "undo", help="put back what the newest sync that is not undone, or run RUN_ID, replaced"
    )
    undoing.add_argument("run_id", nargs="?", type=int, metavar="RUN_ID", help="as “log” shows it")
    counting.add_argument("pages", type=int, metavar="N", help="0 takes the edition's own again")


def _add_removal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--remove", action="store_true", help="also remove the entry on Hardcover, if BookOrbit created it"
    )
