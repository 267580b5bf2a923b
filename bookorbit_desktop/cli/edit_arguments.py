"""Arguments of the commands that edit metadata."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bookorbit_desktop.domain.library.fields import BookField

Assignment: TypeAlias = "tuple[BookField, str | None]"
"""A field with the text for it; None where only the field is named."""


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be typed for these commands."""
    from bookorbit_desktop.domain.library.fields import BookField

    refreshing = commands.add_parser("refresh", help="fetch metadata from Hardcover again")
    refreshing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    editing = commands.add_parser("edit", help="show or change a book's metadata; its file isn't changed")
    editing.add_argument("book_id", type=int, metavar="BOOK_ID")
    editing.add_argument(
        "fields",
        nargs="*",
        type=_assignment,
        metavar="FIELD=VALUE",
        help=f"fields: {', '.join(BookField)}; separate several authors or subjects with ;",
    )
    kind = editing.add_mutually_exclusive_group()
    kind.add_argument("--lock", action="store_true", help="lock these fields so that only you change them")
    kind.add_argument(
        "--unlock", action="store_true", help="unlock fields so that the file and Hardcover can change them"
    )
    kind.add_argument(
        "--as-in-file", action="store_true", help="use the file's values, now and in the future"
    )
    cover = editing.add_mutually_exclusive_group()
    cover.add_argument("--cover", type=Path, metavar="FILE", help="picture to use as the cover")
    cover.add_argument("--cover-from-file", action="store_true", help="use the cover in the file again")
    editing.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    only_named = [field for field, text in arguments.fields if text is None]
    named_is_enough = arguments.lock or arguments.unlock or arguments.as_in_file
    if named_is_enough and not arguments.fields:
        parser.error("edit --lock, --unlock and --as-in-file need at least one field")
    if only_named and not named_is_enough:
        parser.error(f"edit: write {only_named[0]}=VALUE, or use --lock, --unlock or --as-in-file")
    if arguments.as_in_file and len(only_named) < len(arguments.fields):
        parser.error("edit --as-in-file takes fields without values")


def _assignment(text: str) -> Assignment:
    from bookorbit_desktop.domain.library.fields import BookField

    name, sign, value = text.partition("=")
    try:
        value.encode()
        return BookField(name.strip().lower()), value if sign else None
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("not valid text") from error
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{name[:40]}” isn't one of {', '.join(BookField)}") from error
