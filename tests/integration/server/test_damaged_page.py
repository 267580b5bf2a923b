"""A page of the database that is damaged while the program runs: no silence, and no word twice."""

import base64
import logging
from dataclasses import replace

import pytest

from bookorbit_desktop.storage.db.faults import DAMAGED
from tests.damage import damage
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import PASSPHRASE, USERNAME, World


@pytest.fixture
def troubles(world: World) -> list[str]:
    """What was said about the library, in order."""
    told: list[str] = []
    world.database.tell_trouble(told.append)
    return told


async def test_a_request_that_meets_a_damaged_page_is_503_and_said_once(
    world: World, reader: KOReader, troubles: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    await reader.push(percentage=0.1)
    damage(world.database, "document")

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            answer = await reader.pull()
            assert (answer.status, answer.json["message"]) == (503, DAMAGED)
        assert (await reader.push(percentage=0.2)).status == 503

    assert troubles == [DAMAGED]
    assert world.database.damage == DAMAGED
    assert [record.message.partition(" (")[0] for record in caplog.records] == [DAMAGED]


async def test_pushes_to_sound_pages_are_stored_despite_a_damaged_page(
    world: World, reader: KOReader, troubles: list[str]
) -> None:
    await reader.push(percentage=0.1)
    world.add_book("b" * 32)
    damage(world.database, "book")

    login = base64.b64encode(f"{USERNAME}:{PASSPHRASE}".encode()).decode()
    browser = replace(reader, headers={"Authorization": f"Basic {login}"})
    catalogue = await browser.send("GET", "/opds/books/1", guarded=False)

    assert (catalogue.status, catalogue.json["message"]) == (503, DAMAGED)
    assert (await reader.push(percentage=0.2)).status == 200
    assert (await reader.pull()).json["percentage"] == 0.2
    assert troubles == [DAMAGED], "a push that was stored does not take the word back"
