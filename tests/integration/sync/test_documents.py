"""What the person decides about documents: what it does to books, what Hardcover hears, what can be taken back."""

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata, Push
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from tests.integration.sync.conftest import Loop

DIGEST = "d" * 32
NAMES = DocumentMetadata("Piranesi", "Ada Example", "piranesi.epub")


async def push(loop: Loop, percentage: float, digest: str = DIGEST) -> None:
    """A reader sends its place; a minute goes by."""
    await loop.services.progress.receive(Push(digest, "/body", percentage, "Kobo", "id-1", NAMES))
    loop.clock.move(seconds=60.25)


def reading(loop: Loop, book: int) -> ReadingState:
    return loop.services.library.book(BookId(book)).reading


async def test_an_entry_without_a_file_is_matched_and_sent_like_any_other(loop: Loop) -> None:
    loop.book("Piranesi")
    loop.services.removal.remove([row.id for row in loop.services.book_list.rows_of([BookId(1)])])
    await push(loop, 0.4)
    entry = loop.services.documents.create_entry(DIGEST).book_id
    await loop.sync()
    sent = loop.entry(entry)
    assert sent is not None
    assert loop.reads(entry)[0]["progress_pages"] == 120


async def test_an_entry_that_is_taken_back_leaves_the_document_unmatched(loop: Loop) -> None:
    await push(loop, 0.4)
    undo = loop.services.documents.create_entry(DIGEST)
    loop.services.documents.undo(undo)
    assert loop.services.documents.get(DIGEST).is_unmatched
    assert loop.services.book_list.rows_of([undo.book_id]) == []


async def test_undo_of_a_link_leaves_what_was_read_meanwhile(loop: Loop) -> None:
    book = loop.book()
    await push(loop, 0.4)
    undo = loop.services.documents.link(DIGEST, book)
    await loop.push(book, 0.6)
    loop.services.documents.undo(undo)
    assert loop.services.documents.get(DIGEST).book_id is None
    assert reading(loop, book).percentage == 0.6


async def test_unlink_keeps_the_position_where_another_device_moved_it(loop: Loop) -> None:
    book = loop.book()
    await push(loop, 0.4)
    loop.services.documents.link(DIGEST, book)
    await loop.push(book, 0.6)
    undo = loop.services.documents.unlink(DIGEST)
    assert not undo.reading_changed
    assert reading(loop, book).percentage == 0.6


async def test_unlink_puts_back_what_was_before_the_link_with_its_dates_and_rating(loop: Loop) -> None:
    book = loop.book()
    loop.set(book, ReadingStatus.READ, rating=4.5)
    before = reading(loop, book)
    await push(loop, 0.4)
    loop.services.documents.link(DIGEST, book)
    loop.clock.move(seconds=0.5)
    await push(loop, 0.5)
    undo = loop.services.documents.unlink(DIGEST)
    assert reading(loop, book) == before
    loop.services.documents.undo(undo)
    assert loop.services.documents.get(DIGEST).book_id == book


async def test_a_removed_book_is_neither_suggested_nor_linked(loop: Loop) -> None:
    book = loop.book()
    await push(loop, 0.4)
    document = loop.services.documents.get(DIGEST)
    assert [suggestion.row.id for suggestion in loop.services.documents.suggestions(document)] == [book]
    loop.services.removal.remove([book])
    assert loop.services.documents.suggestions(document) == []
    with pytest.raises(NotFound, match="There is no book"):
        loop.services.documents.link(DIGEST, book)


async def test_several_documents_are_ignored_together_or_not_at_all(loop: Loop) -> None:
    await push(loop, 0.4)
    with pytest.raises(NotFound, match="No device has sent"):
        loop.services.documents.ignore([DIGEST, "e" * 32])
    assert not loop.services.documents.get(DIGEST).ignored
