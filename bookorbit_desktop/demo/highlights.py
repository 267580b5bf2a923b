"""Highlights and notes in the sample books, in the form of a device scan."""

from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    BookProps,
    DeviceBook,
    Sidecar,
    SidecarLocation,
)

READER = "DEMO-0001"
"""The pretend reader's own id, so that it is one device."""
_MADE = datetime(2025, 11, 3, 21, 14)
_OF_BOOKS = {
    "The Cartographer's Tide": (
        ("A coast is only a line until somebody has to walk along it.", "yellow", "For the front page"),
        ("She measured the bay twice, and it was never the same bay.", "green", ""),
    ),
    "A Quiet Machine": (
        ("It had one moving part, and the part was patience.", "blue", "Read this to Ines"),
        ("Nobody listens to a machine that works.", "yellow", ""),
    ),
}


def highlighted(books: dict[str, Book]) -> list[tuple[DeviceBook, BookId | None]]:
    """The books that somebody has marked something in, by their titles, with their numbers."""
    return [(_device_book(books[title]), books[title].id) for title in _OF_BOOKS if title in books]


def _device_book(book: Book) -> DeviceBook:
    title = book.metadata.title
    annotations = [
        _annotation(number, text, color, note)
        for number, (text, color, note) in enumerate(_OF_BOOKS[title], start=1)
    ]
    return DeviceBook(
        Sidecar(
            path=f"/{title}.sdr/metadata.epub.lua".encode(),
            location=SidecarLocation.BESIDE,
            modified_ns=0,
            digest=book.files[0].partial_md5,
            props=BookProps(title=title, authors=book.metadata.authors),
            annotations=tuple(annotations),
        )
    )


def _annotation(number: int, text: str, color: str, note: str) -> Annotation:
    position = f"/body/DocFragment[{number}]/body/p[1]/text().0"
    return Annotation(
        kind=AnnotationKind.NOTE if note else AnnotationKind.HIGHLIGHT,
        text=text,
        note=note,
        chapter=f"Chapter {number}",
        drawer="lighten",
        color=color,
        created=_MADE + timedelta(days=number),
        page=position,
        page_number=12 * number,
        start=position,
        end=f"{position}9",
    )
