"""What fields do that are left out or null (API.md section 6, rows 3 to 5)."""

from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import Options, VirtualClock
from bookorbit_desktop.domain.hardcover.catalogue import ChangeEntry, ChangeRead, ReadRow
from bookorbit_desktop.hardcover.shelf import Shelf as ClientShelf
from tests.integration.hardcover.setting import client_for
from tests.integration.hardcover.simulator.shelf import TODAY, Shelf


@pytest.mark.parametrize(("legacy", "started"), [(False, TODAY), (True, None)])
async def test_partial_updates(legacy: bool, started: str | None) -> None:
    shelf = Shelf(Options(legacy_null_partial=legacy))
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read = await shelf.update_read(entry["user_book_reads"][0]["id"], progress_pages=10)
    assert (read["started_at"], read["progress_pages"], read["edition_id"]) == (started, 10, shelf.text)


async def test_partial_updates_explicit_null_clears(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3, rating=4.5))["user_book"]
    read = await shelf.update_read(entry["user_book_reads"][0]["id"], finished_at=None)
    assert read["finished_at"] is None
    assert (await shelf.update(entry["id"], rating=None))["rating"] is None


@pytest.mark.parametrize("legacy", [False, True])
async def test_partial_updates_by_the_client_lose_nothing(legacy: bool, clock: VirtualClock) -> None:
    """Whole rows are sent, so that both behaviours come to the same."""
    shelf = Shelf(Options(legacy_null_partial=legacy))
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text, rating=4.5))["user_book"]
    [read] = entry["user_book_reads"]
    row = ReadRow(shelf.text, date.fromisoformat(TODAY), None, 120)
    async with client_for(shelf.hardcover, clock) as client:
        changes = (ChangeRead(read["id"], row), ChangeEntry(entry["id"], status_id=4))
        replies = await ClientShelf(client).write(changes)
    assert [reply.error for reply in replies] == [None, None]
    after = await shelf.update(entry["id"], status_id=4)
    assert after["user_book_reads"] == [read | {"progress_pages": 120, "progress": 30.0}]
    assert (after["rating"], after["edition_id"]) == (4.5, shelf.text)
