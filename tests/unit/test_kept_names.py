"""The names under which a download is served and kept (opds.md, "File type and file name")."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.download_names import (
    NAME_LIMIT,
    download_names,
    is_served_name,
    plain_line,
    plain_text,
    served_name,
    shown_authors,
    shown_title,
    xteink_names,
)
from bookorbit_desktop.domain.library.metadata import FileFormat
from tests.opds_reader import Acquisition, Item

ANY = st.text(max_size=400)
NAMES = st.lists(st.text(max_size=80), max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("title", "authors", "file_format", "name"),
    [
        ("Emma", ("Jane Austen",), FileFormat.EPUB, "Jane Austen - Emma.epub"),
        ("Omens", ("Neil G", "Terry P"), FileFormat.PDF, "Neil G, Terry P - Omens.pdf"),
        ("", (), FileFormat.TXT, "Unknown Author - Untitled.txt"),
        ('What? A/B: "C" <d>|*\\', ("X",), FileFormat.MOBI, "X - What_ A_B_ _C_ _d____.mobi"),
        ("The end... ", ("X",), FileFormat.EPUB, "X - The end.epub"),
        ("Kobo", ("X",), FileFormat.KEPUB, "X - Kobo.kepub.epub"),
        ("Kindle", ("X",), FileFormat.AZW3, "X - Kindle.azw"),
        ("Two\nlines\tand\x00 more", ("X",), FileFormat.FB2, "X - Two lines and more.fb2"),
        ("עברית", ("سعيد",), FileFormat.EPUB, "سعيد - עברית.epub"),
    ],
)
def test_served_names(title: str, authors: tuple[str, ...], file_format: FileFormat, name: str) -> None:
    assert served_name(title, authors, file_format) == name


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Plain", {"X - Plain.epub"}),
        ("Ends...", {"X - Ends.epub", "X - Ends....epub"}),
        ("A: B/C", {"X - A_ B_C.epub", "X - A: B_C.epub"}),
    ],
)
def test_older_releases_keep_other_names(title: str, names: set[str]) -> None:
    assert download_names(title, ("X",), FileFormat.EPUB) == names


def test_a_download_with_a_double_extension_is_also_known_by_the_last_one() -> None:
    assert download_names("T", ("X",), FileFormat.KEPUB) == {"X - T.kepub.epub", "X - T.epub"}
    assert download_names("T", ("X",), FileFormat.FB2_ZIP) == {"X - T.fb2.zip", "X - T.zip"}


@given(ANY, NAMES, st.sampled_from(FileFormat))
def test_a_served_name_is_safe_everywhere(
    title: str, authors: tuple[str, ...], file_format: FileFormat
) -> None:
    name = served_name(title, authors, file_format)
    assert len(name.encode()) <= NAME_LIMIT
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert is_served_name(name, file_format)
    assert name in download_names(title, authors, file_format)


@given(ANY, NAMES)
def test_a_name_generated_by_a_device_is_recognised(title: str, authors: tuple[str, ...]) -> None:
    item = Item(shown_title(title), shown_authors(authors))
    acquisition = Acquisition("http://x/opds/files/1/x.epub", "application/epub+zip")
    assert item.default_name(acquisition) in download_names(title, authors, FileFormat.EPUB)


@given(st.text())
def test_texts_fit_into_xml(text: str) -> None:
    for plain in (plain_line(text), plain_text(text)):
        assert all(
            c in "\t\n" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" for c in plain
        )
    assert plain_line(plain_line(text)) == plain_line(text)


@pytest.mark.parametrize(
    "name", ["book.epub", "x.epub", "../a - b.epub", "a - b.pdf", "a - b\n.epub", "a - b", ""]
)
def test_names_that_were_never_served(name: str) -> None:
    assert not is_served_name(name, FileFormat.EPUB)


def test_a_long_name_is_known_however_its_limit_is_counted() -> None:
    lengths = {len(name) for name in download_names("t" * 300, ("X",), FileFormat.KEPUB)}
    assert lengths == {NAME_LIMIT, NAME_LIMIT + len(".epub")}


@pytest.mark.parametrize(
    ("title", "authors", "names"),
    [
        ("Plain", ("X",), {"X - Plain.epub", "Plain - X.epub", "Plain.epub"}),
        ("...What?.", ("X",), {"X - ...What_.epub", "What_. - X.epub", "What_.epub"}),
        ("Été", ("X",), {"X - Été.epub", "Été - X.epub", "Été.epub"}),
    ],
)
def test_an_xteink_has_names_of_its_own(title: str, authors: tuple[str, ...], names: set[str]) -> None:
    assert xteink_names(title, authors) == names


def test_a_name_on_an_xteink_ends_at_a_hundred_bytes_between_two_letters() -> None:
    long = xteink_names("Братья " * 20, ("Достоевский",))
    assert "Достоевский - Братья Братья Братья Братья Братья Брать.epub" in long
    assert all(len(name.removesuffix(".epub").encode()) <= 100 for name in long)


@given(ANY, NAMES)
def test_a_name_on_an_xteink_is_never_empty_and_holds_no_folder(title: str, authors: tuple[str, ...]) -> None:
    for name in xteink_names(title, authors):
        assert name != ".epub"
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
