"""PDF: document information, XMP and the first page as the cover.

XMP is the XML packet in a PDF, as written by calibre, Adobe and LaTeX.
"""

import re
from typing import BinaryIO, Final

import pypdfium2  # type: ignore[import-untyped]
from lxml import etree
from PIL import Image

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import MEGABYTE, PASSWORD_PROTECTED, Contents, Unreadable
from bookorbit_desktop.formats.cover import encode_jpeg
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import (
    attribute,
    clean_line,
    date_text,
    inner_text,
    known_names,
    local_name,
    parse_xml,
    plain_text,
    series_position,
    unique_lines,
)


def parse_xmp(packet: bytes) -> BookMetadata:
    """Read an XMP packet; empty if it cannot be read."""
    try:
        root = parse_xml(packet, Message("The XMP packet"))
    except Unreadable:
        return BookMetadata()
    series = _first(root, "series")
    return BookMetadata(
        title=next(iter(_values(root, "title")), ""),
        authors=_values(root, "creator"),
        series=_series_name(series),
        series_index=series_position(inner_text(_first(root, "series_index"))),
        language=next(iter(_values(root, "language")), ""),
        identifiers=_identifiers(root),
        description=plain_text("\n\n".join(_values(root, "description"))),
        publisher=next(iter(_values(root, "publisher")), ""),
        published=next(filter(None, map(date_text, _values(root, "date"))), ""),
        subjects=_values(root, "subject"),
    )


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_all(root, name)), None)


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    # rdf:Description is the frame around everything, not a description.
    return [
        element
        for element in root.iter("{*}" + name)
        if not str(element.tag).startswith("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}")
    ]


def _values(root: etree._Element, name: str) -> tuple[str, ...]:
    """The values of a property: an attribute of its parent, the items of its list, or its own text."""
    found = [attribute(frame, name) for frame in root.iter("{*}Description")]
    for element in _all(root, name):
        items = [inner_text(item) for item in element.iter("{*}li")]
        found += items or [inner_text(element)]
    return unique_lines(found)


def _series_name(series: etree._Element | None) -> str:
    if series is None:
        return ""
    value = next(series.iter("{*}value"), None)
    return clean_line(inner_text(value) if value is not None else series.text)


def _identifiers(root: etree._Element) -> tuple[Identifier, ...]:
    labelled = [("isbn", isbn) for isbn in _values(root, "isbn")]
    for element in _all(root, "identifier") + _all(root, "Identifier"):
        items = list(element.iter("{*}li")) or [element]
        labelled += [_labelled(item) for item in items]
    return identifiers(labelled)


def _labelled(item: etree._Element) -> tuple[str, str]:
    """The (scheme, value) of one identifier; calibre writes them as two elements."""
    parts = {local_name(str(part.tag)): inner_text(part) for part in item}
    if "value" in parts:
        return parts.get("scheme", ""), parts["value"]
    return "", inner_text(item)


_COVER_SIZE: Final = (640, 960)
"""Pixels; the rendered first page fits into this box."""
_PAGE_LIMIT: Final = 100_000
"""A PDF may claim any number; no book has this many."""
_PASSWORD_ERROR: Final = 4
"""FPDF_ERR_PASSWORD."""
_XMP_START, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_XMP_WINDOW: Final = MEGABYTE
"""Bytes searched for XMP at either end of the file; it is hardly ever compressed."""
_PLACEHOLDER: Final = re.compile(
    r"untitled([-_ ]?[0-9]*)|no title|title|unknown|none|document[0-9]*|slide [0-9]+|powerpoint presentation"
    r"|microsoft (word|powerpoint|excel) - .*|file:.*|[^\w]*"
    r"|.*\.(docx?|pdf|indd|qxd|tex|dvi|pptx?|rtf|odt|xlsx?|html?|ps|txt)",
    re.IGNORECASE,
)
"""Titles set by a program, not a person."""


def read_pdf(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read a PDF; without `picture` its first page is left out.

    pdfium is not thread-safe: call it in one thread of a process at a time.

    Raises:
        Unreadable: it is no PDF, is damaged, or asks for a password.
    """
    try:
        with pypdfium2.PdfDocument(file) as document:
            return Contents(_metadata(document, file), _first_page(document) if picture else None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise Unreadable(PASSWORD_PROTECTED) from error
        raise Unreadable(Message("This file is not a readable {0}.", Message("PDF"))) from error


def _metadata(document: pypdfium2.PdfDocument, file: BinaryIO) -> BookMetadata:
    xmp = _xmp(file)
    authors = re.split(r";| & ", _information(document, "Author"))
    subjects = re.split(r"[;,]", _information(document, "Keywords"))
    return BookMetadata(
        title=next(filter(_is_title, (_information(document, "Title"), xmp.title)), ""),
        authors=known_names(authors) or xmp.authors,
        series=xmp.series,
        series_index=xmp.series_index,
        language=xmp.language,
        identifiers=xmp.identifiers,
        description=xmp.description,
        publisher=xmp.publisher,
        published=xmp.published,
        subjects=xmp.subjects or unique_lines(subjects),
        pages=_pages(document),
    )


def _pages(document: pypdfium2.PdfDocument) -> int | None:
    """The number of pages; None if it is implausible."""
    return pages if 0 < (pages := len(document)) < _PAGE_LIMIT else None


def _information(document: pypdfium2.PdfDocument, key: str) -> str:
    try:
        return clean_line(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _is_title(text: str) -> bool:
    return _PLACEHOLDER.fullmatch(text) is None


def _xmp(file: BinaryIO) -> BookMetadata:
    """The metadata in the last XMP packet; empty if there is none."""
    size = file.seek(0, 2)
    for position in (max(0, size - _XMP_WINDOW), 0):
        file.seek(position)
        window = file.read(_XMP_WINDOW)
        end = window.rfind(_XMP_END)
        start = window.rfind(_XMP_START, 0, max(end, 0))
        if start >= 0:
            return parse_xmp(window[start : end + len(_XMP_END)])
    return BookMetadata()


def _first_page(document: pypdfium2.PdfDocument) -> bytes | None:
    """The first page as a picture; None if it cannot be rendered."""
    try:
        page = document[0]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = min(_COVER_SIZE[0] / width, _COVER_SIZE[1] / height)
        picture: Image.Image = page.render(scale=scale).to_pil()
        return encode_jpeg(picture.convert("RGB"))
    except pypdfium2.PdfiumError:
        return None
