"""The reading in the demo's library over the last months: statuses, ratings, days, and two readers."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    BookProps,
    DeviceBook,
    Sidecar,
    SidecarLocation,
)
from bookorbit_desktop.domain.usb.page_columns import PageColumns
from bookorbit_desktop.domain.usb.page_views import PageViews

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


KOBO, BOOX = ("Kobo Libra Colour", "DEMO-0001"), ("Boox Go 7", "DEMO-0002")
"""The names and ids of the two readers."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished book. Days are counted back from today."""

    title: str
    began: int
    ended: int
    rating: float | None
    status: ReadingStatus = ReadingStatus.READ


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A book being read on a device, evening by evening, up to a share of it."""

    title: str
    began: int
    """Days before today."""
    reached: float
    """0..1."""
    device: tuple[str, str]
    last: int = 0
    """Days since the last evening."""


FINISHED = (
    Finished("Die Verwandlung", 171, 168, 4),
    Finished("The Odyssey", 160, 131, 4.5),
    Finished("A Study in Scarlet", 128, 121, 4),
    Finished("The Wonderful Wizard of Oz", 117, 112, 3.5),
    Finished("Frankenstein", 108, 93, 4.5),
    Finished("The Sign of the Four", 90, 84, 3.5),
    Finished("Treasure Island", 80, 70, 4),
    Finished("Alice's Adventures in Wonderland", 66, 61, 5),
    Finished("Dracula", 57, 36, 4),
    Finished("Pride and Prejudice", 34, 15, 5),
    Finished("Grandmother's Recipes", 20, 19, None),
)
UNDER_WAY = (
    UnderWay("The Adventures of Sherlock Holmes", 9, 0.31, KOBO),
    UnderWay("Meditations", 40, 0.58, BOOX, last=1),
    UnderWay("The Picture of Dorian Gray", 6, 0.44, BOOX, last=2),
    UnderWay("The Time Machine", 4, 0.88, KOBO, last=1),
    UnderWay("Walden", 26, 0.22, BOOX, last=5),
    UnderWay("Moby-Dick", 102, 0.17, KOBO, last=74),
    UnderWay("Mrs Dalloway", 150, 0.12, BOOX, last=143),
)
WANTED = (
    "The Hound of the Baskervilles",
    "The War of the Worlds",
    "The Marvelous Land of Oz",
    "Twenty Thousand Leagues Under the Sea",
)
SET_ASIDE = {"Moby-Dick": ReadingStatus.ON_HOLD, "Mrs Dalloway": ReadingStatus.ABANDONED}
_USUAL_PAGES = 250
_EVENING = 21
"""The hour at which reading usually starts."""


def status_changes(ids: Mapping[str, BookId], now: datetime) -> list[tuple[BookId, StatusChange]]:
    """The statuses set by hand."""
    today = now.date()
    changes = [
        (
            ids[book.title],
            StatusChange(
                book.status,
                book.rating,
                started_on=today - timedelta(days=book.began),
                finished_on=today - timedelta(days=book.ended),
            ),
        )
        for book in FINISHED
    ]
    changes += [(ids[title], StatusChange(ReadingStatus.WANT_TO_READ)) for title in WANTED]
    return changes + [(ids[title], StatusChange(status)) for title, status in SET_ASIDE.items()]


def pushes(books: Mapping[str, Book], now: datetime) -> list[tuple[Push, float]]:
    """The pushes of both readers, oldest first, with their seconds since 1970."""
    sent = []
    for book in UNDER_WAY:
        evenings = list(_evenings(book, now))
        for number, evening in enumerate(evenings, start=1):
            share = round(book.reached * number / len(evenings), 4)
            name, device_id = book.device
            document = books[book.title].files[0].partial_md5
            sent.append((Push(document, _at(share), share, name, device_id), evening.timestamp()))
    return sorted(sent, key=lambda pair: pair[1])


def page_views(books: Mapping[str, Book], pages: Mapping[str, int], now: datetime) -> Iterator[PageViews]:
    """The pages viewed, evening by evening, as KOReader's statistics store them."""
    dice = random.Random(1813)
    for book in (*UNDER_WAY, *(_read_through(done) for done in FINISHED)):
        total = pages.get(book.title, _USUAL_PAGES)
        evenings = list(_evenings(book, now))
        columns, page = PageColumns(), 0
        for number, evening in enumerate(evenings, start=1):
            start = int(evening.timestamp()) - 2400
            upto = round(total * book.reached * number / len(evenings))
            while page < upto:
                page += 1
                seconds = dice.randint(35, 75)
                columns.append(page, start, seconds, total)
                start += seconds
        yield PageViews(books[book.title].files[0].partial_md5, columns)


def _read_through(book: Finished) -> UnderWay:
    return UnderWay(book.title, book.began, 1.0, KOBO, last=book.ended)


def _evenings(book: UnderWay, now: datetime) -> Iterator[datetime]:
    """The reading times: two of three evenings, the last one always included and at least an hour ago."""
    dice = random.Random(book.title)
    for days in range(book.began, book.last - 1, -1):
        if days in (book.began, book.last) or dice.random() < 2 / 3:
            evening = (now - timedelta(days=days)).replace(
                hour=_EVENING, minute=dice.randrange(60), second=dice.randrange(60)
            )
            yield min(evening, now - timedelta(hours=1, minutes=dice.randrange(50)))


def _at(share: float) -> str:
    return f"/body/DocFragment[{1 + int(share * 4)}]/body/p[1]/text().0"
