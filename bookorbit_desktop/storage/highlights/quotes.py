"""Highlights as quotes on Hardcover: what was sent, what is to be, and what undo needs.

Quotes of an account that is no longer in use are left out: every method is about one account.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from peewee import chunked

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.hardcover.quotes import Highlight, Quotation, QuoteState, SentQuote
from bookorbit_desktop.domain.highlights.annotations import HARDCOVER
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.journal import DONE, KEPT, LEFT, WANTED
from bookorbit_desktop.storage.highlights.queries import SHOWN_OF
from bookorbit_desktop.storage.models import AnnotatedDocument, Quote, QuoteBook, QuoteWrite

READ_BACK = f"{HARDCOVER}:"
"""The start of the place of documents whose annotations the person wrote on Hardcover."""
_IDS_AT_ONCE = 450
_IS_GONE = """
EXISTS (SELECT 1 FROM annotation_device x WHERE x.annotation_id = a.id) AND NOT EXISTS
 (SELECT 1 FROM annotation_device y WHERE y.annotation_id = a.id AND y.said NOT LIKE '-%')"""
_OF_BOOKS = """
WHERE d.book_id IN (SELECT value FROM json_each(:ids))
 OR d.digest IN (SELECT g.digest FROM json_each(:ids) JOIN digest g ON g.book_id = value)"""
_OF_ANNOTATIONS = """
WHERE d.id IN (SELECT n.document_id FROM json_each(:ids) JOIN annotation n ON n.id = value)"""
_HIGHLIGHTS = f"""
{{shown}} SELECT s.title, a.id, s.book_id, a.text, a.note, a.created, a.fraction, a.removed_at IS NOT NULL, {_IS_GONE}
FROM shown s JOIN annotation a ON a.document_id = s.id JOIN annotated_document d ON d.id = s.id
WHERE a.kind <> 'bookmark' AND d.place NOT LIKE '{READ_BACK}%'{{where}}
ORDER BY s.sort, s.book_id, s.id, a.ordinal, a.id
"""


@dataclass(frozen=True, slots=True)
class WrittenQuote:
    """One of our writes to a quote."""

    id: int
    run_id: int
    quote_id: int
    book_id: BookId | None
    title: str
    before: Quotation | None
    """None if it was not there. So is the next one."""
    after: Quotation | None
    answered: bool


class QuoteRepository:
    """Stores quotes and our writes. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def highlights(self, book_ids: Iterable[BookId] | None) -> list[tuple[str, Highlight]]:
        """The highlights of some books, or all (None), with the book's title; by book, in reading order."""
        if book_ids is None:
            return self._highlights("")
        where = " AND s.book_id IN (SELECT value FROM json_each(:ids))"
        return self._highlights(where, _OF_BOOKS, list(book_ids))

    def books_of(self, annotation_ids: Iterable[int]) -> tuple[set[BookId], bool]:
        """The books that these highlights belong to, and whether some belong to none."""
        where = " AND a.id IN (SELECT value FROM json_each(:ids))"
        found = self._highlights(where, _OF_ANNOTATIONS, list(annotation_ids))
        books = {highlight.book_id for _, highlight in found}
        return {book_id for book_id in books if book_id is not None}, None in books

    def of_highlights(self, annotation_ids: Sequence[int], account: int) -> dict[int, list[SentQuote]]:
        """The quotes of these highlights, oldest first."""
        found: dict[int, list[SentQuote]] = {}
        for some in chunked(annotation_ids, _IDS_AT_ONCE):
            rows = Quote.select().where(Quote.annotation.in_(some), Quote.account == account)
            for row in rows.order_by(Quote.id):
                found.setdefault(row.annotation_id, []).append(_quote(row))
        return found

    def get(self, quote_id: int) -> SentQuote | None:
        """A quote by its number here."""
        row = Quote.get_or_none(Quote.id == quote_id)
        return None if row is None else _quote(row)

    def journal_ids(self, account: int) -> set[int]:
        """The numbers on Hardcover of all quotes that are known here."""
        rows = Quote.select(Quote.journal_id).where(Quote.account == account, Quote.journal_id.is_null(False))
        return {row.journal_id for row in rows}

    def read_back_records(self) -> set[RecordId]:
        """The records of which the person's own quotes are listed."""
        table = AnnotatedDocument
        rows = table.select(table.place).where(table.place.startswith(READ_BACK))
        return {RecordId(int(row.place.removeprefix(READ_BACK))) for row in rows}

    def has_any(self, account: int) -> bool:
        """Whether there is anything to look after although sending is off."""
        return bool(Quote.select().where(Quote.account == account).exists())

    def put(self, quote: SentQuote, account: int) -> SentQuote:
        """Store a quote. Returns it with its number."""
        values = _values(quote)
        if quote.id is None:
            number = int(Quote.insert(account=account, **values).execute())
            found = self.get(number)
            assert found is not None
            return found
        Quote.update(**values).where(Quote.id == quote.id).execute()
        return quote

    def move_record(self, before: int, after: int) -> None:
        """Let quotes follow a merged record."""
        Quote.update(record_id=after).where(Quote.record_id == before).execute()

    def choices(self) -> dict[BookId, bool]:
        """The books that the person chose, or took out."""
        return {BookId(row.book_id): bool(row.is_chosen) for row in QuoteBook.select()}

    def choose(self, book_ids: Iterable[BookId], is_chosen: bool | None) -> None:
        """Choose some books, or take them out; None leaves it to the settings."""
        for book_id in book_ids:
            if is_chosen is None:
                QuoteBook.delete().where(QuoteBook.book == book_id).execute()
            else:
                QuoteBook.replace(book=book_id, is_chosen=is_chosen).execute()

    def begin(
        self,
        run_id: int,
        at: datetime,
        quote: SentQuote,
        book_id: BookId | None,
        title: str,
        after: Quotation | None,
    ) -> int:
        """Record a write that is about to be sent; returns its number."""
        return int(
            QuoteWrite.insert(
                run_id=run_id,
                quote=quote.id,
                at=at.timestamp(),
                book_id=book_id,
                title=title,
                before=_to_text(quote.content),
                after=_to_text(after),
                answered=False,
                undo=LEFT,
            ).execute()
        )

    def answer(self, write_id: int) -> None:
        """Note that a write was carried out."""
        QuoteWrite.update(answered=True).where(QuoteWrite.id == write_id).execute()

    def drop(self, write_id: int) -> None:
        """Forget a write that was not carried out."""
        QuoteWrite.delete().where(QuoteWrite.id == write_id).execute()

    def open_writes(self, quote_id: int) -> list[WrittenQuote]:
        """The writes to a quote whose outcome is unknown."""
        return _written(QuoteWrite.select().where(QuoteWrite.quote == quote_id, ~QuoteWrite.answered))

    def latest_run(self, account: int) -> int | None:
        """The newest run with writes for which no undo has been requested."""
        row = _of(account).where(QuoteWrite.undo == LEFT).order_by(QuoteWrite.run_id.desc()).first()
        return None if row is None else int(row.run_id)

    def has_run(self, run_id: int) -> bool:
        """Whether a run has written quotes, undone or not, to any account."""
        return bool(QuoteWrite.select().where(QuoteWrite.run_id == run_id).exists())

    def mark_for_undo(self, run_id: int, account: int) -> int:
        """Mark the writes of a run, and later ones to the same quotes. Returns the number of the run's own."""
        own = list(_of(account).where(QuoteWrite.run_id == run_id, QuoteWrite.undo.in_((LEFT, KEPT))))
        for row in own:
            later = (QuoteWrite.quote == row.quote_id) & (QuoteWrite.id >= row.id)
            QuoteWrite.update(undo=WANTED).where(later, QuoteWrite.undo.in_((LEFT, KEPT))).execute()
        return len(own)

    def to_undo(self, account: int) -> list[WrittenQuote]:
        """The writes marked for undo, oldest first."""
        return _written(_of(account).where(QuoteWrite.undo == WANTED).order_by(QuoteWrite.id))

    def set_undo(self, write_ids: Sequence[int], *, is_done: bool | None) -> None:
        """Mark writes as undone; False: kept as they are; None: not to be undone after all."""
        word = LEFT if is_done is None else DONE if is_done else KEPT
        for some in chunked(write_ids, _IDS_AT_ONCE):
            QuoteWrite.update(undo=word).where(QuoteWrite.id.in_(some)).execute()

    def _highlights(
        self, where: str, documents: str = "", ids: Sequence[int] = ()
    ) -> list[tuple[str, Highlight]]:
        sql = _HIGHLIGHTS.format(shown=SHOWN_OF.format(where=documents), where=where)
        rows = self._database.connection().execute(sql, {"ids": json.dumps(list(ids))})
        return [(title, _highlight(*columns)) for title, *columns in rows]


def _highlight(
    number: int,
    book_id: int | None,
    text: str,
    note: str,
    created: str | None,
    fraction: float | None,
    is_removed: int,
    is_gone: int,
) -> Highlight:
    return Highlight(
        number,
        None if book_id is None else BookId(book_id),
        text,
        note,
        datetime.fromisoformat(created) if created else None,
        fraction,
        bool(is_removed),
        bool(is_gone),
    )


def _of(account: int) -> Any:
    return QuoteWrite.select().join(Quote).where(Quote.account == account)


def _values(quote: SentQuote) -> dict[str, Any]:
    return {
        "annotation": quote.annotation_id,
        "record_id": quote.record_id,
        "edition_id": quote.edition_id,
        "journal_id": quote.journal_id,
        "content": _to_text(quote.content),
        "pending": _to_text(quote.pending),
        "pending_at": None if quote.pending_at is None else quote.pending_at.timestamp(),
        "state": quote.state.value,
        "by_hand": quote.by_hand,
        "held": quote.held,
        "failure": quote.failure,
    }


def _quote(row: Quote) -> SentQuote:
    return SentQuote(
        annotation_id=row.annotation_id,
        record_id=row.record_id,
        edition_id=row.edition_id,
        journal_id=row.journal_id,
        content=_from_text(row.content),
        pending=_from_text(row.pending),
        pending_at=None if row.pending_at is None else datetime.fromtimestamp(row.pending_at, UTC),
        state=QuoteState(row.state),
        by_hand=bool(row.by_hand),
        held=row.held,
        failure=row.failure,
        id=row.id,
    )


def _written(rows: Iterable[QuoteWrite]) -> list[WrittenQuote]:
    return [
        WrittenQuote(
            row.id,
            row.run_id,
            row.quote_id,
            None if row.book_id is None else BookId(row.book_id),
            row.title,
            _from_text(row.before),
            _from_text(row.after),
            bool(row.answered),
        )
        for row in rows
    ]


def _to_text(content: Quotation | None) -> str:
    if content is None:
        return ""
    return json.dumps(asdict(content) | {"action_at": content.action_at and content.action_at.isoformat()})


def _from_text(text: str) -> Quotation | None:
    if not text:
        return None
    data = json.loads(text)
    day = data.pop("action_at")
    return Quotation(action_at=date.fromisoformat(day) if day else None, **data)
