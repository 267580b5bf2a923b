"""Books can be split and merged by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, Server
from tests.acceptance.scanning import add_books, scan
from tests.books import write_epub


@pytest.fixture
def two_editions(program: Program, tmp_path: Path) -> Program:
    """The same novel twice, under two titles."""
    plain, annotated = add_books(tmp_path / "a", "Emma"), add_books(tmp_path / "b", "Emma, annotated")
    scan(program, plain, annotated)
    program.make_account()
    return program


def reader(server: Server) -> Reader:
    return Reader(server.port, "reader", PASSPHRASE)


def digest(book: dict[str, Any]) -> str:
    found: str = book["files"][0]["partial_md5"]
    return found


def test_merged_books_are_one_with_the_files_of_both(two_editions: Program) -> None:
    books = two_editions.books()
    plain, annotated = books["Emma"], books["Emma, annotated"]

    two_editions.run("merge", str(plain["id"]), str(annotated["id"]))

    (merged,) = two_editions.export()["books"]
    assert merged["title"] == "Emma"
    assert {file["partial_md5"] for file in merged["files"]} == {digest(plain), digest(annotated)}


def test_a_device_that_knows_the_other_copy_reads_the_merged_book(two_editions: Program) -> None:
    books = two_editions.books()
    plain, annotated = books["Emma"], books["Emma, annotated"]
    server = two_editions.serve()
    reader(server).read(digest(annotated), [0.2, 0.3])
    assert server.stop() == 0

    two_editions.run("merge", str(plain["id"]), str(annotated["id"]))
    server = two_editions.serve()
    reader(server).read(digest(annotated), [0.4])

    assert two_editions.books()["Emma"]["percentage"] == 0.4
    assert len(two_editions.books()["Emma"]["reads"]) == 1
    assert reader(server).pull(digest(annotated)).json["percentage"] == 0.4


def test_a_rescan_leaves_merged_books_merged(two_editions: Program, tmp_path: Path) -> None:
    books = two_editions.books()
    two_editions.run("merge", str(books["Emma"]["id"]), str(books["Emma, annotated"]["id"]))

    write_epub(tmp_path / "b" / "Emma, annotated.epub", "Emma, annotated again", cover=False)
    scan(two_editions, tmp_path / "b")

    (merged,) = two_editions.export()["books"]
    assert merged["title"] == "Emma"
    assert len(merged["files"]) == 2


def test_a_split_file_is_a_book_of_its_own_with_what_devices_sent_for_it(two_editions: Program) -> None:
    books = two_editions.books()
    plain, annotated = books["Emma"], books["Emma, annotated"]
    two_editions.run("merge", str(plain["id"]), str(annotated["id"]))
    server = two_editions.serve()
    reader(server).read(digest(plain), [0.6])
    reader(server).read(digest(annotated), [0.3])
    assert server.stop() == 0

    said = two_editions.run("split", str(plain["id"]), annotated["files"][0]["path"])

    assert "Emma, annotated" in said.stdout
    after = two_editions.books()
    assert set(after) == {"Emma", "Emma, annotated"}
    assert digest(after["Emma, annotated"]) == digest(annotated)
    assert after["Emma, annotated"]["percentage"] == 0.3
    assert after["Emma, annotated"]["status"] == "reading"
    server = two_editions.serve()
    reader(server).read(digest(annotated), [0.5])
    assert two_editions.books()["Emma, annotated"]["percentage"] == 0.5


def test_a_link_goes_along_with_its_book(two_editions: Program) -> None:
    books = two_editions.books()
    server = two_editions.serve()
    reader(server).read("f" * 32, [0.4])
    assert server.stop() == 0
    two_editions.run("link", "f" * 32, str(books["Emma, annotated"]["id"]))

    two_editions.run("merge", str(books["Emma"]["id"]), str(books["Emma, annotated"]["id"]))
    said = two_editions.run("unlink", "f" * 32)

    assert "Emma" in said.stdout
    assert two_editions.export()["documents"][0]["book_id"] is None


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["merge", "1", "1"], "Choose the book to keep and at least one other book."),
        (["merge", "1", "77"], "There is no book 77."),
        (["split", "1", "elsewhere.epub"], "elsewhere.epub isn't a file of this book."),
    ],
)
def test_a_merge_or_split_that_is_refused_says_why_and_changes_nothing(
    two_editions: Program, command: list[str], said: str
) -> None:
    before = two_editions.export()

    refused = two_editions.run(*command, code=1)

    assert said in refused.stderr
    assert two_editions.export() == before


def test_the_only_file_of_a_book_cannot_be_split_off(two_editions: Program) -> None:
    book = two_editions.books()["Emma"]

    refused = two_editions.run("split", str(book["id"]), book["files"][0]["path"], code=1)

    assert "A book needs at least one file." in refused.stderr
