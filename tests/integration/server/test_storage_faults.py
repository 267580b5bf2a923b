"""What readers get while nothing can be stored: 503, never 200, and no waiting for each other."""

import asyncio
import json
import logging
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.storage.db import database as database_module
from bookorbit_desktop.storage.db import grouped_writes
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import DAMAGED, FULL, GONE, LOCKED, READ_ONLY, SLOW
from tests.conftest import AT_LEISURE
from tests.integration.server.koreader import Answer, KOReader, push_fields
from tests.integration.server.world import World
from tests.new_library import new_library

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def troubles(world: World) -> list[str]:
    """What was said about storing, in order."""
    told: list[str] = []
    world.database.tell_trouble(told.append)
    return told


@pytest.fixture
def _no_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but a push finds out whether the disk is still full: where no file grows any more, a probe fits."""
    monkeypatch.setattr(database_module, "PROBE_EVERY", AT_LEISURE)


def waits_for_others(world: World, seconds: float) -> None:
    """Let the writer wait so long for another program that holds the database."""
    world.database.write(
        lambda: world.database.connection().execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}") and None
    )


@contextmanager
def another_program_holds(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield


def limit_pages(world: World, pages: int) -> None:
    """Let the file grow no further; SQLite then fails as it does on a full disk."""
    world.database.connection().execute(f"PRAGMA max_page_count = {pages}")
    world.database.write(
        lambda: world.database.connection().execute(f"PRAGMA max_page_count = {pages}") and None
    )


async def push_until(reader: KOReader, status: int, **fields: object) -> Answer:
    """Push once after the other until the answer is this one."""
    while True:
        answer = await reader.push(**fields)
        if answer.status == status:
            return answer


@pytest.mark.usefixtures("_no_probes")
async def test_a_full_disk_is_503_said_once_and_ends_by_itself(
    world: World,
    reader: KOReader,
    troubles: list[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database_module, "PROBE_EVERY", 3600.0)  # what is short fits in, and would end it
    await reader.push(percentage=0.1)
    with caplog.at_level(logging.INFO):
        limit_pages(world, 1)
        for _ in range(3):
            answer = await reader.push(document="x" * 32, progress="p" * 16_000)
            assert (answer.status, answer.json["message"]) == (503, FULL)
        assert (await reader.pull()).json["percentage"] == 0.1
        assert troubles == [FULL]
        limit_pages(world, 1_000_000)
        assert (await reader.push(document="x" * 32, progress="p" * 16_000)).status == 200
    assert troubles == [FULL, ""]
    assert [record.levelname for record in caplog.records if "saved" in record.message] == ["ERROR", "INFO"]


@pytest.mark.usefixtures("_no_probes")
async def test_a_full_disk_is_said_until_there_is_room_though_short_pushes_fit(
    world: World, reader: KOReader, troubles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "PROBE_EVERY", 3600.0)
    await reader.push(percentage=0.1)
    limit_pages(world, 1)
    assert (await reader.push(document="x" * 32, progress="p" * 16_000)).status == 503
    with monkeypatch.context() as disk:
        disk.setattr(database_module, "LEAST_FREE", 1 << 62)
        assert (await reader.push(percentage=0.2)).status == 200
        assert (troubles, world.database.trouble) == ([FULL], FULL)

    limit_pages(world, 1_000_000)
    assert (await reader.push(percentage=0.3)).status == 200

    assert troubles == [FULL, ""]


async def test_trouble_that_the_network_loop_met_ends_without_another_push(
    world: World, reader: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer's thread waited for jobs alone, and never tried again."""
    changes: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    world.database.tell_trouble(lambda trouble: loop.call_soon_threadsafe(changes.put_nowait, trouble))
    monkeypatch.setattr(database_module, "PROBE_EVERY", 0.01)
    monkeypatch.setattr(database_module, "FRESH", 3600.0)  # the disk is quick: the loop stores it itself
    monkeypatch.setattr(database_module, "QUICK", 3600.0)
    await reader.push(percentage=0.1)
    limit_pages(world, 1)
    long = {"document": "x" * 32, "progress": "p" * 16_000}
    with monkeypatch.context() as disk:
        disk.setattr(database_module, "LEAST_FREE", 1 << 62)
        assert (await reader.push(**long)).status == 503
        assert await changes.get() == FULL

    assert await changes.get() == ""
    limit_pages(world, 1_000_000)
    assert (await reader.push(**long)).status == 200


async def test_nobody_waits_while_another_program_holds_the_database(
    world: World, reader: KOReader, troubles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await reader.push(percentage=0.1)
    waits_for_others(world, AT_LEISURE)
    with another_program_holds(world.database.path):
        pushing = asyncio.create_task(reader.push(percentage=0.2))
        for _ in range(3):
            assert (await reader.pull()).json["percentage"] == 0.1
            assert (await reader.send("GET", "/healthcheck")).status == 200
        assert not pushing.done(), "it was answered before anybody knew whether it is stored"
        monkeypatch.setattr(grouped_writes, "GIVE_UP", 0.0)
        answer = await pushing
        assert (answer.status, answer.json["message"]) == (503, SLOW)
    await asyncio.to_thread(world.database.write, lambda: None)
    assert (await reader.pull()).json["percentage"] == 0.2, "it was stored although nobody waited any more"
    assert troubles == []


async def test_a_database_that_stays_locked_is_said_and_it_ends_by_itself(
    world: World, reader: KOReader, troubles: list[str]
) -> None:
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell(trouble: str) -> None:
        troubles.append(trouble)
        loop.call_soon_threadsafe(changed.set)

    world.database.tell_trouble(tell)
    waits_for_others(world, 0.05)
    with another_program_holds(world.database.path):
        assert (await reader.push(percentage=0.2)).status == 503
        await changed.wait()
        assert world.database.trouble == LOCKED
        changed.clear()
    await changed.wait()
    assert troubles == [LOCKED, ""], "no push is needed to find out that it works again"


async def test_a_push_that_fails_does_not_fail_its_neighbours(world: World, reader: KOReader) -> None:
    await reader.log_in()
    connection = world.database.connection
    world.database.write(
        lambda: (
            connection().execute(
                "CREATE TRIGGER one BEFORE INSERT ON push WHEN NEW.document = 'bad' "
                "BEGIN SELECT RAISE(ABORT, 'this one'); END"
            )
            and None
        )
    )
    begun, released = threading.Event(), threading.Event()

    def long_write() -> None:
        begun.set()
        released.wait()

    world.database.submit(long_write)
    await asyncio.to_thread(begun.wait)
    names = ["a", "b", "bad", "c", "d"]
    sockets = [await asyncio.open_connection("127.0.0.1", reader.port) for _ in names]
    for name, (_, out) in zip(names, sockets, strict=True):
        body = json.dumps(push_fields(document=name)).encode()
        out.write(reader.request("PUT", "/syncs/progress", body))
        await out.drain()
    assert (await reader.pull()).json == {}
    released.set()
    statuses = [int((await into.readline()).split()[1]) for into, _ in sockets]
    for _, out in sockets:
        out.close()
    assert statuses == [200, 200, 500, 200, 200]
    kept = world.database.connection().execute("SELECT document FROM push ORDER BY id").fetchall()
    assert [name for (name,) in kept] == ["a", "b", "c", "d"]


async def test_a_read_only_database_is_503(world: World, reader: KOReader, troubles: list[str]) -> None:
    await reader.push(percentage=0.1)
    execute = world.database.connection().execute

    def forbid(on: str) -> None:
        execute(f"PRAGMA query_only = {on}")
        world.database.submit(
            lambda: world.database.connection().execute(f"PRAGMA query_only = {on}") and None
        ).result()

    forbid("on")
    answer = await reader.push(percentage=0.2)
    assert (answer.status, answer.json["message"]) == (503, READ_ONLY)
    execute("PRAGMA query_only = off")
    assert (await reader.pull()).json["percentage"] == 0.1


@pytest.mark.parametrize("name", ["library.sqlite3", "library.sqlite3-wal"])
@pytest.mark.parametrize("replaced", [False, True], ids=["deleted", "replaced"])
async def test_a_database_that_was_deleted_or_replaced_is_noticed_before_the_next_200(
    world: World, reader: KOReader, troubles: list[str], name: str, replaced: bool
) -> None:
    file = world.database.path.with_name(name)
    for _ in range(3):
        assert (await reader.push(percentage=0.1)).status == 200
    away = file.rename(file.with_name("away"))
    if replaced:
        file.write_bytes(away.read_bytes())
    for _ in range(3):
        answer = await reader.push(percentage=0.2)
        assert (answer.status, answer.json["message"]) == (503, GONE)
    assert troubles == [GONE]
    away.replace(file)
    assert (await reader.push(percentage=0.3)).status == 200
    assert troubles == [GONE, ""]


def move_journal(path: Path) -> None:
    """What another program does that tidies up: what is in the journal is in the database now."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def older_copy(path: Path, tmp_path: Path) -> bytes:
    return (tmp_path / "backup").read_bytes()


def another_library(path: Path, tmp_path: Path) -> bytes:
    """A larger one, that was changed more often."""
    new_library(tmp_path / "other")
    other = tmp_path / "other" / path.name
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE filler (text)")
        for _ in range(200):
            connection.execute("INSERT INTO filler VALUES (?)", ("x" * 9000,))
    return other.read_bytes()


def of_the_same_size(path: Path, tmp_path: Path) -> bytes:
    return (another_library(path, tmp_path) * 9)[: path.stat().st_size]


def nothing(path: Path, tmp_path: Path) -> bytes:
    return b""


@pytest.mark.parametrize("content", [older_copy, another_library, of_the_same_size, nothing])
async def test_a_database_that_another_was_copied_over_is_noticed_before_the_next_200(
    world: World,
    reader: KOReader,
    troubles: list[str],
    tmp_path: Path,
    content: Callable[[Path, Path], bytes],
) -> None:
    """The usual way to put a backup back: the file stays the same, and what is in it does not."""
    path = world.database.path
    assert (await reader.push(document="older")).status == 200
    move_journal(path)
    shutil.copyfile(path, tmp_path / "backup")
    for number in range(60):
        assert (await reader.push(document=f"newer {number}", progress="p" * 3000)).status == 200
    move_journal(path)
    assert (await reader.push()).status == 200, "a checkpoint of another program is none"
    right = path.read_bytes()

    path.write_bytes(content(path, tmp_path))
    for _ in range(3):
        answer = await reader.push(percentage=0.2)
        assert (answer.status, answer.json["message"]) == (503, GONE)
    assert troubles == [GONE]

    path.write_bytes(right)
    assert (await reader.push(percentage=0.3)).status == 200
    assert troubles == [GONE, ""]


async def test_a_library_changed_by_another_program_does_not_count_as_replaced(
    world: World, reader: KOReader, troubles: list[str]
) -> None:
    assert (await reader.push()).status == 200
    with closing(sqlite3.connect(world.database.path, isolation_level=None)) as other:
        other.execute("CREATE TABLE filler (text)")
        for _ in range(40):
            other.execute("INSERT INTO filler VALUES (?)", ("x" * 9000,))
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (await reader.push()).status == 200
    assert troubles == []


async def test_a_database_that_is_overwritten_with_nonsense_is_503(
    world: World, reader: KOReader, troubles: list[str]
) -> None:
    await reader.push(percentage=0.1)
    world.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = world.database.path.stat().st_size
    with world.database.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    world.database.connection().execute("PRAGMA shrink_memory")
    answer = await push_until(reader, 503, document="another")
    assert answer.json["message"] == DAMAGED
    assert troubles[0] == DAMAGED


def test_each_write_in_a_group_learns_whether_it_was_stored_when_one_fails(tmp_path: Path) -> None:
    """A disk that is full for one job alone keeps nobody else from storing."""
    database = Database(tmp_path / "library.sqlite3")
    gate = threading.Event()
    database.submit(gate.wait)

    def too_much() -> None:
        execute = database.connection().execute
        execute("PRAGMA max_page_count = 1")
        try:
            execute("INSERT INTO setting (key, value) VALUES ('big', zeroblob(5000000))")
        finally:
            execute("PRAGMA max_page_count = 1000000")

    def put(key: str) -> None:
        database.connection().execute("INSERT INTO setting (key, value) VALUES (?, '1')", (key,))

    before = database.submit(lambda: put("before"))
    failed = database.submit(too_much)
    after = database.submit(lambda: put("after"))
    gate.set()
    with pytest.raises(StorageUnavailable, match="full"):
        failed.result()
    after.result()
    kept = {key for (key,) in database.connection().execute("SELECT key FROM setting")}
    assert "after" in kept
    assert ("before" in kept) == (before.exception() is None), "told as it is"
    database.close()
