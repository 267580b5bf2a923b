"""Issue item 2, Library: folders, scans, moved and missing files, several files of one book."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import Program
from tests.acceptance.scanning import add_books, counts, scan
from tests.books import fb2_text, write_epub, write_fb2


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


class TestRescan:
    """Only what changed is read again: size, mtime, inode."""

    @pytest.fixture
    def folder(self, program: Program, tmp_path: Path) -> Path:
        folder = tmp_path / "books"
        folder.mkdir()
        for title in ("First", "Second", "Third"):
            write_fb2(folder / f"{title}.fb2", title)
        assert counts(scan(program, folder)) == {"added": 3}
        return folder

    def test_what_did_not_change_is_not_read(self, program: Program, folder: Path) -> None:
        before = self.rewrite(folder / "First.fb2", "Forst")
        assert (folder / "First.fb2").stat().st_size == before.st_size
        assert counts(scan(program, folder)) == {"unchanged": 3}
        assert "First" in program.books()

    def test_another_time_of_change_is_noticed(self, program: Program, folder: Path) -> None:
        self.rewrite(folder / "First.fb2", "Forst")
        os.utime(folder / "First.fb2", ns=(1, 1))
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert set(program.books()) == {"Forst", "Second", "Third"}

    def test_another_size_is_noticed(self, program: Program, folder: Path) -> None:
        self.rewrite(folder / "First.fb2", "A longer title")
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert set(program.books()) == {"A longer title", "Second", "Third"}

    def test_another_inode_is_noticed(self, program: Program, folder: Path) -> None:
        path = folder / "First.fb2"
        replacement = folder / "replacement.tmp"
        shutil.copy2(path, replacement)
        self.rewrite(replacement, "Forst")
        replacement.replace(path)
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert set(program.books()) == {"Forst", "Second", "Third"}

    def test_a_book_stays_the_same_book_when_its_file_changes(self, program: Program, folder: Path) -> None:
        before = program.books()["First"]
        program.run("status", str(before["id"]), "reading", "--rating", "4")
        self.rewrite(folder / "First.fb2", "First, Corrected")
        scan(program, folder)
        after = program.books()["First, Corrected"]
        assert (after["id"], after["status"], after["rating"]) == (before["id"], "reading", 4)

    def test_a_new_file_is_noticed(self, program: Program, folder: Path) -> None:
        write_fb2(folder / "Fourth.fb2", "Fourth")
        assert counts(scan(program, folder)) == {"added": 1, "unchanged": 3}

    def test_a_missing_file_is_noticed_and_known_again_when_it_is_back(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        program.run("status", str(program.books()["First"]["id"]), "read")
        (folder / "First.fb2").rename(tmp_path / "away.fb2")
        assert counts(scan(program, folder)) == {"missing": 1, "unchanged": 2}
        assert program.books()["First"]["files"][0]["missing"] is True
        (tmp_path / "away.fb2").rename(folder / "First.fb2")
        assert counts(scan(program, folder)) == {"unchanged": 3}
        book = program.books()["First"]
        assert (book["files"][0]["missing"], book["status"]) == (False, "read")

    def test_books_on_a_disk_that_is_unplugged_are_not_missing(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        folder.rename(tmp_path / "unplugged")
        refused = program.run("scan", folder, code=1)
        assert str(folder) in refused.stderr
        assert [book["files"][0]["missing"] for book in program.books().values()] == [False] * 3

    def rewrite(self, path: Path, title: str) -> os.stat_result:
        """Put another title into a file; its time and its inode stay."""
        before = path.stat()
        with path.open("r+b") as file:
            file.write(fb2_text(title).encode())
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return before


class TestMovedFiles:
    """A moved file is the same file, with its status and with the digests that devices know."""

    @pytest.fixture
    def folder(self, program: Program, tmp_path: Path) -> Path:
        folder = add_books(tmp_path / "books", "First", "Second")
        scan(program, folder)
        program.run("status", str(program.books()["First"]["id"]), "reading")
        return folder

    def test_a_renamed_file_is_noticed(self, program: Program, folder: Path) -> None:
        before = program.books()["First"]
        (folder / "sub").mkdir()
        (folder / "First.epub").rename(folder / "sub" / "Renamed.epub")
        assert counts(scan(program, folder)) == {"moved": 1, "unchanged": 1}
        after = program.books()["First"]
        assert (after["id"], after["status"], len(after["files"])) == (before["id"], "reading", 1)
        assert after["files"][0]["path"].endswith("sub/Renamed.epub")
        assert after["files"][0]["filename_md5"] == hashlib.md5(b"Renamed.epub").hexdigest()

    def test_a_file_moved_to_another_disk_is_noticed(self, program: Program, folder: Path) -> None:
        """Another disk means another inode: a copy whose original is gone."""
        before = program.books()["First"]
        self.move_as_between_disks(folder / "First.epub", folder / "disk" / "First.epub")
        assert counts(scan(program, folder)) == {"moved": 1, "unchanged": 1}
        (after,) = [book for book in program.export()["books"] if book["title"] == "First"]
        assert (after["id"], after["status"]) == (before["id"], "reading")
        assert [file["missing"] for file in after["files"]] == [False]

    def test_a_missing_file_that_turns_up_elsewhere_is_the_same_book(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        before = program.books()["First"]
        self.move_as_between_disks(folder / "First.epub", tmp_path / "kept" / "First.epub")
        assert counts(scan(program, folder)) == {"missing": 1, "unchanged": 1}
        scan(program, tmp_path / "kept")
        (after,) = [book for book in program.export()["books"] if book["title"] == "First"]
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

    @pytest.mark.parametrize(
        ("place", "details"),
        [
            ("elsewhere/b.epub", {}),
            ("b.epub", {"authors": ("Somebody Else",)}),
            ("b.epub", {"series": "Hours", "series_index": 2.0}),
            ("b.epub", {"title": "The Watches"}),
        ],
        ids=["in another folder", "by another author", "another volume", "another title"],
    )
    def test_what_differs_is_another_book(
        self, program: Program, tmp_path: Path, place: str, details: dict[str, Any]
    ) -> None:
        folder = tmp_path / "books"
        (folder / "elsewhere").mkdir(parents=True)
        write_epub(folder / "a.epub", "The Clocks", series="Hours", series_index=1.0, cover=False)
        same = {"title": "The Clocks", "series": "Hours", "series_index": 1.0, "publisher": "Other Press"}
        write_epub(folder / place, **(same | details), cover=False)
        scan(program, folder)
        assert len(program.export()["books"]) == 2
