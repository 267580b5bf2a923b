"""Texts of the catalogue. As they are read on other devices, they do not follow the window's language."""

from bookorbit_desktop.domain.koreader.feeds import COUNTED_TO, Grouping
from bookorbit_desktop.domain.reading.reading import ReadingStatus

CATALOGUE = "BookOrbit"
STATUSES = {
    ReadingStatus.READING: "Reading",
    ReadingStatus.REREADING: "Rereading",
    ReadingStatus.WANT_TO_READ: "Want to Read",
    ReadingStatus.ON_HOLD: "On Hold",
    ReadingStatus.UNREAD: "Unread",
    ReadingStatus.READ: "Read",
    ReadingStatus.SKIMMED: "Skimmed",
    ReadingStatus.ABANDONED: "Abandoned",
}
GROUPINGS = {
    Grouping.AUTHOR: "Authors",
    Grouping.SERIES: "Series",
    Grouping.GENRE: "Genres",
    Grouping.LANGUAGE: "Languages",
}


def book_count(count: int) -> str:
    """The number of books in a list."""
    if count >= COUNTED_TO:
        return f"{COUNTED_TO} books or more"
    return "1 book" if count == 1 else f"{count} books"


def letter_title(letter: str) -> str:
    """The display form of an initial."""
    return "0–9" if letter == "0" else letter.upper()


def series_text(series: str, index: float | None) -> str:
    """A series, with the book's number in it if known."""
    return series if index is None else f"{series} #{index:g}"
