"""How each book stands towards Hardcover."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from bookorbit_desktop.domain.sync_book import KeptCandidate, MatchRecord, SyncBook
from bookorbit_desktop.domain.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.base_json import base_from_text, base_to_text
from bookorbit_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class PlacedBook:
    """A book and its record on Hardcover."""

    book_id: int
    title: str
    hardcover_id: int | None
    excluded: bool


class SyncBookRepository:
    """Keeps matches, bases and states. Methods that change run inside a job of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, book_id: int) -> SyncBook:
        """The standing of a book; the blank one before the first look."""
        row = models.HardcoverBook.get_or_none(models.HardcoverBook.book == book_id)
        return SyncBook() if row is None else _sync_book(row)

    def of(self, book_ids: Sequence[int]) -> dict[int, SyncBook]:
        """The standings of many books (at most 500), without the blank ones."""
        table = models.HardcoverBook
        return {row.book_id: _sync_book(row) for row in table.select().where(table.book.in_(book_ids))}

    def put(self, book_id: int, record: SyncBook) -> None:
        """Keep the standing of a book."""
        match = record.match
        models.HardcoverBook.replace(
            book=book_id,
            hardcover_id=match.book_id,
            edition_id=match.edition_id,
            pages=match.pages,
            slug=match.slug,
            title=match.title,
            method=match.method,
            fingerprint=match.fingerprint,
            candidates=json.dumps([asdict(candidate) for candidate in match.candidates]),
            refusal=match.refusal,
            needs_review=match.needs_review,
            excluded=match.excluded,
            pages_by_hand=match.pages_by_hand,
            base=base_to_text(record.base),
            state=record.state,
            reason=record.reason,
            failures=record.failures,
            retry_at=None if record.retry_at is None else record.retry_at.timestamp(),
            synced_at=None if record.synced_at is None else record.synced_at.timestamp(),
            saved_reference=record.saved_reference,
        ).execute()

    def forget_bases(self) -> None:
        """Another Hardcover account: nothing was acknowledged there yet. Matches stay."""
        models.HardcoverBook.update(base="", synced_at=None, failures=0, retry_at=None).execute()

    def placed(self) -> list[PlacedBook]:
        """The books with a record on Hardcover, and the excluded ones."""
        sql = (
            "SELECT b.id, b.title, h.hardcover_id, h.excluded FROM hardcover_book h "
            "JOIN book b ON b.id = h.book_id WHERE h.hardcover_id IS NOT NULL OR h.excluded ORDER BY b.id"
        )
        return [
            PlacedBook(book_id, title, record, bool(excluded))
            for book_id, title, record, excluded in self._database.connection().execute(sql)
        ]

    def state_counts(self) -> dict[HardcoverState, int]:
        """How many books with a status other than Unread stand in each state."""
        sql = (
            "SELECT COALESCE(h.state, 'pending'), COUNT(*) FROM reading r JOIN book_listing USING (book_id) "
            "LEFT JOIN hardcover_book h ON h.book_id = r.book_id WHERE r.status != 'unread' GROUP BY 1"
        )
        return {HardcoverState(state): count for state, count in self._database.connection().execute(sql)}

    def eligible_ids(self) -> list[int]:
        """Books whose status is not Unread, newest activity first (BATCHING.md, "Ordering")."""
        sql = (
            "SELECT book_id FROM reading JOIN book_listing USING (book_id) WHERE status != 'unread' ORDER BY "
            "CASE status WHEN 'reading' THEN 0 WHEN 'rereading' THEN 0 WHEN 'want_to_read' THEN 2 ELSE 1 END, "
            "last_read_at IS NULL, last_read_at DESC, book_id"
        )
        return [book_id for (book_id,) in self._database.connection().execute(sql)]


def _sync_book(row: models.HardcoverBook) -> SyncBook:
    match = MatchRecord(
        method=MatchMethod(row.method),
        book_id=row.hardcover_id,
        edition_id=row.edition_id,
        pages=row.pages,
        slug=row.slug,
        title=row.title,
        fingerprint=row.fingerprint,
        candidates=tuple(
            KeptCandidate(**{**candidate, "authors": tuple(candidate["authors"])})
            for candidate in json.loads(row.candidates)
        ),
        refusal=row.refusal,
        needs_review=row.needs_review,
        excluded=row.excluded,
        pages_by_hand=row.pages_by_hand,
    )
    return SyncBook(
        match=match,
        base=base_from_text(row.base),
        state=HardcoverState(row.state),
        reason=row.reason,
        failures=row.failures,
        retry_at=_time(row.retry_at),
        synced_at=_time(row.synced_at),
        saved_reference=row.saved_reference,
    )


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
