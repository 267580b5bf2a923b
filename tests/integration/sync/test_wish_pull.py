"""Want to Read in both directions, with each sync of everything, where it is switched on."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogQuery
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


@pytest.fixture
def both(loop: Loop) -> Loop:
    """With the option on."""
    loop.services.preferences.change(hardcover_pull_wishes=True)
    return loop


def shelve(loop: Loop, title: str, status: int = 1, *, known: bool = True) -> tuple[int, int]:
    """An entry on the shelf, and the book here that it is; `known` by a saved id."""
    record = loop.world.add_book(title, ["Ada Example"])
    entry = loop.world.shelve(loop.hardcover.user_id, record, status)
    saved = (Identifier("hardcover", str(record)),) if known else ()
    return entry, add_book(loop.services, title, identifiers=saved)


def remove(loop: Loop, entry: int) -> None:
    """The person takes a book off the shelf on Hardcover."""
    del loop.world.tables["user_books"][entry]


async def test_want_to_read_is_not_pulled_unless_switched_on(loop: Loop) -> None:
    _, book = shelve(loop, "Orchard")
    await loop.sync()
    assert loop.export(BookId(book))["status"] == "unread"


async def test_a_wish_there_becomes_one_here_and_is_not_echoed(both: Loop) -> None:
    _, book = shelve(both, "Orchard")
    await both.sync()
    assert (both.export(BookId(book))["status"], both.state(BookId(book))) == ("want_to_read", "synced")
    both.clock.move(days=1)
    await both.sync()
    assert both.hardcover.journal == []
    (line,) = both.services.sync_log.lines(LogQuery(direction=Direction.FROM_HARDCOVER))
    assert line.title == "Orchard"


async def test_a_wish_here_goes_there(both: Loop) -> None:
    book = both.book("Harbour")
    both.set(book, ReadingStatus.WANT_TO_READ)
    await both.sync()
    entry = both.entry(book)
    assert entry is not None
    assert entry["status_id"] == 1


async def test_a_pulled_wish_matched_by_title_alone_needs_review(both: Loop) -> None:
    _, book = shelve(both, "Orchard", known=False)
    await both.sync()
    assert both.export(BookId(book))["status"] == "want_to_read"
    (row,) = both.services.book_list.rows(BookQuery(book_ids=frozenset({BookId(book)})))
    assert row.needs_review


async def test_a_pulled_wish_removed_on_hardcover_is_removed_here(both: Loop) -> None:
    entry, book = shelve(both, "Orchard")
    await both.sync()
    remove(both, entry)
    await both.sync()
    assert (both.export(BookId(book))["status"], both.state(BookId(book))) == ("unread", "not_eligible")
    both.set(BookId(book), ReadingStatus.READING)
    await both.sync()
    assert both.entry(BookId(book)) is not None, "wanted again, it is added anew"


async def test_a_wish_set_here_stays_when_it_is_removed_on_hardcover(both: Loop) -> None:
    entry, _ = shelve(both, "Orchard")
    own = both.book("Harbour")
    both.set(own, ReadingStatus.WANT_TO_READ)
    await both.sync()
    for one in list(both.world.tables["user_books"]):
        remove(both, one)
    assert entry
    await both.sync()
    assert both.export(own)["status"] == "want_to_read"


async def test_a_pulled_wish_read_here_since_stays_when_it_is_removed_on_hardcover(both: Loop) -> None:
    entry, book = shelve(both, "Orchard")
    await both.sync()
    await both.push(BookId(book), 0.4)
    remove(both, entry)
    await both.sync()
    assert both.export(BookId(book))["status"] == "reading"


async def test_a_pulled_wish_removed_here_is_not_set_again(both: Loop) -> None:
    _, book = shelve(both, "Orchard")
    await both.sync()
    both.set(BookId(book), ReadingStatus.UNREAD)
    await both.sync()
    assert both.export(BookId(book))["status"] == "unread"


async def test_a_partial_fetch_changes_nothing_at_all(both: Loop) -> None:
    entry, pulled = shelve(both, "Orchard")
    await both.sync()
    remove(both, entry)
    for number in range(120):
        shelve(both, f"Shelved Book {number:03}")
    post, pages = both.hardcover.post, 0

    async def second_page_is_lost(headers: Mapping[str, str], body: bytes) -> LocalReply:
        nonlocal pages
        pages += b"ShelfPage" in body
        if pages > 1 and b"ShelfPage" in body:
            raise ConnectionRefusedError
        return await post(headers, body)

    both.hardcover.post = second_page_is_lost  # type: ignore[method-assign]
    with pytest.raises(HardcoverError):
        await both.sync()
    assert both.export(BookId(pulled))["status"] == "want_to_read"
    assert {book["status"] for book in both.services.export.document()["books"][1:]} == {"unread"}


@pytest.mark.parametrize("rows", [None, [None]])
async def test_a_shelf_that_comes_as_null_is_not_an_empty_shelf(both: Loop, rows: object) -> None:
    _, book = shelve(both, "Orchard")
    await both.sync()
    post = both.hardcover.post

    async def null(headers: Mapping[str, str], body: bytes) -> LocalReply:
        reply = await post(headers, body)
        data = json.dumps({"data": {"user_books": rows}}).encode()
        return replace(reply, body=data) if b"ShelfPage" in body else reply

    both.hardcover.post = null  # type: ignore[method-assign]
    with pytest.raises(HardcoverError, match="only part"):
        await both.sync()
    assert both.export(BookId(book))["status"] == "want_to_read"


async def test_a_sync_of_one_book_does_not_fetch_the_shelf(both: Loop) -> None:
    _, other = shelve(both, "Orchard")
    book = both.book("Harbour")
    both.set(book, ReadingStatus.WANT_TO_READ)
    await both.sync(book_ids=frozenset({BookId(book)}))
    assert both.export(BookId(other))["status"] == "unread"
