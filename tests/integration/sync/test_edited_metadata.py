"""Matching follows what a person edits: the cached match is void, a pin stays (behaviour.md)."""

from bookorbit_desktop.demo.local_hardcover import NewEdition, isbn13
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book

ISBN = isbn13("978555000001")


async def test_a_mended_isbn_finds_the_book_that_was_not_found(loop: Loop) -> None:
    translation = NewEdition(90, isbn_13=ISBN, title="Nocturne")
    record = loop.world.add_book("Night Piece", ["Bob Else"], editions=[translation])
    book = add_book(loop.services, "Nocturne", "Bob Else")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    assert loop.state(book) == "not_matched"

    loop.services.metadata.change([book], {BookField.ISBN: ISBN})

    assert loop.state(book) == "pending"
    await loop.sync()
    assert loop.export(book)["hardcover"]["book_id"] == record


async def test_a_pin_stays_whatever_is_edited(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    other = loop.world.add_book("Another Record", ["Bob Else"], editions=[NewEdition(90)])
    await loop.services.matches.pick_reference(book, str(other))
    await loop.sync()

    loop.services.metadata.change([book], {BookField.TITLE: "Nocturne", BookField.ISBN: ISBN})
    await loop.sync()

    assert loop.state(book) == "synced"
    assert loop.export(book)["hardcover"]["book_id"] == other


async def test_editing_fields_that_matching_ignores_leaves_the_match_alone(loop: Loop) -> None:
    book = loop.book("Orchard")
    loop.set(book, ReadingStatus.READING)
    await loop.sync()

    loop.services.metadata.change([book], {BookField.PUBLISHER: "Mine", BookField.SUBJECTS: ("Trees",)})

    assert loop.state(book) == "synced"
