"""A crowd of addresses with wrong logins never keeps the owner out.

Scrypt is held until a test lets it go on, so that the order of the logins shows, and not how long they took.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.domain.koreader.account import AccountRecord, koreader_key
from bookorbit_desktop.server import protocol, runner
from bookorbit_desktop.server.auth import WRONG_KEY
from bookorbit_desktop.services.koreader import authenticator
from bookorbit_desktop.services.koreader.authenticator import Authenticator, hashed
from bookorbit_desktop.services.runtime import fair_turn
from tests.integration.server.koreader import KOReader, exchange
from tests.integration.server.world import PASSPHRASE, USERNAME, World, build_world

KEY = koreader_key(PASSPHRASE)
TOO_MANY = "Too many devices are logging in at once. Try again in a moment."
CUT = "cut"


class Scrypts:
    """What is put through scrypt, each only when it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, right: str) -> None:
        self.keys: list[str] = []
        self.began = threading.Event()
        self._right = right
        self._may = threading.Semaphore(0)
        monkeypatch.setattr(authenticator, "matches", self._matches)

    def let_go_on(self, many: int) -> None:
        """Let so many more be done."""
        self._may.release(many)

    def _matches(self, record: AccountRecord, key: str) -> bool:
        self.began.set()
        self._may.acquire()
        self.keys.append(key)
        return key == self._right


async def start_of_an_attack(authenticator: Authenticator, addresses: list[str]) -> list[asyncio.Task[bool]]:
    """One try from each address, with keys that only scrypt can tell."""
    tries = [
        asyncio.create_task(authenticator.accepts(USERNAME, f"wrong from {address}", address))
        for address in addresses
    ]
    await asyncio.sleep(0)
    return tries


def unsigned() -> AccountRecord:
    """A login whose keys all need scrypt, as if each had its sign."""
    return replace(hashed(USERNAME, KEY), key_sign=None)


async def test_the_owners_address_comes_before_a_crowd_that_fills_the_queue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With 64 addresses that waited the owner was told that too many log in."""
    scrypts = Scrypts(monkeypatch, KEY)
    authenticator = Authenticator(["10.0.0.1"])
    authenticator.put(unsigned())
    crowd = await start_of_an_attack(
        authenticator, [f"10.0.{number // 200}.{number % 200 + 2}" for number in range(400)]
    )
    owner = asyncio.create_task(authenticator.accepts(USERNAME, KEY, "10.0.0.1"))
    await asyncio.sleep(0)
    scrypts.let_go_on(2)
    assert await owner
    assert scrypts.keys == ["wrong from 10.0.0.2", KEY]
    scrypts.let_go_on(400)
    answers = await asyncio.gather(*crowd, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, TooManyLogins)]
    assert True not in answers
    assert len(refused) == 400 - 1 - fair_turn.MOST_WAITING + 1


async def test_a_new_address_waits_for_one_try_of_each_other_address(monkeypatch: pytest.MonkeyPatch) -> None:
    scrypts = Scrypts(monkeypatch, KEY)
    authenticator = Authenticator()
    authenticator.put(unsigned())
    addresses = [f"10.0.0.{number}" for number in range(2, 102)]
    first = await start_of_an_attack(authenticator, addresses)
    scrypts.let_go_on(100)
    assert await asyncio.gather(*first) == [False] * 100
    again = [
        asyncio.create_task(authenticator.accepts(USERNAME, f"wrong {number} from {address}", address))
        for address in addresses
        for number in range(2)
    ]
    await asyncio.sleep(0)
    owner = asyncio.create_task(authenticator.accepts(USERNAME, KEY, "10.0.0.1"))
    await asyncio.sleep(0)
    scrypts.let_go_on(2)
    assert await owner
    assert scrypts.keys.index(KEY) == 101  # behind the one that was under way
    scrypts.let_go_on(200)
    assert True not in await asyncio.gather(*again)


@pytest.fixture
def scrypts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scrypts]:
    held = Scrypts(monkeypatch, KEY)
    yield held
    held.let_go_on(10_000)


@pytest_asyncio.fixture
async def started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A program that a device at 127.0.0.1 used in an earlier run. Wrong keys all need scrypt, as if signed."""
    monkeypatch.setattr(protocol, "REQUEST_WITHIN", 3600.0)  # nobody is cut for being slow here
    world = build_world(tmp_path)
    world.koreader_login.change(USERNAME, PASSPHRASE)
    await world.server.start("127.0.0.1", 0, exact=True)
    assert world.server.address is not None
    assert (await KOReader(world.server.address.port).push()).status == 200
    await world.server.stop()
    world.database.write(lambda: world.database.connection().execute("UPDATE account SET key_sign = NULL"))
    world.database.close()
    world = build_world(tmp_path)
    yield world
    await world.server.stop()
    world.database.close()


def one_of_many(number: int) -> str:
    """An address of its own for each."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


def behind_one(_number: int) -> str:
    """The owner's own address, as behind a proxy."""
    return "127.0.0.1"


class Crowd:
    """Computers that each try one wrong login; `answers` are those that had to be given at once."""

    def __init__(self, port: int, many: int, address_of: Callable[[int], str] = one_of_many) -> None:
        self._port = port
        self._address_of = address_of
        self.answers: asyncio.Queue[str] = asyncio.Queue()
        self._trying = [asyncio.create_task(self._try(number)) for number in range(many)]

    async def _try(self, number: int) -> None:
        device = KOReader(self._port, password=f"wrong {number}")
        request = device.request("GET", "/users/auth")
        try:
            answer = await exchange(self._port, request, from_address=self._address_of(number))
        except (OSError, IndexError):  # cut off
            await self.answers.put(CUT)
        else:
            await self.answers.put(answer.json["message"])

    async def seen(self, many: int) -> Counter[str]:
        """The next answers; CUT for a connection that was cut."""
        return Counter([await self.answers.get() for _ in range(many)])

    async def ends(self) -> None:
        await asyncio.gather(*self._trying)


async def port_of(world: World) -> int:
    return (await world.server.start("127.0.0.1", 0, exact=True)).port


async def test_300_addresses_do_not_keep_the_owner_from_the_first_login_after_a_start(
    started_anew: World, scrypts: Scrypts
) -> None:
    """From 65 addresses on the owner was told that too many log in."""
    port = await port_of(started_anew)
    crowd = Crowd(port, 300)
    assert await crowd.seen(300 - 1 - fair_turn.MOST_WAITING) == {TOO_MANY: 43}  # so all have come
    owner = asyncio.create_task(KOReader(port).log_in())
    assert await crowd.seen(1) == {TOO_MANY: 1}  # it made room for the owner
    scrypts.let_go_on(2)
    assert (await owner).status == 200
    assert scrypts.keys[1:] == [KEY]  # after the one that was under way
    assert (await KOReader(port).push()).status == 200
    scrypts.let_go_on(300)
    await crowd.ends()
    assert await crowd.seen(256) == {str(WRONG_KEY): 256}


async def test_the_first_login_after_a_start_passes_a_crowd_behind_the_owners_own_address(
    started_anew: World, scrypts: Scrypts
) -> None:
    """With 17 others behind it the owner was told that too many log in."""
    port = await port_of(started_anew)
    crowd = Crowd(port, 200, behind_one)
    waiting = 1 + fair_turn.MOST_WAITING_OF_ONE
    assert await crowd.seen(200 - waiting) == {TOO_MANY: 200 - waiting}  # so all have come
    owner = asyncio.create_task(KOReader(port).log_in())
    assert await crowd.seen(1) == {TOO_MANY: 1}  # it made room for the owner
    scrypts.let_go_on(2)
    assert (await owner).status == 200
    assert scrypts.keys[1:] == [KEY]  # after the one that was under way
    assert (await KOReader(port).push()).status == 200
    scrypts.let_go_on(200)
    await crowd.ends()
    assert await crowd.seen(waiting - 1) == {str(WRONG_KEY): waiting - 1}


async def test_a_known_device_passes_a_crowd_behind_its_own_address_at_once(
    started_anew: World, scrypts: Scrypts, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = await port_of(started_anew)
    scrypts.let_go_on(1)
    assert (await KOReader(port).log_in()).status == 200
    monkeypatch.setattr(authenticator, "_has_other_sign", lambda record, key: False)  # the worst of luck
    crowd = Crowd(port, 200, behind_one)
    waiting = 1 + fair_turn.MOST_WAITING_OF_ONE
    assert await crowd.seen(200 - waiting) == {TOO_MANY: 200 - waiting}
    assert [(await KOReader(port).log_in()).status, (await KOReader(port).push()).status] == [200, 200]
    assert scrypts.keys == [KEY], "nobody was let go on"
    scrypts.let_go_on(200)
    await crowd.ends()


async def test_a_crowd_that_waits_takes_no_connection_away_from_the_owner(
    started_anew: World, scrypts: Scrypts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited for an answer could not be cut, so the owner was."""
    monkeypatch.setattr(runner, "MOST", 20)
    port = await port_of(started_anew)
    crowd = Crowd(port, 30)
    assert await crowd.seen(10) == {CUT: 10}
    owner = asyncio.create_task(KOReader(port).log_in())
    assert await crowd.seen(1) == {CUT: 1}
    scrypts.let_go_on(2)
    assert (await owner).status == 200
    scrypts.let_go_on(30)
    await crowd.ends()


async def test_a_reader_that_gave_up_waiting_is_let_in_at_once_the_next_time(
    started_anew: World, scrypts: Scrypts
) -> None:
    owner = KOReader(await port_of(started_anew))
    _, out = await asyncio.open_connection("127.0.0.1", owner.port)
    out.write(owner.request("GET", "/users/auth"))
    await asyncio.to_thread(scrypts.began.wait)
    out.close()
    scrypts.let_go_on(2)
    assert (await owner.log_in()).status == 200
    assert scrypts.keys == [KEY]  # of the login that was given up
