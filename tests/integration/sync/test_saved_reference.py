"""The Hardcover id, slug or address that a person saves with a book."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


def record(loop: Loop, title: str, pages: int = 90) -> int:
    return loop.world.add_book(title, ["Bob Else"], editions=[NewEdition(pages)])


async def test_a_saved_reference_replaces_the_match_with_the_record_it_names(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    assert loop.state(book) == "synced"
    other = record(loop, "Another Record")

    await loop.services.matches.save_reference(book, f"https://hardcover.app/id/book/{other}")

    assert loop.state(book) == "pending"
    await loop.sync()
    told = loop.export(book)["hardcover"]
    assert (told["book_id"], told["method"], told["saved_reference"]) == (other, "metadata_id", str(other))
    match = next(link for link in loop.services.explain.why(book).links if link.name == "Match")
    assert match.text.endswith("by the Hardcover ID you saved.")


async def test_a_saved_reference_goes_before_the_id_in_the_file(loop: Loop) -> None:
    in_file, saved = record(loop, "In the File"), record(loop, "Saved")
    known = (Identifier("hardcover", str(in_file)),)
    book = add_book(loop.services, "In the File", "Bob Else", identifiers=known)
    loop.set(book, ReadingStatus.READING)
    await loop.services.matches.save_reference(book, "https://hardcover.app/books/saved")
    await loop.sync()
    assert loop.export(book)["hardcover"]["book_id"] == saved

    await loop.services.matches.save_reference(book, "")
    await loop.sync()

    assert loop.export(book)["hardcover"]["book_id"] == in_file
    named = await loop.services.matches.saved_reference(book)
    assert (named.text, named.in_file, named.pinned) == ("", str(in_file), False)


async def test_a_manual_pick_stays_whatever_is_saved(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    picked, saved = record(loop, "Picked"), record(loop, "Saved")
    await loop.services.matches.pick_reference(book, str(picked))
    await loop.services.matches.save_reference(book, str(saved))
    await loop.sync(thorough=True)
    assert loop.export(book)["hardcover"]["book_id"] == picked
    assert (await loop.services.matches.saved_reference(book)).pinned

    await loop.services.matches.rematch([book])
    await loop.sync()

    assert loop.export(book)["hardcover"]["book_id"] == saved


async def test_saving_a_reference_can_be_undone(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    before = loop.export(book)

    undo = await loop.services.matches.save_reference(book, str(record(loop, "Another Record")))
    loop.services.matches.undo(undo)

    assert loop.export(book) == before


async def test_saving_what_is_right_already_keeps_the_entry_ours(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None

    await loop.services.matches.save_reference(book, str(entry["book_id"]))
    await loop.sync()

    undo = await loop.services.matches.exclude([book])
    assert (await loop.services.entry_removal.remove(undo.sync_books)).removed == 1


async def test_an_isbn_may_be_saved_and_an_unknown_id_is_named_in_why(loop: Loop) -> None:
    by_isbn, lost = add_book(loop.services, "Orchard"), loop.book("Harbour")
    wanted = loop.world.add_book(
        "Orchard, revised", ["Ada Example"], editions=[NewEdition(120, isbn_13="9780306406157")]
    )
    for book, reference in ((by_isbn, "978-0-306-40615-7"), (lost, "987654")):
        loop.set(book, ReadingStatus.READING)
        await loop.services.matches.save_reference(book, reference)
    await loop.sync()
    assert loop.export(by_isbn)["hardcover"]["book_id"] == wanted
    match = next(link for link in loop.services.explain.why(lost).links if link.name == "Match")
    assert "by its ISBN-13, because Hardcover doesn't know 987654, which you saved" in match.text


async def test_a_reference_that_names_no_record_is_refused_and_changes_nothing(loop: Loop) -> None:
    book = loop.book("Orchard")
    before = loop.export(book)
    with pytest.raises(InvalidInput, match="Paste its link"):
        await loop.services.matches.save_reference(book, "The Orchard, by Ada")
    with pytest.raises(NotFound):
        await loop.services.matches.save_reference(BookId(999), "12")
    assert loop.export(book) == before
