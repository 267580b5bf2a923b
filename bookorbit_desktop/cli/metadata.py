"""The commands that edit metadata: edit, refresh."""

import argparse
import asyncio
from pathlib import Path

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldValue, as_text, parsed
from bookorbit_desktop.services.container import Services

WIDEST_CELL = 60


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
    """Fetch again what came from Hardcover."""
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
    """The beginning of a value; `--json` has all of it."""
    line = " ".join(text.split())
    return line if len(line) <= WIDEST_CELL else f"{line[: WIDEST_CELL - 1]}…"
