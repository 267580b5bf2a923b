"""The client over aiohttp: what it sends, every error shape of hardcover-api.md section 3, and never a redirect."""

import json
import logging
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aioresponses import aioresponses

from bookorbit_desktop import __version__
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, FaultKind, LocalHardcover, VirtualClock
from bookorbit_desktop.demo.local_hardcover.fixtures import fixture_world
from bookorbit_desktop.domain.base.errors import (
    CertificateNotTrusted,
    HardcoverBusy,
    HardcoverError,
    MissingScope,
    NoToken,
    RateLimited,
    RequestRefused,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.hardcover import http_transport, operations
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.failures import TimedOut, TooManyFields
from bookorbit_desktop.hardcover.http_transport import HttpTransport
from tests.integration.hardcover.setting import NOON
from tests.ports import free_port

URL = "https://hardcover.invalid/v1/graphql"
SELF_SIGNED = Path(__file__).parents[1] / "self_signed.pem"
TOKEN = "hc_pat_5up3r53cr3t"
GOOD = {"data": {"me": [{"id": 1, "username": "demo"}]}}
FREE = {"RateLimit-Policy": '"Free";q=60;w=60;burst=10', "RateLimit": '"Free";r=9;t=1'}


def client_at(url: str, token: str | None = TOKEN) -> HardcoverClient:
    clock = VirtualClock()
    return HardcoverClient(
        url, lambda: token, clock=clock, sleep=clock.sleep, local_time=lambda: NOON, jitter=lambda: 0.0
    )


@pytest.fixture
async def client() -> AsyncIterator[HardcoverClient]:
    async with client_at(URL) as client:
        yield client


async def ask(client: HardcoverClient, document: str = operations.ME) -> dict[str, Any]:
    return await client.run(document, {}, 1)


async def test_a_request_carries_query_token_and_user_agent(client: HardcoverClient) -> None:
    with aioresponses() as server:
        server.post(URL, payload=GOOD, headers=FREE)
        assert await client.run(operations.ME, {"x": 1}, 1) == GOOD["data"]
        [[call]] = server.requests.values()
    assert json.loads(call.kwargs["data"]) == {"query": operations.ME, "variables": {"x": 1}}
    assert call.kwargs["headers"]["Authorization"] == f"Bearer {TOKEN}"
    assert call.kwargs["headers"]["User-Agent"] == f"BookOrbitDesktop/{__version__}"
    assert call.kwargs["headers"]["Content-Type"] == "application/json"
    assert call.kwargs["allow_redirects"] is False
    assert (client.quota.minute_left, client.spent.units) == (9, 1)


@pytest.mark.parametrize("pasted", [f"Bearer {TOKEN}", f"  {TOKEN}\n"])
async def test_the_token_is_sent_in_its_normal_form(pasted: str) -> None:
    with aioresponses() as server:
        server.post(URL, payload=GOOD)
        async with client_at(URL, pasted) as client:
            await ask(client)
        [[call]] = server.requests.values()
    assert call.kwargs["headers"]["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("token", [None, "", "Bearer \n"])
async def test_without_a_token_nothing_is_sent(token: str | None) -> None:
    with aioresponses() as server:
        async with client_at(URL, token) as client:
            with pytest.raises(NoToken):
                await ask(client)
        assert not server.requests


async def test_a_token_that_cannot_be_one_is_not_sent() -> None:
    with aioresponses() as server:
        async with client_at(URL, "hc_pat_naïve") as client:
            with pytest.raises(TokenRejected):
                await ask(client)
        assert not server.requests


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_request", "error_description": "No Authorization header"}, RequestRefused),
        (400, {"error": "Malformed request body"}, RequestRefused),
        (400, {"error": "invalid_query"}, RequestRefused),
        (401, {"error": "invalid_token", "error_description": "expired"}, TokenRejected),
        (401, {"error": "Unable to verify token"}, TokenRejected),
        (403, {"error": "insufficient_scope", "scope": "write:library"}, MissingScope),
        (403, {"error": "unsupported_operation"}, RequestRefused),
        (403, {"errors": ["top_level_limit_exceeded"]}, TooManyFields),
        (
            403,
            {"data": None, "errors": [{"message": '{"errors": ["top_level_limit_exceeded"]}'}]},
            TooManyFields,
        ),
        (408, {"error": "Request timeout"}, TimedOut),
        (500, {"error": "An unknown error occurred"}, HardcoverBusy),
        (500, "<html>oops</html>", HardcoverBusy),
        (503, {"error": "Service temporarily unavailable"}, HardcoverBusy),
        (200, {"errors": [{"message": "x", "extensions": {"code": "parse-failed"}}]}, RequestRefused),
        (200, {"errors": [{"message": "field 'x' not found in type: 'y'"}]}, RequestRefused),
        (200, '{"data": {"me"', HardcoverBusy),
        (200, {"data": None}, HardcoverBusy),
    ],
)
async def test_error_shapes(
    client: HardcoverClient, status: int, body: Any, kind: type[HardcoverError]
) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    with aioresponses() as server:
        server.post(URL, status=status, body=text, repeat=True)
        with pytest.raises(kind):
            await ask(client)


async def test_a_429_is_waited_for(client: HardcoverClient) -> None:
    waits: list[tuple[float, str]] = []
    client.on_wait = lambda seconds, reason, kind: waits.append((seconds, reason))
    with aioresponses() as server:
        server.post(URL, status=429, payload={"error": "Throttled"}, headers={"Retry-After": "24", **FREE})
        server.post(URL, payload=GOOD, headers=FREE)
        await ask(client)
    assert waits == [(pytest.approx(24.05), "Hardcover asked us to slow down.")]
    assert (client.spent.requests, client.spent.throttled, client.spent.units) == (2, 1, 1)


async def test_a_long_429_is_the_callers_to_wait_for(client: HardcoverClient) -> None:
    with aioresponses() as server:
        server.post(URL, status=429, payload={"error": "Throttled"}, headers={"Retry-After": "600"})
        with pytest.raises(
            RateLimited, match=r"^Hardcover asked us to slow down\. Retrying at 12:10\.$"
        ) as caught:
            await ask(client)
        assert sum(map(len, server.requests.values())) == 1
    assert (caught.value.retry_after, caught.value.daily) == (pytest.approx(600, abs=0.1), False)


@pytest.mark.parametrize(
    ("error", "write", "kind", "calls"),
    [
        (aiohttp.ClientConnectorError(None, OSError("no route")), False, Unreachable, 4),  # type: ignore[arg-type]
        (aiohttp.ClientConnectorError(None, OSError("no route")), True, Unreachable, 4),  # type: ignore[arg-type]
        (aiohttp.ConnectionTimeoutError(), True, Unreachable, 4),
        (aiohttp.ServerDisconnectedError(), False, Unreachable, 4),
        (aiohttp.ServerDisconnectedError(), True, HardcoverBusy, 1),
        (aiohttp.ClientPayloadError(), True, HardcoverBusy, 1),
        (TimeoutError(), False, TimedOut, 1),
        (TimeoutError(), True, TimedOut, 1),
    ],
)
async def test_network_errors(
    client: HardcoverClient, error: Exception, write: bool, kind: type[HardcoverError], calls: int
) -> None:
    with aioresponses() as server:
        server.post(URL, exception=error, repeat=True)
        with pytest.raises(kind) as caught:
            await ask(client, "mutation M { x }" if write else operations.ME)
        assert sum(map(len, server.requests.values())) == calls
    if isinstance(caught.value, HardcoverBusy):
        assert caught.value.may_have_landed is write


async def test_redirects_are_never_followed() -> None:
    """A real server that sends the client, with its token, to another one."""
    visits: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        visits.append(request.headers.get("Authorization", ""))
        return web.json_response(GOOD)

    app = web.Application()
    app.router.add_post("/elsewhere", elsewhere)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    target = f"http://127.0.0.1:{runner.addresses[0][1]}/elsewhere"

    async def redirect(request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect(target)

    first = web.Application()
    first.router.add_post("/v1/graphql", redirect)
    first_runner = web.AppRunner(first)
    await first_runner.setup()
    first_site = web.TCPSite(first_runner, "127.0.0.1", 0)
    await first_site.start()
    try:
        async with client_at(f"http://127.0.0.1:{first_runner.addresses[0][1]}/v1/graphql") as client:
            with pytest.raises(
                RequestRefused, match="redirects to another one, which BookOrbit doesn't follow"
            ):
                await ask(client)
    finally:
        await first_runner.cleanup()
        await runner.cleanup()
    assert visits == []


async def test_over_a_real_socket_with_faults() -> None:
    hardcover = LocalHardcover(fixture_world())
    url = await hardcover.start()
    try:
        async with client_at(url, DEMO_TOKEN) as client:
            for kind in (FaultKind.RESET, FaultKind.UNAVAILABLE, FaultKind.HTML_ERROR, FaultKind.TRUNCATED):
                hardcover.faults.add(kind)
                assert (await ask(client))["me"] == [{"id": hardcover.user_id, "username": "demo"}]
            hardcover.faults.add(FaultKind.REDIRECT)
            with pytest.raises(RequestRefused):
                await ask(client)
    finally:
        await hardcover.stop()


async def test_a_slow_drip_ends_with_the_total_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_transport, "TOTAL_TIMEOUT", 0.3)
    hardcover = LocalHardcover(fixture_world())
    url = await hardcover.start()
    try:
        hardcover.faults.add(FaultKind.DRIP)
        async with client_at(url, DEMO_TOKEN) as client:
            with pytest.raises(TimedOut):
                await ask(client)
    finally:
        await hardcover.stop()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1/graphql", "http://hardcover.invalid/v1/graphql", "nonsense"]
)
async def test_an_address_that_does_not_answer(url: str) -> None:
    async with client_at(url) as client:
        with pytest.raises(Unreachable, match=r"^Can't reach Hardcover\."):
            await ask(client)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 401, "payload": {"error": f"no such token {TOKEN}"}},
        {"status": 400, "payload": {"error": "invalid_request", "error_description": f"Bearer {TOKEN}"}},
        {"status": 500, "body": f"<html>{TOKEN}</html>"},
        {"status": 200, "payload": {"errors": [{"message": f"{TOKEN} is odd"}]}},
        {"status": 403, "payload": {"error": "insufficient_scope", "scope": TOKEN}},
        {"exception": aiohttp.ClientPayloadError(f"Authorization: Bearer {TOKEN}")},
    ],
)
async def test_the_token_is_in_no_log_and_no_exception(
    client: HardcoverClient, answer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with aioresponses() as server:
        server.post(URL, repeat=True, **answer)
        with pytest.raises(HardcoverError) as caught:
            await ask(client)
    shown: list[str] = [caplog.text]
    error: BaseException | None = caught.value
    while error is not None:
        shown += [str(error), repr(error), str(vars(error))]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert TOKEN not in "".join(shown)
    assert TOKEN not in repr(client)


async def test_a_transport_opens_again_after_closing() -> None:
    hardcover = LocalHardcover(fixture_world())
    url = await hardcover.start()
    try:
        way = HttpTransport(url, http_transport.TOTAL_TIMEOUT)
        for _ in range(2):
            reply = await way.post({"Authorization": f"Bearer {DEMO_TOKEN}"}, b'{"query": "{ me { id } }"}')
            assert reply.status == 200
            await way.close()
    finally:
        await hardcover.stop()


@dataclass
class Impostor:
    """Answers as Hardcover over https, with a certificate that no authority signed."""

    url: str
    asked: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        return web.json_response(GOOD, headers=FREE)


@pytest.fixture
async def impostor() -> AsyncIterator[Impostor]:
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.load_cert_chain(SELF_SIGNED)
    port = free_port()
    impostor = Impostor(f"https://127.0.0.1:{port}/v1/graphql")
    app = web.Application()
    app.router.add_post("/v1/graphql", impostor.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=certificate).start()
    yield impostor
    await runner.cleanup()


async def test_a_server_without_a_trusted_certificate_is_sent_nothing(impostor: Impostor) -> None:
    async with client_at(impostor.url) as client:
        with pytest.raises(CertificateNotTrusted, match="Check its date and time"):
            await ask(client)
        assert client.spent.requests == 0
    assert impostor.asked == 0


async def test_an_authority_that_this_system_trusts_is_trusted(
    impostor: Impostor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
    async with client_at(impostor.url) as client:
        assert await ask(client) == GOOD["data"]
