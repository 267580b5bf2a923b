"""Reads the CSV files that Goodreads and StoryGraph export.

Goodreads: Book Id, Title, Author, Additional Authors, ISBN and ISBN13 (as ="..."), My Rating, Number of
Pages, Date Read, Bookshelves, Exclusive Shelf. StoryGraph: Title, Authors, ISBN/UID, Read Status, Last Date
Read, Dates Read (days and ranges separated by commas), Star Rating (in quarters). Columns may be missing and
in any order; days are YYYY/MM/DD. Any other form of a day is ambiguous, and treated as unknown.
"""

import csv
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.isbn import normalise_isbn
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import unguarded
from bookorbit_desktop.domain.imports.reading_list import ListedBook, ListSource, ReadingList, half_stars
from bookorbit_desktop.domain.reading.reading import Read, ReadingStatus

TITLE = "title"
PAGES = "number of pages"


class Goodreads(StrEnum):
    """Columns of Goodreads."""

    ID = "book id"
    AUTHOR = "author"
    MORE_AUTHORS = "additional authors"
    ISBN = "isbn"
    ISBN_13 = "isbn13"
    RATING = "my rating"
    READ_ON = "date read"
    SHELVES = "bookshelves"
    SHELF = "exclusive shelf"


class StoryGraph(StrEnum):
    """Columns of StoryGraph."""

    AUTHORS = "authors"
    ISBN = "isbn/uid"
    STATUS = "read status"
    LAST_READ = "last date read"
    DATES_READ = "dates read"
    RATING = "star rating"


GOODREADS_ONLY = frozenset(
    {Goodreads.ID, Goodreads.SHELF, Goodreads.RATING, Goodreads.SHELVES, Goodreads.READ_ON}
)
STORYGRAPH_ONLY = frozenset(StoryGraph) - {StoryGraph.AUTHORS}
"""The columns that only StoryGraph has; others also have an author."""


MAX_BYTES = 64 * 1024 * 1024
MAX_BOOKS = 100_000
_LONGEST_FIELD = 8_000_000
"""Characters; a review has thousands."""
_MOST_SEPARATORS = 1_000_000
"""Per entry, including the text of its review; each could be a field of its own, which takes 60 bytes or
more."""
_MOST_LINES = 2_000_000
"""Lines; an export of 100,000 books may have 20 for each."""
_NO_EXPORT = Message(
    "This isn't a Goodreads or StoryGraph export. Export your library there as CSV and choose that file."
)
_LONGEST_NAME = 1000
"""Characters of a title or author to keep."""

_SHELVES = {
    "read": ReadingStatus.READ,
    "to-read": ReadingStatus.WANT_TO_READ,
    "want-to-read": ReadingStatus.WANT_TO_READ,
    "currently-reading": ReadingStatus.READING,
    "paused": ReadingStatus.ON_HOLD,
    "on-hold": ReadingStatus.ON_HOLD,
    "did-not-finish": ReadingStatus.ABANDONED,
    "dnf": ReadingStatus.ABANDONED,
    "abandoned": ReadingStatus.ABANDONED,
}
"""Both services' own shelves, and the names that people on Goodreads give to the two that it lacks."""
_STOPPED = (ReadingStatus.ON_HOLD, ReadingStatus.ABANDONED)
_DAY = re.compile(r"(?<!\d)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SERIES = re.compile(r"(.*\S)\s*\(([^()#]+?),?\s*#(\d{1,4}(?:\.\d{1,2})?)(?!\d)[^()]*\)")
_SUBTITLE = re.compile(r"([^:]+\S):\s+(\S.*)")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Table:
    source: ListSource
    rows: Iterator[tuple[int, Row]]
    """The starting line of each row, and its fields by column name in lower case."""


def read_reading_list(path: Path) -> ReadingList:
    """Return the books of an export. Blocks.

    Raises InvalidInput, with what to do next, for an unreadable file or any other CSV.
    """
    table = _table(_decode(_read(path)))
    book_of = _goodreads_book if table.source is ListSource.GOODREADS else _storygraph_book
    books: list[ListedBook] = []
    for line, row in table.rows:
        if len(books) >= MAX_BOOKS:
            raise InvalidInput(
                Message("This file has more than 100,000 books. Split it and import one part at a time.")
            )
        books.append(book_of(line, row))
    return ReadingList(table.source, tuple(books))


def _read(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InvalidInput(Message("This is not a regular file. Choose the CSV file of an export."))
        if about.st_size > MAX_BYTES:
            raise InvalidInput(Message("This file is larger than 64 MB. Choose the CSV file of an export."))
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise InvalidInput(
            Message("Couldn't read the file: {0}. Choose another one.", error.strerror or "")
        ) from error
    except ValueError as error:
        raise InvalidInput(
            Message("This isn't a valid file name. Choose the CSV file of an export.")
        ) from error


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _table(text: str) -> _Table:
    lines = _lines(text)
    _, head = next(lines, (0, []))
    names = [_clean(name).casefold() for name in head]
    scores = {
        ListSource.GOODREADS: len(GOODREADS_ONLY.intersection(names)),
        ListSource.STORYGRAPH: len(STORYGRAPH_ONLY.intersection(names)),
    }
    source = max(scores, key=lambda name: scores[name])
    if TITLE not in names or not scores[source]:
        raise InvalidInput(_NO_EXPORT)
    return _Table(source, ((line, _row(names, cells)) for line, cells in lines))


def _row(names: list[str], cells: list[str]) -> Row:
    """The fields by column; missing ones are empty, and of two columns with one name the first is used."""
    padded = (cells + [""] * len(names))[: len(names)]
    return dict(zip(reversed(names), reversed(padded), strict=True))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The non-empty records with their line numbers. The first one is the header."""
    csv.field_size_limit(_LONGEST_FIELD)
    first = next((line for line in _physical_lines(text) if line.strip()), "")[:_LONGEST_FIELD]
    separator = max(",;\t", key=first.count)
    separators = 0
    """In the current record."""

    def few_fields() -> Iterator[str]:
        nonlocal separators
        for number, line in enumerate(_physical_lines(text)):
            separators += line.count(separator)
            if separators > _MOST_SEPARATORS or number > _MOST_LINES:
                raise InvalidInput(_NO_EXPORT)
            yield line

    records = csv.reader(few_fields(), delimiter=separator)
    end, begins = text[-2 * _LONGEST_FIELD :].rstrip(), 1
    while (cells := _next_record(records, begins)) is not None:
        separators = 0
        # A field that was closed has its quotation mark behind it.
        last = cells[-1].rstrip() if cells else ""
        if "\n" in last and end.endswith(last):
            raise InvalidInput(
                Message(
                    "A quotation mark in line {0} is never closed. Close it, or export the file again.",
                    str(begins),
                )
            )
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = records.line_num + 1


def _next_record(records: Iterator[list[str]], begins: int) -> list[str] | None:
    """The record that starts at line `begins`; None at the end. Raises InvalidInput."""
    try:
        return next(records, None)
    except csv.Error as error:
        raise InvalidInput(
            Message(
                (
                    "The entry that begins on line {0} never ends; a quotation mark may be "
                    "unclosed. Close it, or export the file again."
                ),
                str(begins),
            )
        ) from error


def _physical_lines(text: str) -> Iterator[str]:
    """The lines with their line ends, one at a time: all at once would take four times the file's size."""
    return (found[0] for found in _LINE.finditer(text))


def _goodreads_book(line: int, row: Row) -> ListedBook:
    title, series, index = _split_series(_clean(unguarded(row.get(TITLE, ""))))
    shelf = _clean(row.get(Goodreads.SHELF, "")) or _known_shelf(row.get(Goodreads.SHELVES, ""))
    status = _SHELVES.get(_shelf_key(shelf))
    finished = _day(row.get(Goodreads.READ_ON, ""))
    # What was stopped has no end that is a finish.
    took_place = finished is not None and status not in _STOPPED
    reads = (Read(None, finished, 1.0, finished=True),) if took_place else ()
    identity = _clean(row.get(Goodreads.ID, ""))
    return _book(
        line,
        row,
        title,
        source=ListSource.GOODREADS,
        authors=_people(row, Goodreads.AUTHOR, Goodreads.MORE_AUTHORS),
        series=series,
        series_index=index,
        isbns=_isbns(row, Goodreads.ISBN_13, Goodreads.ISBN),
        goodreads_id=identity if identity.isascii() and identity.isdigit() and len(identity) < 16 else "",
        shelf=shelf,
        status=status,
        rating=_rating(row.get(Goodreads.RATING, "")),
        reads=reads,
    )


def _storygraph_book(line: int, row: Row) -> ListedBook:
    shelf = _clean(row.get(StoryGraph.STATUS, ""))
    status = _SHELVES.get(_shelf_key(shelf))
    return _book(
        line,
        row,
        _clean(row.get(TITLE, "")),
        source=ListSource.STORYGRAPH,
        authors=_people(row, StoryGraph.AUTHORS),
        isbns=_isbns(row, StoryGraph.ISBN, Goodreads.ISBN),
        shelf=shelf,
        status=status,
        rating=_rating(row.get(StoryGraph.RATING, "")),
        reads=_storygraph_reads(row, status),
    )


def _book(line: int, row: Row, title: str, **known: object) -> ListedBook:
    split = _SUBTITLE.fullmatch(title)
    title, subtitle = (split[1], split[2]) if split else (title, "")
    pages = _clean(row.get(PAGES, ""))
    count = int(pages) if pages.isascii() and pages.isdigit() and len(pages) < 6 else 0
    return ListedBook(line, title, subtitle=subtitle, pages=count or None, **known)  # type: ignore[arg-type]


def _storygraph_reads(row: Row, status: ReadingStatus | None) -> tuple[Read, ...]:
    parts = row.get(StoryGraph.DATES_READ, "")[:_LONGEST_NAME].split(",")
    reads = sorted(
        (read for part in parts if (read := _range(part)) is not None),
        key=lambda read: (not read.finished, read.finished_on or date.min, read.started_on or date.min),
    )
    last = _day(row.get(StoryGraph.LAST_READ, ""))
    if not reads and last is not None:
        reads = [Read(None, last, 1.0, finished=True)]
    if status in _STOPPED:
        # Which of them was stopped half-way is not said; only the newest can be that one.
        begun = reads[-1].started_on if reads else None
        return (Read(begun),) if begun else ()
    if status is ReadingStatus.READ:
        return tuple(Read(read.started_on, read.finished_on, 1.0, finished=True) for read in reads)
    closed = [read for read in reads if read.finished]
    return (*closed, *[read for read in reads if not read.finished][-1:])


def _range(part: str) -> Read | None:
    """A finish day, a range, or a start followed by a dash; None if there is no day."""
    days = [day for found in _DAY.finditer(part) if (day := _date(found)) is not None]
    if not days:
        return None
    if len(days) > 1:
        start, end = days[0], days[1]
        return Read(start if start <= end else None, end, 1.0, finished=True)
    if part.rstrip().endswith("-"):
        return Read(days[0])
    return Read(None, days[0], 1.0, finished=True)


def _day(text: str) -> date | None:
    found = _DAY.match(text.strip())
    return _date(found) if found else None


def _date(found: "re.Match[str]") -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _rating(text: str) -> float | None:
    try:
        return half_stars(float(_clean(text).replace(",", ".")))
    except ValueError:
        return None


def _isbns(row: Row, *columns: str) -> tuple[str, ...]:
    texts = (_clean(row.get(column, "")).lstrip("=").strip('"') for column in columns)
    return tuple(dict.fromkeys(isbn for text in texts if (isbn := normalise_isbn(text[:40])) is not None))


def _people(row: Row, *columns: str) -> tuple[str, ...]:
    texts = ",".join(unguarded(row.get(column, ""))[:_LONGEST_NAME] for column in columns)
    return tuple(dict.fromkeys(filter(None, map(_clean, texts.split(",")))))


def _split_series(title: str) -> tuple[str, str, float | None]:
    """The parts of a title such as `Dune (Dune, #1)`."""
    found = _SERIES.fullmatch(title)
    return (found[1], found[2], float(found[3])) if found else (title, "", None)


def _known_shelf(shelves: str) -> str:
    """Return the first shelf that implies a status: older exports have no status column."""
    names = map(_clean, shelves[:_LONGEST_NAME].split(","))
    return next((name for name in names if _shelf_key(name) in _SHELVES), "")


def _shelf_key(shelf: str) -> str:
    return shelf.casefold().replace(" ", "-").replace("_", "-")


def _clean(text: str) -> str:
    """One line of printable text that SQLite accepts."""
    return " ".join(_CONTROLS.sub(" ", text[: _LONGEST_NAME * 2]).split())[:_LONGEST_NAME]
