"""The library as a list: searching it, narrowing it, ordering it."""

import sqlite3
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.listing import BookQuery, BookSort, Facet
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import add_book, make_services, put_book


@pytest.fixture
def shelf(services: Services) -> Services:
    """A few books that are easily mistaken for each other."""
    add_book(services, "Pride and Prejudice", "Jane Austen")
    add_book(services, "Emma", "Jane Austen")
    add_book(services, "The Hobbit", "J. R. R. Tolkien", series="Middle-earth", series_index=1)
    add_book(services, "Jane Eyre", "Charlotte Brontë")
    add_book(services, "三体", "刘慈欣", language="zh")
    add_book(services, "吾輩は猫である", "夏目漱石", language="ja")
    add_book(services, "Война и мир", "Лев Толстой", language="ru")
    about = "A governess in Thornfield meets Mister Rochester."
    put_book(services, BookMetadata(title="Companion", authors=("Somebody",), description=about))
    return services


def found(services: Services, text: str = "", **query: object) -> list[str]:
    return [row.title for row in services.book_list.rows(BookQuery(text, **query))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jane asuten", ["Emma", "Pride and Prejudice"]),
        ("pride an prejudise", ["Pride and Prejudice"]),
        ("pride & prejudice", ["Pride and Prejudice"]),
        ("hobit", ["The Hobbit"]),
        ("middle erth", ["The Hobbit"]),
        ("bronte", ["Jane Eyre"]),
        ("BRONTË", ["Jane Eyre"]),
        ("em", ["Emma"]),
        ("e", ["Emma", "The Hobbit", "Jane Eyre"]),
        ("obbi", ["The Hobbit"]),
        ("thornfield", ["Companion"]),
        ("三", ["三体"]),
        ("慈欣", ["三体"]),
        ("猫", ["吾輩は猫である"]),
        ("толстой", ["Война и мир"]),
        ("толсой", ["Война и мир"]),
        ("xyzzy", []),
        ('"; -- *', None),
    ],
)
def test_a_search_with_typing_errors_finds_the_book_meant(
    shelf: Services, typed: str, expected: list[str] | None
) -> None:
    assert found(shelf, typed) == (found(shelf) if expected is None else expected)


def test_books_named_so_come_before_those_that_only_mention_it(shelf: Services) -> None:
    about = "Reading with Jane, a memoir."
    put_book(shelf, BookMetadata(title="A Memoir", authors=("Nobody",), description=about))

    assert found(shelf, "jane") == ["Emma", "Jane Eyre", "Pride and Prejudice", "A Memoir"]


def test_a_typing_error_is_only_assumed_where_nothing_is_found_as_typed(shelf: Services) -> None:
    add_book(shelf, "Jana", "Somebody Else")

    assert found(shelf, "jana") == ["Jana"]


def test_search_keeps_up_with_what_becomes_of_a_book(shelf: Services) -> None:
    (emma,) = [row.id for row in shelf.book_list.rows(BookQuery("emma"))]
    connection = shelf.database.connection
    rename = "UPDATE book SET title = 'Emma and Zuleika' WHERE id = ?"
    shelf.database.write(lambda: connection().execute(rename, (emma,)))
    assert found(shelf, "zuleka") == ["Emma and Zuleika"]

    shelf.database.write(lambda: connection().execute("DELETE FROM book WHERE id = ?", (emma,)))
    assert found(shelf, "emma") == []
    counted = connection().execute("SELECT COUNT(*) FROM book_names WHERE book_names MATCH 'emma'").fetchone()
    assert counted == (0,)


def test_titles_sort_without_their_articles_and_numbers_by_value(services: Services) -> None:
    for title in ("The Birds", "A Cat", "Volume 10", "Volume 2", "Ábaco", "An"):
        add_book(services, title)
    add_book(services, "Die Dame", language="de")
    add_book(services, "Die Another Day", language="en")

    expected = ["Ábaco", "An", "The Birds", "A Cat", "Die Dame", "Die Another Day", "Volume 2", "Volume 10"]
    assert found(services) == expected
    assert found(services, backwards=True) == expected[::-1]


def test_every_order_goes_both_ways_and_keeps_what_has_no_value_last(services: Services) -> None:
    first = add_book(services, "First", "Zoe", series="Saga", series_index=2)
    second = add_book(services, "Second", "Amy", series="Saga", series_index=1)
    add_book(services, "Third", "Mia")
    services.reading.rate([first], 2.0)
    services.reading.rate([second], 5.0)

    assert found(services, sort=BookSort.AUTHOR) == ["Second", "Third", "First"]
    assert found(services, sort=BookSort.SERIES) == ["Second", "First", "Third"]
    assert found(services, sort=BookSort.RATING) == ["Second", "First", "Third"]
    assert found(services, sort=BookSort.RATING, backwards=True) == ["First", "Second", "Third"]
    assert found(services, sort=BookSort.ADDED) == ["Third", "Second", "First"]
    assert found(services, sort=BookSort.ADDED, backwards=True) == ["First", "Second", "Third"]
    for sort in BookSort:
        assert sorted(found(services, sort=sort)) == ["First", "Second", "Third"]
        assert sorted(found(services, sort=sort, backwards=True)) == ["First", "Second", "Third"]


def test_facets_narrow_and_count_what_is_left(shelf: Services) -> None:
    austen, tolkien = (Facet.AUTHOR, "Jane Austen"), (Facet.AUTHOR, "J. R. R. Tolkien")
    english = (Facet.LANGUAGE, "en")
    assert found(shelf, chosen=frozenset({austen, tolkien})) == ["Emma", "The Hobbit", "Pride and Prejudice"]
    assert found(shelf, chosen=frozenset({austen, (Facet.LANGUAGE, "zh")})) == []
    assert found(shelf, "emma", chosen=frozenset({english, austen})) == ["Emma"]

    authors = shelf.book_list.facet(BookQuery(chosen=frozenset({english, austen})), Facet.AUTHOR)
    assert [(author.value, author.count) for author in authors] == [
        ("Jane Austen", 2),
        ("Charlotte Brontë", 1),
        ("J. R. R. Tolkien", 1),
    ]
    languages = shelf.book_list.facet(BookQuery("jane"), Facet.LANGUAGE)
    assert [(language.value, language.count) for language in languages] == [("en", 3)]


def test_every_facet_finds_as_many_books_as_it_counts(shelf: Services) -> None:
    ids = [row.id for row in shelf.book_list.rows(BookQuery())]
    shelf.reading.set_status(ids[:3], StatusChange(ReadingStatus.READ, rating=3.5))
    data = BookMetadata(title="Genre", authors=("A", "B"), subjects=("Crime", "London -- Fiction", "crime"))
    put_book(shelf, data, problem=Message("It could not be read."))

    for facet in Facet:
        for one in shelf.book_list.facet(BookQuery(), facet):
            rows = shelf.book_list.rows(BookQuery(chosen=frozenset({(facet, one.value)})))
            assert len(rows) == one.count, (facet, one)
    genres = shelf.book_list.facet(BookQuery(), Facet.GENRE)
    assert [(genre.value, genre.count) for genre in genres] == [("Crime", 1), ("Fiction", 1), ("London", 1)]
    assert [one.value for one in shelf.book_list.facet(BookQuery(), Facet.RATING)] == ["0", "3.5"]
    assert [one.value for one in shelf.book_list.facet(BookQuery(), Facet.FILES)] == ["problem"]


def test_a_series_stands_as_one_with_the_state_that_needs_the_person_most(services: Services) -> None:
    books = [add_book(services, f"Saga {n}", series="Saga", series_index=n) for n in (1, 2, 3)]
    alone = add_book(services, "Alone", series="Other", series_index=1)
    plain = add_book(services, "Plain")
    services.reading.set_status(books[1:2], StatusChange(ReadingStatus.READ))

    stacked = services.book_list.stacked_ids(BookQuery())

    assert list(stacked.ids) == [alone, plain, books[0]]
    assert stacked.stacks[books[0]].book_ids == tuple(books)
    assert stacked.stacks[books[0]].state is HardcoverState.PENDING
    assert stacked.stacks[books[0]].read == 1
    assert list(stacked.stacks) == [books[0]]


def test_rows_come_in_the_order_of_their_ids_without_those_that_are_gone(services: Services) -> None:
    ids = [add_book(services, f"Book {number}") for number in range(300)]

    rows = services.book_list.rows_of([*reversed(ids), BookId(999_999)])

    assert [row.id for row in rows] == ids[::-1]


def test_books_of_an_earlier_version_can_be_searched(tmp_path: Path) -> None:
    from tests.integration.test_upgrades import FIRST, made_by

    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO book (id, title, authors, series, language, description, publisher, published,"
            """ subjects, added_at) VALUES (7, 'The Orchard', '["Ines Okafor"]', '', '', '', '', '', '[]', 0)"""
        )
    then.close()

    services = make_services(tmp_path)
    found_then = [row.id for row in services.book_list.rows(BookQuery("orchrd okafor"))]
    services.database.close()
    assert found_then == [7]
    assert isinstance(then, sqlite3.Connection)
