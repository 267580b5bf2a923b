"""Series and authors read from a real database."""

import pytest

from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import add_book, put_book


def test_a_series_stands_in_order_with_books_without_an_index_last(services: Services) -> None:
    for title, index in (("Ten", 10.0), ("Two", 2.0), ("None", None), ("Half", 2.5)):
        add_book(services, title, series="Orchard", series_index=index)
    (series,) = services.series.all()
    assert [book.title for book in series.books] == ["Two", "Half", "Ten", "None"]


def test_an_author_has_series_whole_and_single_books(services: Services) -> None:
    add_book(services, "One", "Ada", series="Orchard", series_index=1)
    two = add_book(services, "Two", "Ben", series="Orchard", series_index=2)
    add_book(services, "Alone", "Ada")
    services.reading.set_status([two], StatusChange(ReadingStatus.READ))
    author = services.series.author("ada")
    assert author is not None
    assert [(series.name, series.progress.volumes, series.progress.read) for series in author.series] == [
        ("Orchard", 2, 1)
    ]
    assert [book.title for book in author.single] == ["Alone"]
    assert (author.name, author.books, author.read) == ("Ada", 2, 0)


def test_everyone_who_wrote_a_book_is_an_author_of_it(services: Services) -> None:
    put_book(services, BookMetadata(title="Good Omens", authors=("Ada", "Ben")))
    assert [(author.name, author.books) for author in services.series.authors()] == [("Ada", 1), ("Ben", 1)]


def test_removed_books_are_in_no_series_and_of_no_author(services: Services) -> None:
    book = add_book(services, "One", "Ada", series="Orchard", series_index=1)
    services.removal.remove([book], None)
    assert (services.series.all(), services.series.authors()) == ([], [])
    assert (services.series.one("Orchard"), services.series.author("Ada")) == (None, None)


@pytest.mark.parametrize("name", ["'; DROP TABLE book;--", "<i>x</i>", "{0}", "%", "\u202ex", "a" * 5000])
def test_a_hostile_name_is_found_by_itself_alone(services: Services, name: str) -> None:
    add_book(services, "One", name, series=name, series_index=1)
    add_book(services, "Two", "Other", series="Other", series_index=1)
    series, author = services.series.one(name), services.series.author(name)
    assert series is not None
    assert author is not None
    assert (series.name, author.name) == (name, name)


def test_lists_of_many_books_take_one_query_each(services: Services) -> None:
    for index in range(40):
        add_book(
            services, f"Book {index}", f"Author {index % 9}", series=f"S {index % 5}", series_index=index
        )
    for ask in (services.series.all, services.series.authors):
        asked: list[str] = []
        services.database.connection().set_trace_callback(asked.append)
        assert len(ask()) in (5, 9)
        services.database.connection().set_trace_callback(None)
        assert len(asked) == 1
