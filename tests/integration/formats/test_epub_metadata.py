"""Metadata written into EPUBs: it reads back, and not one other byte of the book changes."""

import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bookorbit_desktop.domain.files.runs import CoverChange, FileChanges
from bookorbit_desktop.domain.library.fields import BookField, value_of
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.epub import read_epub
from bookorbit_desktop.formats.epub_metadata import NO_COVER_KIND, FieldsToRead, changes, write_metadata
from bookorbit_desktop.formats.markup import clean_line
from bookorbit_desktop.formats.opf_writer import ON_REQUEST, WRITTEN, edit_package
from bookorbit_desktop.formats.spine import epub_spine
from tests.books import epub_bytes, picture, zip_bytes
from tests.shared import SHARED, needs_shared

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WANTED = BookMetadata(
    title="Emma & <Others>",
    authors=("Jane Austen", "Ada Example"),
    series="Novels",
    series_index=2.5,
    language="pt-BR",
    identifiers=(Identifier("isbn", "9780141439587"), Identifier("goodreads", "6969")),
    description="First & <last>.\n\nSecond paragraph.",
)
OPF2 = """<?xml version="1.0" encoding="{encoding}"?>
<!-- kept -->
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="own">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>Old title</dc:title>
    <dc:creator opf:role="aut" opf:file-as="Old, Author">Old Author</dc:creator>
    <dc:creator opf:role="trl">A Translator</dc:creator>
    <dc:identifier id="own" opf:scheme="UUID">4b2f0f1e-8a0f-4a53-9d1b-111111111111</dc:identifier>
    <dc:identifier opf:scheme="ISBN">9780000000002</dc:identifier>
    <dc:description>&lt;p&gt;Old&lt;/p&gt;</dc:description>
    <meta name="calibre:series" content="Old series"/>
    <meta name="calibre:title_sort" content="title, Old"/>
    <meta name="custom" content="kept ü"/>
  </metadata>
  <manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
  <spine><itemref idref="c"/></spine>
</package>"""
OPF2_DATED = OPF2.replace(
    "</metadata>",
    """  <dc:date opf:event="conversion">2011-01-01</dc:date>
    <dc:date opf:event="publication">1999</dc:date>
    <dc:publisher>Old press</dc:publisher>
    <dc:subject opf:authority="BISAC">Old</dc:subject>
    <dc:subject>Gone</dc:subject>
  </metadata>""",
)
CONTAINER = b'<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>'
PAGE = b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>One two three.</p></body></html>"


def declaring(href: str, media_type: str) -> str:
    """A package document that names a picture as its cover."""
    item = f'<manifest><item id="i" href="{href}" media-type="{media_type}"/>'
    return OPF2.replace("<manifest>", item).replace(
        "</metadata>", '<meta name="cover" content="i"/></metadata>'
    )


def contents(files: dict[str, bytes]) -> dict[str, Any]:
    """Further files, as names that are no identifiers are handed on."""
    return files


def epub2(encoding: str = "utf-8", package: str = OPF2, **more: Any) -> bytes:
    """An EPUB 2 made by hand."""
    return zip_bytes(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "content.opf": package.replace("{encoding}", encoding).encode(encoding),
            "c.xhtml": PAGE,
            **more,
        }
    )


def written(
    data: bytes,
    wanted: BookMetadata,
    fields: Iterable[BookField] = WRITTEN,
    cover: bytes | None = None,
) -> bytes:
    """The book with other metadata."""
    target = BytesIO()
    spine = write_metadata(BytesIO(data), target, FieldsToRead(wanted, frozenset(fields), cover), NOW)
    assert spine == epub_spine(BytesIO(data))
    return target.getvalue()


def others(data: bytes) -> list[tuple[str, bytes]]:
    """Every entry but the package document, in order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [
            (entry.filename, archive.read(entry))
            for entry in archive.infolist()
            if not entry.filename.endswith("opf")
        ]


def verify_reads_as(data: bytes, wanted: BookMetadata) -> None:
    read = read_epub(BytesIO(data)).metadata
    for field in WRITTEN:
        assert value_of(read, field) == value_of(wanted, field), field
    assert {identifier for identifier in wanted.identifiers if identifier.scheme != "isbn"} <= set(
        read.identifiers
    )


@pytest.mark.parametrize("book", [epub_bytes(), epub2(), epub2("utf-16"), epub2("iso-8859-1")])
def test_every_field_reads_back_and_nothing_else_changes(book: bytes) -> None:
    new = written(book, WANTED)
    verify_reads_as(new, WANTED)
    assert others(new) == others(book)
    assert epub_spine(BytesIO(new)) == epub_spine(BytesIO(book))
    assert written(new, WANTED) == new


def test_everything_in_the_package_that_is_not_written_stays() -> None:
    with zipfile.ZipFile(BytesIO(written(epub2(), WANTED))) as archive:
        package = archive.read("content.opf").decode()
    for kept in ("<!-- kept -->", "A Translator", "4b2f0f1e-8a0f-4a53-9d1b-111111111111", 'content="kept ü"'):
        assert kept in package
    for gone in ("Old title", "Old Author", "9780000000002", "title, Old", "Old series"):
        assert gone not in package


ALL = (*WRITTEN, *ON_REQUEST)
MORE = replace(
    WANTED, publisher="A & B Press", published="1815-12", subjects=("Comedy", "Manners <and> more", "Old")
)


@pytest.mark.parametrize("book", [epub_bytes(subjects=["Old", "Gone"]), epub2(), epub2(package=OPF2_DATED)])
def test_publisher_date_and_genres_are_written_where_they_are_wanted(book: bytes) -> None:
    before = read_epub(BytesIO(book)).metadata
    read = read_epub(BytesIO(written(book, MORE))).metadata
    assert (read.publisher, read.published, read.subjects) == (
        before.publisher,
        before.published,
        before.subjects,
    )
    new = written(book, MORE, ALL)
    read = read_epub(BytesIO(new)).metadata
    assert (read.publisher, read.published, read.subjects) == (MORE.publisher, MORE.published, MORE.subjects)
    assert others(new) == others(book)
    assert written(new, MORE, ALL) == new
    emptied = read_epub(BytesIO(written(new, WANTED, ALL))).metadata
    assert (emptied.publisher, emptied.published, emptied.subjects) == ("", "", ())


def test_the_dates_of_conversions_and_the_marks_of_genres_stay() -> None:
    with zipfile.ZipFile(BytesIO(written(epub2(package=OPF2_DATED), MORE, ALL))) as archive:
        package = archive.read("content.opf").decode()
    assert '<dc:date opf:event="conversion">2011-01-01</dc:date>' in package
    assert '<dc:date opf:event="publication">1815-12</dc:date>' in package
    assert '<dc:subject opf:authority="BISAC">Old</dc:subject>' in package
    assert "Gone" not in package


COVER = picture(300, 450, "darkred")
PAGED = OPF2.replace("</package>", '<guide><reference type="cover" href="page.xhtml"/></guide></package>')
COVER_PAGE = b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>One.</p><img src='i.jpg'/></body></html>"


@pytest.mark.parametrize(
    ("book", "changed"),
    [
        (epub_bytes(), "EPUB/cover.jpg"),
        (epub2(package=declaring("i.jpg", "image/jpeg"), **contents({"i.jpg": picture()})), "i.jpg"),
        (epub2(package=declaring("i.png", "image/png"), **contents({"i.png": picture(kind="PNG")})), "i.png"),
        (epub2(package=PAGED, **contents({"page.xhtml": COVER_PAGE, "i.jpg": picture()})), "i.jpg"),
    ],
    ids=["EPUB 3", "EPUB 2", "PNG", "cover page"],
)
def test_the_picture_that_is_named_as_the_cover_makes_way(book: bytes, changed: str) -> None:
    told = changes(BytesIO(book), FieldsToRead(WANTED, cover=COVER)).cover
    new = written(book, WANTED, cover=COVER)
    assert told == CoverChange((600, 900), (300, 450))
    shown = Image.open(BytesIO(read_epub(BytesIO(new)).cover or b""))
    assert (shown.size, shown.format) == ((300, 450), "PNG" if changed.endswith("png") else "JPEG")
    assert [other for other in others(new) if other[0] != changed] == [
        other for other in others(book) if other[0] != changed
    ]
    assert written(new, WANTED, cover=COVER) == new
    assert changes(BytesIO(new), FieldsToRead(WANTED, cover=COVER)) == FileChanges()


@pytest.mark.parametrize(
    "book",
    [
        epub_bytes(cover=False),
        epub2(),
        epub2(
            package=OPF2.replace("c.xhtml", "page.xhtml"),
            **contents({"page.xhtml": COVER_PAGE, "i.jpg": picture()}),
        ),
    ],
    ids=["EPUB 3", "EPUB 2", "a picture on the first page"],
)
def test_a_cover_is_added_to_a_book_without_one_and_no_other_picture_is_touched(book: bytes) -> None:
    new = written(book, WANTED, cover=COVER)
    assert read_epub(BytesIO(new)).cover == COVER
    (added,) = [other for other in others(new) if other not in others(book)]
    assert added[1] == COVER
    assert others(new)[:-1] == others(book)
    assert written(new, WANTED, cover=COVER) == new


def test_a_cover_that_cannot_make_way_stays_and_the_rest_is_written() -> None:
    book = epub2(package=declaring("i.gif", "image/gif"), **contents({"i.gif": picture(kind="GIF")}))
    told = changes(BytesIO(book), FieldsToRead(WANTED, cover=COVER))
    assert (bool(told.fields), told.cover, told.kept_cover) == (True, None, NO_COVER_KIND)
    new = written(book, WANTED, cover=COVER)
    verify_reads_as(new, WANTED)
    assert others(new) == others(book)


def test_fields_can_be_emptied() -> None:
    bare = BookMetadata(title="Only a title", authors=("Old Author",))
    new = written(written(epub_bytes(), WANTED), bare)
    verify_reads_as(new, bare)


def test_changes_are_listed_without_writing() -> None:
    book = epub_bytes("Emma", authors=["Jane"])
    read = read_epub(BytesIO(book)).metadata
    assert changes(BytesIO(book), FieldsToRead(read)) == FileChanges()
    found = {
        change.field: (change.before, change.after)
        for change in changes(BytesIO(book), FieldsToRead(WANTED)).fields
    }
    assert found[BookField.TITLE] == ("Emma", "Emma & <Others>")
    assert found[BookField.AUTHORS] == (("Jane",), ("Jane Austen", "Ada Example"))


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        (epub2(**contents({"META-INF/signatures.xml": b"<signatures/>"})), "signed"),
        (epub2(package=OPF2.replace("</dc:title>", "")), "has errors"),
        (epub2(package=OPF2.replace("<dc:title>", "<dc:title>&nbsp; & ")), "has errors"),
        (b"before" + epub2(), "unusual"),
        (epub2() + b"behind", "unusual"),
        (b"PK\x03\x04 no archive", "not a readable EPUB"),
    ],
)
def test_a_book_that_might_lose_something_is_refused(book: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        write_metadata(BytesIO(book), BytesIO(), FieldsToRead(WANTED), NOW)


def test_a_value_that_no_epub_can_hold_is_refused() -> None:
    with pytest.raises(Unreadable):
        edit_package(OPF2.replace("{encoding}", "utf-8").encode(), BookMetadata(title="a\x00b"))


LINES = st.text(st.characters(codec="utf-8"), max_size=60).map(clean_line)
NAMES = LINES.filter(lambda name: bool(name) and name.lower() != "unknown")


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        BookMetadata,
        title=LINES.filter(bool),
        authors=st.lists(NAMES, max_size=4, unique=True).map(tuple),
        series=LINES,
        language=st.sampled_from(["", "en", "pt-BR"]),
        description=LINES,
    ),
    st.sampled_from([epub_bytes(cover=False), epub2()]),
)
def test_any_metadata_written_reads_back_or_is_refused(wanted: BookMetadata, book: bytes) -> None:
    target = BytesIO()
    try:
        write_metadata(BytesIO(book), target, FieldsToRead(wanted), NOW)
    except Unreadable:
        return
    verify_reads_as(target.getvalue(), wanted)
    assert others(target.getvalue()) == others(book)


@needs_shared
def test_real_books_keep_everything_but_their_metadata_and_their_cover() -> None:
    books: list[Path] = sorted((SHARED / "corpus").rglob("*.epub"))
    assert books
    for path in books:
        data = path.read_bytes()
        new = written(data, MORE, ALL, COVER)
        verify_reads_as(new, MORE)
        assert Image.open(BytesIO(read_epub(BytesIO(new)).cover or b"")).size == (300, 450)
        before, after = dict(others(data)), dict(others(new))
        assert sum(before.get(name) != content for name, content in after.items()) == 1
        assert before.keys() <= after.keys()
