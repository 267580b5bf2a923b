"""Wrong logins of others never keep the owner out."""

import asyncio
import logging
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.domain.koreader.account import AccountRecord, koreader_key
from bookorbit_desktop.services.koreader import authenticator
from bookorbit_desktop.services.koreader.authenticator import Authenticator, hashed
from bookorbit_desktop.services.koreader.login_attempts import FREE, SLOWLY, WITHIN, WrongLogins
from bookorbit_desktop.services.runtime import fair_turn
from bookorbit_desktop.services.runtime.fair_turn import FairTurn
from bookorbit_desktop.services.runtime.folded_log import EVERY, FoldedLog
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import PASSPHRASE, USERNAME, World, build_world

KEY = koreader_key(PASSPHRASE)


@pytest.fixture
def scrypts(monkeypatch: pytest.MonkeyPatch) -> list[AccountRecord]:
    """What was put through scrypt since."""
    done: list[AccountRecord] = []
    real = authenticator.matches

    def matches(record: AccountRecord, key: str) -> bool:
        done.append(record)
        return real(record, key)

    monkeypatch.setattr(authenticator, "matches", matches)
    return done


async def test_after_a_start_wrong_keys_hardly_ever_cost_scrypt(scrypts: list[AccountRecord]) -> None:
    authenticator = Authenticator()
    authenticator.put(hashed(USERNAME, KEY))
    for number in range(640):
        assert not await authenticator.accepts(USERNAME, koreader_key(str(number)), "10.0.0.9")
    assert len(scrypts) < 40  # 1 of 64 is 10
    assert await authenticator.accepts(USERNAME, KEY, "10.0.0.1")


async def test_a_name_that_nobody_has_takes_the_same_ways(scrypts: list[AccountRecord]) -> None:
    authenticator = Authenticator()
    authenticator.put(hashed(USERNAME, KEY))
    for _ in range(2):  # each key is put through scrypt once, as a known name's
        for number in range(640):
            assert not await authenticator.accepts("nobody", koreader_key(str(number)), "10.0.0.9")
    assert len(scrypts) < 40
    number = 640
    while not scrypts:  # by chance none of so many: 4 times in 100,000 runs
        assert not await authenticator.accepts("nobody", koreader_key(str(number)), "10.0.0.9")
        number += 1


async def test_scrypt_has_one_thread_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thread that ever ran it keeps 16 MB."""
    ran_in, real, everybody = set[int](), authenticator.matches, threading.Barrier(4)

    def matches(record: AccountRecord, key: str) -> bool:
        ran_in.add(threading.get_ident())
        return real(record, key)

    monkeypatch.setattr(authenticator, "matches", matches)
    await asyncio.gather(*(asyncio.to_thread(everybody.wait, 30) for _ in range(4)))
    check = Authenticator()
    check.put(replace(hashed(USERNAME, KEY), key_sign=None))
    for number in range(8):
        assert not await check.accepts(USERNAME, koreader_key(str(number)), f"10.0.0.{number}")
        await asyncio.to_thread(lambda: None)  # another thread than the newest is free now
    assert len(ran_in) == 1


async def test_a_login_that_an_earlier_version_made_learns_its_sign(tmp_path: Path) -> None:
    world = build_world(tmp_path)
    world.koreader_login.change(USERNAME, PASSPHRASE)
    world.database.write(lambda: world.database.connection().execute("UPDATE account SET key_sign = NULL"))
    world.database.close()

    world = build_world(tmp_path)
    assert not await world.koreader_login.accepts(USERNAME, koreader_key("wrong"))
    assert await world.koreader_login.accepts(USERNAME, KEY)
    world.database.write(lambda: None)  # what was learned is stored before this
    record = world.settings.account()
    assert record is not None
    assert record.key_sign is not None
    assert await world.koreader_login.accepts(USERNAME, KEY)
    world.database.close()
    with sqlite3.connect(tmp_path / "library.sqlite3") as other:
        assert other.execute("SELECT key_sign FROM account").fetchone() == (record.key_sign,)
    other.close()


async def test_a_login_made_in_this_run_needs_no_scrypt(world: World, scrypts: list[AccountRecord]) -> None:
    assert await world.koreader_login.accepts(USERNAME, KEY)
    world.paired_logins.add("anna", koreader_key("hers"), "192.168.1.40")
    assert await world.koreader_login.accepts("anna", koreader_key("hers"))
    assert scrypts == []


async def test_addresses_take_turns() -> None:
    turn, order = FairTurn(), list[str]()

    async def work(name: str, address: str) -> None:
        async with turn.of(address):
            order.append(name)
            await asyncio.sleep(0)

    crowd = [asyncio.create_task(work(f"crowd {number}", "10.0.0.9")) for number in range(8)]
    await asyncio.sleep(0)
    await asyncio.gather(*crowd, work("owner", "10.0.0.1"))
    assert order.index("owner") <= 3  # not behind the crowd
    assert len(order) == 9


async def test_a_turn_that_is_given_up_goes_to_the_next() -> None:
    turn, first_is_in, may_end = FairTurn(), asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with turn.of("a"):
            first_is_in.set()
            await may_end.wait()

    async def later(address: str) -> str:
        async with turn.of(address):
            return address

    holding = asyncio.create_task(first())
    await first_is_in.wait()
    given_up, waiting = asyncio.create_task(later("b")), asyncio.create_task(later("c"))
    await asyncio.sleep(0)
    given_up.cancel()
    may_end.set()
    assert await waiting == "c"
    await holding


async def test_a_waiter_that_gives_up_when_sent_away_passes_on_no_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fair_turn, "MOST_WAITING", 2)
    turn = FairTurn(lambda sender: (int(sender), 0))
    async with turn.of("0"):
        crowd = [asyncio.create_task(turn._take(sender)) for sender in ("2", "3")]
        await asyncio.sleep(0)
        owner = asyncio.create_task(turn._take("1"))
        await asyncio.sleep(0)  # "3" is sent away, and has not heard of it
        crowd[1].cancel()
        await asyncio.wait([crowd[1]])
        assert not owner.done()
        assert not crowd[0].done()
    await owner
    turn._give_on()
    await crowd[0]


async def test_only_so_many_logins_of_one_address_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fair_turn, "MOST_WAITING_OF_ONE", 1)
    turn = FairTurn()
    async with turn.of("a"):
        oldest = asyncio.create_task(turn._take("b"))
        await asyncio.sleep(0)
        newest = asyncio.create_task(turn._take("b"))
        with pytest.raises(TooManyLogins):
            await oldest
        assert not newest.done()
    await newest


async def test_the_newest_waiting_login_of_an_address_goes_first() -> None:
    """Who waits has given up after a few seconds, so the oldest first would serve nobody."""
    turn = FairTurn()
    async with turn.of("a"):
        crowd = [asyncio.create_task(turn._take("b")) for _ in range(3)]
        await asyncio.sleep(0)
    await crowd[2]
    assert not crowd[0].done()
    assert not crowd[1].done()
    for waiting in (crowd[1], crowd[0]):
        turn._give_on()
        await waiting


async def test_a_crowd_of_few_addresses_leaves_room_for_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fair_turn, "MOST_WAITING", 6)
    turn = FairTurn()
    async with turn.of("first"):
        crowd = [asyncio.create_task(turn._take(f"10.0.0.{number % 2}")) for number in range(6)]
        await asyncio.sleep(0)
        owner = asyncio.create_task(turn._take("10.0.0.9"))
        with pytest.raises(TooManyLogins):
            await crowd[0]  # the oldest of the first address
        with pytest.raises(TooManyLogins):
            await turn._take("10.0.0.0")
    for waiting in (crowd[4], crowd[5], owner):
        await waiting
        turn._give_on()
    for waiting in (crowd[1], crowd[2], crowd[3]):
        waiting.cancel()


async def test_of_a_full_queue_the_one_with_the_higher_rank_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fair_turn, "MOST_WAITING", 3)
    ranks = {"10.0.0.7": (1, 9), "10.0.0.9": (1, 9), "10.0.0.1": (0, 0)}
    turn = FairTurn(lambda sender: ranks.get(sender, (1, 0)))
    async with turn.of("first"):
        crowd = [asyncio.create_task(turn._take(f"10.0.0.{number}")) for number in (6, 7, 8)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyLogins):
            await turn._take("10.0.0.9")  # of no lower rank
        owner = asyncio.create_task(turn._take("10.0.0.1"))
        with pytest.raises(TooManyLogins):
            await crowd[1]
    await owner  # before those that came earlier
    assert not crowd[0].done()
    for waiting in (crowd[0], crowd[2]):
        turn._give_on()
        await waiting


async def test_an_address_of_a_right_login_is_known_in_this_run_too() -> None:
    authenticator = Authenticator()
    authenticator.put(hashed(USERNAME, KEY))
    assert not authenticator.has_let_in("10.0.0.1")
    assert not await authenticator.accepts(USERNAME, "wrong", "10.0.0.1")
    assert not authenticator.has_let_in("10.0.0.1")
    assert await authenticator.accepts(USERNAME, KEY, "10.0.0.1")
    assert authenticator.has_let_in("10.0.0.1")


async def test_a_passphrase_that_was_shown_needs_no_scrypt_when_a_device_logs_in(
    tmp_path: Path, scrypts: list[AccountRecord]
) -> None:
    world = build_world(tmp_path)
    world.koreader_login.change(USERNAME, PASSPHRASE)
    world.database.close()
    world = build_world(tmp_path)
    assert await asyncio.to_thread(world.koreader_login.has_passphrase, PASSPHRASE)
    assert await world.koreader_login.accepts(USERNAME, KEY)
    assert scrypts == []
    world.database.close()


def test_a_computer_with_many_ipv6_addresses_waits_too() -> None:
    wrong = WrongLogins(lambda: 1000.0)
    many = [f"2001:db8:1:2:{number:x}::9" for number in range(FREE)]
    assert [wrong.penalty(address) for address in (*many, "2001:db8:1:2::1")] == [0.0] * FREE + [SLOWLY]
    assert wrong.penalty("2001:db8:1:3::1") == 0.0
    for number in range(FREE):
        wrong.penalty(f"fe80::{number:x}%eth0")
    assert wrong.penalty("fe80::ffff%eth0") == SLOWLY
    for address in ("::ffff:10.0.0.9", "10.0.0.9") * 3:
        penalty = wrong.penalty(address)
    assert penalty == SLOWLY


def test_an_address_with_many_wrong_logins_has_to_wait() -> None:
    now = [1000.0]
    wrong = WrongLogins(lambda: now[0])
    assert [wrong.penalty("10.0.0.9") for _ in range(FREE + 2)] == [0.0] * FREE + [SLOWLY] * 2
    assert wrong.penalty("10.0.0.1") == 0.0
    now[0] += WITHIN
    assert wrong.penalty("10.0.0.9") == 0.0


def test_repeated_events_are_logged_in_few_lines() -> None:
    now, lines = [1000.0], list[str]()
    log = FoldedLog(lines.append, lambda: now[0])
    for _ in range(100):
        log.note("10.0.0.9", "Refused")
    log.note("10.0.0.1", "Refused, too")
    now[0] += EVERY
    log.note("10.0.0.9", "Refused")
    assert lines == ["Refused", "Refused, too", "Refused (99 more like it since the last line)"]
    for number in range(1000):
        log.note(f"10.1.{number // 256}.{number % 256}", "Refused")
    assert len(lines) < 100


async def test_wrong_logins_are_logged_with_name_and_address_and_folded(
    world: World, reader: KOReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    for number in range(FREE):
        await KOReader(reader.port, username="\x1b]0;owned\x07", password=str(number)).log_in()
        await KOReader(reader.port, username="guest", password=str(number)).push()
    lines = [record.message for record in caplog.records if "Refused" in record.message]
    assert len(lines) == 1
    assert "127.0.0.1" in lines[0]
    assert "\x1b" not in caplog.text
    assert all(str(number) not in line for line in lines for number in (koreader_key("1"), KEY))
