"""Creates EPUBs with ebooklib, for the demo and the tests."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from ebooklib import epub

from bookorbit_desktop.domain.library.metadata import BookMetadata

Chapter = tuple[str, Sequence[str]]
"""A title and its paragraphs, as plain text."""

_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


def build_epub(metadata: BookMetadata, chapters: Sequence[Chapter], cover: bytes | None = None) -> bytes:
    """Return an EPUB 3. The same arguments give the same bytes.

    The series is written twice, as EPUB 3's collection and as calibre's metas. `cover` is a JPEG.
    """
    book = epub.EpubBook()
    _describe(book, metadata)
    pages = [_page(number, chapter, metadata.language) for number, chapter in enumerate(chapters, start=1)]
    for page in pages:
        book.add_item(page)
    if cover is not None:
        book.set_cover("cover.jpg", cover, create_page=False)
    book.toc = pages
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *pages]
    output = BytesIO()
    epub.write_epub(output, book, {"mtime": _EPOCH, "raise_exceptions": True})
    return _with_fixed_dates(output)


def _describe(book: epub.EpubBook, metadata: BookMetadata) -> None:
    book.set_title(metadata.title)
    book.set_language(metadata.language or "en")
    for number, author in enumerate(metadata.authors, start=1):
        book.add_author(author, role="aut", uid=f"author{number}")
    book.set_identifier(f"urn:uuid:{uuid5(NAMESPACE_URL, f'{metadata.title} {metadata.authors}')}")
    for identifier in metadata.identifiers:
        book.add_metadata("DC", "identifier", f"{identifier.scheme}:{identifier.value}")
    for name, value in (
        ("description", metadata.description),
        ("publisher", metadata.publisher),
        ("date", metadata.published),
    ):
        if value:
            book.add_metadata("DC", name, value)
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    if metadata.series:
        _add_series(book, metadata.series, metadata.series_index)


def _add_series(book: epub.EpubBook, series: str, index: float | None) -> None:
    book.add_metadata(None, "meta", series, {"property": "belongs-to-collection", "id": "series"})
    book.add_metadata(None, "meta", "series", {"refines": "#series", "property": "collection-type"})
    book.add_metadata(None, "meta", "", {"name": "calibre:series", "content": series})
    if index is not None:
        book.add_metadata(None, "meta", f"{index:g}", {"refines": "#series", "property": "group-position"})
        book.add_metadata(None, "meta", "", {"name": "calibre:series_index", "content": f"{index:g}"})


def _page(number: int, chapter: Chapter, language: str) -> epub.EpubHtml:
    title, paragraphs = chapter
    page = epub.EpubHtml(title=title, file_name=f"chapter{number}.xhtml", lang=language or "en")
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    page.content = f"<h1>{escape(title)}</h1>{text}"
    return page


def _with_fixed_dates(archive: BytesIO) -> bytes:
    """The archive with one fixed date on every entry, where ebooklib writes the current time."""
    output = BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(output, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH.timetuple()[:6])
            fixed.compress_type = entry.compress_type
            target.writestr(fixed, source.read(entry))
    return output.getvalue()
