"""Search that forgives typing errors, suggestions, filters, orders.

The default order is Title A-Z, and removal forgets nothing.
"""

from pathlib import Path

import pytest

from tests.acceptance.program import Program
from tests.books import write_epub
from tests.services import make_services


@pytest.fixture
def shelf(program: Program, tmp_path: Path) -> Program:
    """A scanned folder of books that are easily mistaken for each other."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    write_epub(folder / "pride.epub", title="Pride and Prejudice", authors=("Jane Austen",))
    write_epub(folder / "emma.epub", title="Emma", authors=("Jane Austen",))
    write_epub(folder / "eyre.epub", title="Jane Eyre", authors=("Charlotte Brontë",))
    write_epub(folder / "body.epub", title="三体", authors=("刘慈欣",), language="zh")
    write_epub(folder / "hobbit.epub", title="The Hobbit", authors=("J. R. R. Tolkien",))
    about = "A governess comes to Thornfield."
    write_epub(folder / "companion.epub", title="A Companion", authors=("Nobody",), description=about)
    program.run("scan", str(folder))
    return program


def found(program: Program, *words: str) -> list[str]:
    return [row["title"] for row in program.json("list", "--json", *words)]


def test_books_are_listed_by_title_from_a_to_z_without_their_articles(shelf: Program) -> None:
    assert found(shelf) == ["A Companion", "Emma", "The Hobbit", "Jane Eyre", "Pride and Prejudice", "三体"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jane asuten", ["Emma", "Pride and Prejudice"]),
        ("pride an prejudise", ["Pride and Prejudice"]),
        ("bronte", ["Jane Eyre"]),
        ("体", ["三体"]),
        ("h", ["The Hobbit"]),
        ("thornfield", ["A Companion"]),
        ("nothing like it", []),
    ],
)
def test_a_search_finds_what_was_meant(shelf: Program, typed: str, expected: list[str]) -> None:
    assert found(shelf, "--query", typed) == expected


def test_every_order_of_the_page_is_one_of_the_command_line_too(shelf: Program) -> None:
    for order in ("title", "author", "series", "added", "last_read", "progress", "rating", "pages"):
        assert sorted(found(shelf, "--sort", order)) == sorted(found(shelf))


def test_the_library_finds_a_book_added_by_a_later_scan(shelf: Program, tmp_path: Path) -> None:
    write_epub(tmp_path / "shelf" / "solaris.epub", title="Solaris", authors=("Stanisław Lem",))
    shelf.run("scan", str(tmp_path / "shelf"))

    assert found(shelf, "--query", "solarsi") == ["Solaris"]


def test_an_author_is_found_by_a_part_of_the_name(shelf: Program) -> None:
    assert found(shelf, "--author", "aust") == ["Emma", "Pride and Prejudice"]
    assert found(shelf, "--author", "BRONTE") == ["Jane Eyre"]
    assert found(shelf, "--author", "nobody at all") == []


def test_a_genre_is_found_exactly_in_upper_or_lower_case(program: Program, tmp_path: Path) -> None:
    for number, genres in enumerate((("Fiction",), ("fiction", "Sea"), ("Science Fiction",), ("Драма",))):
        write_epub(tmp_path / f"{number}.epub", title=f"Book {number}", subjects=genres)
    program.run("scan", str(tmp_path))
    assert found(program, "--genre", "FICTION") == ["Book 0", "Book 1"]
    assert found(program, "--genre", "драма") == ["Book 3"]
    assert found(program, "--genre", "fict") == []
    assert found(program, "--genre", "sea", "--author", "ada") == ["Book 1"]


def test_titles_authors_and_additions_are_sorted_both_ways(shelf: Program) -> None:
    assert found(shelf, "--reverse")[:2] == ["三体", "Pride and Prejudice"]
    for order in ("title", "author", "added"):
        assert found(shelf, "--sort", order, "--reverse") == found(shelf, "--sort", order)[::-1]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "jan",
            [
                ("author", "Jane Austen"),
                ("book", "Jane Eyre"),
                ("book", "Emma"),
                ("book", "Pride and Prejudice"),
            ],
        ),
        ("bront", [("author", "Charlotte Brontë"), ("book", "Jane Eyre")]),
        ("prejudise", [("book", "Pride and Prejudice")]),
        ("三", [("book", "三体")]),
        ("%", []),
    ],
)
def test_suggestions_begin_with_the_typed_letters(
    shelf: Program, typed: str, expected: list[tuple[str, str]]
) -> None:
    services = make_services(shelf.data_dir)
    found = services.quick_find.suggestions(typed)
    services.database.close()
    assert [(suggestion.kind.value, suggestion.text) for suggestion in found] == expected


def test_there_are_at_most_eight_suggestions(program: Program, tmp_path: Path) -> None:
    for number in range(12):
        write_epub(
            tmp_path / f"{number}.epub",
            title=f"Jam {number}",
            authors=(f"Jack {number}",),
            series=f"Jar {number}",
        )
    program.run("scan", str(tmp_path))
    services = make_services(program.data_dir)
    found = services.quick_find.suggestions("ja")
    services.database.close()
    assert len(found) == 8
    assert {suggestion.kind.value for suggestion in found} == {"author", "series", "book"}
