"""The rows of the library list, in words."""

from datetime import datetime

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowsModel
from bookorbit_desktop.ui.wording import ago, isolated, joined, names, percent, state_look, status_word


def book_id(row: BookRow) -> int:
    """What tells rows apart."""
    return row.id


def describe_book(row: BookRow) -> str:
    """A row as a sentence, for screen readers."""
    look = state_look(row.hardcover)
    return ", ".join(
        part
        for part in (
            row.title,
            names(row.authors),
            status_word(row.status),
            percent(row.percentage) if row.percentage is not None else "",
            tr("rated {0}").format(f"{row.rating:g}") if row.rating else "",
            tr("your device has moved on") if row.device_moved_on else "",
            tr("being read again, it seems") if row.proposes_rereading else "",
            trouble(row),
            tr("Hardcover: {0}").format(look.word),
        )
        if part
    )


def hint_book(row: BookRow) -> str:
    """The tooltip of a row: what does not fit into it."""
    lines = [isolated(row.title)]
    if row.series:
        lines.append(series_place(row))
    if row.problem:
        lines.append(row.problem)
    if row.missing:
        lines.append(tr("The file was moved or deleted. Progress is kept."))
    if row.device_moved_on:
        lines.append(tr("Your device has moved on. Open the book to follow it."))
    if row.proposes_rereading:
        lines.append(tr("You seem to be reading this again. Open the book to say so."))
    if row.hardcover_reason:
        lines.append(tr("Hardcover: {0}").format(row.hardcover_reason))
    return "\n".join(lines)


def trouble(row: BookRow) -> str:
    """What is wrong with the files of a book, in two words; empty when nothing is."""
    if row.missing:
        return tr("File missing")
    return tr("Can't be read") if row.problem else ""


def series_place(row: BookRow) -> str:
    """The series and the book's place in it."""
    if row.series_index is None:
        return row.series
    return tr("{0}, book {1}").format(row.series, f"{row.series_index:g}")


def byline(row: BookRow) -> str:
    """The second line of a row: who wrote it, and its series."""
    return joined(names(row.authors), series_place(row) if row.series else "")


def last_read(row: BookRow, now: datetime) -> str:
    """When a book was last read; empty when never."""
    return ago(row.last_read_at, now) if row.last_read_at else ""


class LibraryModel(RowsModel[BookRow]):
    """The books of the library that fit the query."""

    def __init__(self) -> None:
        super().__init__(book_id, describe_book, hint_book)
