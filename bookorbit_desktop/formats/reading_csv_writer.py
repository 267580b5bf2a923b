"""Writing a reading list as Goodreads does, which Goodreads, StoryGraph and others import."""

import csv
import io
from collections.abc import Iterable, Iterator

from bookorbit_desktop.domain.base.isbn import to_isbn10, to_isbn13
from bookorbit_desktop.domain.base.numbers import round_half_up
from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.reading.reading import ReadingStatus

COLUMNS = (
    *("Book Id", "Title", "Author", "Additional Authors", "ISBN", "ISBN13", "My Rating", "Publisher"),
    *("Number of Pages", "Date Read", "Date Added", "Bookshelves", "Exclusive Shelf", "Read Count"),
)
_SHELVES = {
    ReadingStatus.UNREAD: "unread",
    ReadingStatus.WANT_TO_READ: "to-read",
    ReadingStatus.READING: "currently-reading",
    ReadingStatus.REREADING: "currently-reading",
    ReadingStatus.ON_HOLD: "on-hold",
    ReadingStatus.READ: "read",
    ReadingStatus.SKIMMED: "read",
    ReadingStatus.ABANDONED: "did-not-finish",
}


def goodreads_lines(books: Iterable[tuple[Book, tuple[str, ...]]]) -> Iterator[str]:
    """The lines of the file: each book with the names of its shelves. No spreadsheet computes a text in it."""
    yield _line(COLUMNS)
    for book, shelves in books:
        yield _line(_cells(book, shelves))


def _cells(book: Book, shelves: tuple[str, ...]) -> list[str]:
    about, reading = book.metadata, book.reading
    shelf = _SHELVES[reading.status]
    finished = [read.finished_on for read in reading.reads if read.finished and read.finished_on]
    numbers = {identifier.scheme: identifier.value for identifier in about.identifiers}
    isbn = numbers.get("isbn", "")
    goodreads = numbers.get("goodreads", "")
    texts = [
        goodreads if goodreads.isascii() and goodreads.isdigit() else "",
        _title(book),
        *_authors(about.authors),
        _isbn(to_isbn10(isbn)),
        _isbn(to_isbn13(isbn)),
        str(int(round_half_up(reading.rating))) if reading.rating else "0",
        about.publisher,
        str(about.pages or ""),
        f"{max(finished):%Y/%m/%d}" if finished else "",
        f"{book.added_at:%Y/%m/%d}",
        ", ".join([*(name.replace(",", " ") for name in shelves), shelf]),
        shelf,
        str(sum(read.finished for read in reading.reads)),
    ]
    return [
        text if column.startswith("ISBN") else guarded(text)
        for column, text in zip(COLUMNS, texts, strict=True)
    ]


def _title(book: Book) -> str:
    """As Goodreads writes it: “Dune (Dune, #1)”."""
    about = book.metadata
    if not about.series or about.series_index is None:
        return about.title
    return f"{about.title} ({about.series}, #{about.series_index:g})"


def _authors(authors: tuple[str, ...]) -> tuple[str, str]:
    """A comma would part a name in two."""
    names = [author.replace(",", " ") for author in authors] or [""]
    return names[0], ", ".join(names[1:])


def _isbn(number: str | None) -> str:
    """Digits as a text, so that no spreadsheet takes them for a number: Goodreads' own way."""
    return f'="{number or ""}"'


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
