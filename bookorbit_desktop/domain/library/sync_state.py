"""The states of a book on Hardcover (behaviour.md, "States of a book")."""

from enum import StrEnum


class HardcoverState(StrEnum):
    """The states as used in code, exports, badges and filters."""

    NOT_ELIGIBLE = "not_eligible"
    PENDING = "pending"
    SYNCED = "synced"
    NOT_MATCHED = "not_matched"
    WAITING_FOR_PAGES = "waiting_for_pages"
    NEEDS_REVIEW = "needs_review"
    HARDCOVER_AHEAD = "hardcover_ahead"
    ERROR = "error"
    PARKED = "parked"
    EXCLUDED = "excluded"

    @property
    def needs_attention(self) -> bool:
        """Whether the book waits for the person."""
        return self in _NEEDS_ATTENTION


_NEEDS_ATTENTION = frozenset(
    {
        HardcoverState.NOT_MATCHED,
        HardcoverState.NEEDS_REVIEW,
        HardcoverState.WAITING_FOR_PAGES,
        HardcoverState.ERROR,
        HardcoverState.PARKED,
    }
)

STATES_BY_URGENCY = (
    HardcoverState.ERROR,
    HardcoverState.PARKED,
    HardcoverState.NOT_MATCHED,
    HardcoverState.WAITING_FOR_PAGES,
    HardcoverState.NEEDS_REVIEW,
    HardcoverState.HARDCOVER_AHEAD,
    HardcoverState.PENDING,
    HardcoverState.SYNCED,
    HardcoverState.EXCLUDED,
    HardcoverState.NOT_ELIGIBLE,
)
"""The most urgent first: the order of a list, and the state shown for a stack of books."""


class MatchMethod(StrEnum):
    """How a book was matched to its record on Hardcover (comparison.md section 3)."""

    NONE = "none"
    MANUAL = "manual"
    METADATA_ID = "metadata_id"
    ISBN13 = "isbn13"
    ISBN10 = "isbn10"
    EXTERNAL_ID = "external_id"
    SHELF = "shelf"
    TITLE_AUTHOR = "title_author"
