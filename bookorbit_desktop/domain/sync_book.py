"""One book's standing towards Hardcover, as it is kept."""

from dataclasses import dataclass, field
from datetime import datetime

from bookorbit_desktop.domain.sync_intent import Base, Target
from bookorbit_desktop.domain.sync_state import HardcoverState, MatchMethod


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """A record that was found but not trusted, kept for picking by hand."""

    book_id: int
    title: str
    authors: tuple[str, ...]
    users_count: int
    reason: str


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """The record a book was matched to, or why none was."""

    method: MatchMethod = MatchMethod.NONE
    book_id: int | None = None
    edition_id: int | None = None
    pages: int | None = None
    slug: str = ""
    title: str = ""
    fingerprint: str = ""
    """Of the inputs it was made from; another one voids the match, not a manual pin."""
    candidates: tuple[KeptCandidate, ...] = ()
    refusal: str = ""
    """Why nothing was matched, one sentence; empty while not tried."""
    needs_review: bool = False
    excluded: bool = False
    """The person keeps this book off Hardcover; what it was matched to stays known."""
    pages_by_hand: int | None = None
    """A page count the person entered; it goes before the edition's own."""
    score: float = 1.0
    """0..1, how sure a match by title and author is; 1 for what an identifier or the person named."""

    @property
    def target(self) -> Target | None:
        """Where to write to; None without a match."""
        if self.book_id is None:
            return None
        return Target(self.book_id, self.edition_id, self.pages_by_hand or self.pages)


@dataclass(frozen=True, slots=True)
class SyncBook:
    """Match, base and state of one book."""

    match: MatchRecord = field(default_factory=MatchRecord)
    base: Base = field(default_factory=Base)
    state: HardcoverState = HardcoverState.PENDING
    reason: str = ""
    failures: int = 0
    retry_at: datetime | None = None
    synced_at: datetime | None = None
    saved_reference: str = ""
    """What the person saved to name the record, as `references.reference_text` writes it; empty when nothing.

    It goes before what the files say, which stays as it is.
    """


@dataclass(frozen=True, slots=True)
class RatedBook:
    """A book with its rating here and its record there."""

    book_id: int
    title: str
    rating: float | None
    hardcover_id: int | None
    excluded: bool
