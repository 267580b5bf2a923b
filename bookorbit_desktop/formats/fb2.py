"""FictionBook 2, plain or zipped: the description at the start and the cover at the end."""

import base64
import binascii
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, Final

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import (
    COVER_LIMIT,
    COVER_TOO_LARGE,
    MEGABYTE,
    PACKAGE_LIMIT,
    Contents,
    Unreadable,
)
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import (
    PARSER_OPTIONS,
    attribute,
    child,
    children,
    clean_line,
    date_text,
    inner_markup,
    inner_text,
    local_name,
    plain_text,
    series_position,
    unique_lines,
)

_CHUNK: Final = 64 * 1024
_BOOK_LIMIT: Final = 16 * MEGABYTE
"""Bytes read in search of the cover, which follows the text; a zipped bomb ends here."""
_NOT_FB2: Final = Message("This file is not a readable {0}.", Message("FB2 book"))


def read_fb2(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read a FictionBook 2; without `picture` its cover is left out, and all the text before it.

    Raises:
        Unreadable: it has no description.
    """
    return _read(_chunks(file), picture=picture)


def read_fb2_zip(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read a zipped FictionBook 2: the first *.fb2 in the archive; `picture` as for `read_fb2`.

    Raises:
        Unreadable: there is none, or it has no description.
    """
    with ZipArchive(file, Message("FB2 archive")) as archive:
        books = [name for name in archive.names if name.lower().endswith(".fb2")]
        if not books:
            raise Unreadable(Message("This archive contains no FB2 book."))
        with closing(archive.chunks(books[0], _CHUNK)) as chunks:
            return _read(chunks, picture=picture)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _read(chunks: Iterator[bytes], *, picture: bool) -> Contents:
    try:
        return _contents(chunks, picture=picture)
    except UnicodeDecodeError as error:  # lxml lets half characters pass, and then cannot return them
        raise Unreadable(_NOT_FB2) from error


def _contents(chunks: Iterator[bytes], *, picture: bool) -> Contents:
    elements = _elements(chunks)
    description = next((element for element in elements if _is(element, "description")), None)
    if description is None:
        raise Unreadable(_NOT_FB2)
    metadata = _metadata(description)
    cover_id = _cover_id(description) if picture else ""
    if not cover_id:
        return Contents(metadata)
    cover = _decoded(next((element for element in elements if element.get("id") == cover_id), None))
    if cover and len(cover) > COVER_LIMIT:
        return Contents(metadata, problem=COVER_TOO_LARGE, blames_cover=True)
    return Contents(metadata, cover)


def _elements(chunks: Iterator[bytes]) -> Iterator[etree._Element]:
    """The description and binaries as they are parsed; the text is dropped on the way."""
    tags = ("{*}description", "{*}binary", "{*}section")
    parser = etree.XMLPullParser(events=("end",), tag=tags, recover=True, **PARSER_OPTIONS)
    size = 0
    described = False
    for chunk in chunks:
        size += len(chunk)
        if size > _BOOK_LIMIT or (size > PACKAGE_LIMIT and not described):
            return
        try:
            parser.feed(chunk)
        except (etree.XMLSyntaxError, ValueError):
            return
        for _, element in parser.read_events():
            if not isinstance(element, etree._Element):
                continue
            if _is(element, "section"):
                element.clear()
            else:
                described = True
                yield element


def _is(element: etree._Element, name: str) -> bool:
    return local_name(element.tag) == name


def _metadata(description: etree._Element) -> BookMetadata:
    title_info = child(description, "title-info")
    publish_info = child(description, "publish-info")
    sequence = child(title_info, "sequence")
    date = child(title_info, "date")
    genres = [inner_text(genre) for genre in children(title_info, "genre")]
    keywords = inner_text(child(title_info, "keywords")).split(",")
    isbns = inner_text(child(publish_info, "isbn")).replace(";", ",").split(",")
    return BookMetadata(
        title=clean_line(inner_text(child(title_info, "book-title"))),
        authors=unique_lines(_person(author) for author in children(title_info, "author")),
        series=clean_line(attribute(sequence, "name")) if sequence is not None else "",
        series_index=series_position(attribute(sequence, "number")) if sequence is not None else None,
        language=clean_line(inner_text(child(title_info, "lang"))),
        identifiers=identifiers(("isbn", isbn) for isbn in isbns),
        description=plain_text(inner_markup(child(title_info, "annotation"))),
        publisher=clean_line(inner_text(child(publish_info, "publisher"))),
        published=_published(publish_info, date),
        subjects=unique_lines(genres + keywords),
    )


def _person(author: etree._Element) -> str:
    parts = [inner_text(child(author, part)) for part in ("first-name", "middle-name", "last-name")]
    return clean_line(" ".join(parts)) or clean_line(inner_text(child(author, "nickname")))


def _published(publish_info: etree._Element | None, date: etree._Element | None) -> str:
    """The year of this edition, else the date of the work."""
    year = date_text(inner_text(child(publish_info, "year")))
    if year or date is None:
        return year
    return date_text(attribute(date, "value")) or date_text(inner_text(date))


def _cover_id(description: etree._Element) -> str:
    image = child(child(child(description, "title-info"), "coverpage"), "image")
    return attribute(image, "href").removeprefix("#") if image is not None else ""


def _decoded(binary: etree._Element | None) -> bytes | None:
    if binary is None:
        return None
    try:
        return base64.b64decode(binary.text or "") or None
    except (binascii.Error, ValueError):
        return None
