"""The commands for shelves, saved filters and tags of one's own: shelf, tag."""

import argparse
import asyncio
import json
import os
import shlex
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.library_commands import show_books
from bookorbit_desktop.domain.base.errors import InvalidInput, no_such_book
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, clean_name, query_as_text
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.services.container import Services

_Act = Callable[[Services, argparse.Namespace, Console, CollectionKind], Awaitable[None]]


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
    shown = [one for one in filled if one.collection.kind.namespace is kind]
    if arguments.json:
        console.dump([{**_document(one.collection), "books": one.books} for one in shown])
    elif shown:
        console.table(
            ("NAME", "KIND", "BOOKS"),
            [(one.collection.name, _word(one.collection.kind), str(one.books)) for one in shown],
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
    """A number that no book has is a slip. Raises NotFound."""
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
