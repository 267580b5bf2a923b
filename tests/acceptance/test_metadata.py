"""What a book is can be changed, locked and handed back; files are never touched."""

from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import isbn13
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import Program
from tests.acceptance.scanning import scan
from tests.books import picture, write_epub
from tests.opds_reader import OpdsReader


class Clocks:
    """A library with one book, and the command that edits it."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.path = program, folder / "clocks.epub"
        folder.mkdir()
        write_epub(self.path, isbn="9780306406157")
        scan(program, folder)
        (book,) = program.export()["books"]
        self.id = str(book["id"])

    def edit(self, *words: str | Path) -> dict[str, Any]:
        document: dict[str, Any] = self.program.json("edit", self.id, *words, "--json")
        return document

    def rescan(self) -> None:
        scan(self.program, self.path.parent)

    def export(self) -> dict[str, Any]:
        (book,) = self.program.export()["books"]
        document: dict[str, Any] = book
        return document


@pytest.fixture
def clocks(program: Program, tmp_path: Path) -> Clocks:
    return Clocks(program, tmp_path / "books")


def test_any_field_can_be_edited_and_the_file_stays_as_it_is(clocks: Clocks) -> None:
    content = clocks.path.read_bytes()
    values = {
        "title": "My Clocks",
        "authors": ["Ann One", "Bob, Jr. Two"],
        "series": "Hours",
        "series_index": 1.5,
        "language": "pt-BR",
        "publisher": "Ours",
        "published": "1999-12",
        "description": "Line one.\n\nLine two.",
        "subjects": ["Time", "Mills"],
        "pages": 321,
        "isbn": "9781861972712",
    }
    typed = {name: "; ".join(value) if isinstance(value, list) else value for name, value in values.items()}

    shown = clocks.edit(*(f"{name}={value}" for name, value in typed.items()))

    assert {name: field["value"] for name, field in shown.items()} == values
    assert {field["origin"] for field in shown.values()} == {"hand"}
    assert shown["title"]["in_file"] == "The Clocks"
    assert clocks.path.read_bytes() == content


def test_lists_and_export_follow_what_was_edited(clocks: Clocks) -> None:
    clocks.edit("title=Zebra", "authors=Ines Ørsted", "isbn=9781861972712")

    book = clocks.export()
    assert (book["title"], book["isbn13"]) == ("Zebra", "9781861972712")
    assert book["fields"]["title"] == {"value": "Zebra", "origin": "hand", "locked": False}
    (row,) = clocks.program.json("list", "--query", "orsted zebra", "--json")
    assert row["title"] == "Zebra"


def test_a_field_set_by_hand_stays_when_the_file_changes(clocks: Clocks) -> None:
    clocks.edit("title=My Clocks")
    write_epub(clocks.path, "Second Edition", authors=["Bo Other"])
    clocks.rescan()

    shown = clocks.edit()
    assert (shown["title"]["value"], shown["title"]["in_file"]) == ("My Clocks", "Second Edition")
    assert shown["authors"]["value"] == ["Bo Other"]


def test_a_locked_field_stays_even_where_it_came_from_the_file(clocks: Clocks) -> None:
    clocks.edit("title", "--lock")
    write_epub(clocks.path, "Second Edition")
    clocks.rescan()
    assert clocks.edit()["title"] == {
        "value": "The Clocks",
        "origin": "file",
        "locked": True,
        "in_file": "Second Edition",
        "told_by": "file",
    }

    assert clocks.edit("title", "--unlock")["title"]["value"] == "Second Edition"


def test_a_field_can_be_handed_back_to_the_file(clocks: Clocks) -> None:
    clocks.edit("title=My Clocks", "--lock")

    shown = clocks.edit("title", "--as-in-file")["title"]

    assert shown == {
        "value": "The Clocks",
        "origin": "file",
        "locked": False,
        "in_file": "The Clocks",
        "told_by": "file",
    }


def test_a_value_that_cannot_be_is_told_kindly_and_changes_nothing(clocks: Clocks) -> None:
    done = clocks.program.run("edit", clocks.id, "title=Mine", "isbn=123", code=1)

    assert "isbn: “123” isn't a valid ISBN" in done.stderr
    assert clocks.export()["title"] == "The Clocks"


@pytest.mark.parametrize(
    "words",
    [["colour=red"], ["title"], ["--lock"], ["title=x", "--as-in-file"], ["title", "--lock", "--unlock"]],
)
def test_wrong_words_end_with_exit_code_2(clocks: Clocks, words: list[str]) -> None:
    assert clocks.program.run("edit", clocks.id, *words, code=2).stderr


def test_a_book_that_is_not_there_is_told(clocks: Clocks) -> None:
    assert "There is no book 999" in clocks.program.run("edit", "999", code=1).stderr


def test_the_cover_can_be_a_picture_of_ones_own_or_that_in_the_file(clocks: Clocks, tmp_path: Path) -> None:
    own = tmp_path / "own.png"
    own.write_bytes(picture(500, 700, "darkred", "PNG"))
    thumbnails = clocks.program.data_dir / "covers"
    before = {path.name: path.read_bytes() for path in thumbnails.iterdir()}

    clocks.edit("--cover", own)
    assert len(list(thumbnails.iterdir())) > len(before)
    clocks.edit("--cover-from-file")
    assert {path.name: path.read_bytes() for path in thumbnails.iterdir()} == before

    done = clocks.program.run("edit", clocks.id, "--cover", clocks.path, code=1)
    assert "Choose a JPEG" in done.stderr


def test_the_running_program_takes_an_edit(clocks: Clocks) -> None:
    server = clocks.program.serve()

    clocks.edit("title=Zebra")

    assert clocks.export()["title"] == "Zebra"
    assert server.stop() == 0


def test_the_catalogue_of_devices_follows_an_edit(clocks: Clocks) -> None:
    clocks.edit("title=Zebra", "authors=Ines Ørsted", "series=Streets")
    passphrase = clocks.program.passphrase()
    device = OpdsReader(clocks.program.serve().port, passphrase=passphrase)

    assert [item.title for item in device.items("/opds/all")] == ["Zebra"]
    assert "Streets" in device.ask("/opds/series").text


def test_a_mended_isbn_is_what_the_next_sync_looks_for(clocks: Clocks, hardcover: Hardcover) -> None:
    isbn = isbn13("978555000009")
    hardcover.add("The Clocks", "Ada Example", isbn=isbn)
    clocks.program.environment |= hardcover.environment
    clocks.edit("isbn=", "title=Scan 0001", "authors=Nobody")
    clocks.program.run("status", clocks.id, "reading")
    clocks.program.run("sync")
    assert clocks.export()["hardcover"]["state"] == "not_matched"

    clocks.edit(f"isbn={isbn}", "title=The Clocks", "authors=Ada Example")
    assert clocks.export()["hardcover"]["state"] == "pending"
    clocks.program.run("sync")

    assert clocks.export()["hardcover"]["book_id"] == hardcover.record("The Clocks")


def test_fetching_again_says_when_nothing_came_from_hardcover(clocks: Clocks, hardcover: Hardcover) -> None:
    clocks.program.environment |= hardcover.environment

    assert clocks.program.run("refresh", clocks.id).stdout == "0 checked, 0 changed.\n"
    assert "There is no book 999" in clocks.program.run("refresh", "999", code=1).stderr
