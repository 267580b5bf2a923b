"""A corpus of hostile files is scanned within a minute, and well-formed books are told right.

Each corpus is one folder, scanned once by the program; each test looks at its own part of the outcome.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.measuring import Measured, measured, tree
from tests.acceptance.program import Program
from tests.acceptance.scanning import partial_md5
from tests.corpus.hostile_folders import NAMES, write_hostile
from tests.corpus.well_formed import DeviceAnnotation, books
from tests.once import made_once

MINUTE = 60.0
WORKER_LIMIT = 1 << 30
"""Bytes that a worker may have (behaviour.md, "limits")."""
NO_FILES = {
    *("pipe.epub", "socket.epub", "zero.epub", "random.pdf", "to pipe.epub", "round.epub", "and round.epub"),
    *("itself.epub", "gone.epub", "folder.epub"),
}
TOLD = {name: told for name, _, told in books()}


@dataclass(frozen=True)
class Hostile:
    """The hostile folder and what became of it."""

    folder: Path
    reasons: dict[str, str | None]
    before: dict[str, tuple[int, int, int, int]]
    scan: Measured
    left: list[Path]
    """Temporary files that are still there."""
    books: list[dict[str, Any]]

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        return {Path(file["path"]).name: file for book in self.books for file in book["files"]}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Hostile:
    """Processes that share a run of tests share this scan as well: it takes half a minute of a processor."""

    def scanned(base: Path) -> Hostile:
        folder = base / "shelf" / "books"
        reasons = write_hostile(folder)
        program = Program(base / "data", runtime)
        before = tree(base / "shelf")
        scan = measured(program, base / "temporary", "scan", "--json", folder)
        left = [*(base / "temporary").rglob("*")]
        return Hostile(folder, reasons, before, scan, left, program.export()["books"])

    return made_once(tmp_path_factory, "hostile", scanned)


def test_the_hostile_corpus_is_scanned_within_a_minute(hostile: Hostile) -> None:
    assert hostile.scan.seconds < MINUTE


def test_no_process_grows_beyond_the_memory_of_a_worker(hostile: Hostile) -> None:
    assert hostile.scan.peak <= WORKER_LIMIT


def test_each_hostile_file_is_listed_with_a_reason_or_read(hostile: Hostile) -> None:
    files = hostile.files
    assert hostile.reasons.keys() <= files.keys()
    wrong = {
        name: (expected, files[name]["problem"])
        for name, expected in hostile.reasons.items()
        if not _fits(files[name]["problem"], expected)
    }
    assert not wrong


def test_each_reason_is_one_sentence_or_two_for_a_person(hostile: Hostile) -> None:
    reasons = [file["problem"] for file in hostile.files.values() if file["problem"]]
    assert len(reasons) > 90
    for reason in reasons:
        assert reason[0].isupper(), reason
        assert reason.endswith("."), reason
        assert not set("\n<>{}") & set(reason), reason
        assert "Error" not in reason, reason


def test_every_hostile_file_has_koreaders_digest(hostile: Hostile) -> None:
    files = hostile.files
    for name in hostile.reasons:
        assert files[name]["partial_md5"] == partial_md5((hostile.folder / name).read_bytes()), name


def test_entries_of_a_folder_that_are_no_files_are_passed_over(hostile: Hostile) -> None:
    assert not NO_FILES & hostile.files.keys()


def test_nothing_is_written_beside_the_data_folder(hostile: Hostile) -> None:
    assert tree(hostile.folder.parent) == hostile.before
    assert hostile.left == []
    assert not [name for name in ("escaped.jpg", "escaped.txt", "escaped.opf") if Path("/tmp", name).exists()]


def test_nothing_from_outside_comes_into_the_library(hostile: Hostile) -> None:
    secret = Path("/etc/passwd").read_text().split(":", 1)[0]
    assert not [book["title"] for book in hostile.books if book["title"].endswith((f" {secret}", "nologin"))]


def test_books_with_awkward_names_are_read(hostile: Hostile) -> None:
    titles = {book["title"] for book in hostile.books}
    assert {f"Named {index}" for index in range(len(NAMES))} <= titles


def test_files_of_a_terabyte_are_kept_apart_and_hold_nothing_up(hostile: Hostile) -> None:
    sparse = [book for book in hostile.books if book["title"].startswith("sparse")]
    assert len(sparse) == len([*hostile.folder.glob("sparse*")])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> dict[str, dict[str, Any]]:
    """The well-formed books by file name, after a scan without a complaint."""
    base = tmp_path_factory.mktemp("well-formed")
    folder = base / "books"
    folder.mkdir()
    for name, data, _ in books():
        (folder / name).write_bytes(data)
    program = Program(base / "data", runtime)
    assert program.run("scan", folder).stderr == ""
    return {Path(book["files"][0]["path"]).name: book for book in program.export()["books"]}


@pytest.mark.parametrize("name", TOLD)
def test_title_authors_language_and_series_of_well_formed_books_are_right(
    told: dict[str, dict[str, Any]], name: str
) -> None:
    book = told[name]
    said = DeviceAnnotation(
        book["title"],
        tuple(book["authors"]),
        book["language"] or "",
        book["series"] or "",
        book["series_index"],
    )
    assert said == TOLD[name]


def _fits(problem: str | None, expected: str | None) -> bool:
    if expected is None:
        return problem is None
    return expected == "" or expected in (problem or "")
