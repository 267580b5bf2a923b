"""What is not in local-hardcover.md: the socket, removing, replacing, and the fixture world."""

import asyncio

import aiohttp
import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, FaultKind, LocalHardcover
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id, fixture_world
from tests.integration.hardcover.setting import data
from tests.integration.hardcover.simulator.shelf import READS, Shelf
from tests.integration.hardcover.simulator.texts import ME


async def test_over_a_socket() -> None:
    hardcover = LocalHardcover(fixture_world())
    url = await hardcover.start()
    try:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {DEMO_TOKEN}"}) as session:
            async with session.post(url, json={"query": ME}) as response:
                assert response.status == 200
                assert response.headers["RateLimit-Policy"].startswith('"Free"')
                assert (await response.json())["data"]["me"] == [{"id": hardcover.user_id}]
            hardcover.faults.add(FaultKind.RESET)
            with pytest.raises(aiohttp.ClientError):
                await session.post(url, json={"query": ME})
            hardcover.faults.add(FaultKind.DRIP)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3), session.post(url, json={"query": ME}) as response:
                    await response.read()
    finally:
        await hardcover.stop()


async def test_fixture_world_covers_the_cases_of_matching() -> None:
    world = fixture_world()
    assert 55 <= len(world.tables["books"]) <= 70
    assert len(world.editions_of(book_id(world, "the-marsh-king"))) == 300
    assert len({row["user_id"] for row in world.tables["user_books"].values()}) == 2
    canonical = world.tables["books"][book_id(world, "weavers-daughter-first")]["canonical_id"]
    assert world.tables["books"][canonical]["canonical_id"] == book_id(world, "the-weaver-s-daughter")


async def test_deleting_takes_the_reads_and_leaves_the_journal(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    answer = await data(
        shelf.hardcover, f"mutation {{ delete_user_book(id: {entry['id']}) {{ id book_id user_id }} }}"
    )
    assert answer["delete_user_book"]["book_id"] == shelf.novel
    assert shelf.world.tables["user_books"] == shelf.world.tables["user_book_reads"] == {}
    assert shelf.hardcover.journal


async def test_deleting_a_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    await data(shelf.hardcover, f"mutation {{ delete_user_book_read(id: {read_id}) {{ id error }} }}")
    assert (await shelf.update(entry["id"], rating=3))["read_count"] == 0


async def test_upserting_reads_replaces_the_history(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3))["user_book"]
    query = f"""mutation {{ upsert_user_book_reads(user_book_id: {entry["id"]}, datesRead: [
      {{started_at: "2020-01-01", finished_at: "2020-02-01"}}, {{started_at: "2021-01-01"}}]) {{
        error user_book {{ {READS} }} }} }}"""
    reads = (await data(shelf.hardcover, query))["upsert_user_book_reads"]["user_book"]["user_book_reads"]
    assert [read["started_at"] for read in reads] == ["2020-01-01", "2021-01-01"]
