"""Shelves and tags of one's own, by hand and as saved filters; one test per promise.

What the window does with them is in tests/ui/test_shelves.py, Calibre's tags in tests/integration/test_calibre_tags.py.
"""

from pathlib import Path

import pytest

from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.scanning import add_books, scan
from tests.opds_reader import OpdsReader


@pytest.fixture
def library(program: Program, tmp_path: Path) -> Program:
    """Three books: Atlas, Bees and Coast."""
    scan(program, add_books(tmp_path / "books", "Atlas", "Bees", "Coast"))
    return program


def ids(program: Program, *titles: str) -> list[str]:
    books = program.books()
    return [str(books[title]["id"]) for title in titles]


def on(program: Program, kind: str, name: str) -> list[str]:
    return [row["title"] for row in program.json(kind, "show", "--json", "--", name)]


def collections(program: Program) -> list[tuple[str, str, int]]:
    rows = [row for kind in ("shelf", "tag") for row in program.json(kind, "list", "--json")]
    return [(row["kind"], row["name"], row["books"]) for row in rows]


def test_books_go_on_a_shelf_and_come_off_and_it_is_renamed(library: Program) -> None:
    atlas, bees = ids(library, "Atlas", "Bees")
    assert "created" in library.run("shelf", "add", "To lend", atlas, bees).stdout
    library.run("shelf", "remove", "to LEND", bees)
    library.run("shelf", "rename", "To lend", "Lent")
    assert on(library, "shelf", "Lent") == ["Atlas"]
    assert collections(library) == [("shelf", "Lent", 1)]
    assert [row["title"] for row in library.json("list", "--shelf", "lent", "--json")] == ["Atlas"]


def test_deleting_a_shelf_touches_no_book_and_says_how_to_bring_it_back(library: Program) -> None:
    library.run("shelf", "add", "To lend", *ids(library, "Atlas"))
    before = library.export()["books"]
    said = library.run("shelf", "delete", "To lend").stdout
    after = library.export()["books"]
    assert [{**book, "shelves": []} for book in before] == after
    assert f"shelf add -- 'To lend' {ids(library, 'Atlas')[0]}" in said


def test_a_saved_filter_is_a_shelf_whose_books_follow(library: Program) -> None:
    (bees,) = ids(library, "Bees")
    library.run("shelf", "save", "Done", "--status", "read")
    assert on(library, "shelf", "Done") == []
    library.run("status", bees, "read")
    assert on(library, "shelf", "Done") == ["Bees"]
    assert "saved filter" in library.run("shelf", "add", "Done", bees, code=1).stderr


def test_tags_stand_beside_shelves_and_do_not_mix_with_them(library: Program) -> None:
    atlas, bees = ids(library, "Atlas", "Bees")
    library.run("tag", "add", "Summer", atlas)
    library.run("shelf", "add", "Summer", bees)
    assert (on(library, "tag", "summer"), on(library, "shelf", "summer")) == (["Atlas"], ["Bees"])


def test_a_name_exists_once_whatever_its_case(library: Program) -> None:
    library.run("shelf", "add", "Summer")
    library.run("shelf", "add", "SUMMER", *ids(library, "Atlas"))
    library.run("shelf", "add", "Winter")
    assert "already" in library.run("shelf", "rename", "Winter", "summer", code=1).stderr
    assert collections(library) == [("shelf", "Summer", 1), ("shelf", "Winter", 0)]


@pytest.mark.parametrize(
    "name",
    ["<b>&amp;</b>", "../../etc", "-rf", "--delete", "\u202eevil", "x" * 10_000, "a\tb\x1b[2J", "'\";--"],
)
def test_a_hostile_name_is_text(library: Program, name: str) -> None:
    (atlas,) = ids(library, "Atlas")
    said = library.run("shelf", "add", "--", name, atlas).stdout + library.run("shelf", "list").stdout
    assert "\x1b" not in said
    assert on(library, "shelf", name) == ["Atlas"]
    library.run("shelf", "delete", "--", name)
    assert collections(library) == []


def test_an_unknown_shelf_or_book_is_an_error_and_changes_nothing(library: Program) -> None:
    assert "no shelf" in library.run("shelf", "show", "Nothing", code=1).stderr
    assert "no book 99" in library.run("shelf", "add", "New", "99", code=1).stderr
    assert "Enter a name" in library.run("shelf", "add", "  ", code=1).stderr
    assert collections(library) == []


def test_the_export_contains_shelves_tags_and_filters(library: Program) -> None:
    (atlas,) = ids(library, "Atlas")
    library.run("shelf", "add", "To lend", atlas)
    library.run("tag", "add", "Fun", atlas)
    library.run("shelf", "save", "Done", "--status", "read", "--tag", "Fun")
    document = library.export()
    book = next(book for book in document["books"] if book["title"] == "Atlas")
    assert (book["shelves"], book["tags"]) == (["To lend"], ["Fun"])
    done = {"text": "", "status": "read", "author": "", "chosen": [["tag", "Fun"]]}
    assert document["collections"] == [
        {"kind": "filter", "name": "Done", "books": [], "filter": done},
        {"kind": "shelf", "name": "To lend", "books": [int(atlas)], "filter": None},
        {"kind": "tag", "name": "Fun", "books": [int(atlas)], "filter": None},
    ]


def test_merged_and_split_books_keep_their_shelves(library: Program) -> None:
    atlas, bees = ids(library, "Atlas", "Bees")
    library.run("shelf", "add", "To lend", atlas)
    library.run("tag", "add", "Fun", bees)
    library.run("merge", atlas, bees)
    merged = library.books()["Atlas"]
    assert (merged["shelves"], merged["tags"]) == (["To lend"], ["Fun"])
    library.run("split", atlas, merged["files"][1]["path"])
    assert [(book["shelves"], book["tags"]) for book in library.export()["books"][:2]] == [
        (["To lend"], ["Fun"]),
        ([], []),
    ]
    assert library.books()["Bees"]["shelves"] == ["To lend"]


def test_a_device_finds_shelves_tags_and_saved_filters_in_the_catalogue(library: Program) -> None:
    atlas, bees = ids(library, "Atlas", "Bees")
    library.run("shelf", "add", "To lend", atlas, bees)
    library.run("tag", "add", "Fun", bees)
    library.run("shelf", "save", "Done", "--status", "read")
    library.make_account()
    server = library.serve()
    library.run("status", atlas, "read")  # beside the running program
    device = OpdsReader(server.port, passphrase=PASSPHRASE)
    found = {item.title: item.url for item in [*device.items("/opds/shelves"), *device.items("/opds/tags")]}
    books = {name: [item.title for item in device.items(address)] for name, address in found.items()}
    assert books == {"To lend": ["Atlas", "Bees"], "Done": ["Atlas"], "Fun": ["Bees"]}
