"""A book's stored Hardcover state. Each part has one owner, and nobody else writes it."""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.local_state import Baseline, KeptValues, Target
from bookorbit_desktop.domain.hardcover.matching import CONFIRM_BELOW
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided about a book. Owner: the person."""

    excluded: bool = False
    """Keep this book off Hardcover; its match is kept."""
    pages: int | None = None
    """A page count entered by the person, which replaces the edition's own."""
    reference: str = ""
    """What the person saved to name the record, as `references.reference_text` writes it; empty when nothing.

    It goes before what the files say, which stays as it is.
    """
    confirmed_id: RecordId | None = None
    """The record that the person confirmed for this book."""
    replaces: KeptValues = field(default_factory=KeptValues)
    """What may be overwritten on Hardcover although the person set it there."""


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """A record that was found but isn't certain, kept for the person to choose."""

    record_id: RecordId
    title: str
    authors: tuple[str, ...]
    users_count: int
    reason: Message


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """The record matched to a book, or why there is none.

    Owner: the matcher. A pin (method MANUAL) is the person's, and the matcher leaves it alone.
    """

    method: MatchMethod = MatchMethod.NONE
    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    pages: int | None = None
    slug: str = ""
    title: str = ""
    fingerprint: str = ""
    """Of the matching inputs; a change voids the match, but not a manual pin."""
    candidates: tuple[KeptCandidate, ...] = ()
    refusal: Message = NOTHING
    """Why nothing was matched, one sentence; empty before the first try."""
    score: float = 1.0
    """The certainty of a match by title, 0..1; 1 if an identifier or the person named the record."""

    @property
    def is_pinned(self) -> bool:
        """Whether the person picked the record."""
        return self.method is MatchMethod.MANUAL


@dataclass(frozen=True, slots=True)
class SyncState:
    """What Hardcover acknowledged, and what failed. Written only by the holder of Hardcover's write lock."""

    baseline: Baseline = field(default_factory=Baseline)
    failures: int = 0
    """In a row."""
    failure: Message = NOTHING
    """Why the newest try failed, one sentence; empty if none did."""
    retry_at: datetime | None = None
    synced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SyncBook:
    """Decision, match and sync state of a book; `state` and `reason` follow from them and its reading."""

    decision: Decision = field(default_factory=Decision)
    match: MatchRecord = field(default_factory=MatchRecord)
    sync: SyncState = field(default_factory=SyncState)
    state: HardcoverState = HardcoverState.PENDING
    reason: Message = NOTHING

    @property
    def baseline(self) -> Baseline:
        """What Hardcover last acknowledged."""
        return self.sync.baseline

    @property
    def pages(self) -> int | None:
        """The page count used for progress; None if unknown."""
        return self.decision.pages or self.match.pages

    @property
    def target(self) -> Target | None:
        """The record and edition to write to; None without a match."""
        if self.match.record_id is None:
            return None
        return Target(
            self.match.record_id,
            self.match.edition_id,
            self.pages,
            pages_by_hand=self.decision.pages is not None,
            replaces=self.decision.replaces,
        )

    @property
    def needs_review(self) -> bool:
        """Whether the record was found by title alone and the person has not confirmed it."""
        by_title = self.match.method is MatchMethod.TITLE_AUTHOR or self.match.score < CONFIRM_BELOW
        return (
            self.match.record_id is not None
            and by_title
            and self.decision.confirmed_id != self.match.record_id
        )


@dataclass(frozen=True, slots=True)
class RatedBook:
    """A book with its rating here and its record on Hardcover."""

    book_id: BookId
    title: str
    rating: float | None
    record_id: RecordId | None
    excluded: bool


def taken_back(now: SyncBook, before: SyncBook, after: SyncBook) -> SyncBook:
    """Undo one change to a book, keeping later decisions."""
    own = {
        decided.name: getattr(before.decision, decided.name)
        for decided in fields(Decision)
        if getattr(now.decision, decided.name) == getattr(after.decision, decided.name)
    }
    decision = replace(now.decision, **own)
    picked_since = now.match.is_pinned and now.match != after.match
    if before.match == after.match or picked_since:
        return replace(now, decision=decision)
    sync = now.sync if now.match.record_id == before.match.record_id else before.sync
    return replace(now, decision=decision, match=before.match, sync=sync)
