"""Import from Hardcover: blank books are filled after a look, and nothing is echoed back."""

import asyncio
import threading
from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import NewRead
from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


def shelve(loop: Loop, title: str, status: int, **more: object) -> int:
    record = loop.world.add_book(title, ["Ada Example"])
    edition = loop.world.editions_of(record)[0]["id"] if loop.world.editions_of(record) else None
    loop.world.shelve(loop.hardcover.user_id, record, status, edition_id=edition, **more)  # type: ignore[arg-type]
    return record


async def test_a_shelf_is_sorted_before_anything_happens(loop: Loop) -> None:
    ready = shelve(loop, "Orchard", 3, reads=[NewRead("2025-01-01", "2025-02-01", pages=300)], rating=4.5)
    for title, status in (("Harbour", 2), ("Meadow", 1), ("Unknown Here", 3), ("Ignored", 6), ("Same", 1)):
        shelve(loop, title, status)
    add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(ready)),))
    add_book(loop.services, "Harbour")
    loop.set(add_book(loop.services, "Meadow"), ReadingStatus.READING)
    loop.set(add_book(loop.services, "Same"), ReadingStatus.WANT_TO_READ)
    rows = await loop.services.shelf_import.preview()
    kinds = {row.entry.book.title: row.kind for row in rows if row.entry.book}
    assert kinds == {
        "Orchard": ImportKind.READY,
        "Harbour": ImportKind.REVIEW,
        "Meadow": ImportKind.CONFLICT,
        "Unknown Here": ImportKind.UNMATCHED,
        "Ignored": ImportKind.SKIPPED,
        "Same": ImportKind.SKIPPED,
    }
    assert all(row.reason for row in rows)


async def test_imported_values_are_not_sent_back_to_hardcover(loop: Loop) -> None:
    record = shelve(loop, "Orchard", 3, reads=[NewRead("2025-01-01", "2025-02-01", pages=300)], rating=4.5)
    book = add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(record)),))
    done = await loop.services.shelf_import.run(await loop.services.shelf_import.preview())
    assert done.count == 1
    exported = loop.export(book)
    assert (exported["status"], exported["rating"]) == ("read", 4.5)
    assert [(read["started_on"], read["finished_on"]) for read in exported["reads"]] == [
        ("2025-01-01", "2025-02-01")
    ]
    await loop.sync()
    assert loop.hardcover.journal == []
    assert loop.state(book) == "synced"


async def test_only_blank_books_are_filled_even_if_a_push_came_between(loop: Loop) -> None:
    record = shelve(loop, "Orchard", 3)
    book = add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(record)),))
    rows = await loop.services.shelf_import.preview()
    await loop.push(book, 0.2)
    assert (await loop.services.shelf_import.run(rows)).count == 0
    assert loop.export(book)["status"] == "reading"


async def test_a_partial_fetch_aborts_the_whole(loop: Loop) -> None:
    for number in range(120):
        shelve(loop, f"Shelved Book {number}", 1)
    await loop.services.hardcover_account.account()
    posts = 0
    post = loop.hardcover.post

    async def second_page_is_lost(headers: object, body: bytes) -> object:
        nonlocal posts
        posts += 1
        if posts > 1:
            raise ConnectionRefusedError
        return await post(headers, body)  # type: ignore[arg-type]

    loop.hardcover.post = second_page_is_lost  # type: ignore[method-assign,assignment]
    with pytest.raises(HardcoverError):
        await loop.services.shelf_import.preview()


async def test_reading_goes_on_from_an_import(loop: Loop) -> None:
    record = shelve(loop, "Orchard", 2, reads=[NewRead("2026-01-01", None, pages=30)])
    book = add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(record)),))
    await loop.services.shelf_import.run(await loop.services.shelf_import.preview())
    assert loop.services.library.book(book).reading.reads[0].started_on == date(2026, 1, 1)
    await loop.push(book, 0.5)
    loop.clock.move(days=1)
    await loop.sync()
    (read,) = loop.reads(book)
    assert (read["started_at"], read["progress_pages"]) == ("2026-01-01", 150)


async def test_the_comparison_tells_how_far_it_is_and_ends_when_nobody_waits_for_it(loop: Loop) -> None:
    for number in range(150):
        add_book(loop.services, f"Volume {number}")
    loop.world.shelve(loop.hardcover.user_id, loop.world.add_book("Orchard", ["Ada Example"]), 3)
    told: list[tuple[int, int]] = []
    await loop.services.shelf_import.preview(compared=lambda done, total: told.append((done, total)))
    assert told == [(0, 150), (100, 150), (0, 1)]

    begun, gone = asyncio.Event(), threading.Event()
    running_loop = asyncio.get_running_loop()

    def wait_until_gone(done: int, _total: int) -> None:
        told.append((done, -1))
        running_loop.call_soon_threadsafe(begun.set)
        gone.wait(120)

    looking = asyncio.create_task(loop.services.shelf_import.preview(compared=wait_until_gone))
    await begun.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    gone.set()
    await asyncio.to_thread(lambda: None)
    assert [done for done, total in told if total == -1] == [0], "it goes on for nobody"


async def test_reads_that_were_noted_later_on_hardcover_stand_by_their_days(loop: Loop) -> None:
    reads = [NewRead("2026-01-05", pages=90), NewRead("2019-01-01", "2019-02-01", pages=300)]
    record = shelve(loop, "Orchard", 2, reads=reads)
    book = add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(record)),))
    await loop.services.shelf_import.run(await loop.services.shelf_import.preview())
    here = [(read["started_on"], read["finished_on"]) for read in loop.export(book)["reads"]]
    assert here == [("2019-01-01", "2019-02-01"), ("2026-01-05", None)]

    await loop.push(book, 0.5)
    await loop.sync()

    shown = [(read["started_at"], read["finished_at"], read["progress_pages"]) for read in loop.reads(book)]
    assert shown == [("2026-01-05", None, 150), ("2019-01-01", "2019-02-01", 300)]
