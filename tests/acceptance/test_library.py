"""Issue item 2, Library: folders, scans, and what may lie in them."""

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import BOOKS, title_of
from tests.acceptance.program import Program
from tests.books import epub_bytes, epub_with_package, picture, write_epub, write_fb2, write_zip, zip_bytes


def add_books(folder: Path, *titles: str) -> Path:
    """A folder with an EPUB for each title."""
    folder.mkdir(parents=True, exist_ok=True)
    for title in titles:
        write_epub(folder / f"{title}.epub", title, cover=False)
    return folder


def scan(program: Program, *paths: Path | bytes) -> dict[str, Any]:
    """Scan and return the numbers."""
    document: dict[str, Any] = program.json("scan", *paths, "--json")
    return document


def counts(summary: dict[str, Any]) -> dict[str, int]:
    """The numbers of a scan that are not zero."""
    names = ("added", "changed", "moved", "missing", "unchanged", "problems")
    return {name: summary[name] for name in names if summary[name]}


def keep_stamp(path: Path, data: bytes) -> None:
    """Put other bytes into a file without changing its size, its time or its inode."""
    before = path.stat()
    assert len(data) == before.st_size
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int, int, int]]:
    """All that a program could change about the files of a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (digest, status.st_mtime_ns, status.st_ctime_ns, status.st_mode, status.st_nlink)
    return found


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


class TestRescan:
    """Only what changed is read again: size, mtime, inode."""

    @pytest.fixture
    def folder(self, program: Program, tmp_path: Path) -> Path:
        folder = add_books(tmp_path / "books", "First", "Second", "Third")
        assert counts(scan(program, folder)) == {"added": 3}
        return folder

    def test_what_did_not_change_is_not_read(self, program: Program, folder: Path) -> None:
        other = epub_bytes("Forst", cover=False)
        keep_stamp(folder / "First.epub", other)
        assert counts(scan(program, folder)) == {"unchanged": 3}
        assert "First" in program.books()

    def test_another_time_of_change_is_noticed(self, program: Program, folder: Path) -> None:
        keep_stamp(folder / "First.epub", epub_bytes("Forst", cover=False))
        os.utime(folder / "First.epub", ns=(1, 1))
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert set(program.books()) == {"Forst", "Second", "Third"}

    def test_another_size_is_noticed(self, program: Program, folder: Path) -> None:
        before = (folder / "First.epub").stat()
        with (folder / "First.epub").open("r+b") as file:
            file.write(epub_bytes("A longer title", cover=False))
        os.utime(folder / "First.epub", ns=(before.st_atime_ns, before.st_mtime_ns))
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert set(program.books()) == {"A longer title", "Second", "Third"}

    def test_another_inode_is_noticed(self, program: Program, folder: Path) -> None:
        path = folder / "First.epub"
        before = path.stat()
        replacement = folder / "replacement.tmp"
        replacement.write_bytes(epub_bytes("Forst", cover=False))
        os.utime(replacement, ns=(before.st_atime_ns, before.st_mtime_ns))
        replacement.replace(path)
        assert path.stat().st_size == before.st_size
        assert counts(scan(program, folder)) == {"changed": 1, "unchanged": 2}
        assert "Forst" in program.books()

    def test_a_book_stays_the_same_book_when_its_file_changes(self, program: Program, folder: Path) -> None:
        before = program.books()["First"]
        program.run("status", str(before["id"]), "reading", "--rating", "4")
        write_epub(folder / "First.epub", "First, Corrected", cover=False)
        scan(program, folder)
        after = program.books()["First, Corrected"]
        assert (after["id"], after["status"], after["rating"]) == (before["id"], "reading", 4)

    def test_a_new_file_is_noticed(self, program: Program, folder: Path) -> None:
        add_books(folder, "Fourth")
        assert counts(scan(program, folder)) == {"added": 1, "unchanged": 3}

    def test_a_missing_file_is_noticed_and_known_again_when_it_is_back(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        program.run("status", str(program.books()["First"]["id"]), "read")
        (folder / "First.epub").rename(tmp_path / "away.epub")
        assert counts(scan(program, folder)) == {"missing": 1, "unchanged": 2}
        assert program.books()["First"]["files"][0]["missing"] is True
        (tmp_path / "away.epub").rename(folder / "First.epub")
        assert counts(scan(program, folder)) == {"unchanged": 3}
        book = program.books()["First"]
        assert (book["files"][0]["missing"], book["status"]) == (False, "read")

    def test_a_whole_folder_that_cannot_be_reached_is_not_missing(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        folder.rename(tmp_path / "unplugged")
        folder.symlink_to(tmp_path / "nowhere")
        refused = program.run("scan", folder, code=1)
        assert str(folder) in refused.stderr
        assert [book["files"][0]["missing"] for book in program.books().values()] == [False] * 3


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
        """Another disk means another inode, and a copy whose original is gone."""
        before = program.books()["First"]
        (folder / "disk").mkdir()
        shutil.copy2(folder / "First.epub", folder / "disk" / "First.epub")
        (folder / "First.epub").unlink()
        summary = scan(program, folder)
        assert (summary["added"], summary["missing"]) == (0, 0)
        after = program.books()["First"]
        assert (after["id"], after["status"]) == (before["id"], "reading")
        assert [file["missing"] for file in after["files"]] == [False]

    def test_a_file_that_was_missing_and_turns_up_elsewhere_is_the_same_book(
        self, program: Program, folder: Path, tmp_path: Path
    ) -> None:
        before = program.books()["First"]
        shutil.copy2(folder / "First.epub", tmp_path / "kept.epub")
        (folder / "First.epub").unlink()
        assert counts(scan(program, folder)) == {"missing": 1, "unchanged": 1}
        shutil.move(tmp_path / "kept.epub", folder / "found again.epub")
        scan(program, folder)
        after = program.books()["First"]
        assert (after["id"], after["status"]) == (before["id"], "reading")


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
        shutil.copy(folder / "First.epub", folder / "copy.epub")
        scan(program, folder)
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
        common = {"title": "The Clocks", "series": "Hours", "series_index": 1.0, "publisher": "Other"}
        write_epub(folder / place, **(common | details), cover=False)
        scan(program, folder)
        assert len(program.export()["books"]) == 2


class TestBadFiles:
    """One folder with all that goes wrong, scanned once; every test looks at its own file."""

    GOOD = ("Good One", "Good Two")

    @pytest.fixture(scope="class")
    def folder(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        folder = add_books(tmp_path_factory.mktemp("bad"), *self.GOOD)
        (folder / "truncated.epub").write_bytes(epub_bytes("Truncated")[:900])
        (folder / "empty.epub").write_bytes(b"")
        (folder / "not a zip.cbz").write_bytes(b"This is a letter to my aunt." * 40)
        (folder / "half.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Cat")
        (folder / "broken.fb2").write_bytes(b"<?xml version='1.0'?><FictionBook><description>")
        (folder / "noise.mobi").write_bytes(bytes(range(256)) * 20)
        (folder / "opf bomb.epub").write_bytes(epub_with_package(b" " * 200_000_000))
        (folder / "entity bomb.epub").write_bytes(epub_with_package(_entity_bomb()))
        _write_many_entries(folder / "entries.cbz", 100_500)
        (folder / "picture bomb.cbz").write_bytes(zip_bytes({"1.png": _picture_bomb()}))
        os.mkfifo(folder / "pipe.epub")
        (folder / "link to pipe.epub").symlink_to(folder / "pipe.epub")
        (folder / "round.epub").symlink_to(folder / "and round.epub")
        (folder / "and round.epub").symlink_to(folder / "round.epub")
        (folder / "loop").symlink_to(folder)
        (folder / "secret.epub").write_bytes(epub_bytes("Secret", cover=False))
        (folder / "secret.epub").chmod(0)
        return folder

    @pytest.fixture(scope="class")
    def program(self, folder: Path, tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Program:
        return Program(tmp_path_factory.mktemp("program") / "data", runtime)

    @pytest.fixture(scope="class")
    def said(self, program: Program, folder: Path) -> Any:
        """What the scan said; its exit code was 0."""
        return program.run("scan", folder)

    @pytest.fixture(scope="class")
    def files(self, program: Program, said: Any) -> dict[str, dict[str, Any]]:
        books = program.export()["books"]
        return {Path(file["path"]).name: file for book in books for file in book["files"]}

    @pytest.mark.parametrize(
        "name",
        [
            "truncated.epub",
            "empty.epub",
            "not a zip.cbz",
            "half.pdf",
            "broken.fb2",
            "noise.mobi",
            "opf bomb.epub",
            "entity bomb.epub",
            "entries.cbz",
        ],
    )
    def test_a_file_that_cannot_be_read_stays_listed_with_its_reason_and_still_has_digests(
        self, files: dict[str, dict[str, Any]], folder: Path, name: str
    ) -> None:
        file = files[name]
        assert file["problem"].endswith(".")
        assert "\n" not in file["problem"]
        assert file["partial_md5"] == partial_md5(folder / name)
        assert file["filename_md5"] == hashlib.md5(name.encode()).hexdigest()

    def test_the_scan_names_each_bad_file_and_its_reason_on_standard_error(
        self, said: Any, files: dict[str, dict[str, Any]], folder: Path
    ) -> None:
        for name, file in files.items():
            if file["problem"]:
                assert f"{folder / name}: {file['problem']}" in said.stderr

    def test_good_files_beside_them_are_read(self, files: dict[str, dict[str, Any]], program: Program) -> None:
        assert set(self.GOOD) <= set(program.books())
        assert [files[f"{title}.epub"]["problem"] for title in self.GOOD] == [None, None]

    def test_a_picture_that_is_too_large_costs_the_cover_only(
        self, files: dict[str, dict[str, Any]], program: Program
    ) -> None:
        assert files["picture bomb.cbz"]["problem"] is None
        book = program.books()["picture bomb"]
        assert not (program.data_dir / "covers" / f"{book['id']}.jpg").exists()

    def test_pipes_and_loops_of_links_are_passed_over(self, files: dict[str, dict[str, Any]]) -> None:
        assert not {"pipe.epub", "link to pipe.epub", "round.epub", "and round.epub"} & set(files)
        assert sum(name == "Good One.epub" for name in files) == 1

    def test_a_file_that_may_not_be_read_is_listed(self, files: dict[str, dict[str, Any]]) -> None:
        assert "secret.epub" in files
        assert os.geteuid() == 0 or "permission" in files["secret.epub"]["problem"]

    def test_a_pipe_named_on_the_command_line_does_not_stop_the_program(
        self, program: Program, said: Any, folder: Path
    ) -> None:
        program.run("scan", folder / "pipe.epub", code=None)


def test_the_files_of_the_person_are_never_changed(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First", "Second")
    (folder / "bad.epub").write_bytes(b"not a book")
    before = fingerprint(folder)
    scan(program, folder)
    server = program.serve()
    program.run("scan", folder)
    program.run("status", str(program.books()["First"]["id"]), "read")
    assert server.stop() == 0
    (folder / "Second.epub").chmod(0o400)
    before = {**before, **fingerprint(folder / "Second.epub")}
    scan(program, folder)
    after = fingerprint(folder)
    second = str(folder / "Second.epub")
    assert {path: one for path, one in after.items() if path != second} == {
        path: one for path, one in before.items() if path != second
    }
    assert after[second][0:2] == before[second][0:2]


class TestNamesThatAreNotText:
    """Names are bytes: what is not UTF-8 is read all the same."""

    NAME = "Stra\xdfe.epub".encode("latin-1")

    @pytest.fixture
    def folder(self, tmp_path: Path) -> bytes:
        folder = os.fsencode(tmp_path) + b"/B\xfccher"
        os.mkdir(folder)  # noqa: PTH102 - the name is bytes
        Path(os.fsdecode(folder + b"/" + self.NAME)).write_bytes(epub_bytes("Die Straße", cover=False))
        return folder

    def test_such_a_file_is_a_book_like_any_other(self, program: Program, folder: bytes) -> None:
        assert counts(scan(program, folder)) == {"added": 1}
        (file,) = program.books()["Die Straße"]["files"]
        assert file["filename_md5"] == hashlib.md5(self.NAME).hexdigest()
        assert counts(scan(program, folder)) == {"unchanged": 1}

    def test_such_a_file_keeps_its_digests_when_it_is_broken(self, program: Program, folder: bytes) -> None:
        Path(os.fsdecode(folder + b"/kaputt\xff.epub")).write_bytes(b"no book")
        summary = scan(program, folder)
        assert counts(summary) == {"added": 2, "problems": 1}
        json.dumps(summary).encode("utf-8")
        program.run("list")

    def test_such_a_folder_reaches_a_running_program(self, program: Program, folder: bytes) -> None:
        program.serve()
        assert counts(scan(program, folder)) == {"added": 1}


def test_only_books_count_as_books(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First")
    (folder / "book.sdr").mkdir()
    for name in ("README.txt", "LICENSE.txt", "._First.epub", ".hidden.epub", "book.sdr/m.txt", "photo.jpg"):
        (folder / name).write_bytes(b"x" * 2000)
    assert counts(scan(program, folder)) == {"added": 1}


def test_the_common_library_is_complete(library: Program) -> None:
    assert set(library.books()) == {title_of(number) for number in range(BOOKS)}


def partial_md5(path: Path) -> str:
    """KOReader's binary digest, from PROTOCOL.md section 6."""
    data = path.read_bytes()
    digest = hashlib.md5()
    for offset in (0, *(1024 << 2 * step for step in range(11))):
        if offset >= len(data):
            break
        digest.update(data[offset : offset + 1024])
    return digest.hexdigest()


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE package [<!ENTITY e0 "lol">{levels}]>'
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata><title>&e9;</title></metadata></package>'
    ).encode()


def _picture_bomb() -> bytes:
    return picture(12_000, 12_000, "white", "PNG", "1")


def _write_many_entries(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
