"""What other readers send and get beside KOReader: Readest, CrossPoint, abs-kosync-bridge, crosspoint-sync, Boox."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from tests.integration.server.koreader import DIGEST, KOReader
from tests.integration.server.world import World

READEST = "Readest/0.9.90 (tauri-plugin-http/2.5.2)"
CROSSPOINT = "ESP32HTTPClient"
BRIDGE = "python-requests/2.32.5"
CFI = "epubcfi(/6/14!/4/2/14,/1:0,/1:120)"


def pointer(paragraph: int) -> str:
    return f"/body/DocFragment[7]/body/p[{paragraph}]/text().0"


@dataclass
class Shelf:
    """Readers of one document, each with its own name for a place."""

    world: World
    koreader: KOReader

    def other(self, agent: str) -> KOReader:
        return replace(self.koreader, headers={"User-Agent": agent})

    async def push(self, reader: KOReader, progress: str, percentage: float, device: str) -> None:
        fields: dict[str, Any] = {"device": device, "device_id": f"id-{device}"}
        answer = await reader.push(progress=progress, percentage=percentage, **fields)
        assert answer.status == 200

    async def kobo(self, paragraph: int, percentage: float) -> None:
        await self.push(self.koreader, pointer(paragraph), percentage, "Kobo")


@pytest.fixture
def shelf(world: World, reader: KOReader) -> Shelf:
    return Shelf(world, reader)


@pytest.mark.parametrize(
    ("agent", "place"),
    [(READEST, CFI), (CROSSPOINT, ""), (BRIDGE, ""), (BRIDGE, "0.44"), ("BooxKosync", "56")],
    ids=["readest", "crosspoint", "abs-kosync-bridge", "crosspoint-sync", "boox-kosync"],
)
async def test_koreader_gets_the_nearest_place_of_its_own_kind_and_each_gets_back_its_own(
    shelf: Shelf, agent: str, place: str
) -> None:
    other = shelf.other(agent)
    for paragraph, percentage in ((10, 0.3), (20, 0.445), (30, 0.7)):
        await shelf.kobo(paragraph, percentage)
    await shelf.push(other, place, 0.44, "Phone")

    pulled = (await shelf.koreader.pull()).json
    assert (pulled["progress"], pulled["percentage"]) == (pointer(20), 0.44)
    assert (pulled["device"], pulled["device_id"]) == ("Phone", "id-Phone")
    own = (await other.pull()).json
    assert (own["progress"], own["percentage"]) == (place, 0.44)


async def test_without_a_near_place_the_newest_that_is_not_ahead_is_left(shelf: Shelf) -> None:
    for paragraph, percentage in ((50, 0.9), (10, 0.3)):
        await shelf.kobo(paragraph, percentage)
    await shelf.push(shelf.other(READEST), CFI, 0.6, "Phone")
    pulled = (await shelf.koreader.pull()).json
    assert (pulled["progress"], pulled["percentage"]) == (pointer(10), 0.6)


async def test_koreader_is_never_sent_a_place_that_it_cannot_use(shelf: Shelf) -> None:
    for place in ("", CFI, "0.44", "epubcfi("):
        await shelf.push(shelf.other(BRIDGE), place, 0.44, "Phone")
        assert (await shelf.koreader.pull()).json == {}


async def test_a_page_number_is_one_where_the_file_has_pages(shelf: Shelf) -> None:
    await shelf.push(shelf.koreader, "12", 0.12, "Kobo")
    assert (await shelf.koreader.pull()).json["progress"] == "12"
    await shelf.push(shelf.other("BooxKosync"), "13", 0.13, "Boox")
    assert (await shelf.koreader.pull()).json["progress"] == "13"


async def test_readest_takes_both_kinds_and_another_reader_what_it_sends_itself(shelf: Shelf) -> None:
    readest, crosspoint = shelf.other(READEST), shelf.other(CROSSPOINT)
    await shelf.push(crosspoint, "p-5", 0.2, "Xteink")
    await shelf.push(readest, CFI, 0.3, "Phone")
    await shelf.kobo(20, 0.31)
    assert (await readest.pull()).json["progress"] == pointer(20)
    assert (await crosspoint.pull()).json["progress"] == pointer(20), "it has sent nothing that is a place"
    assert (await shelf.other("curl/8").pull()).json["progress"] == pointer(20)


@pytest.mark.parametrize(
    ("sent", "asks"),
    [(pointer(20), True), (CFI, False), ("", False)],
    ids=["the same kind", "another kind", "no place"],
)
async def test_rounding_between_kinds_is_no_step_back(shelf: Shelf, sent: str, asks: bool) -> None:
    book = BookId(shelf.world.add_book(DIGEST))
    await shelf.kobo(10, 0.3)
    await shelf.push(shelf.other(READEST), sent, 0.45, "Phone")
    await shelf.kobo(19, 0.437)
    state = shelf.world.readings.get(book)
    assert state.asks_back is asks
    await shelf.kobo(15, 0.42)
    assert shelf.world.readings.get(book).asks_back, "more than rounding is asked"


@pytest.mark.parametrize(
    ("agent", "status"),
    [("lua-Spore", 200), (READEST, 200), ("node", 200), ("ESP32 HTTP Client/1.0", 404), (BRIDGE, 404)],
)
async def test_an_unknown_book_is_told_as_each_reader_understands_it(
    shelf: Shelf, agent: str, status: int
) -> None:
    """CrossPoint and abs-kosync-bridge take `{}` for the beginning of the book."""
    answer = await shelf.other(agent).pull()
    assert answer.status == status
    assert answer.json == {} or status == 404
