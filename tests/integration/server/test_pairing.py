"""Pairing over real sockets: who may register, who is asked, and what each reader is told."""

import asyncio
import hashlib
import json
from pathlib import Path

import pytest
import pytest_asyncio

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.koreader.pairing import (
    ALLOW_FIRST,
    BUSY,
    OTHER_NETWORK,
    REFUSED,
    TAKEN,
    USE_LOGIN,
    NameTaken,
    PairingRequest,
    PairingUnavailable,
    WindowEnd,
)
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import WrongLogins
from bookorbit_desktop.storage.models import PairedLogin
from tests.conftest import AT_LEISURE
from tests.integration.server.koreader import Answer, KOReader
from tests.integration.server.world import USERNAME, World, build_world
from tests.ui.harness import LockedSecretStore

PATIENCE = 120.0


class Desk:
    """The person at the computer: sees who asks, and answers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pairing = world.pairing
        self._changed = asyncio.Event()
        loop = asyncio.get_running_loop()
        world.bus.subscribe(lambda event: loop.call_soon_threadsafe(self._changed.set))

    async def asked(self) -> PairingRequest:
        """Wait until a device asks."""
        async with asyncio.timeout(PATIENCE):
            while (request := self.pairing.window.request) is None:
                self._changed.clear()
                await self._changed.wait()
        return request

    async def answer(self, *, allow: bool) -> PairingRequest:
        """Wait until a device asks, and answer it."""
        request = await self.asked()
        await asyncio.to_thread(self.pairing.answer, request.id, allow=allow)
        return request

    async def pair(self, reader: KOReader) -> Answer:
        """Let one device in from beginning to end."""
        self.pairing.open()
        registering = asyncio.create_task(reader.register())
        await self.answer(allow=True)
        return await registering


@pytest_asyncio.fixture
async def desk(world: World, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(world.pairing, "_answer_within", AT_LEISURE)
    return Desk(world)


@pytest.fixture
def anna(reader: KOReader) -> KOReader:
    return KOReader(reader.port, "anna", "her own words")


def said(answer: Answer) -> tuple[int, int, str]:
    return answer.status, answer.json["code"], answer.json["message"]


async def test_an_allowed_device_logs_in_with_its_own_password_and_nobody_is_logged_out(
    desk: Desk, anna: KOReader, reader: KOReader
) -> None:
    assert (await reader.push(percentage=0.25)).status == 200
    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    request = await desk.answer(allow=True)
    answer = await registering

    assert (request.username, request.address) == ("anna", "127.0.0.1")
    assert (answer.status, answer.json) == (201, {"username": "anna"})
    for device in (anna, reader):
        assert (await device.log_in()).status == 200
        assert (await device.pull()).json["percentage"] == 0.25, "one account: everybody sees the same"
    window = desk.pairing.window
    assert (window.is_open, window.end, window.paired) == (False, WindowEnd.PAIRED, "anna")


async def test_the_key_is_kept_as_a_hash_only(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    rows = [bytes(str(tuple(row)), "utf-8") for row in PairedLogin.select().tuples()]
    key = koreader_key(anna.password).encode()
    assert len(rows) == 1
    assert not any(secret in row for row in rows for secret in (key, anna.password.encode()))
    assert not any(key in path.read_bytes() for path in desk.world.database.path.parent.glob("library*"))


async def test_closed_a_register_gets_the_words_that_help(desk: Desk, anna: KOReader) -> None:
    assert said(await anna.register()) == (402, 2005, USE_LOGIN)
    assert (await anna.log_in()).status == 401
    for body in (b"{}", b"no json"):
        answer = await anna.send("POST", "/users/create", body, guarded=False)
        assert said(answer) == (402, 2005, USE_LOGIN)


async def test_refused_by_the_person_the_device_is_told_and_the_window_stays_open(
    desk: Desk, anna: KOReader
) -> None:
    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    await desk.answer(allow=False)
    assert said(await registering) == (402, 2005, REFUSED)
    assert (await anna.log_in()).status == 401
    assert desk.pairing.window.is_open


async def test_a_reader_allowed_too_late_can_register_again(
    desk: Desk, anna: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.pairing, "_answer_within", 0.01)
    desk.pairing.open()
    assert said(await anna.register()) == (402, 2005, ALLOW_FIRST)
    await desk.answer(allow=True)
    assert not desk.pairing.window.is_open
    assert (await anna.register()).status == 201, "the same name and key, though the window is closed by now"
    other = KOReader(anna.port, "anna", "not hers")
    assert said(await other.register()) == (402, 2005, USE_LOGIN)


async def test_a_reader_that_registers_twice_while_waiting_is_asked_about_once(
    desk: Desk, anna: KOReader
) -> None:
    desk.pairing.open()
    first = asyncio.create_task(anna.register())
    request = await desk.asked()
    second = asyncio.create_task(anna.register())
    # A third party is answered at once: by then the second tap has been taken in, too.
    assert said(await KOReader(anna.port, "ben").register()) == (402, 2005, BUSY)
    await desk.answer(allow=True)
    assert [(await first).status, (await second).status] == [201, 201]
    assert request.id == 1


async def test_a_disk_that_fails_does_not_keep_the_next_device_out(
    desk: Desk, anna: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(work: object) -> None:
        raise OSError("disk full")

    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    request = await desk.asked()
    with monkeypatch.context() as patched:
        patched.setattr(desk.world.database, "write", fail)
        with pytest.raises(OSError, match="disk full"):
            await asyncio.to_thread(desk.pairing.answer, request.id, allow=True)
    assert said(await registering) == (402, 2005, REFUSED)
    assert (await desk.pair(anna)).status == 201


async def test_of_two_readers_at_once_the_second_waits_its_turn(desk: Desk, anna: KOReader) -> None:
    ben = KOReader(anna.port, "ben", "his own words")
    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    assert (await desk.asked()).username == "anna"
    assert said(await ben.register()) == (402, 2005, BUSY)
    impostor = KOReader(anna.port, "anna", "guessed")
    assert said(await impostor.register()) == (402, 2005, BUSY)
    await desk.answer(allow=True)
    assert (await registering).status == 201
    assert (await impostor.log_in()).status == 401
    assert (await desk.pair(ben)).status == 201


async def test_a_window_closed_in_between_lets_nobody_in(desk: Desk, anna: KOReader) -> None:
    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    request = await desk.asked()
    desk.pairing.close()
    assert said(await registering) == (402, 2005, USE_LOGIN)
    with pytest.raises(NotFound):
        desk.pairing.answer(request.id, allow=True)
    assert (await anna.log_in()).status == 401
    assert desk.pairing.window.end is WindowEnd.CLOSED


async def test_pairing_closes_after_two_minutes_also_for_a_waiting_reader(
    desk: Desk, anna: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.pairing, "_answer_within", 0.2)
    desk.pairing.open()
    desk.world.clock.move(seconds=119)
    registering = asyncio.create_task(anna.register())
    request = await desk.asked()
    desk.world.clock.move(seconds=1)
    with pytest.raises(NotFound):
        desk.pairing.answer(request.id, allow=True)
    assert said(await registering) == (402, 2005, USE_LOGIN)
    assert said(await anna.register()) == (402, 2005, USE_LOGIN)
    assert desk.pairing.window.end is WindowEnd.TIME


async def test_the_accounts_own_name_needs_the_accounts_own_passphrase(desk: Desk, reader: KOReader) -> None:
    desk.pairing.open()
    thief = KOReader(reader.port, USERNAME, "guessed")
    assert said(await thief.register()) == (402, 2002, TAKEN)
    assert (await reader.register()).status == 201
    assert desk.pairing.window.end is WindowEnd.PAIRED
    assert desk.world.paired_logins.all() == [], "nothing new: it is the account"


async def test_a_paired_name_with_another_key_is_taken(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    desk.pairing.open()
    assert said(await KOReader(anna.port, "anna", "another").register()) == (402, 2002, TAKEN)
    assert (await anna.register()).status == 201


async def test_guessing_keys_by_registering_counts_as_a_wrong_login(
    desk: Desk, anna: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = list[str]()

    def count(_logins: WrongLogins, address: str) -> float:
        counted.append(address)
        return 0.0

    monkeypatch.setattr(WrongLogins, "penalty", count)
    await desk.pair(anna)
    assert counted == []
    stranger = KOReader(anna.port, "anna", "a guess")
    for is_open in (False, True):
        if is_open:
            desk.pairing.open()
        assert (await stranger.register()).status == 402
    assert (await stranger.log_in()).status == 401
    assert counted == ["127.0.0.1"] * 3
    assert (await anna.register()).status == 201
    assert len(counted) == 3


@pytest.mark.parametrize("name", ["an:na", "  ", "an\nna"])
async def test_a_name_that_could_not_log_in_is_refused_with_words(
    desk: Desk, name: str, anna: KOReader
) -> None:
    desk.pairing.open()
    body = json.dumps({"username": name, "password": koreader_key("x")}).encode()
    status, _, message = said(await anna.send("POST", "/users/create", body, guarded=False))
    assert (status, message) == (402, "A user name needs at least one letter and can't contain a colon.")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{}", 403, 2003),
        (b'{"username": "anna"}', 403, 2003),
        (b'{"username": "anna", "password": 7}', 403, 2003),
        (b'{"username": "", "password": "x"}', 403, 2003),
        (b"no json", 400, 103),
        (b"[]", 400, 104),
    ],
)
async def test_open_a_wrong_body_is_answered_as_the_reference_server_does(
    desk: Desk, anna: KOReader, body: bytes, status: int, code: int
) -> None:
    desk.pairing.open()
    answer = await anna.send("POST", "/users/create", body, guarded=False)
    assert (answer.status, answer.json["code"]) == (status, code)
    assert desk.pairing.window.request is None


@pytest.mark.parametrize("forwarded", ["203.0.113.9", "192.168.1.4, 203.0.113.9", "unknown"])
async def test_from_outside_of_home_nobody_is_paired(desk: Desk, anna: KOReader, forwarded: str) -> None:
    desk.pairing.open()
    outside = KOReader(anna.port, "anna", "her own words", headers={"X-Forwarded-For": forwarded})
    assert said(await outside.register()) == (402, 2005, OTHER_NETWORK)
    assert desk.pairing.window.request is None


@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db8::7", ""])
async def test_a_sender_outside_of_home_is_refused_whatever_it_knows(
    desk: Desk, anna: KOReader, address: str
) -> None:
    await desk.pair(anna)
    desk.pairing.open()
    with pytest.raises(Exception, match="same Wi-Fi"):
        await desk.pairing.register("anna", koreader_key(anna.password), address)


async def test_a_revoked_device_is_out_at_once_also_on_a_connection_that_is_open(
    desk: Desk, anna: KOReader, reader: KOReader
) -> None:
    await desk.pair(anna)
    stream, out = await asyncio.open_connection("127.0.0.1", anna.port)
    request = anna.request("GET", "/users/auth").replace(b"Connection: close, TE", b"Connection: keep-alive")

    async def log_in() -> bytes:
        out.write(request)
        head = await stream.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:"))
        await stream.readexactly(length)
        return head.split()[1]

    assert [await log_in(), await log_in()] == [b"200", b"200"], "its key is remembered now"
    revoked = await asyncio.to_thread(desk.world.paired_logins.revoke, ["anna"])
    assert await log_in() == b"401"
    assert (await reader.log_in()).status == 200
    await asyncio.to_thread(desk.world.paired_logins.restore, revoked)
    assert await log_in() == b"200"
    out.close()


async def test_revoking_takes_all_or_says_whom_it_does_not_know(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    await desk.pair(KOReader(anna.port, "ben"))
    with pytest.raises(NotFound, match="“carl”"):
        desk.world.paired_logins.revoke(["anna", "carl"])
    assert [login.username for login in desk.world.paired_logins.all()] == ["anna", "ben"]
    desk.world.paired_logins.revoke()
    assert desk.world.paired_logins.all() == []
    assert (await anna.log_in()).status == 401


async def test_a_name_that_was_given_away_meanwhile_does_not_come_back(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    revoked = desk.world.paired_logins.revoke(["anna"])
    await desk.pair(KOReader(anna.port, "anna", "another"))
    with pytest.raises(NameTaken):
        desk.world.paired_logins.restore(revoked)


async def test_a_new_passphrase_leaves_paired_devices_alone(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    desk.world.koreader_login.change(passphrase="another one")
    assert (await anna.log_in()).status == 200
    with pytest.raises(InvalidInput, match="paired device uses the name “anna”"):
        desk.world.koreader_login.change(username="anna")


async def test_a_password_itself_opens_the_same_door(desk: Desk, anna: KOReader) -> None:
    """OPDS readers send the password, not KOReader's key of it."""
    await desk.pair(anna)
    accepts = desk.world.koreader_login.accepts_password
    assert await accepts("anna", anna.password)
    assert await accepts(USERNAME, KOReader(0).password)
    for wrong in ("guessed", "", "\udcff"):
        assert not await accepts("anna", wrong)
    assert not await accepts(USERNAME, anna.password)


async def test_a_known_key_of_a_paired_device_goes_through_scrypt_once(
    desk: Desk, anna: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.pair(anna)
    await anna.log_in()

    def never(*arguments: object, **options: object) -> bytes:
        raise AssertionError("the key was forgotten")

    monkeypatch.setattr(hashlib, "scrypt", never)
    assert (await anna.push()).status == 200


async def test_when_a_device_was_paired_and_used_is_known(desk: Desk, anna: KOReader) -> None:
    await desk.pair(anna)
    (login,) = desk.world.paired_logins.all()
    assert (login.username, login.address, login.last_used_at) == ("anna", "127.0.0.1", None)
    assert login.paired_at == desk.world.clock.now()
    desk.world.clock.move(seconds=90)
    await anna.push()
    (used,) = desk.world.paired_logins.all()
    assert used.last_used_at == desk.world.clock.now()


async def test_paired_logins_are_the_same_after_a_restart(tmp_path: Path) -> None:
    world = build_world(tmp_path)
    world.koreader_login.change(USERNAME, "words")
    world.paired_logins.add("anna", koreader_key("hers"), "192.168.1.40")
    assert await world.koreader_login.accepts("anna", koreader_key("hers"))
    before = world.paired_logins.all()
    world.database.close()

    world = build_world(tmp_path)
    assert world.paired_logins.all() == before
    assert before[0].last_used_at is not None
    assert await world.koreader_login.accepts("anna", koreader_key("hers"))
    assert await world.koreader_login.accepts(USERNAME, koreader_key("words"))
    assert not world.pairing.window.is_open
    world.database.close()


async def test_without_a_password_store_devices_are_paired_all_the_same(desk: Desk, anna: KOReader) -> None:
    world = desk.world
    locked = KoreaderLogin(world.database, world.settings, LockedSecretStore())
    assert locked.show().passphrase is None
    assert (await desk.pair(anna)).status == 201


async def test_pairing_opens_only_where_a_device_could_come(desk: Desk) -> None:
    desk.world.preferences.change(accept_progress=False)
    with pytest.raises(PairingUnavailable, match="Turn it on"):
        desk.pairing.open()
    desk.world.preferences.change(accept_progress=True)
    await desk.world.server.stop()
    with pytest.raises(PairingUnavailable, match="server is stopped"):
        desk.pairing.open()
    assert not desk.pairing.window.is_open


async def test_opened_again_a_window_lasts_two_minutes_from_then_and_keeps_who_waits(
    desk: Desk, anna: KOReader
) -> None:
    desk.pairing.open()
    registering = asyncio.create_task(anna.register())
    request = await desk.asked()
    desk.world.clock.move(seconds=100)
    window = desk.pairing.open()
    assert (window.seconds_left(desk.world.clock.now()), window.request) == (120, request)
    await desk.answer(allow=True)
    assert (await registering).status == 201


async def test_the_nothing_arriving_box_learns_what_came_of_it(desk: Desk, anna: KOReader) -> None:
    await anna.register()
    refused = desk.world.logins.latest_login
    await desk.pair(anna)
    accepted = desk.world.logins.latest_login
    assert refused is not None
    assert accepted is not None
    assert (refused.username, refused.reason) == ("anna", USE_LOGIN)
    assert (accepted.username, accepted.accepted) == ("anna", True)
