"""A Calibre library: its metadata and reading data, and the gaps they fill.

Calibre's data model: https:

manual.calibre-ebook.com/gui.html and metadata.db itself (custom_columns).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final, TypeAlias

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.library.calibre_words import OBVIOUS_LABELS, STATUS_WORDS, UNREAD_WORDS
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import Read, ReadingState, ReadingStatus

IN_USE: Final = Message("This is a Calibre library. BookOrbit uses its titles, series and identifiers.")
OWN_RATING: Final = "*"
"""In place of a column label: the rating that every Calibre library has."""

MOST_UNKNOWN: Final = 5

ColumnValue: TypeAlias = bool | str | date | float


class ColumnKind(StrEnum):
    """The kinds of columns that are used here."""

    YES_NO = "bool"
    TEXT = "text"
    """Free text, or one of a fixed list."""
    DATE = "datetime"
    RATING = "rating"


class ColumnUse(StrEnum):
    """What a column is used for."""

    STATUS = "status"
    FINISHED = "finished"
    RATING = "rating"


KINDS: Final[Mapping[ColumnUse, frozenset[ColumnKind]]] = {
    ColumnUse.STATUS: frozenset({ColumnKind.YES_NO, ColumnKind.TEXT}),
    ColumnUse.FINISHED: frozenset({ColumnKind.DATE}),
    ColumnUse.RATING: frozenset({ColumnKind.RATING}),
}


@dataclass(frozen=True, slots=True)
class CalibreColumn:
    """A custom column; its lookup name in Calibre is its label behind a #."""

    label: str
    name: str
    """Its name in Calibre."""
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class CalibreBook:
    """A book in Calibre."""

    uuid: str
    """Empty if Calibre's record has none."""
    metadata: BookMetadata
    """Without its description."""
    paths: tuple[bytes, ...]
    """Its files, one per format."""
    rating: float | None = None
    """0.5..5 in halves."""
    values: Mapping[str, ColumnValue] = field(default_factory=dict)
    """By the labels of custom columns; stars for ratings."""
    comments: str = ""
    """HTML: in a large library, only changes are worth converting."""


@dataclass(frozen=True, slots=True)
class CalibreContents:
    """Everything used from a metadata.db."""

    columns: tuple[CalibreColumn, ...] = ()
    books: tuple[CalibreBook, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Which Calibre columns to use: a label, "" for none, None to choose automatically."""

    status: str | None = None
    finished: str | None = None
    rating: str | None = None

    def of(self, use: ColumnUse) -> str | None:
        """The choice for one use."""
        chosen: str | None = getattr(self, use.value)
        return chosen


@dataclass(frozen=True, slots=True)
class CalibreLibrary:
    """A folder of the library that is a Calibre library."""

    folder: bytes
    columns: tuple[CalibreColumn, ...] = ()
    choice: ColumnChoice = ColumnChoice()
    books: int = 0
    problem: Message = NOTHING
    """Why its metadata.db cannot be used, as sentences for a person; empty if it can."""
    unknown: tuple[str, ...] = ()
    """The first few words in the status column that are not known statuses."""

    def used(self, use: ColumnUse) -> str:
        """The label of the column in use; empty for none."""
        return column_in_use(self.columns, use, self.choice.of(use))


@dataclass(frozen=True, slots=True)
class CalibreReading:
    """What a Calibre library says about reading a book."""

    status: ReadingStatus | None = None
    finished_on: date | None = None
    rating: float | None = None


def column_in_use(columns: Sequence[CalibreColumn], use: ColumnUse, chosen: str | None) -> str:
    """The label of the column in use; "" for none, and if a chosen one no longer exists."""
    if chosen == "" or (chosen == OWN_RATING and use is ColumnUse.RATING):
        return chosen
    fitting = suitable_columns(columns, use)
    if chosen is not None:
        return chosen if any(column.label == chosen for column in fitting) else ""
    if use is ColumnUse.RATING:
        return OWN_RATING
    obvious = [column for column in fitting if _is_obvious(column, use)]
    return obvious[0].label if len(obvious) == 1 else ""


def check_choice(library: CalibreLibrary, use: ColumnUse, label: str | None) -> None:
    """Raise InvalidInput for a label that no suitable column has."""
    fitting = {column.label for column in suitable_columns(library.columns, use)}
    if label and label not in fitting and not (label == OWN_RATING and use is ColumnUse.RATING):
        raise InvalidInput(
            Message(
                "This Calibre library has no suitable column #{0}. Choose another one.",
                label,
            )
        )


def suitable_columns(columns: Sequence[CalibreColumn], use: ColumnUse) -> list[CalibreColumn]:
    """The columns that the person can choose from."""
    return [column for column in columns if column.kind in KINDS[use]]


def needs_choice(library: CalibreLibrary, use: ColumnUse) -> bool:
    """Whether several columns qualify, so that the person has to choose."""
    fitting = suitable_columns(library.columns, use)
    obvious = [column for column in fitting if _is_obvious(column, use)]
    return library.choice.of(use) is None and len(obvious) > 1 and use.value in OBVIOUS_LABELS


def _is_obvious(column: CalibreColumn, use: ColumnUse) -> bool:
    texts = {re.sub(r"[\W_]+", "", text.casefold()) for text in (column.label, column.name)}
    return not texts.isdisjoint(OBVIOUS_LABELS.get(use.value, ()))


def status_of(value: ColumnValue | None) -> ReadingStatus | None:
    """The status for a yes/no value or word; None for No, Unread and unknown words."""
    if isinstance(value, bool):
        return ReadingStatus.READ if value else None
    if not isinstance(value, str):
        return None
    return STATUS_WORDS.get(_folded(value))


def unknown_words(books: Sequence[CalibreBook], label: str) -> tuple[str, ...]:
    """The first few words in a column that `status_of` does not know and that do not mean Unread."""
    texts = (value for book in books if isinstance(value := book.values.get(label), str))
    unknown = (text for text in texts if status_of(text) is None and _folded(text) not in UNREAD_WORDS)
    return tuple(islice(dict.fromkeys(unknown), MOST_UNKNOWN))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def stars(value: object) -> float | None:
    """Convert Calibre's 0 to 10 to half to five stars; None for no rating or an invalid one."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 1 <= value <= 10:
        return None
    return int(value) / 2


def reading_of(book: CalibreBook, library: CalibreLibrary) -> CalibreReading:
    """A book's reading data from the columns in use."""
    status = status_of(book.values.get(library.used(ColumnUse.STATUS)))
    day = book.values.get(library.used(ColumnUse.FINISHED))
    rated = library.used(ColumnUse.RATING)
    rating = book.rating if rated == OWN_RATING else book.values.get(rated)
    return CalibreReading(
        status=status,
        finished_on=day if isinstance(day, date) else None,
        rating=rating if isinstance(rating, float) else None,
    )


def fill_gaps(
    state: ReadingState, calibre_reading: CalibreReading, took: CalibreReading, today: date
) -> ReadingState:
    """Return the state with gaps filled from Calibre.

    `took` is what came from Calibre before: while nothing else was set here, Calibre's changes are followed.
    An unchanged value is not imported again, so that a rating cleared here stays cleared.
    """
    return _with_status(_with_rating(state, calibre_reading, took), calibre_reading, took, today)


def _with_rating(state: ReadingState, calibre_reading: CalibreReading, took: CalibreReading) -> ReadingState:
    is_news = calibre_reading.rating is not None and calibre_reading.rating != took.rating
    return replace(state, rating=calibre_reading.rating) if is_news and state.rating == took.rating else state


def _with_status(
    state: ReadingState, calibre_reading: CalibreReading, took: CalibreReading, today: date
) -> ReadingState:
    wanted, before = _settled(calibre_reading, today), _settled(took, today)
    if wanted == before or wanted.status is None:
        return state
    if _is_blank(state) or (before.status is not None and _is_only(state, before)):
        return replace(state, status=wanted.status, set_by_hand=True, reads=_reads(wanted))
    return _with_day(state, wanted)


def _settled(calibre_reading: CalibreReading, today: date) -> CalibreReading:
    """The reading state without days in the future; a book with a finish day counts as read."""
    day = (
        calibre_reading.finished_on
        if calibre_reading.finished_on is not None and calibre_reading.finished_on <= today
        else None
    )
    status = (
        ReadingStatus.READ if calibre_reading.status is None and day is not None else calibre_reading.status
    )
    return CalibreReading(status, day if status is not None and status.is_finished else None)


def _is_blank(state: ReadingState) -> bool:
    return replace(state, rating=None) == ReadingState()


def _is_only(state: ReadingState, taken: CalibreReading) -> bool:
    """Whether the whole state comes from Calibre."""
    reads = tuple(replace(read, id=None) for read in state.reads)
    made = ReadingState(taken.status or state.status, set_by_hand=True, rating=state.rating)
    return replace(state, reads=()) == made and reads == _reads(taken)


def _with_day(state: ReadingState, calibre_reading: CalibreReading) -> ReadingState:
    """Set the day of a finished read that has none."""
    read = state.latest_read
    day = calibre_reading.finished_on
    if read is None or day is None or not (state.status.is_finished and read.finished):
        return state
    if read.finished_on is not None or (read.started_on is not None and read.started_on > day):
        return state
    return replace(state, reads=(*state.reads[:-1], replace(read, finished_on=day)))


def _reads(calibre_reading: CalibreReading) -> tuple[Read, ...]:
    status = calibre_reading.status
    if status is None or not (status.is_open or status.is_finished):
        return ()
    return (Read(finished_on=calibre_reading.finished_on, finished=status.is_finished),)
