"""Finding a few books by the beginnings of words."""

import pytest

from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import add_book


def found(services: Services, text: str, limit: int = 8) -> list[str]:
    return [book.title for book in services.quick_find.books(text, limit)]


def test_every_word_begins_a_word_of_title_author_or_series(services: Services) -> None:
    add_book(services, "Emma", "Jane Austen")
    add_book(services, "The Broken Earth", "N. K. Jemisin", series="Broken Earth")

    assert found(services, "jan em") == ["Emma"]
    assert found(services, "aus") == ["Emma"]
    assert found(services, "ear jem") == ["The Broken Earth"]


def test_typing_errors_are_forgiven_as_in_the_library_where_nothing_begins_so(services: Services) -> None:
    add_book(services, "Emma", "Jane Austen")
    add_book(services, "Persuasion", "Jane Austen")
    add_book(services, "Dune", "Frank Herbert")

    assert sorted(found(services, "jane asuten")) == ["Emma", "Persuasion"]
    assert found(services, "persuashion") == ["Persuasion"]
    assert found(services, "mma") == ["Emma"]
    assert found(services, "jane herbert") == []
    assert len(found(services, "asuten", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "\\", '"', "100%"])
def test_signs_of_the_query_language_mean_themselves(services: Services, text: str) -> None:
    add_book(services, "Emma", "Jane Austen")
    add_book(services, "100% Wool", "A_B")

    assert found(services, text) == (["100% Wool"] if text == "100%" else [])


def test_titles_that_begin_so_come_first_then_what_was_read_last(services: Services) -> None:
    for title in ("In a Harbour", "Harbour Lights", "Winter Harbour"):
        book = add_book(services, title)
        if title == "Winter Harbour":
            services.reading.set_status([book], StatusChange(ReadingStatus.READING))

    assert found(services, "harb")[0] == "Harbour Lights"
    assert len(found(services, "harb", limit=2)) == 2
