"""The commands for series and authors: series, authors."""

import argparse
import asyncio
from collections.abc import Iterable, Sequence

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.library.series import (
    Author,
    AuthorSummary,
    Gap,
    Series,
    SeriesBook,
    SeriesProgress,
)
from bookorbit_desktop.services.container import Services

_BOOKS = ("ID", "INDEX", "TITLE", "STATUS", "PROGRESS")


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    parsers["series"].add_argument(
        "name", nargs="?", type=printable_text, metavar="NAME", help="a series, ignoring case"
    )
    parsers["authors"].add_argument(
        "name", nargs="?", type=printable_text, metavar="NAME", help="an author, ignoring case"
    )
    for parser in parsers.values():
        parser.add_argument("--json", action="store_true")


async def series(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the series, or the books of one."""
    if arguments.name is None:
        every = await asyncio.to_thread(services.series.all)
        _show_all(every, arguments, console)
        return 0
    found = await asyncio.to_thread(services.series.one, arguments.name)
    if found is None:
        raise NotFound(Message("There is no series “{0}”. “series” lists them.", arguments.name))
    if arguments.json:
        console.dump(_series_document(found))
        return 0
    console.say(f"{found.name}: {_how_far(found.progress)}")
    console.table(_BOOKS, [_book_cells(book) for book in found.books])
    return 0


def _show_all(every: Sequence[Series], arguments: argparse.Namespace, console: Console) -> None:
    if arguments.json:
        console.dump([_series_document(row) for row in every])
        return
    rows = [
        (
            row.name,
            f"{row.progress.read} of {row.progress.volumes}",
            _title(row.progress.current or row.progress.next),
            _numbers(row.progress.gaps),
        )
        for row in every
    ]
    console.table(("SERIES", "READ", "NEXT", "MISSING"), rows)


async def authors(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the authors, or the series and books of one."""
    if arguments.name is None:
        every = await asyncio.to_thread(services.series.authors)
        if arguments.json:
            console.dump([_summary_document(row) for row in every])
        else:
            rows = [(row.name, str(row.books), str(row.read), str(row.series)) for row in every]
            console.table(("AUTHOR", "BOOKS", "READ", "SERIES"), rows)
        return 0
    found = await asyncio.to_thread(services.series.author, arguments.name)
    if found is None:
        raise NotFound(Message("There is no author “{0}”. “authors” lists them.", arguments.name))
    if arguments.json:
        console.dump(_author_document(found))
        return 0
    console.say(f"{found.name}: {found.read} of {found.books} read")
    for series in found.series:
        console.say()
        console.say(f"{series.name}: {_how_far(series.progress)}")
        console.table(_BOOKS, [_book_cells(book) for book in series.books])
    if found.single:
        console.say()
        console.say("Single books")
        console.table(_BOOKS, [_book_cells(book) for book in found.single])
    return 0


def _how_far(progress: SeriesProgress) -> str:
    parts = [f"{progress.read} of {progress.volumes} read"]
    if progress.current is not None:
        parts.append(f"reading {progress.current.title}")
    elif progress.next is not None:
        parts.append(f"next: {progress.next.title}")
    if progress.gaps:
        parts.append(f"missing: {_numbers(progress.gaps)}")
    return "; ".join(parts)


def _numbers(gaps: Iterable[Gap]) -> str:
    return ", ".join(str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}" for gap in gaps)


def _title(book: SeriesBook | None) -> str:
    return "" if book is None else book.title


def _book_cells(book: SeriesBook) -> tuple[str, ...]:
    progress = "" if book.percentage is None else f"{whole_percent(book.percentage)}%"
    index = "" if book.index is None else f"{book.index:g}"
    return (str(book.id), index, book.title, book.status, progress)


def _series_document(series: Series) -> dict[str, object]:
    progress = series.progress
    return {
        "name": series.name,
        "volumes": progress.volumes,
        "read": progress.read,
        "reading": None if progress.current is None else progress.current.id,
        "next": None if progress.next is None else progress.next.id,
        "missing": [number for gap in progress.gaps for number in range(gap.first, gap.last + 1)],
        "books": [_book_document(book) for book in series.books],
    }


def _book_document(book: SeriesBook) -> dict[str, object]:
    return {
        "id": book.id,
        "title": book.title,
        "authors": list(book.authors),
        "index": book.index,
        "status": book.status.value,
        "percentage": book.percentage,
    }


def _summary_document(author: AuthorSummary) -> dict[str, object]:
    return {"name": author.name, "books": author.books, "read": author.read, "series": author.series}


def _author_document(author: Author) -> dict[str, object]:
    return {
        "name": author.name,
        "books": author.books,
        "read": author.read,
        "series": [_series_document(row) for row in author.series],
        "single": [_book_document(book) for book in author.single],
    }


SUBJECT = Subject(add_arguments, {"series": series, "authors": authors})
