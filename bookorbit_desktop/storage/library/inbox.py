"""The Inbox: the newest, waiting and unreadable files, and what was found about the books that wait."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import restored
from bookorbit_desktop.domain.hardcover.field_candidates import FieldCandidate, SourceAnswer
from bookorbit_desktop.domain.inbox.review import WaitingBook
from bookorbit_desktop.domain.library.fields import LISTS, BookField, FieldOrigin
from bookorbit_desktop.domain.library.inbox import InboxFile
from bookorbit_desktop.storage import models
from bookorbit_desktop.storage.db.database import Database

_SELECT = """
SELECT f.id, b.id, b.title, b.authors, f.path, f.format, f.size, b.added_at,
COALESCE(f.problem, w.problem, ''), w.book_id IS NOT NULL, COALESCE(w.manual, 0) AND NOT EXISTS (
 SELECT 1 FROM kept_field k WHERE k.book_id = b.id AND k.field IN ('title', 'authors'))
FROM book_file f JOIN book b ON b.id = f.book_id LEFT JOIN book_review w ON w.book_id = b.id
WHERE b.removed_at IS NULL AND NOT f.missing AND (f.problem IS NOT NULL OR w.book_id IS NOT NULL OR b.id IN (
 SELECT id FROM book WHERE removed_at IS NULL ORDER BY id DESC LIMIT ?))
ORDER BY b.added_at DESC, f.id DESC
"""
_WAITING = """
SELECT (SELECT COUNT(*) FROM book_file f JOIN book b ON b.id = f.book_id
WHERE f.problem IS NOT NULL AND NOT f.missing AND b.removed_at IS NULL)
+ (SELECT COUNT(*) FROM book_review w JOIN book b ON b.id = w.book_id
WHERE b.removed_at IS NULL AND NOT EXISTS (
SELECT 1 FROM book_file f WHERE f.book_id = b.id AND f.problem IS NOT NULL AND NOT f.missing))
"""


class InboxQueries:
    """Reads for the inbox, on the caller's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self, newest: int) -> tuple[InboxFile, ...]:
        """Files of the `newest` books, and every file that waits or has a problem; newest first."""
        rows = self._database.connection().execute(_SELECT, (newest,))
        return tuple(_file(*columns) for columns in rows)

    def waiting(self) -> int:
        """The number of unreadable files, and of other books that wait for the person."""
        (count,) = self._database.connection().execute(_WAITING).fetchone()
        return int(count)


def _file(
    file_id: int,
    book_id: BookId,
    title: str,
    authors: str,
    path: bytes,
    file_format: str,
    size: int,
    added_at: float,
    problem: str,
    waits: int,
    manual: int,
) -> InboxFile:
    return InboxFile(
        file_id,
        book_id,
        title,
        tuple(json.loads(authors)),
        bytes(path),
        file_format,
        size,
        datetime.fromtimestamp(added_at, UTC),
        restored(problem),
        bool(waits),
        bool(manual),
    )


class ReviewRepository:
    """Stores reviews by book. Methods that change data run inside a writer job."""

    def admit(self, book: WaitingBook) -> None:
        """Make a book wait for review; one that already waits keeps its position."""
        models.BookReview.insert(**_columns(book)).on_conflict_ignore().execute()

    def settle(self, book_ids: Iterable[BookId]) -> None:
        """End the wait of books whose files now say enough, except those the person wants to see."""
        table = models.BookReview
        ids = [row.book_id for row in table.select(table.book).where(table.book.in_(list(book_ids)))]
        if not ids:
            return
        table.delete().where(table.book.in_(ids), ~table.held).execute()
        table.update(manual=False, named=False).where(table.book.in_(ids)).execute()

    def get(self, book_id: BookId) -> WaitingBook | None:
        """A waiting book that was not removed, or None."""
        return next(iter(self._some(models.BookReview.book == book_id)), None)

    def all(self) -> list[WaitingBook]:
        """Every waiting book that was not removed, oldest first."""
        return self._some(models.BookReview.book.is_null(False))

    def take(self, book_ids: Sequence[BookId]) -> list[WaitingBook]:
        """Stop books from waiting. Returns those that waited, for `put_back`."""
        table = models.BookReview
        taken = self._some(table.book.in_(list(book_ids)))
        table.delete().where(table.book.in_([book.book_id for book in taken])).execute()
        return taken

    def put_back(self, books: Iterable[WaitingBook]) -> None:
        """Restore the waits of books."""
        for book in books:
            if models.Book.select().where(models.Book.id == book.book_id).exists():
                models.BookReview.replace(**_columns(book)).execute()

    def put_answer(
        self, book_id: BookId, answer: SourceAnswer, at: float, *, problem: str, refusal: str
    ) -> None:
        """Store a source's answer, or why there is none. Does nothing if the book is no longer waiting."""
        table = models.BookReview
        values = {
            "candidates": _to_text(answer.candidates),
            "cover_url": answer.cover_url,
            "asked_at": at,
            "problem": problem,
            "refusal": refusal,
        }
        table.update(**values).where(table.book == book_id).execute()

    def _some(self, condition: object) -> list[WaitingBook]:
        table = models.BookReview
        rows = table.select().join(models.Book).where(condition, models.Book.removed_at.is_null())
        return [_from_row(row) for row in rows.order_by(table.since, table.book)]


def _columns(book: WaitingBook) -> dict[str, object]:
    return {
        "book": book.book_id,
        "since": book.since.timestamp(),
        "named": book.named,
        "manual": book.manual,
        "held": book.held,
        "candidates": _to_text(book.candidates),
        "asked_at": None if book.asked_at is None else book.asked_at.timestamp(),
        "problem": book.problem,
        "refusal": book.refusal,
        "cover_url": book.cover_url,
    }


def _from_row(row: models.BookReview) -> WaitingBook:
    return WaitingBook(
        book_id=row.book_id,
        since=datetime.fromtimestamp(row.since, UTC),
        named=row.named,
        manual=row.manual,
        held=row.held,
        candidates=_from_text(row.candidates),
        asked_at=None if row.asked_at is None else datetime.fromtimestamp(row.asked_at, UTC),
        problem=row.problem,
        refusal=row.refusal,
        cover_url=row.cover_url,
    )


def _to_text(candidates: Iterable[FieldCandidate]) -> str:
    rows = [
        [candidate.field, candidate.value, candidate.confidence, candidate.source] for candidate in candidates
    ]
    return json.dumps(rows, ensure_ascii=False)


def _from_text(text: str) -> tuple[FieldCandidate, ...]:
    return tuple(
        FieldCandidate(
            BookField(field),
            tuple(value) if field in LISTS else value,
            confidence,
            FieldOrigin(source),
        )
        for field, value, confidence, source in json.loads(text)
    )
