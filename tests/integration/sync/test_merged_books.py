"""Merged books on Hardcover: the match goes along, and nothing is sent twice or deleted."""

from copy import deepcopy

from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from tests.integration.sync.conftest import Loop
from tests.services import add_book


async def test_the_match_goes_along_where_the_kept_book_has_none(loop: Loop) -> None:
    kept = add_book(loop.services, "Orchard, my scan")
    matched = loop.book("Orchard")
    await loop.push(matched, 0.5)
    await loop.sync()
    entries = deepcopy(loop.world.tables["user_books"])
    reads = deepcopy(loop.world.tables["user_book_reads"])

    done = loop.services.merging.merge(kept, [matched])
    summary = await loop.sync()

    assert summary.count(ItemOutcome.SENT) == 0
    assert loop.world.tables["user_books"] == entries
    assert loop.world.tables["user_book_reads"] == reads
    (book,) = loop.services.export.document()["books"]
    assert book["hardcover"]["book_id"] == loop.record_of("Orchard")
    assert book["hardcover"]["state"] == "synced"
    loop.services.merging.undo(done)
    standing = {
        book["title"]: book["hardcover"]["book_id"] for book in loop.services.export.document()["books"]
    }
    assert standing == {"Orchard, my scan": None, "Orchard": loop.record_of("Orchard")}


async def test_both_entries_of_merged_books_stay(loop: Loop) -> None:
    one, two = loop.book("Orchard"), loop.book("Harbour")
    for book in (one, two):
        await loop.push(book, 0.5)
    await loop.sync()

    loop.services.merging.merge(one, [two])
    await loop.sync()

    on_hardcover = {row["book_id"] for row in loop.world.tables["user_books"].values()}
    assert on_hardcover == {loop.record_of("Orchard"), loop.record_of("Harbour")}
