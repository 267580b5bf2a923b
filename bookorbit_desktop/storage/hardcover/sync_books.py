"""The Hardcover state of each book, the books that can be sent, and those that became Want to Read because of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.base.messages import packed, stored, unpacked
from bookorbit_desktop.domain.hardcover.hardcover_row import HardcoverRow
from bookorbit_desktop.domain.hardcover.local_state import KeptValues
from bookorbit_desktop.domain.hardcover.sync_book import (
    Decision,
    KeptCandidate,
    MatchRecord,
    SyncBook,
    SyncState,
)
from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.base_json import base_from_text, base_to_text
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import FROM, STATUS, order_by
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.models import PulledWish

_UPDATE_STATE = (
    "UPDATE hardcover_book SET state = :state, reason = :reason, needs_review = :needs_review "
    "WHERE book_id = :book_id AND (state != :state OR reason != :reason OR needs_review != :needs_review)"
)
_IN_STEP = "states:in_step"
"""A key among the settings; no field of Settings contains a colon."""


@dataclass(frozen=True, slots=True)
class PlacedBook:
    """A book with its record on Hardcover."""

    book_id: BookId
    title: str
    record_id: RecordId | None
    excluded: bool


class SyncBookRepository:
    """Stores matches, acknowledged state and sync states. Methods that change data run in a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, book_id: BookId) -> SyncBook:
        """The state of a book; blank before the first sync."""
        row = models.HardcoverBook.get_or_none(models.HardcoverBook.book == book_id)
        return SyncBook() if row is None else _sync_book(row)

    def of(self, book_ids: Sequence[BookId]) -> dict[BookId, SyncBook]:
        """The states of many books (at most 500), without blank ones."""
        sql = f"SELECT * FROM hardcover_book WHERE book_id IN ({','.join('?' * len(book_ids))})"
        return {row.book_id: _sync_book(row) for row in models.HardcoverBook.raw(sql, *book_ids)}

    def put_decision(self, book_id: BookId, decision: Decision) -> None:
        """Store the person's decision about a book."""
        self._put(
            book_id,
            excluded=decision.excluded,
            pages_by_hand=decision.pages,
            saved_reference=decision.reference,
            confirmed_id=decision.confirmed_id,
            replaces_status=decision.replaces.status_id,
            replaces_rating=decision.replaces.rating,
        )

    def put_match(self, book_id: BookId, match: MatchRecord) -> None:
        """Store the record of a book that the matcher found or the person picked."""
        self._put(
            book_id,
            hardcover_id=match.record_id,
            edition_id=match.edition_id,
            pages=match.pages,
            slug=match.slug,
            title=match.title,
            method=match.method,
            fingerprint=match.fingerprint,
            candidates=json.dumps([_candidate_to_json(kept) for kept in match.candidates]),
            refusal=match.refusal,
            score=match.score,
        )

    def void_match(self, book_id: BookId) -> bool:
        """Drop a match made from outdated inputs, so that the book is matched again. A pin stays.

        Returns whether there was a match.
        """
        table = models.HardcoverBook
        stale = table.update(fingerprint="", failures=0, failure="", retry_at=None).where(
            table.book == book_id, table.method != MatchMethod.MANUAL, table.fingerprint != ""
        )
        return bool(stale.execute())

    def put_sync(self, book_id: BookId, sync: SyncState) -> None:
        """Store what Hardcover acknowledged for a book, and what failed."""
        self._put(
            book_id,
            base=base_to_text(sync.baseline),
            failures=sync.failures,
            failure=sync.failure,
            retry_at=_seconds(sync.retry_at),
            synced_at=_seconds(sync.synced_at),
        )

    def put_state(self, book_id: BookId, sync_book: SyncBook) -> bool:
        """Store what is derived from all the rest: state, reason, and whether the match needs review.

        Returns whether anything changed.
        """
        execute = self._database.connection().execute
        values = {
            "book_id": book_id,
            "state": sync_book.state,
            "reason": stored(sync_book.reason),
            "needs_review": sync_book.needs_review,
        }
        if execute(_UPDATE_STATE, values).rowcount > 0:
            return True
        if execute("SELECT 1 FROM hardcover_book WHERE book_id = ?", (book_id,)).fetchone():
            return False
        self._put(
            book_id, state=sync_book.state, reason=sync_book.reason, needs_review=sync_book.needs_review
        )
        return True

    def put_changed(self, book_id: BookId, before: SyncBook, after: SyncBook) -> None:
        """Store the changed parts of a book's decision, match and sync state."""
        if before.decision != after.decision:
            self.put_decision(book_id, after.decision)
        if before.match != after.match:
            self.put_match(book_id, after.match)
        if before.sync != after.sync:
            self.put_sync(book_id, after.sync)

    def _put(self, book_id: BookId, **columns: object) -> None:
        table = models.HardcoverBook
        insert = table.insert(book=book_id, **columns)
        insert.on_conflict(conflict_target=[table.book], update=columns).execute()

    def forget_account(self) -> None:
        """Forget all acknowledged state and what may be replaced there. Matches stay."""
        models.HardcoverBook.update(base="", synced_at=None, failures=0, failure="", retry_at=None).execute()
        models.HardcoverBook.update(replaces_status=None, replaces_rating=None).execute()

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

    def looked_up(self, book_ids: Sequence[BookId]) -> list[BookId]:
        """Return those of these books (at most 500) with a record that was searched for or picked."""
        marks = ",".join("?" * len(book_ids))
        sql = (
            f"SELECT book_id FROM hardcover_book WHERE book_id IN ({marks}) "
            "AND (fingerprint != '' OR method = ? OR failures)"
        )
        rows = self._database.connection().execute(sql, [*book_ids, MatchMethod.MANUAL])
        return [book_id for (book_id,) in rows]

    def in_step(self) -> str:
        """The version that last left every state up to date; empty if none did."""
        sql = "SELECT value FROM setting WHERE key = ?"
        rows = self._database.connection().execute(sql, (_IN_STEP,)).fetchall()
        return str(json.loads(rows[0][0])) if rows else ""

    def put_in_step(self, version: str) -> None:
        """Store the version that leaves every state up to date."""
        models.Setting.replace(key=_IN_STEP, value=json.dumps(version)).execute()

    def state_counts(self) -> dict[HardcoverState, int]:
        """The number of books in each state, without Unread ones."""
        sql = (
            "SELECT COALESCE(h.state, 'pending'), COUNT(*) FROM reading r JOIN book_listing USING (book_id) "
            "LEFT JOIN hardcover_book h ON h.book_id = r.book_id WHERE r.status != 'unread' GROUP BY 1"
        )
        return {HardcoverState(state): count for state, count in self._database.connection().execute(sql)}

    def eligible_ids(self) -> list[BookId]:
        """Return the books with a status other than Unread, newest activity first (request-budget.md, "Ordering")."""
        sql = (
            "SELECT book_id FROM reading JOIN book_listing USING (book_id) WHERE status != 'unread' ORDER BY "
            "CASE status WHEN 'reading' THEN 0 WHEN 'rereading' THEN 0 WHEN 'want_to_read' THEN 2 ELSE 1 END, "
            "last_read_at IS NULL, last_read_at DESC, book_id"
        )
        return [book_id for (book_id,) in self._database.connection().execute(sql)]


def _sync_book(row: models.HardcoverBook) -> SyncBook:
    decision = Decision(
        excluded=row.excluded,
        pages=row.pages_by_hand,
        reference=row.saved_reference,
        confirmed_id=row.confirmed_id,
        replaces=KeptValues(row.replaces_status, row.replaces_rating),
    )
    match = MatchRecord(
        method=MatchMethod(row.method),
        record_id=row.hardcover_id,
        edition_id=row.edition_id,
        pages=row.pages,
        slug=row.slug,
        title=row.title,
        fingerprint=row.fingerprint,
        candidates=tuple(_candidate_from_json(kept) for kept in json.loads(row.candidates)),
        refusal=row.refusal,
        score=row.score,
    )
    sync = SyncState(
        baseline=base_from_text(row.base),
        failures=row.failures,
        failure=row.failure,
        retry_at=_time(row.retry_at),
        synced_at=_time(row.synced_at),
    )
    return SyncBook(decision, match, sync, HardcoverState(row.state), row.reason)


def _candidate_to_json(kept: KeptCandidate) -> dict[str, Any]:
    # The keys are those of the rows that earlier versions stored.
    return {
        "book_id": kept.record_id,
        "title": kept.title,
        "authors": kept.authors,
        "users_count": kept.users_count,
        "reason": packed(kept.reason),
    }


def _candidate_from_json(data: dict[str, Any]) -> KeptCandidate:
    return KeptCandidate(
        record_id=data["book_id"],
        title=data["title"],
        authors=tuple(data["authors"]),
        users_count=data["users_count"],
        reason=unpacked(data["reason"]),
    )


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


_SENT = "NULLIF(json_extract(NULLIF(h.base, ''), '$.intent.reads[#-1][3]'), 0)"
_RECORDS = f"""
SELECT l.book_id, h.hardcover_id, COALESCE(h.slug, ''), COALESCE(h.title, ''), h.edition_id,
COALESCE(h.pages_by_hand, h.pages), h.pages_by_hand IS NOT NULL, COALESCE(h.method, 'none'), {_SENT}, h.synced_at
{FROM} WHERE {STATUS} != 'unread' {order_by(BookSort.SERIES, backwards=False)}
"""


class CandidateList:
    """Reads the list of the Hardcover page."""

    def __init__(self, database: Database, book_list: BookList) -> None:
        self._database = database
        self._list = book_list

    def all(self) -> list[HardcoverRow]:
        """Every book with a status other than Unread: series first, in their order, then the others by title."""
        found = self._database.connection().execute(_RECORDS).fetchall()
        rows = {row.id: row for row in self._list.rows_of([columns[0] for columns in found])}
        return [
            HardcoverRow(
                rows[book_id],
                hardcover_id,
                slug,
                title,
                edition_id,
                pages,
                bool(by_hand),
                MatchMethod(method),
                sent,
                None if synced_at is None else datetime.fromtimestamp(synced_at, UTC),
            )
            for (
                book_id,
                hardcover_id,
                slug,
                title,
                edition_id,
                pages,
                by_hand,
                method,
                sent,
                synced_at,
            ) in found
            if book_id in rows
        ]


class PulledWishRepository:
    """Stores each book with its entry. Methods that change data run inside a writer job."""

    def all(self) -> dict[BookId, EntryId]:
        """The ids of the books, with those of the entries behind them."""
        return {row.book_id: row.entry_id for row in PulledWish.select()}

    def add(self, wishes: Mapping[BookId, EntryId]) -> None:
        """Store which entries made these books Want to Read."""
        rows = [{"book": book_id, "entry_id": entry_id} for book_id, entry_id in wishes.items()]
        if rows:
            PulledWish.replace_many(rows).execute()

    def remove(self, book_ids: Iterable[BookId]) -> None:
        """Forget the wishes of these books."""
        PulledWish.delete().where(PulledWish.book.in_(list(book_ids))).execute()

    def clear(self) -> None:
        """Forget all, because the account changed."""
        PulledWish.delete().execute()
