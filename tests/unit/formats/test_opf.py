"""Package documents: OPF 2, EPUB 3 and their mixtures."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.opf import parse_package

EPUB_2 = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uid">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{}</metadata>
  <manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
  <spine><itemref idref="c"/></spine>
</package>"""
EPUB_3 = EPUB_2.replace("2.0", "3.0")


def metadata(statements: str, frame: str = EPUB_3) -> BookMetadata:
    return parse_package(frame.format(statements).encode()).metadata


def test_epub_2_as_calibre_writes_it() -> None:
    book = metadata(
        """<dc:title>The Clocks</dc:title>
        <dc:creator opf:file-as="Example, Ada" opf:role="aut">Ada Example</dc:creator>
        <dc:contributor opf:role="bkp">calibre (5.0) [https://calibre-ebook.com]</dc:contributor>
        <dc:language>pt-BR</dc:language>
        <dc:publisher>Press</dc:publisher>
        <dc:date>1949-06-08T00:00:00+00:00</dc:date>
        <dc:description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</dc:description>
        <dc:subject>Fiction</dc:subject><dc:subject> Time </dc:subject><dc:subject>Fiction</dc:subject>
        <dc:identifier id="uid" opf:scheme="uuid">2d743fd6-afe0-4d06-b1f8-5f146f85cab3</dc:identifier>
        <dc:identifier opf:scheme="ISBN">978-0-306-40615-7</dc:identifier>
        <dc:identifier opf:scheme="MOBI-ASIN">B00ABCDEFG</dc:identifier>
        <dc:identifier opf:scheme="GOODREADS">12345</dc:identifier>
        <dc:identifier opf:scheme="HARDCOVER">the-clocks</dc:identifier>
        <dc:identifier opf:scheme="HARDCOVER-EDITION">16193290</dc:identifier>
        <meta name="calibre:series" content="Time"/><meta name="calibre:series_index" content="2.5"/>""",
        EPUB_2,
    )
    assert book == BookMetadata(
        title="The Clocks",
        authors=("Ada Example",),
        series="Time",
        series_index=2.5,
        language="pt-BR",
        identifiers=(
            Identifier("uuid", "2d743fd6-afe0-4d06-b1f8-5f146f85cab3"),
            Identifier("isbn", "9780306406157"),
            Identifier("asin", "B00ABCDEFG"),
            Identifier("goodreads", "12345"),
            Identifier("hardcover", "the-clocks"),
            Identifier("hardcover-edition", "16193290"),
        ),
        description="One.\n\nTwo.",
        publisher="Press",
        published="1949-06-08",
        subjects=("Fiction", "Time"),
    )


def test_epub_3_refinements() -> None:
    book = metadata(
        """<dc:title id="t2">A Novel</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
        <dc:title id="t1">The Clocks</dc:title><meta refines="#t1" property="title-type">main</meta>
        <dc:creator id="b">Bob Second</dc:creator><meta refines="#b" property="display-seq">2</meta>
        <meta refines="#b" property="role" scheme="marc:relators">aut</meta>
        <dc:creator id="a">Ada First</dc:creator><meta refines="#a" property="display-seq">1</meta>
        <meta refines="#a" property="role" scheme="marc:relators">aut</meta>
        <meta refines="#a" property="role" scheme="marc:relators">ill</meta>
        <dc:creator id="t">Tom Translator</dc:creator>
        <meta refines="#t" property="role" scheme="marc:relators">trl</meta>
        <dc:identifier id="i">9780306406157</dc:identifier>
        <meta refines="#i" property="identifier-type" scheme="onix:codelist5">15</meta>
        <dc:identifier id="g">12345</dc:identifier>
        <meta refines="#g" property="identifier-type">goodreads</meta>
        <meta property="belongs-to-collection" id="s1">Great Books</meta>
        <meta refines="#s1" property="collection-type">set</meta>
        <meta refines="#s1" property="group-position">9</meta>
        <meta property="belongs-to-collection" id="s2">Time</meta>
        <meta refines="#s2" property="collection-type">series</meta>
        <meta refines="#s2" property="group-position">3</meta>
        <meta property="schema:numberOfPages">321</meta>
        <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>"""
    )
    assert book.title == "The Clocks"
    assert book.authors == ("Ada First", "Bob Second")
    assert book.identifiers == (Identifier("isbn", "9780306406157"), Identifier("goodreads", "12345"))
    assert (book.series, book.series_index) == ("Time", 3)
    assert book.pages == 321
    assert book.published == ""


def test_epub_2_statements_inside_epub_3() -> None:
    book = metadata(
        """<dc:title>The Clocks</dc:title>
        <dc:creator id="a" opf:role="edt">Ed Itor</dc:creator>
        <dc:creator>Ada Example</dc:creator>
        <dc:identifier opf:scheme="ISBN">9780306406157</dc:identifier>
        <dc:identifier>urn:isbn:0306406152</dc:identifier>
        <dc:identifier>hardcover-slug:1984</dc:identifier>
        <meta property="belongs-to-collection" id="s">Other</meta>
        <meta name="calibre:series" content="Time"/><meta name="calibre:series_index" content="1"/>"""
    )
    assert book.authors == ("Ada Example",)
    assert book.identifiers == (
        Identifier("isbn", "9780306406157"),
        Identifier("isbn", "0306406152"),
        Identifier("hardcover-slug", "1984"),
    )
    assert (book.series, book.series_index) == ("Time", 1)


def test_editors_are_authors_when_there_are_no_others() -> None:
    book = metadata(
        '<dc:creator opf:role="edt">Ed Itor</dc:creator><dc:creator opf:role="ill">Il L</dc:creator>'
    )
    assert book.authors == ("Ed Itor", "Il L")


def test_unknown_is_not_an_author() -> None:
    assert metadata("<dc:creator>Unknown</dc:creator>").authors == ()


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ('<dc:date opf:event="published">1949</dc:date>', "1949"),
        (
            '<dc:date opf:event="modification">2020</dc:date>'
            '<dc:date opf:event="publication">1949-06</dc:date>',
            "1949-06",
        ),
        ('<dc:date opf:event="creation">2020</dc:date><dc:date>1949</dc:date>', "1949"),
        ('<dc:date opf:event="modification">2020</dc:date>', ""),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", ""),
    ],
)
def test_the_date_of_publication(dates: str, published: str) -> None:
    assert metadata(dates).published == published


def test_description_with_real_elements() -> None:
    xhtml = '<h:p xmlns:h="http://www.w3.org/1999/xhtml">One</h:p> and <i>two</i>'
    assert metadata(f"<dc:description>{xhtml}</dc:description>").description.split() == ["One", "and", "two"]


def test_missing_namespaces_and_wrong_characters() -> None:
    opf = b"""<package><metadata><dc:title>Tom & Jerry&nbsp;II</dc:title>
        <dc:creator opf:role="aut">Ada Example</dc:creator>
        <dc:identifier opf:scheme="ISBN">9780306406157</dc:identifier></metadata></package>"""
    book = parse_package(opf).metadata
    assert book.title == "Tom & Jerry II"
    assert book.authors == ("Ada Example",)
    assert book.identifiers == (Identifier("isbn", "9780306406157"),)


def test_prefixed_elements_and_oeb_wrappers() -> None:
    opf = b"""<opf:package xmlns:opf="http://www.idpf.org/2007/opf"><opf:metadata>
        <opf:dc-metadata xmlns:dc="http://purl.org/dc/elements/1.0/">
        <dc:Title>The Clocks</dc:Title></opf:dc-metadata>
        <opf:x-metadata><opf:meta name="cover" content="pic"/></opf:x-metadata></opf:metadata>
        <opf:manifest><opf:item id="pic" href="a.jpg" media-type="image/jpeg"/></opf:manifest>
        </opf:package>"""
    package = parse_package(opf)
    assert package.metadata.title == "The Clocks"
    assert package.cover_id == "pic"
    assert package.manifest[0].href == "a.jpg"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1251"])
def test_encodings(encoding: str) -> None:
    declared = EPUB_2.replace("utf-8", encoding.replace("-sig", ""))
    opf = declared.format("<dc:title>Часы</dc:title>").encode(encoding)
    assert parse_package(opf).metadata.title == "Часы"


def test_wrong_encoding_still_has_a_title() -> None:
    opf = EPUB_2.format("<dc:title>Caf\xe9</dc:title><dc:creator>Ada</dc:creator>").encode("latin-1")
    assert parse_package(opf).metadata.title.startswith("Caf")


def test_an_empty_package_is_a_book_without_metadata() -> None:
    package = parse_package(b"<package><metadata/></package>")
    assert package.metadata == BookMetadata()
    assert package.manifest == ()


@pytest.mark.parametrize("data", [b"", b"<html/>", b"\x00" * 100, b"%PDF-1.4", b"<package"])
def test_invalid_package_documents_are_rejected(data: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_package(data)


@given(st.binary())
def test_any_bytes_are_a_package_or_unreadable(data: bytes) -> None:
    for document in (data, b"<package><metadata>" + data, EPUB_2.encode().replace(b"{}", data)):
        with suppress(Unreadable):
            title = parse_package(document).metadata.title
            assert title.encode("utf-8").decode("utf-8") == title


STATEMENTS = st.lists(
    st.sampled_from(
        [
            "<dc:title>",
            "</dc:title>",
            "<dc:creator id='a'>",
            "</dc:creator>",
            "<dc:identifier>",
            "urn:isbn:",
            "<meta refines='#a' property='display-seq'>",
            "</meta>",
            "<meta name='calibre:series_index' content='1'/>",
            "<meta property='group-position' refines='#a'>",
            "<dc:date opf:event=''>",
            "9" * 400,
            "x",
            "&",
            "<!--",
            "<dc:description><p>",
            "<meta/>",
            "<dc:identifier id='a'/>",
            "\u0661",
            "²",
            "<meta property='role' refines='#'/>",
        ]
    )
)


@given(STATEMENTS)
def test_any_mixture_of_statements_is_read(statements: list[str]) -> None:
    document = EPUB_3.replace("{}", "".join(statements)).encode()
    with suppress(Unreadable):
        metadata = parse_package(document).metadata
        assert "<" not in metadata.title
        assert all(metadata.authors)
