"""EPUB: where the cover is, and archives that are not as they should be."""

import base64
from io import BytesIO

import pytest
from ebooklib import epub

from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Contents, OverLimit, Unreadable
from bookorbit_desktop.formats.epub import read_epub
from bookorbit_desktop.formats.epub_writer import build_epub
from tests.books import epub_bytes, epub_with_package, picture, zip_bytes

PICTURE = picture(40, 60)
OTHER = picture(40, 60, "red")
PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p/><img src="../pics/a%20b.jpg"/></body></html>'


def opf(manifest: str, metadata: str = "", after: str = "") -> str:
    return f"""<package xmlns="http://www.idpf.org/2007/opf" version="2.0">
        <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title>The Clocks</dc:title>{metadata}</metadata>
        <manifest>{manifest}</manifest>{after}</package>"""


def read(data: bytes) -> Contents:
    return read_epub(BytesIO(data))


def test_a_book_made_with_ebooklib_comes_back_as_it_was() -> None:
    book = BookMetadata(
        title="Tom & Jérôme <II>",
        authors=("Ada Example", "Bob Other"),
        series="Time",
        series_index=1.5,
        language="de",
        identifiers=(Identifier("isbn", "9780306406157"), Identifier("hardcover-slug", "the-clocks")),
        description="One.\n\nTwo.",
        publisher="Press",
        published="1949-06",
        subjects=("Fiction", "Time"),
    )
    data = build_epub(book, [("One", ["Text"]), ("Two", ["a < b"])], PICTURE)
    contents = read(data)
    uid, *identifiers = contents.metadata.identifiers
    assert uid.scheme == "uuid"
    assert tuple(identifiers) == book.identifiers
    assert contents.metadata.title == book.title
    assert contents.metadata.authors == book.authors
    assert (contents.metadata.series, contents.metadata.series_index) == ("Time", 1.5)
    assert contents.metadata.description == book.description
    assert contents.metadata.published == "1949-06"
    assert contents.metadata.subjects == book.subjects
    assert contents.cover == PICTURE
    assert contents.problem is None


def test_a_built_book_can_be_read_whole_by_ebooklib() -> None:
    data = build_epub(BookMetadata(title="The Clocks"), [("One", ["a < b"])], PICTURE)
    book = epub.read_epub(BytesIO(data), {"ignore_ncx": True})
    assert book.get_metadata("DC", "title")[0][0] == "The Clocks"
    assert b"a &lt; b" in book.get_item_with_href("chapter1.xhtml").get_content()


def test_the_same_book_has_the_same_bytes() -> None:
    assert epub_bytes("The Clocks") == epub_bytes("The Clocks")
    assert epub_bytes("The Clocks") != epub_bytes("The Clocks", paragraphs=["Other"])


@pytest.mark.parametrize(
    ("manifest", "metadata", "after"),
    [
        ('<item id="x" href="a.jpg" media-type="image/jpeg" properties="svg cover-image"/>', "", ""),
        ('<item id="x" href="a.jpg" media-type="image/jpeg"/>', '<meta name="cover" content="x"/>', ""),
        ('<item id="x" href="a.jpg" media-type="image/jpeg"/>', '<meta content="a.jpg" name="cover"/>', ""),
        ("", "", '<guide><reference type="cover" href="a.jpg"/></guide>'),
        ("", "", '<guide><reference type="Cover" href="text/page.xhtml#top"/></guide>'),
        ('<item id="my-cover" href="a.jpg" media-type="image/jpeg"/>', "", ""),
        ('<item id="x" href="pics/COVER.png" media-type="image/png"/>', "", ""),
        (
            '<item id="p" href="text/page.xhtml" media-type="application/xhtml+xml"/>',
            "",
            '<spine><itemref idref="p"/></spine>',
        ),
        ('<item id="x" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>', "", ""),
        ('<item id="x" href="embedded.svg" media-type="image/svg+xml" properties="cover-image"/>', "", ""),
        (
            '<item id="x" href="gone.jpg" media-type="image/jpeg" properties="cover-image"/>'
            '<item id="cover2" href="a.jpg" media-type="image/jpeg"/>',
            "",
            "",
        ),
    ],
)
def test_places_of_the_cover(manifest: str, metadata: str, after: str) -> None:
    svg = b'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="%s"/></svg>'
    files = {
        "a.jpg": PICTURE,
        "pics/a b.jpg": PICTURE,
        "pics/cover.png": PICTURE,
        "text/page.xhtml": PAGE,
        "cover.svg": svg % b"a.jpg",
        "embedded.svg": svg % (b"data:image/jpeg;base64," + base64.b64encode(PICTURE)),
        "z.jpg": OTHER,
    }
    assert read(epub_with_package(opf(manifest, metadata, after), files)).cover == PICTURE


def test_a_book_without_a_cover() -> None:
    manifest = '<item id="x" href="logo.png" media-type="image/png"/>'
    contents = read(epub_with_package(opf(manifest), {"logo.png": PICTURE}))
    assert contents.cover is None
    assert contents.problem is None


def test_a_drawn_cover_is_no_picture() -> None:
    manifest = '<item id="x" href="c.svg" media-type="image/svg+xml" properties="cover-image"/>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    assert read(epub_with_package(opf(manifest), {"c.svg": svg})).cover is None


def test_references_do_not_leave_the_archive() -> None:
    manifest = '<item id="x" href="../../../../etc/hostname.jpg" properties="cover-image"/>'
    assert read(epub_with_package(opf(manifest), {"../../../etc/hostname.jpg": b"x"})).cover is None


def test_a_lost_container_is_made_up_for() -> None:
    assert read(zip_bytes({"x/book.OPF": opf("").encode()})).metadata.title == "The Clocks"
    broken = {"META-INF/container.xml": b"\x00", "book.opf": opf("").encode()}
    assert read(zip_bytes(broken)).metadata.title == "The Clocks"
    wrong = {
        "META-INF/container.xml": b'<c><rootfile full-path="gone.opf"/></c>',
        "book.opf": opf("").encode(),
    }
    assert read(zip_bytes(wrong)).metadata.title == "The Clocks"


def test_letters_of_names_may_differ_in_case() -> None:
    container = b'<c><rootfile full-path="OPS/Book.opf"/></c>'
    assert read(
        zip_bytes({"meta-inf/Container.xml": container, "ops/book.OPF": opf("").encode()})
    ).metadata.title


def test_a_file_that_is_no_epub_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="not a readable EPUB"):
        read(b"%PDF-1.4 and more")
    with pytest.raises(Unreadable, match="no package document"):
        read(zip_bytes({"a.txt": b"x"}))


def test_a_package_document_over_the_limit() -> None:
    with pytest.raises(OverLimit, match="larger than 8 MB"):
        read(epub_with_package(opf("", f"<!--{' ' * 8_000_000}-->")))


def test_a_cover_over_the_limit_leaves_the_book() -> None:
    manifest = '<item id="x" href="a.jpg" media-type="image/jpeg" properties="cover-image"/>'
    contents = read(epub_with_package(opf(manifest), {"a.jpg": bytes(32_000_001)}))
    assert contents.metadata.title == "The Clocks"
    assert contents.cover is None
    assert "larger than 32 MB" in (contents.problem or "")
