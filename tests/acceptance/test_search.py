"""Issue 4, Deliver 2 and 7: search that forgives typing errors, default Title A-Z, and removal that forgets nothing."""

from pathlib import Path

import pytest

from tests.acceptance.program import Program
from tests.books import write_epub


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
