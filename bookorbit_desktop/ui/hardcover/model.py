"""The books that can go to Hardcover, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bookorbit_desktop.domain.book import BookRow
from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.ui.sentences.said import said
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowsModel
from bookorbit_desktop.ui.wording import Look, isolated, names, percent, state_look, status_word

STATE_ORDER = (
    HardcoverState.PENDING,
    HardcoverState.SYNCED,
    HardcoverState.NOT_MATCHED,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.EXCLUDED,
)
Chips = Sequence[tuple[HardcoverState | None, str, int]]


def place(row: BookRow) -> str:
    """Status, and how far the book was read."""
    if row.percentage is None:
        return status_word(row.status)
    return tr("{0}, {1}").format(status_word(row.status), percent(row.percentage))


def looks_of(row: BookRow) -> list[Look]:
    """The badges of a row: its state, and whether its match needs review."""
    looks = [state_look(row.hardcover)]
    return [*looks, state_look(HardcoverState.NEEDS_REVIEW)] if row.needs_review else looks


def describe_candidate(row: BookRow) -> str:
    """A row as a sentence, for screen readers."""
    looks = ", ".join(look.word for look in looks_of(row))
    parts = (row.title, names(row.authors), place(row), looks, said(row.hardcover_reason))
    return ", ".join(part for part in parts if part)


def hint_candidate(row: BookRow) -> str:
    """The tooltip of a row: title and reason in full."""
    return "\n".join(part for part in (isolated(row.title), said(row.hardcover_reason)) if part)


def fitting(rows: Iterable[BookRow], state: HardcoverState | None, text: str) -> list[BookRow]:
    """The rows in a state (None: any) that have every word of `text` in title or authors."""
    words = text.casefold().split()
    return [
        row
        for row in rows
        if _is_in(row, state)
        and all(word in f"{row.title} {names(row.authors)}".casefold() for word in words)
    ]


def _is_in(row: BookRow, state: HardcoverState | None) -> bool:
    # “Needs review” stands beside another state (DECISIONS.md, "States").
    return (
        state is None or row.hardcover is state or (state is HardcoverState.NEEDS_REVIEW and row.needs_review)
    )


def state_chips(rows: Sequence[BookRow]) -> Chips:
    """The filters: all, then each state that some book has."""
    counts = Counter(row.hardcover for row in rows)
    counts[HardcoverState.NEEDS_REVIEW] = sum(row.needs_review for row in rows)
    states = [(state, state_look(state).word, counts[state]) for state in STATE_ORDER if counts[state]]
    return [(None, tr("All"), len(rows)), *states]


class CandidateModel(RowsModel[BookRow]):
    """The books with a status other than Unread."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.id, describe_candidate, hint_candidate)
