"""The demo's library looks like somebody's: covers without boxes, and reading that can have happened."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from bookorbit_desktop.demo.books import DEMO_BOOKS, DemoBook
from bookorbit_desktop.demo.covers import PICTURES, draw_cover, letters
from bookorbit_desktop.demo.reading import (
    _OF_BOOKS,
    BOOX,
    FINISHED,
    KOBO,
    SET_ASIDE,
    UNDER_WAY,
    WANTED,
    status_changes,
)
from bookorbit_desktop.domain.base.ids import BookId

TITLES = {book.title for book in DEMO_BOOKS}
DRAWN = [book for book in DEMO_BOOKS if book.picture]


def test_the_letters_of_the_covers_have_every_letter_of_the_books() -> None:
    """The font that comes with the image library showed a box for an accented letter."""
    for italic in (False, True):
        font = letters(40, italic=italic)
        nothing = bytes(font.getmask("\ufffe"))
        text = {letter for book in DRAWN for letter in book.title + book.author if not letter.isspace()}
        assert "ë" in text
        for letter in text:
            assert bytes(font.getmask(letter)) != nothing, letter


@pytest.mark.parametrize("book", DRAWN, ids=lambda book: book.title)
def test_every_cover_is_a_picture_of_its_own(book: DemoBook) -> None:
    cover = draw_cover(book.title, book.author, book.picture, book.colours)
    image = Image.open(BytesIO(cover))
    assert image.size == (400, 600)
    assert len(cover) < 60_000
    assert len(image.getcolors(maxcolors=image.width * image.height) or ()) > 50


def test_every_picture_is_used() -> None:
    assert {book.picture for book in DRAWN} == set(PICTURES)


def test_each_book_read_in_the_demo_is_in_its_library_once() -> None:
    told = Counter([*(one.title for one in FINISHED), *(one.title for one in UNDER_WAY), *WANTED])
    assert max(told.values()) == 1
    assert told.keys() | SET_ASIDE.keys() | _OF_BOOKS.keys() <= TITLES
    assert {one.device for one in UNDER_WAY} == {KOBO, BOOX}


def test_days_are_in_order_and_none_is_in_the_future() -> None:
    now = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
    ids = {title: BookId(number) for number, title in enumerate(sorted(TITLES))}
    for _, change in status_changes(ids, now):
        if change.finished_on is not None and change.started_on is not None:
            assert change.started_on <= change.finished_on <= now.date()
