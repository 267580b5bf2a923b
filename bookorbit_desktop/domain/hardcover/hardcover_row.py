"""A row of the Hardcover page: a book that can be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState, MatchMethod


@dataclass(frozen=True, slots=True)
class HardcoverRow:
    """A book with a status other than Unread, its matched record, and what was sent last."""

    book: BookRow
    record_id: RecordId | None = None
    slug: str = ""
    record_title: str = ""
    edition_id: EditionId | None = None
    pages: int | None = None
    """The page count for progress: entered by hand, or the edition's own."""
    pages_by_hand: bool = False
    method: MatchMethod = MatchMethod.NONE
    sent_percentage: float | None = None
    """0..1, the progress last acknowledged by Hardcover; None if none was sent."""
    synced_at: datetime | None = None

    @property
    def id(self) -> BookId:
        return self.book.id

    @property
    def title(self) -> str:
        return self.book.title

    @property
    def hardcover(self) -> HardcoverState:
        return self.book.hardcover

    @property
    def shown_state(self) -> HardcoverState:
        """Return the state to show first: a match to review goes before anything sent or waiting."""
        settled = self.hardcover in (HardcoverState.SYNCED, HardcoverState.PENDING)
        return HardcoverState.NEEDS_REVIEW if settled and self.book.needs_review else self.hardcover

    def is_in(self, state: HardcoverState | None) -> bool:
        """Whether the row counts in a state; None is any. "Needs review" can apply beside another state."""
        if state is HardcoverState.NEEDS_REVIEW:
            return self.book.needs_review
        return state is None or self.hardcover is state


class NextAction(StrEnum):
    """The next step that a state offers."""

    PICK = "pick"
    CHOOSE_EDITION = "choose_edition"
    LOOKS_RIGHT = "looks_right"
    TRY_AGAIN = "try_again"
    SHOW_DIFFERENCE = "show_difference"
    SYNC = "sync"
    OPEN = "open"
    INCLUDE = "include"


_REMEDIES = {
    HardcoverState.NOT_MATCHED: NextAction.PICK,
    HardcoverState.WAITING_FOR_PAGES: NextAction.CHOOSE_EDITION,
    HardcoverState.NEEDS_REVIEW: NextAction.LOOKS_RIGHT,
    HardcoverState.ERROR: NextAction.TRY_AGAIN,
    HardcoverState.PARKED: NextAction.TRY_AGAIN,
    HardcoverState.HARDCOVER_AHEAD: NextAction.SHOW_DIFFERENCE,
    HardcoverState.PENDING: NextAction.SYNC,
    HardcoverState.SYNCED: NextAction.OPEN,
    HardcoverState.EXCLUDED: NextAction.INCLUDE,
}


def remedy_of(candidate: HardcoverRow) -> NextAction | None:
    """The next step for a book; None if its state offers none."""
    remedy = _REMEDIES.get(candidate.shown_state)
    if remedy is NextAction.OPEN and candidate.record_id is None:
        return None
    return remedy


@dataclass(frozen=True, slots=True)
class SeriesStack:
    """Candidates of one series, shown as one."""

    series: str
    books: tuple[HardcoverRow, ...]

    @property
    def state(self) -> HardcoverState:
        """The most urgent state in the stack."""
        return min((book.shown_state for book in self.books), key=STATES_BY_URGENCY.index)

    @property
    def in_state(self) -> int:
        """The number of books of the stack in a state."""
        state = self.state
        return sum(book.shown_state is state for book in self.books)


def grouped(candidates: Iterable[HardcoverRow]) -> tuple[list[HardcoverRow], dict[BookId, SeriesStack]]:
    """Group candidates by series, in the given order, and return the stacks by the id of their first book.

    A series with a single book stays an ordinary candidate.
    """
    members: dict[str, list[HardcoverRow]] = {}
    shown: list[HardcoverRow] = []
    for candidate in candidates:
        series = candidate.book.series
        if series not in members:
            shown.append(candidate)
        if series:
            members.setdefault(series, []).append(candidate)
    stacks = {
        books[0].id: SeriesStack(series, tuple(books)) for series, books in members.items() if len(books) > 1
    }
    return shown, stacks


def last_sync(candidates: Sequence[HardcoverRow]) -> datetime | None:
    """When any of them was last in sync; None for never."""
    return max(
        (candidate.synced_at for candidate in candidates if candidate.synced_at is not None), default=None
    )
