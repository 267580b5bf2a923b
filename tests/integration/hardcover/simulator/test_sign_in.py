"""Signing in: page, codes, tokens and devices as Hardcover's OAuth has them (hardcover-api.md section 1)."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID, LocalHardcover
from bookorbit_desktop.demo.local_hardcover.oauth import DEVICE_GRANT, HALF_YEAR, QUARTER_HOUR, WEEK
from bookorbit_desktop.hardcover.oauth import challenge
from tests.integration.hardcover.setting import post
from tests.integration.hardcover.simulator.texts import ME

CALLBACK = "http://127.0.0.1:50123/callback"
VERIFIER = "v" * 43
SCOPE = "read:me:content read:catalog read:library write:library read:goals"


class Client:
    """A program that signs in, and the person's browser."""

    def __init__(self, hardcover: LocalHardcover, session: aiohttp.ClientSession) -> None:
        self.hardcover = hardcover
        self._session = session
        self._issuer = hardcover.oauth.issuer

    async def ask(self, **changed: str) -> tuple[int, dict[str, str]]:
        """Press Allow. Returns the status, and what the browser is sent back with."""
        query = {
            "response_type": "code",
            "client_id": DEMO_CLIENT_ID,
            "redirect_uri": CALLBACK,
            "scope": SCOPE,
            "state": "s",
            "code_challenge": challenge(VERIFIER),
            "code_challenge_method": "S256",
        } | changed
        address = f"{self._issuer}/oauth2/authorize"
        form = {"decision": "allow"}
        async with self._session.post(address, params=query, data=form, allow_redirects=False) as reply:
            back = parse_qs(urlsplit(reply.headers.get("Location", "")).query)
            return reply.status, {name: value for name, (value,) in back.items()}

    async def send(self, name: str, **form: str) -> tuple[int, dict[str, Any]]:
        form = {"client_id": DEMO_CLIENT_ID} | form
        async with self._session.post(f"{self._issuer}/oauth2/{name}", data=form) as reply:
            return reply.status, await reply.json()

    async def exchange(self, code: str, verifier: str = VERIFIER) -> tuple[int, dict[str, Any]]:
        return await self.send(
            "token", grant_type="authorization_code", code=code, redirect_uri=CALLBACK, code_verifier=verifier
        )

    async def signed_in(self) -> dict[str, Any]:
        _, back = await self.ask()
        status, tokens = await self.exchange(back["code"])
        assert status == HTTPStatus.OK
        return tokens

    async def renew(self, tokens: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return await self.send("token", grant_type="refresh_token", refresh_token=tokens["refresh_token"])

    async def is_accepted(self, tokens: dict[str, Any]) -> bool:
        reply, _ = await post(self.hardcover, ME, token=tokens["access_token"])
        return reply.status == HTTPStatus.OK


@pytest.fixture
async def client(hardcover: LocalHardcover) -> AsyncIterator[Client]:
    await hardcover.start()
    async with aiohttp.ClientSession() as session:
        yield Client(hardcover, session)
    await hardcover.stop()


async def test_sign_in(client: Client) -> None:
    status, back = await client.ask()
    assert status == HTTPStatus.FOUND
    assert (back["state"], back["iss"]) == ("s", client.hardcover.oauth.issuer)
    status, tokens = await client.exchange(back["code"])
    assert (status, tokens["expires_in"], tokens["token_type"]) == (HTTPStatus.OK, WEEK, "Bearer")
    assert "read:goals" not in tokens["scope"].split()
    assert await client.is_accepted(tokens)


async def test_sign_in_code_counts_once_and_for_whoever_asked(client: Client) -> None:
    _, back = await client.ask()
    assert (await client.exchange(back["code"], "w" * 43))[1]["error"] == "invalid_grant"
    assert (await client.exchange(back["code"]))[1]["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "redirect", ["https://example.org/callback", "http://127.0.0.1:1/other", "http://[::1"]
)
async def test_sign_in_never_redirects_to_a_stranger(client: Client, redirect: str) -> None:
    assert await client.ask(redirect_uri=redirect) == (HTTPStatus.BAD_REQUEST, {})


async def test_sign_in_wants_a_proof_that_is_hashed(client: Client) -> None:
    _, back = await client.ask(code_challenge_method="plain")
    assert back["error"] == "invalid_request"


async def test_sign_in_refresh_token_used_twice_ends_the_chain(client: Client) -> None:
    first = await client.signed_in()
    _, second = await client.renew(first)
    assert second["refresh_token"] != first["refresh_token"]
    assert (await client.renew(first))[1]["error"] == "invalid_grant"
    assert (await client.renew(second))[1]["error"] == "invalid_grant"
    assert not await client.is_accepted(second)
    assert client.hardcover.oauth.replays == 1


async def test_sign_in_ends_after_a_week_and_can_be_renewed_for_half_a_year(client: Client) -> None:
    tokens = await client.signed_in()
    clock = client.hardcover.oauth._clock
    client.hardcover.oauth._clock = lambda: clock() + HALF_YEAR
    assert (await client.renew(tokens))[1]["error"] == "invalid_grant"
    client.hardcover.oauth._clock = lambda: clock() + WEEK
    assert (await client.renew(tokens))[0] == HTTPStatus.OK


async def test_sign_in_is_revoked_by_either_token(client: Client) -> None:
    for name in ("access_token", "refresh_token"):
        tokens = await client.signed_in()
        await client.send("revoke", token=tokens[name])
        assert not await client.is_accepted(tokens)
        assert (await client.renew(tokens))[1]["error"] == "invalid_grant"
    assert client.hardcover.oauth.connected_apps() == 0


async def test_sign_in_on_a_device(client: Client) -> None:
    oauth = client.hardcover.oauth
    _, device = await client.send("device", scope=SCOPE)
    assert (device["expires_in"], device["interval"]) == (QUARTER_HOUR, 5)

    async def poll() -> dict[str, Any]:
        code = device["device_code"]
        return (await client.send("token", grant_type=DEVICE_GRANT, device_code=code))[1]

    assert (await poll())["error"] == "authorization_pending"
    assert (await poll())["error"] == "slow_down"
    oauth.decide(device["user_code"])
    assert await client.is_accepted(await poll())
    assert (await poll())["error"] == "invalid_grant"
    _, device = await client.send("device", scope=SCOPE)
    oauth.decide(device["user_code"], allow=False)
    assert (await poll())["error"] == "access_denied"
