"""Folders, scans, moved and missing files, several files of one book."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import Program
from tests.acceptance.scanning import add_books, counts, scan
from tests.books import fb2_text, write_epub, write_fb2

TITLES = (
    *("Unread Again", "Other Time", "Other Size", "Other Inode", "Away", "Stays"),
    *("Renamed", "Other Disk", "Turns Up"),
)


def test_folders_are_added_and_scanned_with_all_that_lies_below(program: Program, tmp_path: Path) -> None:
    one = add_books(tmp_path / "one", "First")
    add_books(one / "deep" / "deeper", "Second")
    two = add_books(tmp_path / "two", "Third")
    assert counts(scan(program, one, two)) == {"added": 3}
    assert set(program.books()) == {"First", "Second", "Third"}


def test_a_single_file_can_be_added(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First", "Second")
    assert counts(scan(program, folder / "First.epub")) == {"added": 1}


def test_a_folder_that_is_not_there_is_an_error_and_adds_nothing(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First")
    refused = program.run("scan", folder, tmp_path / "nowhere", code=1)
    assert "nowhere" in refused.stderr
    assert refused.stdout == ""
    assert program.books() == {}


def test_only_books_count_as_books(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First")
    (folder / "book.sdr").mkdir()
    for name in ("README.txt", "LICENSE.txt", "._First.epub", ".hidden.epub", "book.sdr/m.txt", "photo.jpg"):
        (folder / name).write_bytes(b"x" * 2000)
    assert counts(scan(program, folder)) == {"added": 1}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file for each test that changes one."""
    folder = tmp_path_factory.mktemp("shelf")
    for title in TITLES:
        write_fb2(folder / f"{title}.fb2", title)
    return folder


@pytest.fixture(scope="module")
def librarian(shelf: Path, tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Program:
    """The program that has scanned the shelf."""
    librarian = Program(tmp_path_factory.mktemp("librarian") / "data", runtime)
    assert counts(scan(librarian, shelf)) == {"added": len(TITLES)}
    lines = [f"{book['id']} reading rating=4" for book in librarian.export()["books"]]
    librarian.run("status", "--stdin", stdin="\n".join(lines))
    return librarian


def changes(summary: dict[str, Any]) -> dict[str, int]:
    """The numbers of a scan that tell of a change."""
    return {name: number for name, number in counts(summary).items() if name != "unchanged"}


def rewrite(path: Path, title: str) -> os.stat_result:
    """Put another title into a file; its time and its inode stay."""
    before = path.stat()
    with path.open("r+b") as file:
        file.write(fb2_text(title).encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return before


class TestRescan:
    """Only what changed is read again: size, mtime, inode."""

    def test_an_unchanged_file_is_not_read_again(self, librarian: Program, shelf: Path) -> None:
        before = rewrite(shelf / "Unread Again.fb2", "UNREAD AGAIN")
        assert (shelf / "Unread Again.fb2").stat().st_size == before.st_size
        assert changes(scan(librarian, shelf)) == {}
        assert "Unread Again" in librarian.books()

    def test_another_time_of_change_is_noticed(self, librarian: Program, shelf: Path) -> None:
        rewrite(shelf / "Other Time.fb2", "OTHER TIME")
        os.utime(shelf / "Other Time.fb2", ns=(1, 1))
        assert changes(scan(librarian, shelf)) == {"changed": 1}
        assert "OTHER TIME" in librarian.books()

    def test_another_size_is_noticed_and_the_book_stays_the_same(
        self, librarian: Program, shelf: Path
    ) -> None:
        before = librarian.books()["Other Size"]
        rewrite(shelf / "Other Size.fb2", "Other Size, Corrected")
        assert changes(scan(librarian, shelf)) == {"changed": 1}
        after = librarian.books()["Other Size, Corrected"]
        assert (after["id"], after["status"], after["rating"]) == (before["id"], "reading", 4)

    def test_another_inode_is_noticed(self, librarian: Program, shelf: Path) -> None:
        path = shelf / "Other Inode.fb2"
        replacement = shelf / "replacement.tmp"
        shutil.copy2(path, replacement)
        rewrite(replacement, "OTHER INODE")
        replacement.replace(path)
        assert changes(scan(librarian, shelf)) == {"changed": 1}
        assert "OTHER INODE" in librarian.books()

    def test_a_new_file_is_noticed(self, librarian: Program, shelf: Path) -> None:
        write_fb2(shelf / "New.fb2", "New")
        assert changes(scan(librarian, shelf)) == {"added": 1}

    def test_a_missing_file_is_noticed_and_known_again_when_it_is_back(
        self, librarian: Program, shelf: Path, tmp_path: Path
    ) -> None:
        (shelf / "Away.fb2").rename(tmp_path / "away.fb2")
        assert changes(scan(librarian, shelf)) == {"missing": 1}
        assert librarian.books()["Away"]["files"][0]["missing"] is True
        (tmp_path / "away.fb2").rename(shelf / "Away.fb2")
        assert changes(scan(librarian, shelf)) == {}
        book = librarian.books()["Away"]
        assert (book["files"][0]["missing"], book["status"]) == (False, "reading")

    def test_books_on_a_disk_that_is_unplugged_are_not_missing(
        self, librarian: Program, shelf: Path, tmp_path: Path
    ) -> None:
        shelf.rename(tmp_path / "unplugged")
        refused = librarian.run("scan", shelf, code=1)
        (tmp_path / "unplugged").rename(shelf)
        assert str(shelf) in refused.stderr
        assert librarian.books()["Stays"]["files"][0]["missing"] is False


class TestMovedFiles:
    """A moved file is the same file, with its status and with the digests that devices know."""

    def test_a_renamed_file_is_noticed(self, librarian: Program, shelf: Path) -> None:
        before = librarian.books()["Renamed"]
        (shelf / "sub").mkdir()
        (shelf / "Renamed.fb2").rename(shelf / "sub" / "Other name.fb2")
        assert changes(scan(librarian, shelf)) == {"moved": 1}
        after = librarian.books()["Renamed"]
        assert (after["id"], after["status"], len(after["files"])) == (before["id"], "reading", 1)
        assert after["files"][0]["path"].endswith("sub/Other name.fb2")
        assert after["files"][0]["filename_md5"] == hashlib.md5(b"Other name.fb2").hexdigest()

    def test_a_file_moved_to_another_disk_is_noticed(self, librarian: Program, shelf: Path) -> None:
        """Another disk means another inode: a copy whose original is gone."""
        before = librarian.books()["Other Disk"]
        self.move_as_between_disks(shelf / "Other Disk.fb2", shelf / "disk" / "Other Disk.fb2")
        assert changes(scan(librarian, shelf)) == {"moved": 1}
        (after,) = [book for book in librarian.export()["books"] if book["title"] == "Other Disk"]
        assert (after["id"], after["status"]) == (before["id"], "reading")
        assert [file["missing"] for file in after["files"]] == [False]

    def test_a_missing_file_that_turns_up_elsewhere_is_the_same_book(
        self, librarian: Program, shelf: Path, tmp_path: Path
    ) -> None:
        before = librarian.books()["Turns Up"]
        self.move_as_between_disks(shelf / "Turns Up.fb2", tmp_path / "kept" / "Turns Up.fb2")
        assert changes(scan(librarian, shelf)) == {"missing": 1}
        assert changes(scan(librarian, tmp_path / "kept")) == {"moved": 1}
        (after,) = [book for book in librarian.export()["books"] if book["title"] == "Turns Up"]
        assert (after["id"], after["status"]) == (before["id"], "reading")

    def move_as_between_disks(self, old: Path, new: Path) -> None:
        new.parent.mkdir()
        shutil.copy2(old, new)
        old.unlink()


class TestOneBookSeveralFiles:
    def test_two_identical_files_are_one_book_with_two_files(self, program: Program, tmp_path: Path) -> None:
        one = add_books(tmp_path / "one", "First")
        two = tmp_path / "two"
        two.mkdir()
        shutil.copy(one / "First.epub", two / "copy.epub")
        scan(program, one, two)
        (book,) = program.export()["books"]
        assert len(book["files"]) == 2
        assert len({file["partial_md5"] for file in book["files"]}) == 1
        assert len({file["filename_md5"] for file in book["files"]}) == 2

    def test_an_identical_file_that_comes_later_joins_the_book(
        self, program: Program, tmp_path: Path
    ) -> None:
        folder = add_books(tmp_path / "books", "First")
        scan(program, folder)
        (tmp_path / "elsewhere").mkdir()
        shutil.copy(folder / "First.epub", tmp_path / "elsewhere" / "copy.epub")
        scan(program, tmp_path / "elsewhere")
        (book,) = program.export()["books"]
        assert len(book["files"]) == 2

    def test_formats_of_one_work_beside_each_other_are_one_book(
        self, program: Program, tmp_path: Path
    ) -> None:
        folder = add_books(tmp_path / "books", "The Clocks")
        write_fb2(folder / "clocks.fb2", "The Clocks")
        scan(program, folder)
        (book,) = program.export()["books"]
        assert {file["format"] for file in book["files"]} == {"epub", "fb2"}

    def test_a_file_of_another_folder_author_volume_or_title_is_another_book(
        self, program: Program, tmp_path: Path
    ) -> None:
        others: dict[str, tuple[str, dict[str, Any]]] = {
            "in another folder": ("elsewhere/b.epub", {}),
            "by another author": ("b.epub", {"authors": ("Somebody Else",)}),
            "another volume": ("b.epub", {"series_index": 2.0}),
            "another title": ("b.epub", {"title": "The Watches"}),
        }
        for publisher, (place, details) in others.items():
            folder = tmp_path / "books" / publisher
            (folder / "elsewhere").mkdir(parents=True)
            same: dict[str, Any] = {
                "title": "The Clocks",
                "series": "Hours",
                "series_index": 1.0,
                "cover": False,
            }
            write_epub(folder / "a.epub", **same, publisher=publisher)
            write_epub(folder / place, **(same | details), publisher=f"not {publisher}")
        scan(program, tmp_path / "books")
        assert len(program.export()["books"]) == 2 * len(others)
