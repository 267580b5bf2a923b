"""The person's quotes and notes in the reading journal: read and written (hardcover-api.md section 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.quotes import (
    AddQuote,
    ChangeQuote,
    Quotation,
    QuoteRow,
    QuoteWrite,
    SentQuote,
)
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.catalogue import KEYS_PER_REQUEST
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.failures import OperationFailed, TooManyFields
from bookorbit_desktop.hardcover.operations import Arguments, Mutation
from bookorbit_desktop.hardcover.records import integer, number, rows_in
from bookorbit_desktop.hardcover.tokens import scrub

ROWS_PER_PAGE = 100
_SPOILER = {"category": "Spoiler", "spoiler": True, "tag": "Spoiler"}
# The row itself would need a further permission; without it nothing at all would be answered.
_REPLY = "id errors"


@dataclass(frozen=True, slots=True)
class QuoteReply:
    """Hardcover's reply to one write."""

    journal_id: int | None = None
    error: str = ""
    """Hardcover's own text if it refused."""


class QuoteJournal:
    """The quotes and notes of the token's account."""

    def __init__(self, client: HardcoverClient) -> None:
        self._client = client

    @property
    def batch_size(self) -> int:
        """The number of writes per request: 1 once Hardcover has refused a batch."""
        return 1 if self._client.learned.one_by_one else self._client.largest_request

    async def of_records(self, user_id: int, record_ids: Sequence[RecordId]) -> list[QuoteRow]:
        """The quotes and notes of some records. Complete, or an error is raised."""
        found: list[QuoteRow] = []
        for start in range(0, len(record_ids), KEYS_PER_REQUEST):
            some = list(record_ids[start : start + KEYS_PER_REQUEST])
            found += await self._pages(operations.QUOTES_OF_BOOKS, {"user": user_id, "books": some})
        return found

    async def all_rows(self, user_id: int) -> list[QuoteRow]:
        """All quotes and notes. Complete, or an error is raised."""
        return await self._pages(operations.QUOTES, {"user": user_id})

    async def write(self, writes: Sequence[QuoteWrite]) -> list[QuoteReply | None]:
        """Send some writes, `batch_size` at most; None is an unknown outcome.

        Raises the errors of HardcoverClient.run; if one may have landed, all outcomes are unknown.
        """
        try:
            return await self._request(writes)
        except TooManyFields:
            if len(writes) == 1:
                raise
            self._client.learned.one_by_one = True
            return [reply for write in writes for reply in await self._request([write])]
        except OperationFailed as failure:
            return [QuoteReply(error=failure.detail)] if len(writes) == 1 else [None] * len(writes)

    async def _request(self, writes: Sequence[QuoteWrite]) -> list[QuoteReply | None]:
        document, variables = operations.batch([_mutation(write) for write in writes])
        answer = await self._client.answer(document, variables, len(writes))
        errors = {problem.alias: problem.message for problem in answer.problems}
        aliases = [f"m{place}" for place in range(len(writes))]
        return [_reply(answer.data.get(alias), errors.get(alias)) for alias in aliases]

    async def _pages(self, document: str, variables: Mapping[str, Any]) -> list[QuoteRow]:
        # By number, not by offset: a row that is removed meanwhile would hide another one.
        found: list[QuoteRow] = []
        after = 0
        while True:
            values = {**variables, "limit": ROWS_PER_PAGE, "after": after}
            data = await self._client.run(document, values, 1)
            page = [_row(row) for row in rows_in(data.get("reading_journals"))]
            found += page
            if len(page) < ROWS_PER_PAGE:
                return found
            after = page[-1].id


def _mutation(write: QuoteWrite) -> Mutation:
    if isinstance(write, AddQuote):
        fields = {"book_id": write.quote.record_id} | _fields(write.quote, write.content)
        return Mutation("insert_reading_journal", {"object": ("ReadingJournalCreateType!", fields)}, _REPLY)
    own: Arguments = {"id": ("Int!", write.quote.journal_id)}
    if isinstance(write, ChangeQuote):
        changed = ("ReadingJournalUpdateType!", _fields(write.quote, write.content))
        return Mutation("update_reading_journal", own | {"object": changed}, _REPLY)
    return Mutation("delete_reading_journal", own, "id")


def _fields(quote: SentQuote, content: Quotation) -> dict[str, Any]:
    fields = {
        "edition_id": quote.edition_id,
        "event": content.event,
        "entry": content.entry,
        "action_at": content.action_at and content.action_at.isoformat(),
        "metadata": _position(content),
    }
    chosen: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    chosen["privacy_setting_id"] = content.privacy_id
    chosen["tags"] = [_SPOILER] if content.spoiler else []
    return chosen


def _position(content: Quotation) -> dict[str, Any] | None:
    if content.page is None:
        return None
    place = {"type": "pages", "value": content.page, "possible": content.possible, "percent": content.percent}
    return {"position": place}


def _reply(row: object, error: str | None) -> QuoteReply | None:
    if isinstance(row, Mapping):
        if row.get("errors"):
            return QuoteReply(error=scrub(", ".join(map(str, row["errors"]))))
        if (journal_id := integer(row.get("id"))) is not None:
            return QuoteReply(journal_id)
    return None if error is None else QuoteReply(error=error)


def _row(row: Mapping[str, Any]) -> QuoteRow:
    metadata = row.get("metadata")
    position = metadata.get("position") if isinstance(metadata, Mapping) else None
    position = position if isinstance(position, Mapping) else {}
    return QuoteRow(
        id=integer(row.get("id")) or 0,
        record_id=RecordId(integer(row.get("book_id")) or 0),
        event=str(row.get("event") or ""),
        entry=str(row.get("entry") or ""),
        privacy_id=integer(row.get("privacy_setting_id")) or 0,
        action_at=_day(row.get("action_at")),
        page=integer(position.get("value")),
        percent=number(position.get("percent")),
    )


def _day(text: object) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if isinstance(text, str) else None
    except ValueError:
        return None
