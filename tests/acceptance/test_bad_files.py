"""What cannot be read costs that file only, and nothing of the person's is changed.

One folder with all that goes wrong is scanned once; each test looks at its own file in it.
"""

import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import Program
from tests.acceptance.scanning import add_books, counts, partial_md5, scan
from tests.books import epub_bytes, epub_with_package, picture, zip_bytes

GOOD = ("Good One", "Good Two")
UNREADABLE = (
    "truncated.epub",
    "empty.epub",
    "not a zip.cbz",
    "half.pdf",
    "broken.fb2",
    "noise.mobi",
    "opf bomb.epub",
    "entries.cbz",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good books among broken files, bombs, pipes and loops of links."""
    folder = add_books(tmp_path_factory.mktemp("bad"), *GOOD)
    contents = {
        "truncated.epub": epub_bytes("Truncated")[:900],
        "empty.epub": b"",
        "not a zip.cbz": b"This is a letter to my aunt." * 40,
        "half.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Cat",
        "broken.fb2": b"<?xml version='1.0'?><FictionBook><description>",
        "noise.mobi": bytes(range(256)) * 20,
        "opf bomb.epub": epub_with_package(b" " * 60_000_000),
        "entity bomb.epub": epub_with_package(_entity_bomb()),
        "picture bomb.cbz": zip_bytes({"1.png": picture(12_000, 12_000, "white", "PNG", "1")}),
        "secret.epub": epub_bytes("Secret", cover=False),
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    _write_entries(folder / "entries.cbz", 100_001)
    (folder / "secret.epub").chmod(0)
    os.mkfifo(folder / "pipe.epub")
    (folder / "link to pipe.epub").symlink_to(folder / "pipe.epub")
    (folder / "round.epub").symlink_to(folder / "and round.epub")
    (folder / "and round.epub").symlink_to(folder / "round.epub")
    (folder / "loop").symlink_to(folder)
    return folder


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Program:
    return Program(tmp_path_factory.mktemp("program") / "data", runtime)


@pytest.fixture(scope="module")
def said(scanner: Program, folder: Path) -> subprocess.CompletedProcess[str]:
    """What the scan said; its exit code was 0."""
    return scanner.run("scan", folder)


@pytest.fixture(scope="module")
def books(scanner: Program, said: object) -> list[dict[str, Any]]:
    exported: list[dict[str, Any]] = scanner.export()["books"]
    return exported


@pytest.fixture(scope="module")
def files(books: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {Path(file["path"]).name: file for book in books for file in book["files"]}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_stays_listed_with_its_reason_and_still_has_digests(
    files: dict[str, dict[str, Any]], folder: Path, name: str
) -> None:
    file = files[name]
    assert file["problem"].endswith(".")
    assert "\n" not in file["problem"]
    assert file["partial_md5"] == partial_md5((folder / name).read_bytes())
    assert file["filename_md5"] == hashlib.md5(name.encode()).hexdigest()


def test_the_scan_names_each_bad_file_and_its_reason_on_standard_error(
    said: subprocess.CompletedProcess[str], files: dict[str, dict[str, Any]], folder: Path
) -> None:
    for name, file in files.items():
        if file["problem"]:
            assert f"{folder / name}: {file['problem']}" in said.stderr


def test_good_files_beside_bad_ones_are_read(
    files: dict[str, dict[str, Any]], books: list[dict[str, Any]]
) -> None:
    assert {book["title"] for book in books} >= set(GOOD)
    assert [files[f"{title}.epub"]["problem"] for title in GOOD] == [None, None]


def test_a_picture_that_is_too_large_costs_the_cover_only(
    files: dict[str, dict[str, Any]], books: list[dict[str, Any]], scanner: Program
) -> None:
    assert "megapixels" in files["picture bomb.cbz"]["problem"]
    (book,) = [book for book in books if book["title"] == "picture bomb"]
    assert not (scanner.data_dir / "covers" / f"{book['id']}.jpg").exists()


def test_entities_that_grow_without_end_are_not_followed(
    files: dict[str, dict[str, Any]], folder: Path
) -> None:
    expected = partial_md5((folder / "entity bomb.epub").read_bytes())
    assert files["entity bomb.epub"]["partial_md5"] == expected


def test_pipes_and_loops_of_links_are_passed_over(files: dict[str, dict[str, Any]]) -> None:
    assert not {"pipe.epub", "link to pipe.epub", "round.epub", "and round.epub"} & set(files)


def test_a_file_that_may_not_be_read_is_listed(files: dict[str, dict[str, Any]]) -> None:
    assert os.geteuid() == 0 or "permission" in files["secret.epub"]["problem"]


def test_a_pipe_named_on_the_command_line_does_not_stop_the_program(scanner: Program, folder: Path) -> None:
    assert "pipe.epub" in scanner.run("scan", folder / "pipe.epub").stderr


def test_the_files_of_the_person_are_never_changed(program: Program, tmp_path: Path) -> None:
    folder = add_books(tmp_path / "books", "First", "Second")
    (folder / "bad.epub").write_bytes(b"not a book")
    before = fingerprint(folder)
    scan(program, folder)
    server = program.serve()
    scan(program, folder)
    program.run("status", str(program.books()["First"]["id"]), "read")
    assert server.stop() == 0
    assert fingerprint(folder) == before


class TestNamesThatAreNotText:
    """Names are bytes: what is not UTF-8 is read all the same."""

    NAME = "Stra\xdfe.epub".encode("latin-1")

    @pytest.fixture
    def folder(self, tmp_path: Path) -> bytes:
        folder = os.fsencode(tmp_path) + b"/B\xfccher"
        Path(os.fsdecode(folder)).mkdir()
        Path(os.fsdecode(folder + b"/" + self.NAME)).write_bytes(epub_bytes("Die Straße", cover=False))
        return folder

    def test_a_file_whose_name_is_not_text_is_a_book_like_any_other(
        self, program: Program, folder: bytes
    ) -> None:
        assert counts(scan(program, folder)) == {"added": 1}
        (file,) = program.books()["Die Straße"]["files"]
        assert file["filename_md5"] == hashlib.md5(self.NAME).hexdigest()
        assert counts(scan(program, folder)) == {"unchanged": 1}

    def test_a_broken_file_whose_name_is_not_text_is_listed(self, program: Program, folder: bytes) -> None:
        Path(os.fsdecode(folder + b"/kaputt\xff.epub")).write_bytes(b"no book")
        summary = scan(program, folder)
        assert counts(summary) == {"added": 2, "problems": 1}
        json.dumps(summary, ensure_ascii=False).encode("utf-8")
        assert "kaputt" in program.run("list").stdout

    def test_a_folder_whose_name_is_not_text_reaches_a_running_program(
        self, program: Program, folder: bytes
    ) -> None:
        program.serve()
        assert counts(scan(program, folder)) == {"added": 1}


def fingerprint(folder: Path) -> dict[str, tuple[str, int, int, int, int]]:
    """All that a program could change about the files of a folder."""
    found = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (digest, status.st_mtime_ns, status.st_ctime_ns, status.st_mode, status.st_nlink)
    return found


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE package [<!ENTITY e0 "lol">{levels}]>'
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata><title>&e9;</title></metadata></package>'
    ).encode()


def _write_entries(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
