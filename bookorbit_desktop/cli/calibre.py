"""The command for Calibre libraries: list them, and choose their columns."""

import argparse
import asyncio
import os

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.calibre import (
    IN_USE,
    OWN_RATING,
    CalibreLibrary,
    ColumnUse,
    needs_choice,
    suitable_columns,
)
from bookorbit_desktop.services.container import Services

_USES = {ColumnUse.STATUS: "Read status", ColumnUse.FINISHED: "Date read", ColumnUse.RATING: "Rating"}
_NONE, _OBVIOUS = "none", "auto"


_COLUMN = "a column name such as #%s, “none”, or “auto” to detect it"


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    calibre = parsers["calibre"]
    calibre.add_argument("folder", nargs="?", metavar="FOLDER", help="the Calibre library")
    calibre.add_argument(
        "--status",
        type=printable_text,
        metavar="COLUMN",
        help=f"column with the read status: {_COLUMN % 'read'}",
    )
    calibre.add_argument(
        "--finished",
        type=printable_text,
        metavar="COLUMN",
        help=f"column with the date read: {_COLUMN % 'date_read'}",
    )
    calibre.add_argument(
        "--rating",
        type=printable_text,
        metavar="COLUMN",
        help=f"column with the rating: {_COLUMN % 'stars'}, which is Calibre's own",
    )
    calibre.add_argument("--json", action="store_true")


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Checks that argparse can't express; on failure, ends the program with exit code 2."""
    wanted = (arguments.status, arguments.finished, arguments.rating)
    if arguments.folder is None and wanted != (None, None, None):
        parser.error("calibre needs the FOLDER of the library to change")


async def calibre(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Choose columns, and show how each library, or the named one, is used."""
    folder = None
    if arguments.folder is not None:
        folder = _whole(arguments.folder, console)
        await _choose(services, folder, arguments)
    libraries = await asyncio.to_thread(services.calibre.libraries)
    shown = [library for library in libraries if folder in (None, library.folder)]
    if arguments.json:
        console.dump([_document(library) for library in shown])
    elif shown:
        for library in shown:
            _say(library, console)
    else:
        console.say("None of your folders is a Calibre library. Add one with “scan”.")
    return 0


async def _choose(services: Services, folder: bytes, arguments: argparse.Namespace) -> None:
    """Apply the named columns to all books at once."""
    texts = {use: getattr(arguments, use.value) for use in ColumnUse}
    chosen = {use: _label(text) for use, text in texts.items() if text is not None}
    await asyncio.to_thread(services.calibre.choose_all, folder, chosen)
    if chosen:
        await services.library.rescan([folder])


def _whole(path: str, console: Console) -> bytes:
    return os.fsencode(os.path.normpath(console.cwd / path))


def _label(text: str) -> str | None:
    """The label typed; "" for none, None for the default. Calibre shows labels with a #."""
    if text == _OBVIOUS:
        return None
    return "" if text == _NONE else text.removeprefix("#")


def _say(library: CalibreLibrary, console: Console) -> None:
    path = path_text(library.folder)
    if library.problem:
        console.complain(f"{path}: {library.problem}")
        return
    console.say(f"{path}: {IN_USE}")
    for use, name in _USES.items():
        fitting = ", ".join(
            f"#{column.label} ({column.name})" for column in suitable_columns(library.columns, use)
        )
        used = _used(library.used(use))
        choose = " Several columns fit. Choose one." if needs_choice(library, use) else ""
        console.say(f"  {name}: {used}. Available: {fitting or 'no other column'}.{choose}")
    if library.unknown:
        text = ", ".join(f"“{word}”" for word in library.unknown)
        console.say(f"  Ignored unknown values: {text}.")


def _used(label: str) -> str:
    if label == OWN_RATING:
        return "Calibre's own"
    return f"#{label}" if label else _NONE


def _document(library: CalibreLibrary) -> dict[str, object]:
    return {
        "path": path_text(library.folder),
        "books": library.books,
        "problem": library.problem or None,
        "used": {use.value: library.used(use) or None for use in ColumnUse},
        "columns": {
            use.value: [
                {"label": column.label, "name": column.name}
                for column in suitable_columns(library.columns, use)
            ]
            for use in ColumnUse
        },
        "not_understood": list(library.unknown),
    }


SUBJECT = Subject(add_arguments, {"calibre": calibre}, {"calibre": check})
