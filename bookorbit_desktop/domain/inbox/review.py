"""Which new books wait in the Inbox, and their stored review."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.field_candidates import FieldCandidate
from bookorbit_desktop.domain.library.metadata import Extraction


@dataclass(frozen=True, slots=True)
class WaitingBook:
    """A book that waits for the person's review."""

    book_id: BookId
    since: datetime
    named: bool
    """Its files tell no title: it is called as one of them is."""
    manual: bool
    """Its files tell no title, or no author: "Manual review needed"."""
    held: bool
    """The library lists it only once it is approved."""
    candidates: tuple[FieldCandidate, ...] = ()
    """What a source other than the files offered when it was asked last."""
    asked_at: datetime | None = None
    problem: Message = NOTHING
    """Why that source gave no answer, as a sentence."""
    refusal: Message = NOTHING
    """Why no record there was trusted to be this book, as a sentence."""
    cover_url: str = ""
    """Where the cover is that the source offers; empty for none."""


def tells_enough(extraction: Extraction) -> bool:
    """Whether a file itself provides title and author (comparison.md section 8)."""
    return not extraction.title_from_name and bool(extraction.metadata.authors)
