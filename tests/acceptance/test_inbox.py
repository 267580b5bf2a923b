"""The Inbox, through commands."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program
from tests.acceptance.scanning import partial_md5
from tests.books import write_epub


def inbox(program: Program) -> dict[str, dict[str, Any]]:
    """What waits for the person, by title."""
    return {file["title"]: file for file in program.json("inbox", "--json")}


def test_new_books_go_straight_to_the_library_when_title_and_author_are_there(
    program: Program, tmp_path: Path
) -> None:
    write_epub(tmp_path / "emma.epub", "Emma", authors=["Jane Austen"])

    program.run("scan", tmp_path / "emma.epub")

    assert list(program.books()) == ["Emma"]
    assert inbox(program) == {}


def test_a_book_without_an_author_waits_and_its_progress_is_kept_meanwhile(
    program: Program, tmp_path: Path
) -> None:
    path = write_epub(tmp_path / "emma.epub", "Emma", authors=[])
    program.run("scan", path)
    (waiting,) = inbox(program).values()
    assert (waiting["stage"], waiting["waits_for_review"]) == ("manual", True)
    reader = Reader(program.serve().port, "reader", program.passphrase())

    assert reader.push(partial_md5(path.read_bytes()), 0.31).status == 200

    book = program.books()["Emma"]
    assert (book["id"], book["status"], book["percentage"]) == (waiting["book_id"], "reading", 0.31)


def test_approving_lets_a_book_wait_no_more(program: Program, tmp_path: Path) -> None:
    program.run("scan", write_epub(tmp_path / "emma.epub", "Emma", authors=[]))
    book_id = inbox(program)["Emma"]["book_id"]

    assert program.run("approve", str(book_id)).stdout == "Approved: 1. Still waiting: 0.\n"

    assert inbox(program) == {}
    assert "Traceback" not in program.run("approve", str(book_id), code=1).stderr


def test_all_that_look_complete_are_approved_and_others_wait_on(program: Program, tmp_path: Path) -> None:
    write_epub(tmp_path / "emma.epub", "Emma", authors=[])
    (tmp_path / "Nobody - Notes.txt").write_text("Words.")
    program.run("scan", tmp_path)

    assert program.run("approve", "--complete").stdout == "Approved: 0. Still waiting: 2.\n"
    assert {file["stage"] for file in inbox(program).values()} == {"manual"}


@pytest.mark.parametrize("again", ["the same file", "a copy"])
def test_a_book_already_in_the_library_is_not_added_again(
    program: Program, tmp_path: Path, again: str
) -> None:
    path = write_epub(tmp_path / "emma.epub", "Emma", authors=[])
    program.run("scan", path)
    other = tmp_path / "copy.epub"
    other.write_bytes(path.read_bytes())

    program.run("scan", path if again == "the same file" else other)

    assert len(program.books()) == 1
    assert len({file["book_id"] for file in program.json("inbox", "--json")}) == 1


def test_wrong_types_and_unreadable_files_are_named_with_the_reason(program: Program, tmp_path: Path) -> None:
    (tmp_path / "x.epub").write_bytes(b"not a book")
    (tmp_path / "report.xyz").write_text("not a book")

    told = program.run("scan", tmp_path / "x.epub", tmp_path / "report.xyz", code=None)

    assert "report.xyz" in told.stdout + told.stderr
    assert inbox(program)["x"]["problem"] == "This file is not a readable EPUB."
    assert "error: This file is not a readable EPUB." in program.run("inbox").stdout
