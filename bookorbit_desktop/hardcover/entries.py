"""Entries of the person's shelf by id, which is unaffected by merges of records."""

from collections.abc import Sequence

from bookorbit_desktop.domain.base.ids import EntryId
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.catalogue import KEYS_PER_REQUEST, in_chunks
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.records import entry_from, rows_in


async def entries_by_ids(
    client: HardcoverClient, user_id: int, entry_ids: Sequence[EntryId]
) -> dict[EntryId, ShelfEntry]:
    """The existing entries with these ids."""

    async def fetch(keys: Sequence[EntryId]) -> list[ShelfEntry]:
        data = await client.run(operations.ENTRIES_BY_IDS, {"user": user_id, "ids": list(keys)}, 1)
        return [entry_from(row) for row in rows_in(data.get("user_books"))]

    return {entry.id: entry for entry in await in_chunks(entry_ids, KEYS_PER_REQUEST, fetch)}
