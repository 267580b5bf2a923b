"""The command that imports a reading list: import-csv."""

import argparse
import asyncio
from pathlib import Path

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.imports.list_import import ListedRow
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.imports.list_import import ready_rows
from bookorbit_desktop.services.library.imported import FilledBook, ImportResult


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    importing = parsers["import-csv"]
    importing.add_argument("file", type=Path, metavar="FILE", help="the CSV file")
    importing.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    importing.add_argument(
        "--review", action="store_true", help="also import books matched by title and author"
    )
    importing.add_argument(
        "--create", action="store_true", help="create entries without a file for books not in your library"
    )
    importing.add_argument("--json", action="store_true")


async def import_csv(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Fill gaps from an export: what is ready and, on request, what is likely or not in the library."""
    importing = services.list_import
    preview = await asyncio.to_thread(importing.preview, console.cwd / arguments.file)
    rows = importing.with_entries(preview.rows) if arguments.create else list(preview.rows)
    chosen = ready_rows(rows, review=arguments.review, entries=arguments.create)
    done: ImportResult[FilledBook] = ImportResult()
    if not arguments.dry_run:
        done = await asyncio.to_thread(importing.run, chosen)
    if arguments.json:
        counts = {kind.value: sum(row.kind is kind for row in rows) for kind in ImportKind}
        numbers = {**counts, "imported": done.count, "created": done.created}
        console.dump({"source": preview.source.value, **numbers, "items": [_document(row) for row in rows]})
        return 0
    for row in rows:
        console.say(f"{row.kind.value}: {row.title or f'line {row.book.line}'}: {row.reason}")
    if arguments.dry_run:
        console.say(f"Would be imported: {len(chosen)}.")
    else:
        console.say(f"Imported: {done.count}.")
    return 0


def _document(row: ListedRow) -> dict[str, object]:
    return {
        "line": row.book.line,
        "title": row.title,
        "authors": list(row.authors),
        "book_id": row.book_id,
        "kind": row.kind.value,
        "reason": row.reason,
        "status": row.state.status.value if row.state else None,
        "rating": row.state.rating if row.state else None,
    }


SUBJECT = Subject(add_arguments, {"import-csv": import_csv})
