"""Goodreads and StoryGraph CSV: fills gaps only, previewed."""

from pathlib import Path

import pytest

from tests.acceptance.conftest import AUTHOR, isbn_of, title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import Program
from tests.reading_csv import goodreads, goodreads_row, storygraph, storygraph_row

BY_NAME = {"author": AUTHOR}


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Five lines of Goodreads: two sure ones, one by name, one that is not here, one shelf without a meaning."""
    return write(
        tmp_path,
        goodreads(
            goodreads_row(title_of(0), isbn=isbn_of(0), rating="5", finished="2024/03/02"),
            goodreads_row(title_of(1), "to-read", isbn=isbn_of(1)),
            goodreads_row(title_of(2), "currently-reading", **BY_NAME),
            goodreads_row("Not in the Library", isbn="9780306406157"),
            goodreads_row(title_of(3), "to-sell", isbn=isbn_of(3)),
        ),
    )


def test_a_preview_sorts_every_line_says_why_and_changes_nothing(library: Program, shelf: Path) -> None:
    before = library.export()
    shown = library.json("import-csv", str(shelf), "--dry-run", "--json")
    assert shown["source"] == "Goodreads"
    assert {item["title"]: item["kind"] for item in shown["items"]} == {
        title_of(0): "ready",
        title_of(1): "ready",
        title_of(2): "review",
        title_of(3): "skipped",
        "Not in the Library": "unmatched",
    }
    assert all(item["reason"] for item in shown["items"])
    assert library.export() == before


def test_blank_books_get_status_rating_and_dates(library: Program, shelf: Path) -> None:
    assert library.json("import-csv", str(shelf), "--json")["imported"] == 2
    books = library.books()
    read, wanted = books[title_of(0)], books[title_of(1)]
    assert (read["status"], read["rating"]) == ("read", 5)
    assert [(one["started_on"], one["finished_on"]) for one in read["reads"]] == [(None, "2024-03-02")]
    assert (wanted["status"], wanted["reads"]) == ("want_to_read", [])
    assert books[title_of(2)]["status"] == "unread", "what was matched by name needs a look"


def test_review_also_takes_what_was_matched_by_title_and_author(library: Program, shelf: Path) -> None:
    assert "Imported: 3." in library.run("import-csv", str(shelf), "--review").stdout
    assert library.books()[title_of(2)]["status"] == "reading"


def test_only_gaps_are_filled(library: Program, tmp_path: Path) -> None:
    library.run("status", "1", "reading", "--started", "2025-05-01")
    library.run("status", "2", "read", "--rating", "2", "--finished", "2024-02-02")
    library.run("status", "3", "abandoned", "--rating", "1")
    before = library.books()
    file = write(
        tmp_path,
        storygraph(
            storygraph_row(title_of(0), isbn=isbn_of(0), rating="3.25", dates="2023/01/01-2023/02/01"),
            storygraph_row(title_of(1), isbn=isbn_of(1), rating="5.0", dates="2024/01/01-2024/02/02"),
            storygraph_row(title_of(2), isbn=isbn_of(2), rating="5.0"),
        ),
    )
    assert library.json("import-csv", str(file), "--json")["imported"] == 2
    after = library.books()
    begun = after[title_of(0)]
    assert (begun["status"], begun["rating"]) == ("reading", 3.5)
    assert [(read["started_on"], read["finished_on"]) for read in begun["reads"]] == [
        ("2023-01-01", "2023-02-01"),
        ("2025-05-01", None),
    ]
    (dated,) = after[title_of(1)]["reads"]
    assert (after[title_of(1)]["rating"], dated["started_on"], dated["finished_on"]) == (
        2,
        "2024-01-01",
        "2024-02-02",
    )
    assert after[title_of(2)] == before[title_of(2)]


def test_a_second_import_changes_nothing(library: Program, shelf: Path) -> None:
    library.run("import-csv", str(shelf), "--review", "--create")
    once = library.export()["books"]
    again = library.json("import-csv", str(shelf), "--review", "--create", "--json")
    assert (again["imported"], again["ready"], again["review"], again["unmatched"]) == (0, 0, 0, 0)
    assert library.export()["books"] == once


def test_books_that_are_not_here_become_entries_only_if_the_person_says_so(
    library: Program, shelf: Path
) -> None:
    library.run("import-csv", str(shelf))
    assert "Not in the Library" not in library.books()
    assert library.json("import-csv", str(shelf), "--create", "--json")["created"] == 1
    entry = library.books()["Not in the Library"]
    assert (entry["status"], entry["files"]) == ("read", [])


def test_nothing_is_sent_before_the_next_sync(library: Program, hardcover: Hardcover, shelf: Path) -> None:
    library.environment |= hardcover.environment
    library.run("import-csv", str(shelf))
    assert (hardcover.shelf(), hardcover.journal()) == ({}, 0)
    assert library.books()[title_of(0)]["hardcover"]["state"] == "pending"
    library.run("sync")
    assert set(hardcover.shelf()) == {title_of(0), title_of(1)}


def test_the_log_says_what_came_from_the_file(library: Program, shelf: Path) -> None:
    library.run("import-csv", str(shelf))
    lines = library.json("log", "--direction", "from_file", "--json")
    told = {line["title"]: line["changes"] for line in lines}
    assert told[title_of(0)] == [
        "status: unread → read",
        "rated 5",
        "finished on 2024-03-02",
    ]


def test_a_running_program_imports_a_file_named_from_the_folder_of_the_caller(
    library: Program, shelf: Path
) -> None:
    library.serve()
    assert library.json("import-csv", str(shelf), "--json")["imported"] == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Name,Price\nCup,3\n", "Export your library there as CSV"),
        (b"\x00\x01\x02", "Export your library there as CSV"),
        (b'Title,Read Status\nDune,"read\nEmma,read\n', "Close it, or export the file again."),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_the_next_step(
    library: Program, tmp_path: Path, content: bytes, told: str
) -> None:
    refused = library.run("import-csv", str(write(tmp_path, content)), code=1)
    assert told in refused.stderr
    gone = library.run("import-csv", str(tmp_path / "gone.csv"), code=1)
    assert "read the file: No such file or directory. Choose another one." in gone.stderr
