"""The person's shelf: reading entries, and writing them in batches that hide nobody's reply (BATCHING.md)."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bookorbit_desktop.domain.catalogue import (
    AddEntry,
    AddRead,
    ReadRow,
    RemoveEntry,
    ShelfEntry,
    ShelfRead,
    Write,
    WriteReply,
)
from bookorbit_desktop.domain.errors import HardcoverBusy
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.catalogue import KEYS_PER_REQUEST, Catalogue, in_chunks
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.decode import Answer
from bookorbit_desktop.hardcover.failures import OperationFailed, ServerProblem, TooDeep, TooManyFields
from bookorbit_desktop.hardcover.mutations import mutation_for, reply_from
from bookorbit_desktop.hardcover.records import entry_from, rows_in

log = logging.getLogger(__name__)

ENTRIES_PER_PAGE = 100


class Shelf:
    """The shelf of the person whose token the client has."""

    def __init__(self, client: HardcoverClient) -> None:
        self._client = client
        self._user_id: int | None = None
        self._one_by_one = False
        self._shallow = False

    @property
    def batch_size(self) -> int:
        """Writes that go into one request now: 1 once Hardcover has refused a batch."""
        return 1 if self._one_by_one else self._client.largest_request

    async def entries_for_books(self, user_id: int, book_ids: Sequence[int]) -> dict[int, ShelfEntry]:
        """The entries of these books, by book id; books that are not on the shelf are left out."""
        self._user_id = user_id

        async def fetch(keys: Sequence[int]) -> list[ShelfEntry]:
            variables = {"user": user_id, "books": list(keys)}
            data = await self._client.run(operations.ENTRIES_FOR_BOOKS, variables, 1)
            return [entry_from(row) for row in rows_in(data.get("user_books"))]

        found = await in_chunks(book_ids, KEYS_PER_REQUEST, fetch)
        # Two entries of one book are left by a merge: the older one counts.
        return {entry.book_id: entry for entry in reversed(found)}

    async def all_entries(
        self, user_id: int, tell: Callable[[int], object] = lambda fetched: None
    ) -> list[ShelfEntry]:
        """The whole shelf with title, slug and authors of each book. All of it or an error, never a part.

        `tell` hears after each page how many entries have come so far.
        """
        self._user_id = user_id
        found: list[ShelfEntry] = []
        while True:
            after = found[-1].id if found else 0
            variables = {"user": user_id, "limit": ENTRIES_PER_PAGE, "after": after}
            data = await self._client.run(operations.SHELF_PAGE, variables, 1)
            page = [entry_from(row) for row in _whole(data.get("user_books"))]
            found += page
            tell(len(found))
            if len(page) < ENTRIES_PER_PAGE:
                return found

    async def write(self, writes: Sequence[Write]) -> list[WriteReply]:
        """`replies` as a list, which a failing request takes along: give at most `batch_size` writes."""
        return [reply async for reply in self.replies(writes)]

    async def replies(self, writes: Sequence[Write]) -> AsyncIterator[WriteReply]:
        """Send the writes in their order, and give each one's reply in that order as it comes.

        A write that Hardcover answers with an error has it in its reply, and the others go on. Raises what
        HardcoverClient.run raises when a request fails as a whole; HardcoverBusy.may_have_landed then means
        that the writes without a reply must be looked up before they are sent again.
        """
        waiting = list(writes)
        while waiting:
            batch = waiting[: self.batch_size]
            try:
                replies = await self._send(batch)
            except TooManyFields:
                if len(batch) == 1:
                    raise
                log.info("Hardcover refuses %d writes in one request: one by one from here on", len(batch))
                self._one_by_one = True
                continue
            for write, reply in zip(batch, replies, strict=True):
                yield await self._settle(write) if reply is None else reply
            del waiting[: len(batch)]

    async def _send(self, batch: Sequence[Write]) -> list[WriteReply | None]:
        """One request. None stands for a write of which nobody knows whether it was done."""
        try:
            answer = await self._ask(batch)
        except OperationFailed as failure:
            return [WriteReply(error=failure.detail)] if len(batch) == 1 else [None] * len(batch)
        except ServerProblem as failure:
            if not failure.may_have_landed:
                raise
            await self._client.pause(failure)
            return [None] * len(batch)
        errors = {problem.alias: problem.message for problem in answer.problems}
        replies: list[WriteReply | None] = []
        for number, write in enumerate(batch):
            alias = f"m{number}"
            row = answer.data.get(alias)
            if isinstance(row, dict):
                replies.append(reply_from(write, row))
            elif alias in errors:
                replies.append(WriteReply(error=errors[alias]))
            else:
                replies.append(None)
        return await self._with_reads(replies) if self._shallow else replies

    async def _ask(self, batch: Sequence[Write]) -> Answer:
        """The answer to a batch; after a complaint about its depth, to the shallow variant, for good."""
        try:
            return await self._client.answer(*self._document(batch), len(batch))
        except TooDeep:
            if self._shallow:
                raise
            self._shallow = True
            return await self._client.answer(*self._document(batch), len(batch))

    def _document(self, batch: Sequence[Write]) -> tuple[str, dict[str, Any]]:
        return operations.batch([mutation_for(write, shallow=self._shallow) for write in batch])

    async def _with_reads(self, replies: list[WriteReply | None]) -> list[WriteReply | None]:
        """Fill in the reads that shallow replies lack: one look-up for the batch."""
        ids = [reply.entry.id for reply in replies if reply and reply.entry and not reply.read]
        entries = await self._entries_by_ids(ids)
        return [
            replace(reply, entry=entries.get(reply.entry.id, reply.entry)) if reply and reply.entry else reply
            for reply in replies
        ]

    async def _settle(self, write: Write) -> WriteReply:
        """Look whether a write was done, and do it alone if not. Repeating a change is harmless."""
        landed = await self._landed(write)
        if landed is not None:
            return landed
        try:
            answer = await self._ask([write])
        except OperationFailed as failure:
            return WriteReply(error=failure.detail)
        row = answer.data.get("m0")
        if isinstance(row, dict):
            return reply_from(write, row)
        return WriteReply(error=answer.problems[0].message if answer.problems else None)

    async def _landed(self, write: Write) -> WriteReply | None:
        """The reply that a write which was done did not get, for writes that must not be done twice."""
        match write:
            case AddEntry(book_id=book_id):
                entries = await self.entries_for_books(await self._me(), [book_id])
                return WriteReply(entry=entries[book_id]) if book_id in entries else None
            case AddRead(entry_id=entry_id, row=row):
                entry = (await self._entries_by_ids([entry_id])).get(entry_id)
                for read in entry.reads if entry else ():
                    if _is_row(read, row):
                        return WriteReply(entry=entry, read=read)
            case RemoveEntry(entry_id=entry_id):
                gone = entry_id not in await self._entries_by_ids([entry_id])
                return WriteReply() if gone else None
        return None

    async def _entries_by_ids(self, ids: Sequence[int]) -> Mapping[int, ShelfEntry]:
        if not ids:
            return {}
        variables = {"user": await self._me(), "ids": list(ids)}
        data = await self._client.run(operations.ENTRIES_BY_IDS, variables, 1)
        return {entry.id: entry for entry in map(entry_from, rows_in(data.get("user_books")))}

    async def _me(self) -> int:
        if self._user_id is None:
            self._user_id = (await Catalogue(self._client).account()).id
        return self._user_id


def _whole(rows: object) -> list[dict[str, Any]]:
    """The rows of a page of which nothing may be missing: what is not there counts as taken off the shelf."""
    if isinstance(rows, list) and all(isinstance(row, dict) and row.get("id") for row in rows):
        return rows
    raise HardcoverBusy(
        "Hardcover sent only a part of your shelf. Nothing was changed; try again in a while.",
        may_have_landed=False,
    )


def _is_row(read: ShelfRead, row: ReadRow) -> bool:
    """Whether a read has the dates of a row, and its edition and pages where the row names them."""
    return (
        (read.started_at, read.finished_at) == (row.started_at, row.finished_at)
        and row.edition_id in (None, read.edition_id)
        and row.progress_pages in (None, read.progress_pages)
    )
