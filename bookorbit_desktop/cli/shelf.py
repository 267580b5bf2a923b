"""The commands for shelves, saved filters and tags: shelf, tag."""

import argparse
import asyncio
import json
import os
import shlex
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bookorbit_desktop.cli.arguments import enum_word, printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.library import show_books
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import InvalidInput, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, clean_name, query_as_text
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services

_Act = Callable[[Services, argparse.Namespace, Console, CollectionKind], Awaitable[None]]


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of these commands."""
    shelves = parsers["shelf"].add_subparsers(dest="act", metavar="ACT", title="acts", required=True)
    _add_acts(shelves, "shelf", "SHELF")
    saving = shelves.add_parser("save", help="save a filter under a name; it always shows the matching books")
    saving.add_argument("name", metavar="SHELF")
    saving.add_argument(
        "--query", type=printable_text, default="", metavar="Q", help="words in the title, author or series"
    )
    saving.add_argument("--status", type=enum_word(ReadingStatus), metavar="S", help=", ".join(ReadingStatus))
    for facet in ("author", "genre", "series", "language", "format", "shelf", "tag"):
        saving.add_argument(
            f"--{facet}",
            action="append",
            default=[],
            metavar=facet[0].upper(),
            help=f"only this {facet}; repeatable",
        )
    tags = parsers["tag"].add_subparsers(dest="act", metavar="ACT", title="acts", required=True)
    _add_acts(tags, "tag", "TAG")
    taking = tags.add_parser(
        "from-calibre", help="give the books of a Calibre library the tags they have there"
    )
    taking.add_argument("folder", metavar="FOLDER")


def _add_acts(acts: "argparse._SubParsersAction[argparse.ArgumentParser]", word: str, metavar: str) -> None:
    listing = acts.add_parser("list", help=f"list every {word} with its number of books")
    listing.add_argument("--json", action="store_true")
    showing = acts.add_parser("show", help=f"list the books of one {word}")
    showing.add_argument("name", metavar=metavar)
    showing.add_argument("--json", action="store_true")
    adding = acts.add_parser("add", help=f"add books to a {word}, which is created if it's new")
    adding.add_argument("name", metavar=metavar)
    adding.add_argument("book_ids", nargs="*", type=int, metavar="BOOK_ID")
    removing = acts.add_parser("remove", help=f"remove books from a {word}")
    removing.add_argument("name", metavar=metavar)
    removing.add_argument("book_ids", nargs="+", type=int, metavar="BOOK_ID")
    renaming = acts.add_parser("rename", help=f"rename a {word}")
    renaming.add_argument("name", metavar=metavar)
    renaming.add_argument("new_name", metavar="NEW_NAME")
    deleting = acts.add_parser("delete", help=f"delete a {word}; its books stay in the library")
    deleting.add_argument("name", metavar=metavar)


async def shelf(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`shelf`."""
    await _ACTS[arguments.act](services, arguments, console, CollectionKind.SHELF)
    return 0


async def tag(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`tag`."""
    await _ACTS[arguments.act](services, arguments, console, CollectionKind.TAG)
    return 0


async def _list(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    filled = await asyncio.to_thread(services.collections.filled)
    shown = [shelf for shelf in filled if shelf.collection.kind.namespace is kind]
    if arguments.json:
        console.dump([{**_document(shelf.collection), "books": shelf.books} for shelf in shown])
    elif shown:
        console.table(
            ("NAME", "KIND", "BOOKS"),
            [(shelf.collection.name, _word(shelf.collection.kind), str(shelf.books)) for shelf in shown],
        )
    else:
        console.say(f"No {_plural(kind)} yet. Create one with “{kind} add NAME”.")


async def _show(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    found = await _named(services, arguments.name, kind)
    rows = await asyncio.to_thread(services.book_list.rows, found.shown_by)
    show_books(rows, console, as_json=arguments.json)


async def _add(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    await _check_books(services, arguments.book_ids)
    change = await asyncio.to_thread(services.collections.add_named, kind, arguments.name, arguments.book_ids)
    made = f"{_word(kind).capitalize()} “{clean_name(arguments.name)}” created. " if change.made else ""
    console.say(f"{made}Books added: {len(change.added)}.")


async def _remove(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    found = await _named(services, arguments.name, kind)
    change = await asyncio.to_thread(services.collections.remove, found.id, arguments.book_ids)
    console.say(f"Books taken out: {len(change.removed)}.")


async def _rename(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    found = await _named(services, arguments.name, kind)
    await asyncio.to_thread(services.collections.rename, found.id, arguments.new_name)
    console.say(f"“{found.name}” is now called “{clean_name(arguments.new_name)}”.")


async def _delete(
    services: Services, arguments: argparse.Namespace, console: Console, kind: CollectionKind
) -> None:
    found = await _named(services, arguments.name, kind)
    change = await asyncio.to_thread(services.collections.delete, [found.id])
    console.say(f"“{found.name}” was deleted. Its books stay in your library.")
    books = [str(member.book_id) for kept in change.deleted for member in kept.members]
    if books:
        console.say(f"To bring it back: {kind} add -- {shlex.quote(found.name)} {' '.join(books)}")


async def _save(
    services: Services, arguments: argparse.Namespace, console: Console, _kind: CollectionKind
) -> None:
    query = _query(arguments)
    if not query.is_narrowed:
        raise InvalidInput(Message("Say what to look for, for example with --status or --genre."))
    await asyncio.to_thread(services.collections.make, CollectionKind.FILTER, arguments.name, query)
    found = await _named(services, arguments.name, CollectionKind.SHELF)
    books = await asyncio.to_thread(services.collections.books, found)
    console.say(f"Saved “{found.name}”. Books that match now: {len(books)}.")


async def _from_calibre(
    services: Services, arguments: argparse.Namespace, console: Console, _kind: CollectionKind
) -> None:
    folder = _whole(arguments.folder, console)
    change = await asyncio.to_thread(services.calibre_tags.take_over, folder)
    console.say(f"New tags: {len(change.made)}. Books tagged: {change.books}.")


_ACTS: Mapping[str, _Act] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "remove": _remove,
    "rename": _rename,
    "delete": _delete,
    "save": _save,
    "from-calibre": _from_calibre,
}


async def _named(services: Services, name: str, kind: CollectionKind) -> Collection:
    return await asyncio.to_thread(services.collections.named, name, kind)


async def _check_books(services: Services, book_ids: Sequence[BookId]) -> None:
    """Check that the books exist. Raises NotFound."""
    there = {row.id for row in await asyncio.to_thread(services.book_list.rows_of, book_ids)}
    for book_id in book_ids:
        if book_id not in there:
            raise no_such_book(book_id)


def _whole(path: str, console: Console) -> bytes:
    return os.fsencode(os.path.normpath(console.cwd / path))


def _query(arguments: argparse.Namespace) -> BookQuery:
    chosen = {(facet, value) for facet in _FACETS for value in getattr(arguments, facet.value)}
    return BookQuery(arguments.query, arguments.status, chosen=frozenset(chosen))


_FACETS = (Facet.AUTHOR, Facet.GENRE, Facet.SERIES, Facet.LANGUAGE, Facet.FORMAT, Facet.SHELF, Facet.TAG)


def _document(collection: Collection) -> dict[str, object]:
    return {
        "id": collection.id,
        "kind": collection.kind.value,
        "name": collection.name,
        "filter": None if collection.query is None else json.loads(query_as_text(collection.query)),
    }


def _word(kind: CollectionKind) -> str:
    return "saved filter" if kind is CollectionKind.FILTER else kind.value


def _plural(kind: CollectionKind) -> str:
    return "tags" if kind is CollectionKind.TAG else "shelves"


SUBJECT = Subject(add_arguments, {"shelf": shelf, "tag": tag})
