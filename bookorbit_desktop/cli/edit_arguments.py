"""What can be typed for the commands that edit what a book is."""

import argparse
from pathlib import Path

from bookorbit_desktop.domain.library.fields import BookField

Assignment = tuple[BookField, str | None]
"""A field with the text for it; None where only the field is named."""


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    refreshing = commands.add_parser("refresh", help="fetch again what came from Hardcover")
    refreshing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    editing = commands.add_parser(
        "edit", help="show or change title, authors, series and more of a book; its file stays as it is"
    )
    editing.add_argument("book_id", type=int, metavar="BOOK_ID")
    editing.add_argument(
        "fields",
        nargs="*",
        type=_assignment,
        metavar="FIELD=VALUE",
        help=f"fields: {', '.join(BookField)}; several authors or subjects with ; between them",
    )
    kind = editing.add_mutually_exclusive_group()
    kind.add_argument("--lock", action="store_true", help="nothing but you changes these fields again")
    kind.add_argument("--unlock", action="store_true", help="file and Hardcover may change them again")
    kind.add_argument("--as-in-file", action="store_true", help="take what the file says, now and later")
    cover = editing.add_mutually_exclusive_group()
    cover.add_argument("--cover", type=Path, metavar="FILE", help="a picture to show as its cover")
    cover.add_argument("--cover-from-file", action="store_true", help="show the cover in the file again")
    editing.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """What argparse cannot say by itself; ends the program with exit code 2."""
    only_named = [field for field, text in arguments.fields if text is None]
    named_is_enough = arguments.lock or arguments.unlock or arguments.as_in_file
    if named_is_enough and not arguments.fields:
        parser.error("edit --lock, --unlock and --as-in-file need the fields that they are about")
    if only_named and not named_is_enough:
        parser.error(f"edit: write {only_named[0]}=VALUE, or --lock, --unlock or --as-in-file")
    if arguments.as_in_file and len(only_named) < len(arguments.fields):
        parser.error("edit --as-in-file takes fields without values: those in the file are used")


def _assignment(text: str) -> Assignment:
    name, sign, value = text.partition("=")
    try:
        value.encode()
        return BookField(name.strip().lower()), value if sign else None
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("this is not text") from error
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{name[:40]}” is none of {', '.join(BookField)}") from error
