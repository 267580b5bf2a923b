"""The person's shelf: reads entries, and writes them in batches without losing replies (request-budget.md)."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bookorbit_desktop.domain.base.errors import HardcoverBusy
from bookorbit_desktop.domain.base.ids import EntryId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    ShelfEntry,
    ShelfRead,
    Write,
    WriteReply,
)
from bookorbit_desktop.domain.hardcover.late_reads import is_row
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.catalogue import KEYS_PER_REQUEST, Catalogue, in_chunks
from bookorbit_desktop.hardcover.client import HardcoverClient, Repeats
from bookorbit_desktop.hardcover.decode import Answer
from bookorbit_desktop.hardcover.failures import (
    AskAgain,
    OperationFailed,
    ServerProblem,
    TooDeep,
    TooManyFields,
)
from bookorbit_desktop.hardcover.operations import ENTRY, READ, READS, Arguments, Mutation
from bookorbit_desktop.hardcover.records import entry_from, id_from, read_from, rows_in
from bookorbit_desktop.hardcover.tokens import scrub

# Every write selects the row that results: it is the proof (hardcover-api.md section 7, rule 3).
_ENTRY_REPLY = f"id error user_book {{ {ENTRY} {READS} }}"
_READ_REPLY = f"id error user_book_read {{ {READ} user_book {{ {ENTRY} }} }}"
_SHALLOW_ENTRY_REPLY = f"id error user_book {{ {ENTRY} }}"
_SHALLOW_READ_REPLY = f"id error user_book_read {{ {READ} user_book_id }}"

_DATES_AND_PAGES = ("started_at", "finished_at", "progress_pages")


def mutation_for(write: Write, *, shallow: bool = False, whole_rows: bool = False) -> Mutation:
    """The mutation; `shallow` selects one level less, without the nested reads or entry.

    `whole_rows` sends a changed read's other dates and pages too, as a server may clear what is left out
    (hardcover-api.md 6.4).
    """
    entry_reply = _SHALLOW_ENTRY_REPLY if shallow else _ENTRY_REPLY
    read_reply = _SHALLOW_READ_REPLY if shallow else _READ_REPLY
    match write:
        case AddEntry():
            arguments: Arguments = {"object": ("UserBookCreateInput!", _new_entry(write))}
            return Mutation("insert_user_book", arguments, entry_reply)
        case ChangeEntry(entry_id=entry_id):
            arguments = {"id": ("Int!", entry_id), "object": ("UserBookUpdateInput!", _entry_changes(write))}
            return Mutation("update_user_book", arguments, entry_reply)
        case ChangeRead(read_id=read_id):
            fields = _read_changes(write)
            if whole_rows:
                fields |= _left_out(write, fields)
            arguments = {"id": ("Int!", read_id), "object": ("DatesReadInput!", fields)}
            return Mutation("update_user_book_read", arguments, read_reply)
        case AddRead(entry_id=entry_id, row=row):
            read = ("DatesReadInput!", _known_pages(row))
            arguments = {"user_book_id": ("Int!", entry_id), "user_book_read": read}
            return Mutation("insert_user_book_read", arguments, read_reply)
        case RemoveEntry(entry_id=entry_id):
            return Mutation("delete_user_book", {"id": ("Int!", entry_id)}, "id")
        case RemoveRead(read_id=read_id):
            return Mutation("delete_user_book_read", {"id": ("Int!", read_id)}, "id error")


def reply_from(write: Write, row: Mapping[str, Any]) -> WriteReply:
    """The result of one mutation field, with objects that may be null (hardcover-api.md section 3)."""
    if row.get("error"):
        return WriteReply(error=scrub(str(row["error"])))
    if isinstance(write, AddEntry | ChangeEntry):
        entry = row.get("user_book")
        return WriteReply(entry=entry_from(entry) if isinstance(entry, dict) else None)
    read = row.get("user_book_read")
    if not isinstance(read, dict):
        return WriteReply()
    entry = read.get("user_book")
    return WriteReply(entry=entry_from(entry) if isinstance(entry, dict) else None, read=read_from(read))


def entry_id_in(row: Mapping[str, Any]) -> EntryId | None:
    """Return the entry id in the reply of one mutation field, even if a shallow reply has only the id."""
    entry, read = row.get("user_book"), row.get("user_book_read")
    if isinstance(entry, dict):
        return id_from(EntryId, entry.get("id"))
    return id_from(EntryId, read.get("user_book_id")) if isinstance(read, dict) else None


def probe_for(write: Write, *, shallow: bool = False) -> Mutation | None:
    """A partial change of a read that omits an existing date or page; None if there is none."""
    if not isinstance(write, ChangeRead) or not (fields := _probe_fields(write)):
        return None
    arguments: Arguments = {"id": ("Int!", write.read_id), "object": ("DatesReadInput!", fields)}
    return Mutation("update_user_book_read", arguments, _SHALLOW_READ_REPLY if shallow else _READ_REPLY)


def keeps_left_out(write: Write, row: Mapping[str, Any]) -> bool | None:
    """Whether the fields omitted by a probe are still in its reply; None if that is unclear."""
    read = reply_from(write, row).read
    if not isinstance(write, ChangeRead) or read is None:
        return None
    return any(getattr(read, name) is not None for name in _left_out(write, _probe_fields(write)))


def _probe_fields(write: ChangeRead) -> dict[str, Any]:
    changes = _read_changes(write)
    fields = {"progress_pages": changes["progress_pages"]} if "progress_pages" in changes else changes
    return fields if _left_out(write, fields) else {}


def _new_entry(write: AddEntry) -> dict[str, Any]:
    # Whether an insert dates the read it makes is unverified: asking is free, the reply tells (request-budget.md).
    fields = {
        "book_id": write.record_id,
        "status_id": write.status_id,
        "edition_id": write.edition_id,
        "rating": write.rating,
        "privacy_setting_id": write.privacy_id,
        "date_added": _iso(write.date_added),
        "first_started_reading_date": _iso(write.started_at),
        "user_start_date": _iso(write.started_at),
        "last_read_date": _iso(write.finished_at),
        "user_date": _iso(write.finished_at),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _entry_changes(write: ChangeEntry) -> dict[str, Any]:
    fields = {
        "status_id": write.status_id,
        "edition_id": write.edition_id,
        "rating": write.rating,
        "privacy_setting_id": write.privacy_id,
    }
    changes: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    return changes | {"rating": None} if write.clear_rating else changes


def _read_changes(write: ChangeRead) -> dict[str, Any]:
    """The fields that differ from before, so that the person's simultaneous changes to others are kept."""
    if write.before is None:
        return _known_pages(write.row)
    row, before = _read_fields(write.row), _read_fields(write.before)
    changes = {name: value for name, value in row.items() if value != before[name]}
    if changes.get("edition_id", "") is None:
        del changes["edition_id"]
    return changes


def _left_out(write: ChangeRead, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The dates and pages that exist and are not sent. An edition is never cleared (hardcover-api.md 6.5)."""
    known = _read_fields(write.before) if write.before is not None else {}
    return {
        name: known[name] for name in _DATES_AND_PAGES if name not in sent and known.get(name) is not None
    }


def _known_pages(row: ReadRow) -> dict[str, Any]:
    """The whole row with explicit nulls. Unknown pages are left out: a null could erase the person's."""
    fields = _read_fields(row)
    if row.progress_pages is None:
        del fields["progress_pages"]
    return fields


def _read_fields(row: ReadRow) -> dict[str, Any]:
    return {
        "edition_id": row.edition_id,
        "started_at": _iso(row.started_at),
        "finished_at": _iso(row.finished_at),
        "progress_pages": row.progress_pages,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


log = logging.getLogger(__name__)

ENTRIES_PER_PAGE = 100

LONGEST_REQUEST = 30.0
"""Seconds that Hardcover works on a request at most (hardcover-api.md section 2): what was given up is not
done after that.
"""
MOST_REPEATS = 3

_PROBE = "probe"

StillWanted = Callable[[Write], Awaitable[bool]]
"""Whether a write is still to be sent."""


class Shelf:
    """The shelf of the token's account."""

    def __init__(self, client: HardcoverClient) -> None:
        self._client = client
        self._learned = client.learned
        self._user_id: int | None = None

    @property
    def batch_size(self) -> int:
        """The number of writes per request: 1 once Hardcover has refused a batch."""
        return 1 if self._learned.one_by_one else self._client.largest_request

    async def entries_for_books(
        self, user_id: int, record_ids: Sequence[RecordId]
    ) -> dict[RecordId, ShelfEntry]:
        """The entries of these books, by record id; books that are not on the shelf are left out."""
        self._user_id = user_id

        async def fetch(keys: Sequence[RecordId]) -> list[ShelfEntry]:
            variables = {"user": user_id, "books": list(keys)}
            data = await self._client.run(operations.ENTRIES_FOR_BOOKS, variables, 1)
            return [entry_from(row) for row in rows_in(data.get("user_books"))]

        found = await in_chunks(record_ids, KEYS_PER_REQUEST, fetch)
        # Two entries of one book are left by a merge: the older one counts.
        return {entry.record_id: entry for entry in reversed(found)}

    async def all_entries(
        self, user_id: int, tell: Callable[[int], object] = lambda fetched: None
    ) -> list[ShelfEntry]:
        """The whole shelf, with title, slug and authors of each book. Complete, or an error is raised.

        `tell` is called after each page with the number of entries fetched so far.
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

    async def write(
        self, writes: Sequence[Write], *, is_wanted: StillWanted | None = None
    ) -> list[WriteReply]:
        """`replies` as a list. Pass at most `batch_size` writes, because a failing request loses all
        replies."""
        return [reply async for reply in self.replies(writes, is_wanted=is_wanted)]

    async def replies(
        self, writes: Sequence[Write], *, is_wanted: StillWanted | None = None
    ) -> AsyncIterator[WriteReply]:
        """Send the writes in order, and yield each one's reply in that order as it arrives.

        An error of a write is in its reply, and the others go on. `is_wanted` is called before a write is
        resent, which can be minutes later; if it declines, the reply has `withdrawn`. Raises the errors of
        HardcoverClient.run if a request fails as a whole. HardcoverBusy.may_have_landed then means that
        writes without a reply must be looked up before they are resent, and reads among them may still appear
        later (`late_reads`).
        """
        waiting = list(writes)
        while waiting:
            batch = waiting[: self.batch_size]
            if len(batch) == self.batch_size and self._probed(batch) is not None and len(batch) > 1:
                del batch[-1]  # the probe goes in its stead
            try:
                replies = await self._send(batch, is_wanted)
            except TooManyFields:
                if len(batch) == 1:
                    raise
                log.info(
                    "Hardcover refuses %d writes in one request; sending them one by one from now on",
                    len(batch),
                )
                self._learned.one_by_one = True
                continue
            for write, reply in zip(batch, replies, strict=True):
                yield await self._settle(write, is_wanted) if reply is None else reply
            del waiting[: len(batch)]

    async def _send(self, batch: Sequence[Write], is_wanted: StillWanted | None) -> list[WriteReply | None]:
        """Send one request. None means a write with an unknown outcome."""
        try:
            return await self._deliver(batch, is_wanted)
        except OperationFailed as failure:
            return [WriteReply(error=failure.detail)] if len(batch) == 1 else [None] * len(batch)
        except ServerProblem as failure:
            if not failure.may_have_landed:
                raise
            adds_read = any(isinstance(write, AddRead) for write in batch)
            await self._client.pause(failure, *([LONGEST_REQUEST] if adds_read else []))
            return [None] * len(batch)

    async def _deliver(
        self, batch: Sequence[Write], is_wanted: StillWanted | None
    ) -> list[WriteReply | None]:
        """As `_send`, but raises if the request fails. Asks `is_wanted` after each wait for Hardcover."""
        if is_wanted is None:
            return await self._request(batch)
        repeats, left = Repeats(), list(range(len(batch)))
        replies: list[WriteReply | None] = [WriteReply(withdrawn=True)] * len(batch)
        while left:
            try:
                answered = await self._request([batch[number] for number in left], repeats)
            except AskAgain:
                left = [number for number in left if await is_wanted(batch[number])]
                continue
            for number, reply in zip(left, answered, strict=True):
                replies[number] = reply
            break
        return replies

    async def _request(
        self, batch: Sequence[Write], repeats: Repeats | None = None
    ) -> list[WriteReply | None]:
        """Send one request, and look up what its reply lacks."""
        probed = self._probed(batch)
        answer = await self._ask(batch, probed, repeats)
        errors = {problem.alias: problem.message for problem in answer.problems}
        aliases = _aliases(batch)
        if probed is not None:
            self._learn(batch[probed], answer.data.get(_PROBE))
        rows = [row if isinstance(row := answer.data.get(alias), dict) else None for alias in aliases]
        replies = [
            reply_from(write, row)
            if row is not None
            else (WriteReply(error=errors[alias]) if alias in errors else None)
            for write, row, alias in zip(batch, rows, aliases, strict=True)
        ]
        return await self._with_entries(replies, rows) if self._learned.shallow else replies

    def _probed(self, batch: Sequence[Write]) -> int | None:
        """The change that shows whether Hardcover keeps omitted fields (hardcover-api.md 6.4), if that is
        unknown.

        A part of it is sent first and the whole after it, in one request: a server that clears omitted fields
        has them back before the request is over, even if nobody waits for the reply any more.
        """
        is_known = self._learned.keeps_left_out_fields is not None
        if is_known or self._learned.one_by_one or self.batch_size < 2:
            return None
        return next((number for number, write in enumerate(batch) if probe_for(write)), None)

    def _learn(self, write: Write, row: object) -> None:
        keeps = keeps_left_out(write, row) if isinstance(row, dict) else None
        if keeps is False:
            log.info("Hardcover clears fields that an update omits; sending whole rows from now on")
        self._learned.keeps_left_out_fields = keeps

    async def _ask(self, batch: Sequence[Write], probed: int | None, repeats: Repeats | None) -> Answer:
        """The answer to a batch. After a complaint about query depth, uses the shallow variant from then
        on."""
        fields = len(batch) + (probed is not None)
        try:
            return await self._client.answer(*self._document(batch, probed), fields, repeats=repeats)
        except TooDeep:
            if self._learned.shallow:
                raise
            self._learned.shallow = True
            return await self._client.answer(*self._document(batch, probed), fields, repeats=repeats)

    def _document(self, batch: Sequence[Write], probed: int | None) -> tuple[str, dict[str, Any]]:
        shallow, whole = self._learned.shallow, not self._learned.keeps_left_out_fields
        mutations = [mutation_for(write, shallow=shallow, whole_rows=whole) for write in batch]
        aliases = _aliases(batch)
        probe = probe_for(batch[probed], shallow=shallow) if probed is not None else None
        if probed is not None and probe is not None:
            mutations.insert(probed, probe)
            aliases.insert(probed, _PROBE)
        return operations.batch(mutations, aliases)

    async def _with_entries(
        self, replies: Sequence[WriteReply | None], rows: Sequence[Mapping[str, Any] | None]
    ) -> list[WriteReply | None]:
        """Fill in the entries and reads missing from shallow replies, with one look-up per batch."""
        ids = [entry_id_in(row) if row is not None else None for row in rows]
        entries = await self._entries_by_ids([entry_id for entry_id in ids if entry_id is not None])
        return [
            replace(reply, entry=entries.get(entry_id, reply.entry))
            if reply is not None and entry_id is not None
            else reply
            for reply, entry_id in zip(replies, ids, strict=True)
        ]

    async def _repeat_until_answered(self, batch: Sequence[Write]) -> list[WriteReply | None]:
        """Send changes that may be repeated any number of times and must not be lost."""
        for _ in range(MOST_REPEATS):
            try:
                return await self._request(batch)
            except HardcoverBusy as failure:
                await self._client.pause(failure)
        return await self._request(batch)

    async def _settle(self, write: Write, is_wanted: StillWanted | None) -> WriteReply:
        """Check whether a write was carried out, and send it alone if not. Repeating a change is harmless."""
        landed, entry = await self._landed(write)
        if landed is not None:
            return landed
        if is_wanted is not None and not await is_wanted(write):
            return WriteReply(withdrawn=True)
        try:
            [reply] = await self._deliver([write], is_wanted)
        except OperationFailed as failure:
            return WriteReply(error=failure.detail)
        if isinstance(write, AddRead) and reply is not None and reply.read is not None:
            await self._remove_copies(write, reply.read, entry)
        return reply or WriteReply()

    async def _landed(self, write: Write) -> tuple[WriteReply | None, ShelfEntry | None]:
        """The missing reply of a write that was carried out and must not be repeated.

        Also the current entry, if a read was to be added.
        """
        match write:
            case AddEntry(record_id=record_id):
                entries = await self.entries_for_books(await self._me(), [record_id])
                return (WriteReply(entry=entries[record_id]) if record_id in entries else None), None
            case AddRead(entry_id=entry_id, row=row):
                entry = (await self._entries_by_ids([entry_id])).get(entry_id)
                for read in entry.reads if entry else ():
                    if is_row(read, row):
                        return WriteReply(entry=entry, read=read), entry
                return None, entry
            case RemoveEntry(entry_id=entry_id):
                gone = entry_id not in await self._entries_by_ids([entry_id])
                return (WriteReply() if gone else None), None
        return None, None

    async def _remove_copies(self, write: AddRead, ours: ShelfRead, before: ShelfEntry | None) -> None:
        """Remove the duplicate read created if the first attempt was carried out after our look-up."""
        entry = (await self._entries_by_ids([write.entry_id])).get(write.entry_id)
        if entry is None or before is None:
            return
        known = {ours.id, *(read.id for read in before.reads)}
        copies = [read for read in entry.reads if read.id not in known and is_row(read, write.row)]
        if copies:
            log.info("Hardcover added a read twice; deleting the copy")
            await self._repeat_until_answered([RemoveRead(read.id) for read in copies])

    async def _entries_by_ids(self, ids: Sequence[EntryId]) -> Mapping[EntryId, ShelfEntry]:
        if not ids:
            return {}
        variables = {"user": await self._me(), "ids": list(ids)}
        data = await self._client.run(operations.ENTRIES_BY_IDS, variables, 1)
        return {entry.id: entry for entry in map(entry_from, rows_in(data.get("user_books")))}

    async def _me(self) -> int:
        if self._user_id is None:
            self._user_id = (await Catalogue(self._client).account()).id
        return self._user_id


def _aliases(batch: Sequence[Write]) -> list[str]:
    return [f"m{number}" for number in range(len(batch))]


def _whole(rows: object) -> list[dict[str, Any]]:
    """The rows of a page that must be complete: a missing entry would count as removed from the shelf."""
    if isinstance(rows, list) and all(isinstance(row, dict) and row.get("id") for row in rows):
        return rows
    raise HardcoverBusy(
        Message("Hardcover sent only part of your shelf. Nothing was changed; try again later."),
        may_have_landed=False,
    )


async def entries_by_ids(
    client: HardcoverClient, user_id: int, entry_ids: Sequence[EntryId]
) -> dict[EntryId, ShelfEntry]:
    """The existing entries with these ids."""

    async def fetch(keys: Sequence[EntryId]) -> list[ShelfEntry]:
        data = await client.run(operations.ENTRIES_BY_IDS, {"user": user_id, "ids": list(keys)}, 1)
        return [entry_from(row) for row in rows_in(data.get("user_books"))]

    return {entry.id: entry for entry in await in_chunks(entry_ids, KEYS_PER_REQUEST, fetch)}
