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
    SidecarPlace,
)

Marked = tuple[str, str, str, int]
"""The words, the colour, a note, and how many days ago."""
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
            "At dawn, when you have trouble getting out of bed, tell yourself: I have to go to work, as a human being.",
            "yellow",
            "For Mondays",
            33,
        ),
        ("The best revenge is not to be like your enemy.", "orange", "", 21),
        ("Waste no more time arguing about what a good man should be. Be one.", "yellow", "", 3),
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
    """The books that somebody has marked something in, by their titles, with their numbers."""
    return [(_device_book(books[title], now), books[title].id) for title in _OF_BOOKS if title in books]


def _device_book(book: Book, now: datetime) -> DeviceBook:
    title = book.metadata.title
    annotations = [_annotation(number, one, now) for number, one in enumerate(_OF_BOOKS[title], start=1)]
    return DeviceBook(
        Sidecar(
            path=f"/{title}.sdr/metadata.epub.lua".encode(),
            place=SidecarPlace.BESIDE,
            modified_ns=0,
            digest=book.files[0].partial_md5,
            props=BookProps(title=title, authors=book.metadata.authors),
            annotations=tuple(annotations),
        )
    )


def _annotation(number: int, one: Marked, now: datetime) -> Annotation:
    text, color, note, days = one
    place = f"/body/DocFragment[{number}]/body/p[1]/text().0"
    evening = (now - timedelta(days=days)).replace(hour=21, minute=14, second=0, microsecond=0, tzinfo=None)
    return Annotation(
        kind=AnnotationKind.NOTE if note else AnnotationKind.HIGHLIGHT,
        text=text,
        note=note,
        chapter=f"Chapter {number}",
        drawer="lighten",
        color=color,
        created=evening,
        page=place,
        page_number=12 * number,
        start=place,
        end=f"{place}9",
    )
