"""Everything out, everything in: the complete export on another computer, and a list for other services."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.services.overview.complete_export import stage_import
from tests.acceptance.conftest import BOOKS, title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def other(tmp_path: Path, runtime: Path) -> Program:
    """Another computer."""
    return Program(tmp_path / "other", runtime)


def complete(program: Program) -> dict[str, Any]:
    """The complete export, without the moment at which it was made."""
    document: dict[str, Any] = program.json("export", "--format", "complete")
    assert document.pop("made_at")
    return document


def used(library: Program) -> None:
    """Some reading, a shelf, and a book whose title a spreadsheet would compute."""
    library.make_account()
    library.run("status", "1", "read", "--rating", "4")
    library.run("status", "2", "abandoned")
    library.run("edit", "3", f"title={FORMULA}")
    library.run("shelf", "add", "Best", "1", "2")
    server = library.serve()
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.read(library.digest(title_of(5)), [0.1, 0.25])
    assert server.stop() == 0


def test_a_complete_export_is_equal_after_a_round_trip(
    library: Program, other: Program, tmp_path: Path
) -> None:
    used(library)
    file = tmp_path / "everything.json"
    library.run("export", "--format", "complete", "--output", file)
    before = json.loads(file.read_text("utf-8"))
    assert before.pop("made_at")

    said = other.run("import-json", file).stdout
    assert said == f"Imported: {BOOKS} books, 1 position.\n"
    assert complete(other) == before
    assert other.export() == library.export()
    assert other.run("list").stdout == library.run("list").stdout

    reader = Reader(other.serve().port, "reader", PASSPHRASE)
    assert reader.log_in().status == 401  # the login is no part of it
    other.make_account()
    assert reader.pull(library.digest(title_of(5))).json["percentage"] == 0.25


def test_a_library_that_has_something_is_refused_and_stays(
    library: Program, other: Program, tmp_path: Path
) -> None:
    file = tmp_path / "everything.json"
    library.run("export", "--format", "complete", "--output", file)
    before = complete(library)
    refused = library.run("import-json", file, code=1)
    assert "This library isn't empty, so nothing was imported" in refused.stderr
    server = other.serve()
    assert "BookOrbit is running on this library" in other.run("import-json", file, code=1).stderr
    assert server.stop() == 0
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text(file.read_text("utf-8")[:-100], "utf-8")
    assert "isn't a complete export" in other.run("import-json", spoilt, code=1).stderr
    assert other.export()["books"] == []
    assert complete(library) == before


def test_a_list_for_goodreads_is_read_back_and_no_spreadsheet_computes_it(
    library: Program, other: Program, tmp_path: Path
) -> None:
    used(library)
    file = tmp_path / "goodreads.csv"
    library.run("export", "--format", "goodreads", "--output", file)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = {row["Title"]: row for row in csv.DictReader(lines)}
    assert len(rows) == BOOKS
    assert f"'{FORMULA}" in rows
    assert not [
        cell
        for row in rows.values()
        for name, cell in row.items()
        if cell[:1] in "=+-@" and cell and not name.startswith("ISBN")
    ]
    assert (rows[title_of(0)]["My Rating"], rows[title_of(0)]["Exclusive Shelf"]) == ("4", "read")

    done = other.json("import-csv", file, "--create", "--json")
    assert done["source"] == "Goodreads"
    books = other.books()
    assert {title: book["isbn13"] for title, book in books.items()} == {
        title: book["isbn13"] for title, book in library.books().items() if title in books
    }
    assert (books[title_of(0)]["status"], books[title_of(0)]["rating"]) == ("read", 4.0)
    assert books[title_of(1)]["status"] == "abandoned"
    same = library.json("import-csv", file, "--dry-run", "--json")
    assert same["imported"] == 0
    assert FORMULA in {item["title"] for item in same["items"]}


def test_an_import_from_the_window_is_told_as_one_at_the_next_start(
    library: Program, other: Program, tmp_path: Path
) -> None:
    exported = tmp_path / "all.json"
    library.run("export", "--format", "complete", "--output", exported)
    other.run("list")
    stage_import(other.data_dir, exported)  # what Settings ▸ Advanced does before it restarts
    server = other.serve()
    server.line("Everything was imported. The empty library is kept in ", server.err)
    assert len(other.books()) == len(library.books())
