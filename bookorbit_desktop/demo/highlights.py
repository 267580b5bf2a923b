"""Highlights and notes in the sample books, in the form of a device scan. The words are the authors' own."""

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

Marked = tuple[str, str, str, int]
"""The text, the colour, a note, and its age in days."""
_OF_BOOKS: dict[str, tuple[Marked, ...]] = {
    "Walden": (
        (
            "I went to the woods because I wished to live deliberately, to front only the essential facts of life.",
            "yellow",
            "The sentence everybody knows. It goes on better than it begins.",
            25,
        ),
        ("Our life is frittered away by detail.", "green", "", 20),
        ("Time is but the stream I go a-fishing in.", "blue", "", 6),
    ),
    "Meditations": (
        (
            "In the morning when thou risest unwillingly, let this thought be present: I am rising to the"
            " work of a human being.",
            "yellow",
            "For Mondays",
            33,
        ),
        ("The best way of avenging thyself is not to become like the wrong doer.", "orange", "", 21),
        (
            "No longer talk at all about the kind of man that a good man ought to be, but be such.",
            "yellow",
            "",
            3,
        ),
    ),
    "Pride and Prejudice": (
        (
            "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in"
            " want of a wife.",
            "yellow",
            "",
            34,
        ),
        (
            "I could easily forgive his pride, if he had not mortified mine.",
            "red",
            "Read this aloud to Ines",
            31,
        ),
        ("I declare after all there is no enjoyment like reading!", "green", "", 27),
    ),
    "The Picture of Dorian Gray": (
        (
            "There is only one thing in the world worse than being talked about, and that is not being talked about.",
            "purple",
            "",
            5,
        ),
        (
            "The books that the world calls immoral are books that show the world its own shame.",
            "yellow",
            "",
            2,
        ),
    ),
    "Frankenstein": (
        ("Beware; for I am fearless, and therefore powerful.", "red", "", 98),
        ("Nothing is so painful to the human mind as a great and sudden change.", "blue", "", 95),
    ),
}


def highlighted(books: dict[str, Book], now: datetime) -> list[tuple[DeviceBook, BookId | None]]:
    """The books with highlights, by title, with their ids."""
    return [(_device_book(books[title], now), books[title].id) for title in _OF_BOOKS if title in books]


def _device_book(book: Book, now: datetime) -> DeviceBook:
    title = book.metadata.title
    annotations = [
        _annotation(number, marked, now) for number, marked in enumerate(_OF_BOOKS[title], start=1)
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


def _annotation(number: int, marked: Marked, now: datetime) -> Annotation:
    text, color, note, days = marked
    position = f"/body/DocFragment[{number}]/body/p[1]/text().0"
    evening = (now - timedelta(days=days)).replace(hour=21, minute=14, second=0, microsecond=0, tzinfo=None)
    return Annotation(
        kind=AnnotationKind.NOTE if note else AnnotationKind.HIGHLIGHT,
        text=text,
        note=note,
        chapter=f"Chapter {number}",
        drawer="lighten",
        color=color,
        created=evening,
        page=position,
        page_number=12 * number,
        start=position,
        end=f"{position}9",
    )
