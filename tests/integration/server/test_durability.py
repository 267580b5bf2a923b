"""A push that was answered is on the disk, in the history, and in the book's status."""

import asyncio
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.events import ProgressReceived
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.server.koreader import DIGEST, KOReader, push_fields
from tests.integration.server.world import World, build_world


async def test_an_answered_push_is_there_after_opening_the_database_again(
    world: World, reader: KOReader, tmp_path: Path
) -> None:
    pushed = await reader.push(percentage=0.37)
    await world.server.stop()
    world.database.close()

    reopened = build_world(tmp_path)
    position = reopened.progress.position(DIGEST)
    assert position is not None
    assert (position.percentage, position.timestamp) == (0.37, pushed.json["timestamp"])
    reopened.database.close()


async def test_an_answered_push_is_seen_by_another_program_at_once(reader: KOReader, tmp_path: Path) -> None:
    await reader.push(percentage=0.37)
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as other:
        assert other.execute("SELECT percentage FROM push").fetchall() == [(0.37,)]


async def test_eight_readers_at_once_lose_nothing(world: World, reader: KOReader) -> None:
    async def read_on(number: int) -> None:
        for page in range(100):
            answer = await reader.push(
                document=f"book{page % 5}", progress=str(page), device=f"K{number}", device_id=f"id{number}"
            )
            assert answer.status == 200

    await asyncio.gather(*(read_on(number) for number in range(8)))

    assert {document.digest: document.pushes for document in world.progress.documents()} == {
        f"book{number}": 160 for number in range(5)
    }
    devices = {device.name: (device.pushes, device.documents) for device in world.devices.all()}
    assert devices == {f"K{number}": (100, 5) for number in range(8)}
    with closing(sqlite3.connect(world.database.path)) as other:
        pages = other.execute("SELECT progress FROM push ORDER BY id").fetchall()
    assert sorted(int(page) for (page,) in pages) == sorted([*range(100)] * 8)


async def test_a_push_moves_the_book_and_is_told(world: World, reader: KOReader) -> None:
    book_id = world.add_book(DIGEST)
    await reader.push(percentage=0.5)
    await reader.push(percentage=0.99)
    state = world.readings.get(BookId(book_id))
    assert (state.status, len(state.reads)) == (ReadingStatus.READ, 1)
    told = [event for event in world.events if isinstance(event, ProgressReceived)]
    assert [(event.book_id, event.push.percentage, event.status_changed) for event in told] == [
        (book_id, 0.5, True),
        (book_id, 0.99, True),
    ]


async def test_pushes_wait_for_another_write_and_keep_their_order(world: World, reader: KOReader) -> None:
    """While the library is written they queue; none that came later overtakes them."""
    await reader.log_in()
    begun, released = threading.Event(), threading.Event()

    def long_write() -> None:
        begun.set()
        released.wait()

    writing = world.database.submit(long_write)
    await asyncio.to_thread(begun.wait)
    body = json.dumps(push_fields(percentage=0.1)).encode()
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    out.write(reader.request("PUT", "/syncs/progress", body))
    await out.drain()
    assert (await reader.send("GET", "/healthcheck", guarded=False)).status == 200
    assert (await reader.pull()).json == {}

    later = [asyncio.create_task(reader.push(percentage=number / 10)) for number in range(2, 6)]
    released.set()
    assert (await stream.read()).startswith(b"HTTP/1.1 200 ")
    assert [answer.status for answer in await asyncio.gather(*later)] == [200] * 4
    out.close()
    writing.result()
    with closing(sqlite3.connect(world.database.path)) as other:
        percentages = [row[0] for row in other.execute("SELECT percentage FROM push ORDER BY id")]
    assert percentages[0] == 0.1
    assert sorted(percentages) == [0.1, 0.2, 0.3, 0.4, 0.5]


async def test_other_writes_get_their_turn_while_pushes_pour_in(world: World, reader: KOReader) -> None:
    done = asyncio.Event()

    async def read_on() -> None:
        while not done.is_set():
            assert (await reader.push()).status == 200

    readers = [asyncio.create_task(read_on()) for _ in range(4)]
    for port in range(7300, 7320):
        await asyncio.to_thread(world.preferences.change, port=port)
    done.set()
    await asyncio.gather(*readers)
    assert world.preferences.current.port == 7319


async def test_a_push_that_cannot_be_stored_is_never_answered_200(world: World, reader: KOReader) -> None:
    await reader.push(percentage=0.1)
    world.database.write(
        lambda: world.database.connection().execute(
            "CREATE TRIGGER full BEFORE INSERT ON push BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    )
    answer = await reader.push(percentage=0.2)
    assert answer.status == 500
    assert set(answer.json) == {"code", "message"}
    assert (await reader.pull()).json["percentage"] == 0.1

    world.database.write(lambda: world.database.connection().execute("DROP TRIGGER full"))
    assert (await reader.push(percentage=0.3)).status == 200


async def test_a_reader_that_hangs_up_early_has_pushed_all_the_same(world: World, reader: KOReader) -> None:
    received = asyncio.Event()
    loop = asyncio.get_running_loop()
    world.bus.subscribe(lambda _: loop.call_soon_threadsafe(received.set), ProgressReceived)
    body = json.dumps(push_fields(percentage=0.6)).encode()
    _, out = await asyncio.open_connection("127.0.0.1", reader.port)
    out.write(reader.request("PUT", "/syncs/progress", body))
    out.close()
    await received.wait()
    assert (await reader.pull()).json["percentage"] == 0.6
