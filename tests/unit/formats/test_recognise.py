"""Which files are books (behaviour.md, "which files are books")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.formats.detect_format import format_of, is_skipped_folder, metadata_from_name


@pytest.mark.parametrize("file_format", FileFormat)
def test_every_format_is_known_by_its_extension(file_format: FileFormat) -> None:
    assert format_of(b"Book." + file_format.encode()) is file_format
    assert format_of(b"BOOK." + file_format.upper().encode()) is file_format


@pytest.mark.parametrize(
    "name",
    [
        b"cover.jpg",
        b"metadata.opf",
        b"archive.zip",
        b"book.epub.part",
        b"epub",
        b".epub",
        b".hidden.epub",
        b"._Book.epub",
        b"README.txt",
        b"readme.en.txt",
        b"LICENSE.txt",
        b"Licence.rtf",
        b"COPYING.txt",
        b"README",
        b"",
    ],
)
def test_files_that_are_no_book_are_rejected(name: bytes) -> None:
    assert not format_of(name)


def test_books_may_begin_like_a_readme() -> None:
    assert format_of(b"Licensed to Kill.pdf")
    assert format_of(b"License.epub")
    assert format_of(b"\xff\xfe.epub")


@pytest.mark.parametrize(
    "name", [b".git", b"Clocks.sdr", b"Clocks.SDR", b"__MACOSX", b"@eaDir", b"$RECYCLE.BIN"]
)
def test_folders_without_books(name: bytes) -> None:
    assert is_skipped_folder(name)


@pytest.mark.parametrize("name", [b"Books", b"Ada Example", b"sdr", b"\xff"])
def test_folders_with_books(name: bytes) -> None:
    assert not is_skipped_folder(name)


@pytest.mark.parametrize(
    ("name", "title", "authors"),
    [
        (b"The Clocks.djvu", "The Clocks", ()),
        (b"Ada Example - The Clocks.txt", "The Clocks", ("Ada Example",)),
        (b"Ada_Example_-_The_Clocks.txt", "The Clocks", ("Ada Example",)),
        (b"A - B - C.txt", "A - B - C", ()),
        (b"Half-Life.txt", "Half-Life", ()),
        (b" - The Clocks.txt", "- The Clocks", ()),
        (b"The Clocks.kepub.epub", "The Clocks", ()),
        (b"The Clocks.fb2.zip", "The Clocks", ()),
        ("Часы.fb2".encode(), "Часы", ()),
        (b"Caf\xe9.txt", "Caf\ufffd", ()),
    ],
)
def test_names_tell_title_and_author(name: bytes, title: str, authors: tuple[str, ...]) -> None:
    metadata = metadata_from_name(name)
    assert (metadata.title, metadata.authors) == (title, authors)


@given(st.binary())
def test_any_name_is_read(name: bytes) -> None:
    is_skipped_folder(name)
    if format_of(name):
        title = metadata_from_name(name).title
        assert title.encode("utf-8").decode("utf-8") == title
