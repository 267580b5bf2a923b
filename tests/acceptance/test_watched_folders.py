"""Watched folders: settled writes, renames, shares that vanish and return.

Against the running program with the times it really has: a change counts once it was quiet for two seconds, and
whether a folder is there is looked at every five. So each test here takes its seconds.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import Program
from tests.acceptance.scanning import add_books, partial_md5, scan
from tests.books import write_epub


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Iterator[Program]:
    """The running program of this module; every test gives it a folder of its own."""
    program = Program(tmp_path_factory.mktemp("watched") / "data", runtime)
    program.serve()
    yield program
    program.end()


@pytest.fixture
def folder(serving: Program, tmp_path: Path) -> Path:
    """A folder with one book, added by the command line while the program runs."""
    folder = add_books(tmp_path / "books", "One")
    assert scan(serving, folder)["added"] == 1
    serving.until(lambda: standing(serving, folder) == "watched", "the folder is watched")
    return folder


def standing(program: Program, folder: Path) -> str | None:
    """How the program says that it looks after a folder."""
    states = {one["path"]: one["state"] for one in program.json("folders", "--json")}
    state: str | None = states.get(str(folder))
    return state


def books_in(program: Program, folder: Path) -> dict[str, dict[str, Any]]:
    """The books with a file below a folder, by the name of that file."""
    return {
        Path(file["path"]).name: book | {"file": file}
        for book in program.export()["books"]
        for file in book["files"]
        if Path(file["path"]).is_relative_to(folder)
    }


def test_a_book_that_is_dropped_into_the_folder_is_in_the_library_by_itself(
    serving: Program, folder: Path
) -> None:
    write_epub(folder / "two.epub", "Two", cover=False)
    two = serving.until(lambda: books_in(serving, folder).get("two.epub"), "the new book")
    assert (two["title"], two["authors"]) == ("Two", ["Ada Example"])


def test_a_file_that_grows_is_taken_only_when_it_is_complete(serving: Program, folder: Path) -> None:
    whole = write_epub(folder.parent / "slow.epub", "Slowly Copied", cover=False).read_bytes()
    steps = [whole[start : start + len(whole) // 4] for start in range(0, len(whole), len(whole) // 4)]
    for step in steps[:-1]:
        with (folder / "slow.epub").open("ab") as file:
            file.write(step)
        assert "Slowly Copied" not in serving.books()
    with (folder / "slow.epub").open("ab") as file:
        file.write(steps[-1])

    taken = serving.until(lambda: serving.books().get("Slowly Copied"), "the whole book")
    (file,) = taken["files"]
    assert file["partial_md5"] == partial_md5(whole)
    assert not [file for file in serving.json("inbox", "--json") if file["path"] == str(folder / "slow.epub")]


def test_a_renamed_file_and_a_renamed_folder_are_the_same_book(serving: Program, folder: Path) -> None:
    before = books_in(serving, folder)["One.epub"]
    serving.run("status", str(before["id"]), "reading")

    (folder / "One.epub").rename(folder / "uno.epub")
    moved = serving.until(lambda: books_in(serving, folder).get("uno.epub"), "the file under its new name")
    (folder / "shelf").mkdir()
    (folder / "uno.epub").rename(folder / "shelf" / "uno.epub")
    (folder / "shelf").rename(folder / "cupboard")
    again = serving.until(
        lambda: books_in(serving, folder / "cupboard").get("uno.epub"), "the renamed folder"
    )

    assert before["id"] == moved["id"] == again["id"]
    assert (again["status"], again["file"]["missing"]) == ("reading", False)
    assert len(books_in(serving, folder)) == 1
    assert before["file"]["partial_md5"] == again["file"]["partial_md5"]


def test_a_folder_that_vanishes_and_returns_keeps_its_books_and_says_why(
    serving: Program, folder: Path
) -> None:
    folder.rename(folder.with_name("unplugged"))
    serving.until(lambda: standing(serving, folder) == "away", "the folder is noticed to be gone")
    table = serving.run("folders").stdout
    (line,) = [line for line in table.splitlines() if str(folder) in line]
    assert "not available; its books are kept. Connect the drive to continue" in line
    assert not books_in(serving, folder)["One.epub"]["file"]["missing"], "a drive that is away loses no book"

    write_epub(folder.with_name("unplugged") / "two.epub", "Two", cover=False)
    folder.with_name("unplugged").rename(folder)
    serving.until(lambda: "two.epub" in books_in(serving, folder), "what came while it was away")
    assert standing(serving, folder) == "watched"


def test_a_folder_can_be_looked_in_no_more_and_its_books_stay(serving: Program, folder: Path) -> None:
    told = serving.run("folders", "--remove", str(folder)).stdout
    assert told == f"BookOrbit no longer scans {folder}. Its files and its books stay.\n"
    assert standing(serving, folder) is None
    assert "One.epub" in books_in(serving, folder)
    refused = serving.run("folders", "--remove", str(folder), code=1).stderr
    assert "isn't a library folder. “folders” lists them." in refused


def test_without_a_running_program_a_folder_is_read_at_the_next_start(
    program: Program, tmp_path: Path
) -> None:
    here, gone = add_books(tmp_path / "here", "One"), add_books(tmp_path / "gone", "Two")
    scan(program, here, gone)
    shutil.rmtree(gone)
    assert {one["path"]: one["state"] for one in program.json("folders", "--json")} == {
        str(here): "left",
        str(gone): "away",
    }
    write_epub(here / "three.epub", "Three", cover=False)
    program.serve()
    program.until(lambda: "Three" in program.books(), "what came while the program did not run")
    assert set(program.books()) == {"One", "Two", "Three"}
