"""The commands merge and split."""

import argparse
import asyncio
import os

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.services.container import Services


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    merging = parsers["merge"]
    merging.add_argument("book_id", type=int, metavar="BOOK_ID", help="the book to keep")
    merging.add_argument("other_ids", nargs="+", type=int, metavar="OTHER_ID")
    splitting = parsers["split"]
    splitting.add_argument("book_id", type=int, metavar="BOOK_ID")
    splitting.add_argument("paths", nargs="+", metavar="PATH", help="a file of the book")


async def merge(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Merge several books into one."""
    await asyncio.to_thread(services.merging.merge, arguments.book_id, arguments.other_ids)
    book = await asyncio.to_thread(services.library.book, arguments.book_id)
    console.say(f"Merged into “{book.metadata.title}” ({book.id}) . Undo with “split”.")
    return 0


async def split(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Split files off into a book of their own, named by their own metadata."""
    book = await asyncio.to_thread(services.library.book, arguments.book_id)
    file_ids = [_file_id(book, path, console) for path in arguments.paths]
    done = await asyncio.to_thread(services.merging.split, arguments.book_id, file_ids)
    await services.library.read_again(file_ids)
    made = await asyncio.to_thread(services.library.book, done.book_id)
    console.say(f"“{made.metadata.title}” is now a separate book ({made.id}). Undo with “merge”.")
    return 0


def _file_id(book: Book, path: str, console: Console) -> int:
    """The id of the book's file with this path. Raises NotFound."""
    whole = os.fsencode(os.path.normpath(console.cwd / path))
    for file in book.files:
        if file.path == whole:
            return file.id
    raise NotFound(Message("{0} isn't a file of this book. “export” lists the files of each book.", path))


SUBJECT = Subject(add_arguments, {"merge": merge, "split": split})
