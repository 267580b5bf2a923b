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
    """Its files have no title: it is named after one of them."""
    manual: bool
    """Its files have no title or no author: "Manual review needed"."""
    held: bool
    """The library lists it only after approval."""
    candidates: tuple[FieldCandidate, ...] = ()
    """The values last offered by a source other than the files."""
    asked_at: datetime | None = None
    problem: Message = NOTHING
    """Why that source gave no answer, as a sentence."""
    refusal: Message = NOTHING
    """Why no record there was certain enough, as a sentence."""
    cover_url: str = ""
    """The address of the source's cover; empty if there is none."""


def tells_enough(extraction: Extraction) -> bool:
    """Whether a file itself provides title and author (comparison.md section 8)."""
    return not extraction.title_from_name and bool(extraction.metadata.authors)
