"""A book stays the same book, and its copies share one place, whatever happens to its files."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, until
from tests.acceptance.scanning import partial_md5, scan
from tests.books import edit_metadata, epub_bytes, write_epub, write_pdf, zip_again
from tests.opds_reader import OpdsReader

PLACE = "/body/DocFragment[2]/body/p[1]/text().7"
FURTHER = "/body/DocFragment[2]/body/p[2]/text().3"
PHONE = {"device": "Phone", "device_id": "AAAA"}
KOBO = {"device": "Kobo_spaBW", "device_id": "BBBB"}
VECTORS = {
    500: "21f0df72cce9bc7da8dae2512ee5feed",
    1024: "f4cd1641040a17288bb6104d9e66bdb5",
    1025: "170a888db01c00d8fc3e5d8d84de5838",
    2048: "d0e59a0c7b893c3b8d6a9bddbd64e631",
    4097: "e4380141eef244ffcf9ca6ae1b67d59c",
    200_000: "1784b150454ef4cf6780ceb94af0386f",
    1_050_000: "0fca5c751677ecbc2dcfe80ea75ace32",
}
"""kosync.md section 6: what KOReader's own code says of P(n)."""


def binary(path: Path) -> str:
    """What a device with the matching method "binary" calls a file."""
    return partial_md5(path.read_bytes())


def by_name(name: str) -> str:
    """What a device with the matching method "filename" calls a file of that name."""
    return hashlib.md5(name.encode()).hexdigest()


class Shelf:
    """A folder of books, the running program, and a device."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.folder = folder
        passphrase = program.passphrase()
        port = program.serve().port
        self.reader = Reader(port, "reader", passphrase)
        self.catalogue = OpdsReader(port, passphrase=passphrase)

    def look(self, *more: Path) -> dict[str, Any]:
        """Look through the folder, and wait until every file in it was looked into as well. The books by title."""
        scan(self.program, self.folder, *more)
        return until(self._known_books, "every file was looked into")

    def push(self, document: str, percentage: float, progress: str = PLACE, **device: str) -> None:
        answer = self.reader.push(document, percentage, progress=progress, **(device or KOBO))
        assert answer.status == 200, answer

    def pull(self, document: str) -> dict[str, Any]:
        fields: dict[str, Any] = self.reader.pull(document).json
        return fields

    def _known_books(self) -> dict[str, Any]:
        books = self.program.books()
        files = [file for book in books.values() for file in book["files"] if not file["missing"]]
        return books if all(file["full_md5"] for file in files) else {}


@pytest.fixture
def shelf(program: Program, tmp_path: Path) -> Shelf:
    folder = tmp_path / "books"
    folder.mkdir()
    return Shelf(program, folder)


@pytest.fixture
def book(shelf: Shelf) -> Path:
    """A book that the library knows and that a device has read to 30%."""
    path = write_epub(shelf.folder / "The Clocks.epub", "The Clocks", cover=False)
    shelf.look()
    shelf.push(binary(path), 0.3)
    return path


def position(fields: dict[str, Any]) -> tuple[float | None, str | None, str | None]:
    return fields.get("percentage"), fields.get("progress"), fields.get("device")


def test_digests_are_koreaders(shelf: Shelf) -> None:
    for size in VECTORS:
        data = bytes((31 * index + (index >> 8)) & 255 for index in range(size))
        (shelf.folder / f"P {size}.txt").write_bytes(data)
    books = shelf.look()
    for size, digest in VECTORS.items():
        path = shelf.folder / f"P {size}.txt"
        (file,) = books[f"P {size}"]["files"]
        assert file["partial_md5"] == digest
        assert file["filename_md5"] == by_name(path.name)
        assert file["full_md5"] == hashlib.md5(path.read_bytes()).hexdigest()


def test_a_metadata_edit_in_calibre_changes_nothing_for_devices(shelf: Shelf, book: Path) -> None:
    old = binary(book)
    edit_metadata(book, title="The Clocks, Revised")
    books = shelf.look()
    new = binary(book)
    assert new != old, "the file is another one"
    assert list(books) == ["The Clocks, Revised"]
    assert position(shelf.pull(new)) == (0.3, PLACE, KOBO["device"]), "the copy downloaded anew goes on there"
    shelf.push(new, 0.6, FURTHER, **PHONE)
    assert position(shelf.pull(old)) == (0.6, FURTHER, PHONE["device"]), "and so does the old copy"
    assert shelf.program.books()["The Clocks, Revised"]["percentage"] == 0.6


def test_an_epub_that_is_zipped_again_changes_nothing_for_devices(shelf: Shelf, book: Path) -> None:
    old = binary(book)
    zip_again(book)
    shelf.look()
    assert binary(book) != old
    assert position(shelf.pull(binary(book))) == (0.3, PLACE, KOBO["device"])
    shelf.push(old, 0.4)
    assert shelf.program.books()["The Clocks"]["percentage"] == 0.4, "the old copy still means the book"


def test_a_renamed_file_is_known_by_both_names(shelf: Shelf, book: Path) -> None:
    book.rename(shelf.folder / "Clocks, The.epub")
    books = shelf.look()
    assert len(books) == 1
    for name in ("The Clocks.epub", "Clocks, The.epub"):
        assert position(shelf.pull(by_name(name))) == (0.3, PLACE, KOBO["device"]), name


def test_a_moved_file_stays_the_same_book(shelf: Shelf, book: Path) -> None:
    before = shelf.program.books()["The Clocks"]
    (shelf.folder / "Ada Example").mkdir()
    book.rename(shelf.folder / "Ada Example" / book.name)
    after = shelf.look()["The Clocks"]
    assert (after["id"], after["percentage"], len(after["files"])) == (before["id"], 0.3, 1)
    shelf.push(after["files"][0]["partial_md5"], 0.5)
    assert shelf.program.books()["The Clocks"]["percentage"] == 0.5


def test_a_file_that_was_deleted_and_returns_is_the_same_book(shelf: Shelf, book: Path) -> None:
    before, data = shelf.program.books()["The Clocks"], book.read_bytes()
    digest = binary(book)
    book.unlink()
    assert shelf.look()["The Clocks"]["files"][0]["missing"] is True
    shelf.push(digest, 0.5)
    assert shelf.program.books()["The Clocks"]["percentage"] == 0.5, "a device reads on meanwhile"
    book.write_bytes(data)
    after = shelf.look()["The Clocks"]
    assert (after["id"], after["percentage"]) == (before["id"], 0.5)
    assert [file["missing"] for file in after["files"]] == [False]
    assert position(shelf.pull(by_name(book.name))) == (0.5, PLACE, KOBO["device"])


def test_a_file_downloaded_by_catalogue_is_known_by_every_name_it_gets(shelf: Shelf, book: Path) -> None:
    (item,) = shelf.catalogue.items("/opds/all")
    (acquisition,) = item.acquisitions
    names = {item.default_name(acquisition), shelf.catalogue.server_name(acquisition)}
    assert partial_md5(shelf.catalogue.ask(acquisition.href).body) == binary(book)
    assert book.name not in names
    for name in names:
        assert position(shelf.pull(by_name(name))) == (0.3, PLACE, KOBO["device"]), name
    shelf.push(by_name(names.pop()), 0.6, FURTHER, **PHONE)
    assert position(shelf.pull(binary(book))) == (0.6, FURTHER, PHONE["device"])
    assert shelf.program.books()["The Clocks"]["percentage"] == 0.6


def test_two_copies_in_two_folders_are_one_book_with_one_position(shelf: Shelf, book: Path) -> None:
    (shelf.folder / "again").mkdir()
    shutil.copy(book, shelf.folder / "again" / "Copy of The Clocks.epub")
    books = shelf.look()
    assert len(books["The Clocks"]["files"]) == 2
    assert position(shelf.pull(by_name("Copy of The Clocks.epub"))) == (0.3, PLACE, KOBO["device"])
    shelf.push(by_name("Copy of The Clocks.epub"), 0.7, FURTHER, **PHONE)
    assert position(shelf.pull(binary(book))) == (0.7, FURTHER, PHONE["device"])


def test_two_devices_with_one_id_keep_their_books_apart(shelf: Shelf, book: Path) -> None:
    other = write_epub(shelf.folder / "Other.epub", "Other", cover=False, paragraphs=["Another text."])
    shelf.look()
    twin = PHONE | {"device_id": KOBO["device_id"]}
    shelf.push(binary(other), 0.8, FURTHER, **twin)
    assert position(shelf.pull(binary(book))) == (0.3, PLACE, KOBO["device"])
    assert position(shelf.pull(binary(other))) == (0.8, FURTHER, PHONE["device"])
    shelf.push(binary(book), 0.4, FURTHER, **twin)
    answer = shelf.pull(binary(book))
    assert position(answer) == (0.4, FURTHER, PHONE["device"])
    assert answer["device_id"] == KOBO["device_id"], "just as it was sent"
    books = shelf.program.books()
    assert (books["The Clocks"]["percentage"], books["Other"]["percentage"]) == (0.4, 0.8)


def test_a_copy_with_another_text_keeps_its_own_position(shelf: Shelf, book: Path) -> None:
    """The same book beside it, with a chapter's worth of words more: a place in one means nothing in the other."""
    longer = shelf.folder / "The Clocks, longer.epub"
    write_epub(longer, "The Clocks", cover=False, paragraphs=["It was a bright cold day.", "And more."])
    assert len(shelf.look()["The Clocks"]["files"]) == 2, "one book"
    assert shelf.pull(binary(longer)) == {}
    shelf.push(binary(longer), 0.9, FURTHER, **PHONE)
    assert position(shelf.pull(binary(book))) == (0.3, PLACE, KOBO["device"])
    assert position(shelf.pull(binary(longer))) == (0.9, FURTHER, PHONE["device"])


def test_paged_copies_keep_their_own_positions(shelf: Shelf) -> None:
    paper = write_pdf(shelf.folder / "Paper.pdf", Title="Paper")
    shutil.copy(paper, shelf.folder / "Paper again.pdf")
    assert len(shelf.look()["Paper"]["files"]) == 2
    shelf.push(binary(paper), 0.5, "12")
    assert shelf.pull(by_name("Paper again.pdf")) == {}
    assert position(shelf.pull(binary(paper))) == (0.5, "12", KOBO["device"])


def test_a_digest_of_two_books_is_never_guessed(shelf: Shelf) -> None:
    for folder, text in (("one", "A text."), ("two", "Quite another text.")):
        (shelf.folder / folder).mkdir()
        path = shelf.folder / folder / "Book.epub"
        path.write_bytes(epub_bytes(f"Title {folder}", paragraphs=[text], cover=False))
    books = shelf.look()
    assert len(books) == 2
    shelf.push(by_name("Book.epub"), 0.5)
    after = shelf.program.books().values()
    assert [book["percentage"] for book in after] == [None, None], "it counts for neither"
    (document,) = shelf.program.export()["documents"]
    assert document["book_id"] is None
    one = shelf.folder / "one" / "Book.epub"
    assert shelf.pull(binary(one)) == {}, "nor is it given to either"
    assert position(shelf.pull(by_name("Book.epub"))) == (0.5, PLACE, KOBO["device"]), "but kept for its own"
