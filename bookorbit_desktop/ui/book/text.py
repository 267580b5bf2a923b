"""Text for a book, and for a series shown as a stack."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bookorbit_desktop.domain.base.messages import NOTHING
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import Stack
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import (
    ago,
    isolated,
    joined,
    names,
    number,
    percent,
    state_look,
    status_word,
)


def without_account(rows: Iterable[BookRow]) -> list[BookRow]:
    """Rows without a Hardcover account: nothing waits to be sent."""
    return [
        replace(row, hardcover=HardcoverState.NOT_ELIGIBLE, hardcover_reason=NOTHING)
        if row.hardcover is HardcoverState.PENDING
        else row
        for row in rows
    ]


def shown_state(row: BookRow) -> HardcoverState:
    """The state for a book's badge: a match by title to review comes before everything else."""
    is_settled = row.hardcover in (HardcoverState.SYNCED, HardcoverState.PENDING)
    return HardcoverState.NEEDS_REVIEW if row.needs_review and is_settled else row.hardcover


def describe_book(row: BookRow) -> str:
    """A row as a sentence, for screen readers."""
    look = state_look(shown_state(row))
    return ", ".join(
        part
        for part in (
            row.title,
            names(row.authors),
            status_word(row.status),
            percent(row.percentage) if row.percentage is not None else "",
            tr("rated {0}").format(number(row.rating)) if row.rating else "",
            ", ".join(row.formats).upper(),
            tr("device is ahead") if row.device_moved_on else "",
            tr("possible re-read") if row.proposes_rereading else "",
            tr("device went back") if row.asked_back_to is not None else "",
            trouble(row),
            tr("Hardcover: {0}").format(look.word),
        )
        if part
    )


def hint_book(row: BookRow) -> str:
    """The tooltip of a row: the text that does not fit into it."""
    lines = [isolated(row.title)]
    if row.series:
        lines.append(series_text(row))
    if row.problem:
        lines.append(localize(row.problem))
    if row.missing:
        lines.append(tr("The file was moved or deleted. Progress is kept."))
    if row.device_moved_on:
        lines.append(tr("Your device is ahead. Open the book to follow it."))
    if row.asked_back_to is not None:
        where = percent(row.asked_back_to)
        lines.append(
            tr("Your device went back to {0}. Open the book to accept or keep the position.").format(where)
        )
    if row.proposes_rereading:
        lines.append(tr("Are you re-reading this book? Open it to confirm."))
    if row.hardcover_reason:
        lines.append(tr("Hardcover: {0}").format(localize(row.hardcover_reason)))
    return "\n".join(lines)


def describe_stack(stack: Stack) -> str:
    """The text of a series shown as a stack."""
    look = state_look(stack.state)
    return ", ".join((stack.series, read_of(stack), tr("Hardcover: {0}").format(look.word)))


def books_of(stack: Stack) -> str:
    """The text for the number of books in a stack."""
    return tr("%n book(s)", len(stack.book_ids))


def read_of(stack: Stack) -> str:
    """The text for how many books of a stack are read."""
    return tr("{0} of {1} read").format(number(stack.read), number(len(stack.book_ids)))


def trouble(row: BookRow) -> str:
    """What is wrong with a book's files, in two words; empty if nothing is."""
    if row.missing:
        return tr("File missing")
    return tr("Can't be read") if row.problem else ""


def series_text(row: BookRow) -> str:
    """The series and the book's number in it."""
    if row.series_index is None:
        return row.series
    return tr("{0}, book {1}").format(row.series, number(row.series_index))


def byline(row: BookRow) -> str:
    """The second line of a row: authors and series."""
    return joined(names(row.authors), series_text(row) if row.series else "")


def last_read(row: BookRow, now: datetime) -> str:
    """When a book was last read; empty when never."""
    return ago(row.last_read_at, now) if row.last_read_at else ""
