"""Readers that run in a browser: what pages of allowed origins may do, and others may not."""

import json

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.koreader.server import READEST_ORIGIN, checked_origin
from tests.integration.server.koreader import DIGEST, Answer, KOReader, exchange, push_fields
from tests.integration.server.world import World

STRANGER = "https://evil.example"
PATHS = (
    "/syncs/progress",
    f"/syncs/progress/{DIGEST}",
    "/users/auth",
    "/opds",
    "/opds/search",
    "/dav/Library",
)


@pytest.fixture
def allowed(world: World) -> World:
    world.preferences.change(browser_origins=(READEST_ORIGIN,))
    return world


async def ask(reader: KOReader, path: str, origin: str, method: str = "PUT") -> Answer:
    """What a browser asks before a page's call; without a login, as browsers do."""
    lines = [
        f"OPTIONS {path} HTTP/1.1",
        f"Host: 127.0.0.1:{reader.port}",
        f"Origin: {origin}",
        f"Access-Control-Request-Method: {method}",
        "Access-Control-Request-Headers: content-type,x-auth-key,x-auth-user",
        "Access-Control-Request-Private-Network: true",
        "Connection: close",
    ]
    return await exchange(reader.port, "\r\n".join([*lines, "", ""]).encode())


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_of_an_allowed_origin_may_call(allowed: World, reader: KOReader, path: str) -> None:
    answer = await ask(reader, path, READEST_ORIGIN)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == READEST_ORIGIN
    assert answer.headers["access-control-allow-methods"] == "PUT"
    assert answer.headers["access-control-allow-headers"] == "content-type,x-auth-key,x-auth-user"
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", [STRANGER, "null", "https://web.readest.com.evil.example", "*"])
async def test_no_other_page_may_even_ask(allowed: World, reader: KOReader, path: str, origin: str) -> None:
    answer = await ask(reader, path, origin)
    assert answer.status in (401, 403, 404, 405)
    assert not any(name.startswith("access-control") for name in answer.headers)


async def test_it_is_off_at_first(world: World, reader: KOReader) -> None:
    assert world.preferences.current.browser_origins == ()
    assert (await ask(reader, "/syncs/progress", READEST_ORIGIN)).status == 405


async def test_a_page_pushes_and_reads_the_answer_with_its_login_alone(
    allowed: World, reader: KOReader
) -> None:
    page = KOReader(reader.port, headers={"Origin": READEST_ORIGIN, "User-Agent": "Mozilla/5.0"})
    body = json.dumps(push_fields(percentage=0.5)).encode()
    for answer in (await page.push_body(body), await page.pull(), await page.log_in()):
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == READEST_ORIGIN
        assert "access-control-allow-credentials" not in answer.headers
    wrong = KOReader(reader.port, password="wrong", headers={"Origin": READEST_ORIGIN})
    assert (await wrong.pull()).status == 401, "an origin is no login"
    other = KOReader(reader.port, headers={"Origin": STRANGER})
    assert "access-control-allow-origin" not in (await other.pull()).headers


async def test_koreader_gets_what_it_always_got(allowed: World, reader: KOReader) -> None:
    answer = await reader.push(percentage=0.5)
    assert not any(name.startswith(("access-control", "vary")) for name in answer.headers)


@pytest.mark.parametrize(
    "text", ["*", "", "null", "readest.com", "https://a/b", "ftp://a", "https://a b", "https://*.a"]
)
def test_what_is_no_web_page_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        checked_origin(text)


def test_an_origin_is_written_as_browsers_name_it() -> None:
    assert checked_origin(" HTTPS://Web.Readest.com/ ") == READEST_ORIGIN
    assert checked_origin("http://[fd00::1]:8080") == "http://[fd00::1]:8080"
