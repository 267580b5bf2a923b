"""Loads the books of the page: filter, order and counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow, SeriesStack, grouped, remedy_of
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState
from bookorbit_desktop.ui.hardcover.columns import CandidateColumn
from bookorbit_desktop.ui.hardcover.model import edition_text, problem_text, remedy_word, short_look
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import STATUS_ORDER, method_word, names

STATE_ORDER = (
    HardcoverState.SYNCED,
    HardcoverState.PENDING,
    HardcoverState.NOT_MATCHED,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.EXCLUDED,
)
Chips = Sequence[tuple[HardcoverState | None, str, int]]


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The chosen filter, order and grouping."""

    state: HardcoverState | None = None
    """None is all."""
    text: str = ""
    series: str = ""
    """Only the books of an opened stack."""
    sort: CandidateColumn | None = None
    """None leaves them in series order."""
    backwards: bool = False
    grouped: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter may hide books."""
        return bool(self.state or self.text or self.series)


def listed(
    candidates: Iterable[HardcoverRow], choice: ListChoice
) -> tuple[list[HardcoverRow], Mapping[BookId, SeriesStack]]:
    """Return the rows to show, with the stacks among them by the id of their first book."""
    tokens = choice.text.casefold().split()
    fitting = [
        candidate
        for candidate in candidates
        if candidate.is_in(choice.state) and _has(candidate, choice.series, tokens)
    ]
    if choice.sort is not None:
        fitting = _sorted(fitting, choice.sort, backwards=choice.backwards)
    return grouped(fitting) if choice.grouped and not choice.series else (fitting, {})


def _has(candidate: HardcoverRow, series: str, tokens: Sequence[str]) -> bool:
    row = candidate.book
    if series and row.series != series:
        return False
    return not tokens or all(
        word in f"{row.title} {row.series} {names(row.authors)}".casefold() for word in tokens
    )


def _sorted(
    candidates: list[HardcoverRow], column: CandidateColumn, *, backwards: bool
) -> list[HardcoverRow]:
    """Sort the rows; those without a value in the column come last in either direction."""
    key = _KEYS[column]
    with_value = [candidate for candidate in candidates if key(candidate) not in (None, "")]
    without = [candidate for candidate in candidates if key(candidate) in (None, "")]
    return [*sorted(with_value, key=key, reverse=backwards), *without]


_KEYS: Mapping[CandidateColumn, Callable[[HardcoverRow], Any]] = {
    CandidateColumn.BOOK: lambda row: row.title.casefold(),
    CandidateColumn.STATE: lambda row: STATES_BY_URGENCY.index(row.shown_state),
    CandidateColumn.ACTION: lambda row: remedy_word(remedy) if (remedy := remedy_of(row)) else None,
    CandidateColumn.RECORD: lambda row: row.record_title.casefold(),
    CandidateColumn.EDITION: lambda row: row.pages if edition_text(row) else None,
    CandidateColumn.METHOD: lambda row: method_word(row.method),
    CandidateColumn.STATUS: lambda row: STATUS_ORDER.index(row.book.status),
    CandidateColumn.PROGRESS: lambda row: None if row.book.percentage is None else -row.book.percentage,
    CandidateColumn.RATING: lambda row: None if row.book.rating is None else -row.book.rating,
    CandidateColumn.SENT: lambda row: None if row.synced_at is None else -row.synced_at.timestamp(),
    CandidateColumn.PROBLEM: problem_text,
}


def state_chips(candidates: Sequence[HardcoverRow]) -> Chips:
    """The filters with their counts: all, then each state, including empty ones (screens.md section 5)."""
    counts = Counter(candidate.hardcover for candidate in candidates)
    counts[HardcoverState.NEEDS_REVIEW] = sum(candidate.book.needs_review for candidate in candidates)
    states = [(state, short_look(state).word, counts[state]) for state in STATE_ORDER]
    return [(None, tr("All"), len(candidates)), *states]
