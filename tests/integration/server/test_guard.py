"""Who is let in, what the "Nothing arriving?" box learns, and what "off" means."""

import hashlib

import pytest

from bookorbit_desktop.domain.koreader.pairing import USE_LOGIN
from bookorbit_desktop.domain.overview.events import LoginAttempted
from bookorbit_desktop.server.auth import SWITCHED_OFF, WRONG_KEY
from bookorbit_desktop.services.koreader import authenticator
from tests.integration.server.koreader import KOReader
from tests.integration.server.world import World


async def test_a_server_that_takes_no_progress_says_why_at_login_and_refuses_pushes(
    world: World, reader: KOReader
) -> None:
    await reader.push(percentage=0.3)
    world.preferences.change(accept_progress=False)
    login, push, pull = await reader.log_in(), await reader.push(percentage=0.4), await reader.pull()
    assert (login.status, login.json) == (401, {"code": 2001, "message": SWITCHED_OFF})
    for answer in (push, pull):
        assert answer.status == 503
        assert answer.json["message"] == SWITCHED_OFF

    world.preferences.change(accept_progress=True)
    assert (await reader.pull()).json["percentage"] == 0.3


async def test_switched_off_a_wrong_key_is_still_a_wrong_key(world: World, reader: KOReader) -> None:
    world.preferences.change(accept_progress=False)
    stranger = KOReader(reader.port, password="wrong")
    for answer in (await stranger.log_in(), await stranger.push(), await stranger.pull()):
        assert (answer.status, answer.json["message"]) == (401, WRONG_KEY)


async def test_a_new_passphrase_shuts_the_old_one_out(world: World, reader: KOReader) -> None:
    assert (await reader.push()).status == 200
    world.koreader_login.change(passphrase="another one")
    assert (await reader.push()).status == 401
    assert (await KOReader(reader.port, password="another one").push()).status == 200


async def test_wrong_keys_do_not_push_the_right_one_out_of_memory(
    reader: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right key goes through scrypt once, however many wrong ones come."""
    monkeypatch.setattr(authenticator, "REMEMBERED_KEYS", 1)
    await reader.log_in()
    for wrong in ("one", "two", "three"):
        assert (await KOReader(reader.port, password=wrong).push()).status == 401

    def never(*arguments: object, **options: object) -> bytes:
        raise AssertionError("the key was forgotten")

    monkeypatch.setattr(hashlib, "scrypt", never)
    assert (await reader.push()).status == 200


async def test_attempts_to_log_in_are_remembered_and_told(world: World, reader: KOReader) -> None:
    assert world.logins.latest_login is None
    await reader.log_in()
    accepted = world.logins.latest_login
    assert accepted is not None
    assert (accepted.username, accepted.accepted, accepted.reason) == ("reader", True, "")
    assert world.logins.latest_refusal is None

    await KOReader(reader.port, username="typo").log_in()
    refused = world.logins.latest_login
    assert refused is not None
    assert (refused.username, refused.accepted, refused.reason) == ("typo", False, WRONG_KEY)
    assert world.logins.latest_refusal == refused
    assert world.events == [LoginAttempted(accepted), LoginAttempted(refused)]


async def test_a_push_with_an_old_passphrase_is_remembered_but_is_no_login(
    world: World, reader: KOReader
) -> None:
    await KOReader(reader.port, password="the old one").push()
    refusal = world.logins.latest_refusal
    assert refusal is not None
    assert (refusal.username, refusal.reason) == ("reader", WRONG_KEY)
    assert world.logins.latest_login is None
    assert world.events == [LoginAttempted(refusal)]


async def test_somebody_who_taps_register_is_remembered(world: World, reader: KOReader) -> None:
    await reader.register()
    attempt = world.logins.latest_login
    assert attempt is not None
    assert (attempt.accepted, attempt.reason) == (False, USE_LOGIN)


async def test_a_name_that_is_no_text_is_refused_and_shown_as_far_as_it_can_be(
    world: World, reader: KOReader
) -> None:
    stranger = KOReader(reader.port, username="\udcff" + "x" * 500)
    assert (await stranger.log_in()).status == 401
    attempt = world.logins.latest_login
    assert attempt is not None
    assert attempt.username == f"?{'x' * 98}…"
