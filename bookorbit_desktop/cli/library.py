"""`scan`, `folders`, `export` and `list`: the books in the library, and the folders they come from."""

import argparse
import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bookorbit_desktop.cli.arguments import enum_word, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.calibre import IN_USE
from bookorbit_desktop.domain.library.collection import CollectionKind, filled_by_its_filter
from bookorbit_desktop.domain.library.listing import BookQuery, BookSort, Facet
from bookorbit_desktop.domain.library.scan import FolderState, ScanSummary, WatchedFolder
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services

_STATES = {
    FolderState.WATCHED: "watched for changes",
    FolderState.POLLED: "scanned every 15 minutes, because your system doesn't report all changes here",
    FolderState.AWAY: "not available; its books are kept. Connect the drive to continue",
    FolderState.LEFT: "scanned at the next start",
}


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    scan = parsers["scan"]
    scan.add_argument("paths", nargs="+", metavar="PATH")
    scan.add_argument("--json", action="store_true")
    folders = parsers["folders"]
    folders.add_argument("--remove", metavar="PATH", help="stop scanning a folder; its files and books stay")
    folders.add_argument("--json", action="store_true")
    export = parsers["export"]
    export.add_argument("--output", type=Path, metavar="FILE")
    export.add_argument(
        "--format",
        choices=("summary", "complete", "goodreads"),
        default="summary",
        help="summary: books, shelves, documents and devices, for scripts; complete: everything, for “import-json”; "
        "goodreads: CSV that other services import",
    )
    listing = parsers["list"]
    listing.add_argument(
        "--query", type=printable_text, default="", metavar="Q", help="words in the title, author or series"
    )
    listing.add_argument("--status", type=enum_word(ReadingStatus), metavar="S")
    listing.add_argument("--sort", type=enum_word(BookSort), default=BookSort.TITLE, metavar="S")
    listing.add_argument("--reverse", action="store_true", help="reverse the order")
    listing.add_argument(
        "--author", type=printable_text, default="", metavar="A", help="part of an author's name"
    )
    listing.add_argument("--genre", type=printable_text, metavar="G", help="a genre, ignoring case")
    listing.add_argument("--shelf", metavar="SHELF", help="only the books on your own shelf")
    listing.add_argument("--tag", metavar="TAG", help="only the books with your own tag")
    listing.add_argument("--json", action="store_true")


async def scan(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`scan`."""
    paths = [console.cwd / path for path in arguments.paths]
    summary = await services.library.add_and_scan([str(path) for path in paths])
    if arguments.json:
        console.dump(_scan_document(summary))
    else:
        _say_scan(summary, console)
    if services.library.is_stopped:
        console.complain("bookorbit-desktop: Scan stopped. The next one continues where it stopped.")
        return 1
    return 0


def _scan_document(summary: ScanSummary) -> dict[str, object]:
    problems = [{"path": path, "reason": reason} for path, reason in summary.problem_files]
    calibre = [{"path": path, "reason": reason} for path, reason in summary.calibre_problems]
    return {**asdict(summary), "problem_files": problems, "calibre_problems": calibre}


def _say_scan(summary: ScanSummary, console: Console) -> None:
    console.say(summary.as_text())
    for path in summary.calibre:
        console.say(f"{path}: {IN_USE}")
    for path, reason in summary.calibre_problems:
        console.complain(f"{path}: {reason}")
    for path, reason in summary.problem_files:
        console.complain(f"{path}: {reason}")
    for name in summary.rejected:
        console.complain(f"{name}: not added, because its name isn't that of a book.")
    for path in summary.unreachable:
        console.complain(
            f"{path}: couldn't read this folder. Check that it exists and that you're allowed to open it."
        )


async def export(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`export`."""
    pieces, write = _exported(services, console, arguments.format)
    if arguments.output is None:
        await asyncio.to_thread(_write_all, pieces, write)
        return 0
    path = console.cwd / arguments.output
    try:
        with await asyncio.to_thread(path.open, "w", encoding="utf-8", newline="") as file:
            await asyncio.to_thread(_write_all, pieces, file.write)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't write {0}: {1}. Choose another file.", str(path), error.strerror or "")
        ) from error
    return 0


def _exported(
    services: Services, console: Console, kind: str
) -> tuple[Iterable[str], Callable[[str], object]]:
    """What is written, and how it goes to standard output."""
    if kind == "goodreads":
        return services.export.goodreads(), console.out
    text = services.complete_export.text() if kind == "complete" else services.export.text()
    return text, console.write_json


def _write_all(pieces: Iterable[str], write: Callable[[str], object]) -> None:
    for piece in pieces:
        write(piece)


async def list_books(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`list`."""
    query = BookQuery(
        arguments.query,
        arguments.status,
        arguments.sort,
        backwards=arguments.reverse,
        chosen=await asyncio.to_thread(_chosen, services, arguments),
        author=arguments.author,
    )
    show_books(await asyncio.to_thread(services.book_list.rows, query), console, as_json=arguments.json)
    return 0


def _chosen(services: Services, arguments: argparse.Namespace) -> frozenset[tuple[Facet, str]]:
    """The filters for genre, shelf and tag; saved filters are for `shelf show`. Raises NotFound."""
    chosen = {(Facet.GENRE, arguments.genre)} if arguments.genre else set()
    for name, kind in ((arguments.shelf, CollectionKind.SHELF), (arguments.tag, CollectionKind.TAG)):
        if name is not None:
            found = services.collections.named(name, kind)
            if found.kind.facet is None:
                raise filled_by_its_filter(found.name)
            chosen.add((found.kind.facet, found.name))
    return frozenset(chosen)


def show_books(rows: Sequence[BookRow], console: Console, *, as_json: bool) -> None:
    """Books as a table or as JSON."""
    if as_json:
        console.dump([_row_document(row) for row in rows])
    else:
        console.table(
            ("ID", "TITLE", "AUTHOR", "STATUS", "PROGRESS", "HARDCOVER"), [_row_cells(row) for row in rows]
        )


def _row_document(row: BookRow) -> dict[str, object]:
    document = asdict(row)
    for name in ("last_read_at", "added_at"):
        document[name] = None if document[name] is None else iso_time(document[name])
    return document


def _row_cells(row: BookRow) -> tuple[str, ...]:
    progress = "" if row.percentage is None else f"{whole_percent(row.percentage)}%"
    state = f"{row.hardcover}, needs review" if row.needs_review else row.hardcover
    return (str(row.id), row.title, ", ".join(row.authors), row.status, progress, state)


async def folders(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the folders and how each is watched, or stop scanning one."""
    found = await asyncio.to_thread(services.folder_watch.all_folders)
    if arguments.remove is not None:
        path = _absolute(console.cwd / arguments.remove)
        if path not in {folder.path for folder in found}:
            raise NotFound(Message("{0} isn't a library folder. “folders” lists them.", path_text(path)))
        await asyncio.to_thread(services.library.forget_folder, path)
        console.say(f"BookOrbit no longer scans {path_text(path)}. Its files and its books stay.")
    elif arguments.json:
        console.dump([_document(folder) for folder in found])
    else:
        console.table(
            ("FOLDER", "STATE"), [(path_text(folder.path), _STATES[folder.state]) for folder in found]
        )
    return 0


def _absolute(path: Path) -> bytes:
    return os.path.abspath(os.fsencode(path))  # noqa: PTH100 - Path.absolute keeps “..”


def _document(folder: WatchedFolder) -> dict[str, str]:
    return {
        "path": path_text(folder.path),
        "state": folder.state.value,
        "reason": _STATES[folder.state],
    }


SUBJECT = Subject(add_arguments, {"scan": scan, "folders": folders, "export": export, "list": list_books})
