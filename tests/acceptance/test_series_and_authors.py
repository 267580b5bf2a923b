"""Series and authors as places of their own; one test per promise.

Their pages are in tests/ui/test_groups.py, the rules in tests/unit/test_series.py.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import scan
from tests.books import write_epub
from tests.opds_reader import OpdsReader


@pytest.fixture
def library(program: Program, tmp_path: Path) -> Program:
    """Orchard 1, 2, 2.5 and 5 with one that has no number, of two authors; and a single book."""
    folder = tmp_path / "books"
    folder.mkdir()
    for title, index in (("One", 1), ("Two", 2), ("Half", 2.5), ("Five", 5), ("Cookbook", None)):
        author = "Ben Other" if title == "Five" else "Ada Example"
        told = {"authors": (author,), "series": "Orchard", "series_index": index}
        write_epub(folder / f"{title}.epub", title, **told, cover=False)
    write_epub(folder / "Alone.epub", "Alone", cover=False)
    scan(program, folder)
    return program


def orchard(program: Program) -> dict[str, Any]:
    found: dict[str, Any] = program.json("series", "orchard", "--json")
    return found


def number(program: Program, title: str) -> int:
    found: int = program.books()[title]["id"]
    return found


def test_the_volumes_of_a_series_stand_in_order(library: Program) -> None:
    found = orchard(library)
    assert [book["title"] for book in found["books"]] == ["One", "Two", "Half", "Five", "Cookbook"]
    assert [book["index"] for book in found["books"]] == [1, 2, 2.5, 5, None]


def test_a_series_says_how_far_one_is_and_what_is_next(library: Program) -> None:
    for title in ("One", "Two"):
        library.run("status", str(number(library, title)), "read")
    found = orchard(library)
    assert (found["read"], found["volumes"], found["next"]) == (2, 5, number(library, "Half"))
    library.run("status", str(number(library, "Five")), "reading")
    found = orchard(library)
    assert (found["reading"], found["next"]) == (number(library, "Five"), None)


def test_missing_volumes_lie_between_two_volumes_one_has(library: Program) -> None:
    assert orchard(library)["missing"] == [3, 4]
    assert "3-4" in library.run("series").stdout


def test_an_author_has_series_and_single_books(library: Program) -> None:
    found = library.json("authors", "ada example", "--json")
    assert [entry["name"] for entry in found["series"]] == ["Orchard"]
    assert [book["title"] for book in found["single"]] == ["Alone"]
    every = library.json("authors", "--json")
    assert [(entry["name"], entry["books"]) for entry in every] == [("Ada Example", 5), ("Ben Other", 1)]


def test_an_unknown_series_or_author_is_an_error_that_says_so(library: Program) -> None:
    assert "no series" in library.run("series", "Nothing", code=1).stderr
    assert "no author" in library.run("authors", "Nobody", code=1).stderr


def test_the_catalogue_has_the_same_series_and_authors(library: Program) -> None:
    library.make_account()
    device = OpdsReader(library.serve().port, passphrase=PASSPHRASE)
    names = [item.title for path in ("series", "authors") for item in device.items(f"/opds/{path}")]
    here = [entry["name"] for word in ("series", "authors") for entry in library.json(word, "--json")]
    assert names == here
