"""Which EPUBs count as one text (behaviour.md, "several copies of a book")."""

import zipfile
from html import escape
from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.spine import document_outline, epub_spine
from tests.books import epub_with_package

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=4)
CHAPTERS = st.lists(PARAGRAPHS, min_size=1, max_size=4)


def page(paragraphs: list[str], head: str = "") -> bytes:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{escape(head)}</title></head><body>{text}</body></html>".encode()


def epub(
    chapters: list[list[str]], *, title: str = "A", reverse: bool = False, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An EPUB with a document for each chapter; the last arguments change everything but the text."""
    numbers = range(len(chapters))
    manifest = "".join(
        f'<item id="c{n}" href="text/{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    )
    files = {f"text/{n}.xhtml": page(chapter, title) for n, chapter in enumerate(chapters)}
    packed = epub_with_package(opf, files)
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as source, zipfile.ZipFile(output, "w", method) as target:
        names = source.namelist()
        for name in reversed(names) if reverse else names:
            target.writestr(name, source.read(name))
    return output.getvalue()


def spine_of(data: bytes) -> str:
    return epub_spine(BytesIO(data))


@given(CHAPTERS, WORDS, st.booleans(), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_metadata_zip_order_and_compression_do_not_matter(
    chapters: list[list[str]], title: str, reverse: bool, method: int
) -> None:
    assert spine_of(epub(chapters, title=title, reverse=reverse, method=method)) == spine_of(epub(chapters))


@given(CHAPTERS, st.data(), WORDS)
def test_a_longer_text_is_another(chapters: list[list[str]], data: st.DataObject, more: str) -> None:
    chapter = data.draw(st.integers(0, len(chapters) - 1))
    index = data.draw(st.integers(0, len(chapters[chapter]) - 1))
    changed = [list(paragraphs) for paragraphs in chapters]
    changed[chapter][index] += more
    assert spine_of(epub(changed)) != spine_of(epub(chapters))


@given(CHAPTERS, CHAPTERS)
def test_only_equal_lengths_at_equal_positions_are_one_text(
    one: list[list[str]], other: list[list[str]]
) -> None:
    def lengths(chapters: list[list[str]]) -> list[list[int]]:
        return [[len(" ".join(paragraph.split())) for paragraph in chapter] for chapter in chapters]

    assert (spine_of(epub(one)) == spine_of(epub(other))) is (lengths(one) == lengths(other))


@given(CHAPTERS)
def test_another_order_of_the_documents_is_another_text(chapters: list[list[str]]) -> None:
    turned = chapters[::-1]
    assume(
        [[len(text) for text in chapter] for chapter in turned]
        != [[len(text) for text in chapter] for chapter in chapters]
    )
    assert spine_of(epub(turned)) != spine_of(epub(chapters))


def test_an_extra_document_makes_another_text_even_if_empty() -> None:
    assert spine_of(epub([["One."], []])) != spine_of(epub([["One."]]))


def test_line_breaks_indents_and_entities_do_not_matter() -> None:
    plain = document_outline(b"<html><body><p>One &amp; two</p><p>three</p></body></html>")
    other = document_outline(
        b"<html>\n <body>\n  <p>One\r\n   &#38; two</p>\n  <p>three</p>\n </body>\n</html>"
    )
    assert plain == other


def test_kepub_elements_change_its_positions() -> None:
    book = document_outline(b"<html><body><p>One. Two.</p></body></html>")
    kepub = document_outline(
        b'<html><body><p><span class="koboSpan" id="kobo.1.1">One. </span>'
        b'<span class="koboSpan" id="kobo.1.2">Two.</span></p></body></html>'
    )
    assert book != kepub


@pytest.mark.parametrize("opf", ["<package><spine/></package>", "<package><metadata/></package>"])
def test_a_book_without_reading_order_has_no_text(opf: str) -> None:
    with pytest.raises(Unreadable, match="no text"):
        spine_of(epub_with_package(opf))


def test_a_chapter_that_is_not_there_counts_as_an_empty_one() -> None:
    opf = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="unknown"/></spine></package>'
    )
    shorter = opf.replace('<itemref idref="unknown"/>', "")
    files = {"a.xhtml": page(["One."])}
    assert spine_of(epub_with_package(opf, files)) != spine_of(epub_with_package(shorter, files))


def test_volumes_of_pictures_are_not_one_book_because_they_have_as_many_pages() -> None:
    opf = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    picture = b'<html><body><div><img src="1.jpg" alt="One"/></div></body></html>'
    for files in ({"a.xhtml": picture}, {}):
        with pytest.raises(Unreadable, match="no text"):
            spine_of(epub_with_package(opf, files))
