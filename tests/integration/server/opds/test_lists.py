"""Lists over several pages: in order, complete, and unmoved by what changes meanwhile."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.opds import opds_catalogue
from tests.integration.server.opds.conftest import Catalogue
from tests.services import put_book

MANY = 120


@pytest.fixture
def many(catalogue: Catalogue) -> Catalogue:
    for number in range(MANY):
        catalogue.put(f"Title {number:03d}", f"Author {number % 4}", subjects=("Common",))
    return catalogue


@pytest.mark.parametrize(
    "address", ["/opds/all", "/opds/all?sort=author", "/opds/all?sort=newest", "/opds/new"]
)
def test_pages_hold_every_book_once(many: Catalogue, address: str) -> None:
    titles = many.titles(address)
    assert sorted(titles) == [f"Title {number:03d}" for number in range(MANY)]
    assert len(list(many.device.pages(address))) == 3


def test_the_orders(many: Catalogue) -> None:
    in_order = [f"Title {number:03d}" for number in range(MANY)]
    assert many.titles("/opds/all") == in_order
    assert many.titles("/opds/new") == many.titles("/opds/sync") == in_order[::-1]
    by_author = [title for author in range(4) for title in in_order[author::4]]
    assert many.titles("/opds/all?sort=author") == by_author


@pytest.mark.parametrize("few", [0, 5_000])
def test_both_ways_of_finding_a_page_give_the_same_lists(
    many: Catalogue, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many books are picked out of the order, few are sorted by themselves."""
    monkeypatch.setattr("bookorbit_desktop.storage.library.feed_books.FEW_BOOKS", few)
    many.services.reading.set_status(
        [BookId(number) for number in range(1, 81)], StatusChange(ReadingStatus.READ)
    )
    in_order = [f"Title {number:03d}" for number in range(MANY)]
    (genre,) = many.device.page("/opds/genres").items
    assert many.titles(genre.url) == in_order
    assert many.titles("/opds/statuses/read") == in_order[:80]
    assert many.titles("/opds/statuses/unread") == in_order[80:]
    assert many.titles("/opds/search?q=title") == in_order
    assert many.titles("/opds/authors") == [f"Author {number}" for number in range(4)]


def test_books_that_come_and_go_between_two_pages_move_no_others(many: Catalogue) -> None:
    first = many.device.page("/opds/all")
    many.put("AAA comes before")
    many.services.removal.remove([BookId(1), BookId(50)])  # one of the first page, and its last
    many.services.database.write(
        lambda: many.services.database.connection().execute("UPDATE book SET title = 'ZZZ' WHERE id = 49")
    )
    rest = [item.title for page in many.device.pages(first.next) for item in page.items]
    assert rest == [*(f"Title {number:03d}" for number in range(50, MANY)), "ZZZ"]


def test_reading_now_goes_on_where_it_was_while_a_device_reads(many: Catalogue) -> None:
    for number in range(1, 61):
        many.clock.move(seconds=1)
        many.services.reading.set_status([BookId(number)], StatusChange(ReadingStatus.READING))
    first = many.device.page("/opds/reading")
    rest = [item.title for page in many.device.pages(first.next) for item in page.items]
    assert len({item.title for item in first.items} | set(rest)) == 60


def test_a_removed_book_is_in_no_list(many: Catalogue) -> None:
    many.services.removal.remove([BookId(7)])
    for address in ("/opds/all", "/opds/new", "/opds/sync", "/opds/search?q=title", "/opds/statuses/unread"):
        assert "Title 006" not in many.titles(address)
        assert len(many.titles(address)) == MANY - 1
    assert many.device.ask("/opds/books/7").status == 404


def test_titles_that_are_too_long_for_an_address_end_no_list(catalogue: Catalogue) -> None:
    titles = [
        *(f"A {number:02d}" for number in range(45)),
        *(f"B {'1 ' * 480}{number:02d}" for number in range(15)),
        *(f"C {number:02d}" for number in range(45)),
    ]
    for title in titles:
        catalogue.put(title)
    pages = list(catalogue.device.pages("/opds/all"))
    assert [item.title for page in pages for item in page.items] == titles
    assert [len(page.items) for page in pages] == [45, 50, 10]


def test_broken_books_are_not_offered_but_a_bad_cover_harms_nobody(catalogue: Catalogue) -> None:
    catalogue.put("Whole")
    put_book(
        catalogue.services, BookMetadata(title="Broken"), problem=Message("This file is not a readable EPUB.")
    )
    put_book(
        catalogue.services,
        BookMetadata(title="Bad cover"),
        problem=Message("The cover is larger than 32 MB, so the book is shown without it."),
        blames_cover=True,
    )
    assert catalogue.titles("/opds/all") == ["Bad cover", "Whole"]


def test_a_long_list_of_authors_is_opened_letter_by_letter(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opds_catalogue, "LONG_LIST", 20)
    for number, name in enumerate(f"{letter}{more}" for letter in "ABC7é!" for more in "klmno"):
        catalogue.put(f"Book {number}", name)
    letters = catalogue.device.page("/opds/authors").items
    assert [item.title for item in letters] == ["0–9", "A", "B", "C", "E", "K", "L", "M", "N", "O"]
    names = [item.title for letter in letters for item in catalogue.device.items(letter.url)]
    assert sorted(names) == sorted(f"{letter}{more}" for letter in "ABC7é!" for more in "klmno")


def test_an_empty_library_is_a_catalogue_too(catalogue: Catalogue) -> None:
    assert [item.title for item in catalogue.device.page("/opds").items][:3] == [
        "All books",
        "New",
        "Reading now",
    ]
    for item in catalogue.device.page("/opds").items:
        assert catalogue.device.page(item.url).items == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_searched_for_the_answer_is_well_formed(catalogue: Catalogue, text: str) -> None:
    address = f"/opds/search?q={quote(text, safe='', errors='replace')}"
    for base in (address, address.replace("/opds/", "/opds/v2/")):
        assert catalogue.device.ask(base).status == 200
    assert etree.fromstring(catalogue.device.ask(address).body).tag.endswith("feed")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.text(max_size=30))
def test_whatever_stands_in_an_address_it_is_answered(catalogue: Catalogue, after: str, sort: str) -> None:
    fields = f"after={quote(after, safe='')}&sort={quote(sort, safe='', errors='replace')}"
    for path in ("all", "authors", "search", "reading"):
        status = catalogue.device.ask(f"/opds/{path}?q=x&begins={quote(after[:2], safe='')}&{fields}").status
        assert status == (404 if after else 200) or status == 200


@pytest.mark.parametrize(
    "cursor",
    [
        "e30",
        "W10",
        "WzFd",
        "W251bGwsMV0",
        "WyJhIixbXV0",
        "WyJhIiwxZTk5OTldCg",
        "WyJhIiw5OTk5OTk5OTk5OTk5OTk5OTk5OTld",
    ],
)
def test_a_forged_cursor_is_no_page_or_an_empty_one(catalogue: Catalogue, cursor: str) -> None:
    catalogue.put("zzz")
    for path in ("all", "authors", "search?q=zzz"):
        joint = "&" if "?" in path else "?"
        assert catalogue.device.ask(f"/opds/{path}{joint}after={cursor}").status in (200, 404)
