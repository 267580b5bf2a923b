"""Import from Hardcover on the command line, and one writer at a time."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewRead
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import Program, until


@pytest.fixture
def library(library: Program, hardcover: Hardcover) -> Program:
    library.environment |= hardcover.environment
    return library


def shelve(hardcover: Hardcover, number: int, status: int, **details: object) -> None:
    title = title_of(number)
    hardcover.shelve(hardcover.record(title), status, edition_id=hardcover.edition(title), **details)


def test_import_previews_the_shelf_in_five_groups_and_changes_nothing(
    library: Program, hardcover: Hardcover
) -> None:
    shelve(hardcover, 0, 3, rating=4.5)
    shelve(hardcover, 1, 2)
    shelve(hardcover, 2, 6)
    hardcover.shelve(hardcover.add("Not in the library", "Nobody Known"), 3)
    library.run("status", "2", "abandoned")
    before = library.export()
    shown = library.json("import", "--dry-run", "--json")
    assert {item["title"]: item["kind"] for item in shown["items"]} == {
        title_of(0): "ready",
        title_of(1): "conflict",
        title_of(2): "skipped",
        "Not in the library": "unmatched",
    }
    assert all(item["reason"] for item in shown["items"])
    assert library.export() == before


def test_import_fills_blank_books_with_status_rating_dates_and_progress_and_nothing_else(
    library: Program, hardcover: Hardcover
) -> None:
    shelve(hardcover, 0, 3, rating=4.5, reads=[NewRead("2025-01-01", "2025-02-01", pages=100)])
    shelve(hardcover, 1, 2, reads=[NewRead("2026-01-05", None, pages=50)])
    shelve(hardcover, 2, 3, rating=1)
    library.run("status", "3", "reading", "--rating", "5")
    kept = library.books()[title_of(2)]
    shelf = hardcover.shelf()
    assert library.json("import", "--json")["imported"] == 2
    books = library.books()
    assert (books[title_of(0)]["status"], books[title_of(0)]["rating"]) == ("read", 4.5)
    assert [(read["started_on"], read["finished_on"]) for read in books[title_of(0)]["reads"]] == [
        ("2025-01-01", "2025-02-01")
    ]
    assert (books[title_of(1)]["status"], books[title_of(1)]["percentage"]) == (
        "reading",
        pytest.approx(50 / 101),
    )
    assert books[title_of(2)] == kept
    assert (hardcover.shelf(), hardcover.journal()) == (shelf, 0)
    assert library.json("import", "--json")["imported"] == 0


def test_import_without_progress_leaves_the_position_out(library: Program, hardcover: Hardcover) -> None:
    shelve(hardcover, 1, 2, reads=[NewRead("2026-01-05", None, pages=50)])
    library.run("import", "--no-progress")
    book = library.books()[title_of(1)]
    assert (book["status"], book["percentage"]) == ("reading", None)
    assert [read["started_on"] for read in book["reads"]] == ["2026-01-05"]


def test_an_undo_and_a_sync_asked_for_at_once_go_one_after_the_other(
    library: Program, hardcover: Hardcover
) -> None:
    library.run("status", "--stdin", stdin="\n".join(f"{number} want_to_read" for number in range(1, 7)))
    library.run("sync")
    run = str(library.json("log", "--json")[0]["run_id"])
    library.serve()
    library.run("status", "--stdin", stdin="\n".join(f"{number} want_to_read" for number in range(7, 10)))
    asked: list[str] = []

    def note(body: str) -> None:
        asked.extend(kind for kind in ("delete_user_book(", "insert_user_book(") if kind in body)

    hardcover.after_request(note)
    both = [library.start("undo", run), library.start("sync")]
    for one in both:
        library.started.remove(one)
        assert one.wait() == 0, one.err
    hardcover.after_request(lambda body: None)
    until(lambda: set(hardcover.shelf()) == {title_of(number) for number in (6, 7, 8)}, "both are done")
    assert asked in (sorted(asked), sorted(asked, reverse=True)), "they mixed"
