"""The commands that edit metadata: edit, refresh."""

import argparse
import asyncio
from pathlib import Path
from typing import TypeAlias

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldValue, as_text, parsed
from bookorbit_desktop.services.container import Services

WIDEST_CELL = 60


Assignment: TypeAlias = tuple[BookField, str | None]
"""A field with its text; None if only the field is given."""


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    refreshing = parsers["refresh"]
    refreshing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    editing = parsers["edit"]
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
    name, sign, value = text.partition("=")
    try:
        value.encode()
        return BookField(name.strip().lower()), value if sign else None
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("not valid text") from error
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{name[:40]}” isn't one of {', '.join(BookField)}") from error


async def edit(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Change fields of a book, then show all of them."""
    await asyncio.to_thread(_change, services, arguments)
    await asyncio.to_thread(_change_cover, services, arguments, console.cwd)
    states = await asyncio.to_thread(services.metadata.fields, arguments.book_id)
    if arguments.json:
        console.dump(
            {
                state.field.value: {
                    "value": state.value,
                    "origin": state.origin.value,
                    "locked": state.locked,
                    "in_file": state.in_file,
                    "told_by": state.told_by.value,
                }
                for state in states.values()
            }
        )
        return 0
    rows = [
        (
            state.field,
            as_text(state.value),
            state.origin,
            "locked" if state.locked else "",
            as_text(state.in_file),
        )
        for state in states.values()
    ]
    is_calibres = states[BookField.TITLE].told_by is FieldOrigin.CALIBRE
    header = ("FIELD", "VALUE", "FROM", "LOCKED", "IN CALIBRE" if is_calibres else "IN THE FILE")
    console.table(header, [tuple(map(_on_one_line, row)) for row in rows])
    return 0


async def refresh(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Fetch again the values that came from Hardcover."""
    done = await services.online_metadata.refresh(arguments.book_ids)
    console.say(f"{done.asked} checked, {done.changed} changed.")
    if done.unmatched:
        console.complain(
            f"{done.unmatched} with fields from Hardcover are no longer matched. Use “pick” to choose the right record."
        )
    return 0


def _change(services: Services, arguments: argparse.Namespace) -> None:
    metadata, book_id = services.metadata, arguments.book_id
    fields = [field for field, _ in arguments.fields]
    values = {field: _parsed(field, text) for field, text in arguments.fields if text is not None}
    if arguments.as_in_file:
        metadata.follow_file(book_id, *fields)
        return
    if values:
        metadata.change([book_id], values)
    if arguments.lock:
        metadata.lock([book_id], fields)
    elif arguments.unlock:
        metadata.unlock([book_id], fields)


def _parsed(field: BookField, text: str) -> FieldValue:
    try:
        return parsed(field, text)
    except InvalidInput as error:
        raise InvalidInput(Message("{0}: {1} Nothing was changed.", field, error.message)) from error


def _change_cover(services: Services, arguments: argparse.Namespace, cwd: Path) -> None:
    if arguments.cover is not None:
        services.cover_choice.choose_file(arguments.book_id, cwd / arguments.cover)
    elif arguments.cover_from_file:
        services.cover_choice.follow_file(arguments.book_id)


def _on_one_line(text: str) -> str:
    """The start of a value on one line; `--json` prints all of it."""
    line = " ".join(text.split())
    return line if len(line) <= WIDEST_CELL else f"{line[: WIDEST_CELL - 1]}…"


SUBJECT = Subject(add_arguments, {"refresh": refresh, "edit": edit}, {"edit": check})
