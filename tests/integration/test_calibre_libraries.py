"""Calibre libraries beside other folders, and beside each other: real libraries, real services."""

import asyncio
import os
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bookorbit_desktop.domain.library.calibre import ColumnUse
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.covers import CoverSource
from tests.books import edit_metadata, picture, write_epub
from tests.calibre import CalibreShelf


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with two books; the file of the second names no author."""
    folder = tmp_path_factory.mktemp("calibre")
    shelf = CalibreShelf(folder / "library", folder / "settings")
    one = shelf.add(write_epub(folder / "one.epub", "One", cover=False))
    two = shelf.add(write_epub(folder / "two.epub", "Two", authors=(), cover=False))
    shelf.calibredb("add_custom_column", "read", "Read", "bool")
    shelf.calibredb("set_custom", "read", one, "true")
    shelf.edit(one, title="Calibre's One", identifiers="hardcover-edition:77", rating="3")
    shelf.edit(two, authors="Ben Example")
    return shelf.folder


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "Calibre Library"))


def add(services: Services, *folders: Path) -> ScanSummary:
    return asyncio.run(services.library.add_and_scan([str(folder) for folder in folders]))


def rescan(services: Services) -> ScanSummary:
    return asyncio.run(services.library.rescan())


def books(services: Services) -> dict[str, Any]:
    return {book["title"]: book for book in services.export.document()["books"]}


def epub(library: Path, title: str) -> Path:
    (path,) = library.rglob(f"{title}*.epub")
    return path


def test_identifiers_are_there_for_matching(services: Services, library: Path) -> None:
    add(services, library)
    book = services.library.book(books(services)["Calibre's One"]["id"])
    assert Identifier("hardcover-edition", "77") in book.metadata.identifiers


def test_a_book_whose_author_only_calibre_knows_needs_no_review(services: Services, library: Path) -> None:
    add(services, library)
    assert books(services)["Two"]["authors"] == ["Ben Example"]
    assert services.inbox.waiting() == 0


def test_a_copy_elsewhere_does_not_say_what_calibre_says(
    services: Services, library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    copy = Path(shutil.copy(epub(library, "Calibre's One"), folder / "copy.epub"))
    add(services, folder)
    add(services, library)
    (book,) = (book for book in books(services).values() if len(book["files"]) == 2)
    assert book["title"] == "Calibre's One"
    edit_metadata(copy, title="Something else")
    rescan(services)
    assert set(books(services)) == {"Calibre's One", "Two"}


def test_of_two_libraries_the_first_says_what_a_book_is(
    services: Services, library: Path, tmp_path: Path
) -> None:
    other = CalibreShelf(Path(shutil.copytree(library, tmp_path / "Backup")), tmp_path / "settings")
    other.edit(1, title="One in the backup")
    add(services, library, other.folder)
    for _ in range(2):
        assert set(books(services)) == {"Calibre's One", "Two"}
        rescan(services)
    shutil.rmtree(library / "Ada Example")
    rescan(services)
    services.calibre.choose(os.fsencode(other.folder), ColumnUse.STATUS, None)
    rescan(services)
    assert "One in the backup" in books(services)


def test_a_library_that_was_a_plain_folder_before_is_taken_in(services: Services, library: Path) -> None:
    """As after an upgrade from a version that did not know Calibre."""
    (library / "metadata.db").rename(library / "hidden")
    add(services, library)
    before = {book["id"]: book["title"] for book in books(services).values()}
    assert sorted(before.values()) == ["One", "Two"]
    (library / "hidden").rename(library / "metadata.db")
    summary = rescan(services)
    assert (summary.added, summary.changed) == (0, 0)
    after = books(services)
    assert {book["id"] for book in after.values()} == before.keys()
    assert (after["Calibre's One"]["rating"], after["Calibre's One"]["status"]) == (3.0, "read")


def test_a_rating_cleared_here_stays_cleared(services: Services, library: Path) -> None:
    add(services, library)
    book_id = books(services)["Calibre's One"]["id"]
    services.reading.rate([book_id], None)
    services.calibre.choose(os.fsencode(library), ColumnUse.STATUS, "")
    rescan(services)
    assert books(services)["Calibre's One"]["rating"] is None
    assert services.book_list.counts()[ReadingStatus.READ] == 1, "what was filled stays"


def test_a_folder_that_is_forgotten_is_no_calibre_library_any_more(services: Services, library: Path) -> None:
    add(services, library)
    assert [one.folder for one in services.calibre.libraries()] == [os.fsencode(library)]
    services.library.forget_folder(os.fsencode(library))
    assert services.calibre.libraries() == ()
    assert set(books(services)) == {"Calibre's One", "Two"}


def test_a_list_that_vanished_is_said_and_nothing_is_taken_back(services: Services, library: Path) -> None:
    add(services, library)
    (library / "metadata.db").unlink()
    ((folder, problem),) = rescan(services).calibre_problems
    assert (folder, "is missing" in problem) == (str(library), True)
    assert "Calibre's One" in books(services)


def test_a_file_of_calibre_goes_to_no_trash(services: Services, library: Path) -> None:
    add(services, library)
    thrown: list[bytes] = []
    done = services.removal.remove([books(services)["Two"]["id"]], thrown.append)
    assert (done.book_ids, thrown) == ((), [])
    assert done.kept == (
        "“Two” is in a Calibre library, so it was kept. Remove it in Calibre, or remove it "
        "here and keep the file.",
    )
    assert "Two" in books(services)


@pytest.mark.parametrize("is_broken", [True, False], ids=["no picture", "gone"])
def test_without_a_usable_cover_of_calibres_the_one_in_the_file_is_shown(
    services: Services, library: Path, is_broken: bool
) -> None:
    book = epub(library, "Calibre's One")
    cover = book.with_name("cover.jpg")
    write_epub(book, "One", cover=picture(colour="blue"))
    cover.write_bytes(picture(colour="red"))
    add(services, library)
    book_id, shown = books(services)["Calibre's One"]["id"], services.cover_choice
    assert services.covers.source(book_id) is CoverSource.CALIBRE
    if is_broken:
        cover.write_bytes(b"GIF89a and then nothing")
    else:
        cover.unlink()
    services.calibre.choose(os.fsencode(library), ColumnUse.STATUS, None)
    rescan(services)
    assert services.covers.source(book_id) is CoverSource.FILE
    pixel = Image.open(BytesIO(shown.shown(book_id) or b"")).convert("RGB").getpixel((60, 90))
    assert isinstance(pixel, tuple)
    assert pixel[2] > 200 > pixel[0]
