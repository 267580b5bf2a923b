"""PDF: document information, XMP and the first page as the cover."""

import re
from typing import BinaryIO, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.formats.contents import MEGABYTE, PASSWORD_PROTECTED, Contents, Unreadable
from bookorbit_desktop.formats.cover import encode_jpeg
from bookorbit_desktop.formats.text import clean_line, known_names, unique_lines
from bookorbit_desktop.formats.xmp import parse_xmp

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
