"""What other clients, browsers and mistyped addresses send."""

import asyncio
import json
import logging
import ssl
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.devices import LONGEST_NAME
from bookorbit_desktop.domain.overview.events import Event, LoginAttempted
from bookorbit_desktop.server.app import MAX_BODY, PREFIXES
from bookorbit_desktop.server.push_body import MOST_WITH_METADATA
from bookorbit_desktop.services.koreader.login_attempts import TOLD_A_SECOND, USE_HTTP, LoginAttempts
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from tests.integration.server.koreader import DIGEST, KOReader, exchange, push_fields
from tests.integration.server.world import World

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = "Kobo\x1b[31m\n\u202etxt.exe\x07" + "x" * 400


@pytest.mark.parametrize("prefix", PREFIXES)
async def test_double_slashes_are_one(world: World, reader: KOReader, prefix: str) -> None:
    other = KOReader(reader.port, base=f"{prefix}/")
    assert (await other.log_in()).status == 200
    assert (await other.send("GET", "///users//auth?from=a//b")).status == 200
    assert (await other.push(percentage=0.25)).status == 200
    assert (await other.pull()).json["percentage"] == 0.25
    assert (await other.send("GET", "//healthcheck//")).json == {"state": "OK"}


async def test_encoded_slashes_stay_part_of_a_document(reader: KOReader) -> None:
    await reader.push(document="a//b", percentage=0.5)
    assert (await reader.pull("a//b")).json["document"] == "a//b"
    assert (await reader.pull("a/b")).json == {}


@pytest.mark.parametrize("target", ["//evil.example/users/auth", "http://127.0.0.1//users/auth", "//", "///"])
async def test_odd_targets_are_answered_without_a_redirect(reader: KOReader, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    answer = await exchange(reader.port, request)
    assert answer.status in (401, 404)
    assert "location" not in answer.headers


@pytest.mark.parametrize("expected", ["h\udcf6her", "h\u00f6her", "nothing"])
async def test_an_expectation_that_is_unknown_or_no_text_is_refused(reader: KOReader, expected: str) -> None:
    answer = await replace(reader, headers={"Expect": expected}).send("GET", "/healthcheck")
    assert answer.status == 417
    assert answer.json["message"]


async def test_https_is_recognised_and_said(
    world: World, reader: KOReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.raises(ssl.SSLError, match=r"(?i)version"):
        await asyncio.open_connection("127.0.0.1", reader.port, ssl=context)
    seen = world.logins.latest_https
    assert seen is not None
    assert (seen.reason, seen.address) == (USE_HTTP, "127.0.0.1")
    assert world.logins.latest_refusal == seen
    assert LoginAttempted(seen) in world.events
    assert USE_HTTP in caplog.text
    assert (await reader.log_in()).status == 200
    assert world.logins.latest_https is None


async def test_a_hello_that_comes_byte_by_byte_is_recognised_too(world: World, reader: KOReader) -> None:
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    out.write(b"\x16")
    assert (await stream.read())[:1] == b"\x15"
    out.close()
    assert world.logins.latest_https is not None


@pytest.mark.parametrize("path", ["/", "//", "/kosync", "/api/v1/koreader/"])
async def test_a_browser_gets_a_page_that_says_how_to_connect(reader: KOReader, path: str) -> None:
    browser = KOReader(reader.port, headers={"Accept": BROWSER})
    answer = await browser.send("GET", path, guarded=False)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = answer.body.decode()
    assert f"http://127.0.0.1:{reader.port}" in page
    assert "Progress sync" in page
    assert (await reader.send("GET", path)).json["code"] == 2003


async def test_the_page_puts_no_text_of_a_stranger_into_its_markup(reader: KOReader) -> None:
    browser = KOReader(reader.port, headers={"Accept": BROWSER, "Host": "<script>alert(1)</script>"})
    answer = await browser.send("GET", "/", guarded=False)
    assert answer.status in (400, 421)
    assert b"<script" not in answer.body


def body_of(size: int, **fields: Any) -> bytes:
    """A push of about `size` bytes, all of them authors."""
    authors = "\n".join(["Ada Example"] * (size // 12))
    metadata = {"title": "An anthology", "authors": authors, "filename": "a.epub"}
    return json.dumps({**push_fields(**fields), "metadata": metadata}).encode()


async def test_a_body_with_very_many_authors_keeps_its_place(world: World, reader: KOReader) -> None:
    for size, title in ((MOST_WITH_METADATA // 2, "An anthology"), (MOST_WITH_METADATA * 4, "")):
        digest = f"{size:032x}"
        answer = await reader.push_body(body_of(size, document=digest, percentage=0.5))
        assert (answer.status, answer.json["document"]) == (200, digest)
        (stored,) = [document for document in world.progress.documents() if document.digest == digest]
        assert (stored.percentage, stored.title) == (0.5, title)
        assert (await reader.pull(digest)).json["percentage"] == 0.5


async def test_a_body_without_end_is_refused(world: World, reader: KOReader) -> None:
    assert (await reader.push_body(body_of(MAX_BODY + 4096))).status == 413
    assert world.progress.documents() == []


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/syncs/progress"), ("GET", "/users/auth"), ("POST", "/x")]
)
@pytest.mark.parametrize("length", [MAX_BODY + 1, 99_999_999_999])
async def test_a_length_above_the_limit_is_refused_before_a_byte_of_it(
    reader: KOReader, method: str, path: str, length: int
) -> None:
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    kept = replace(reader, headers={"Connection": "", "Content-Length": str(length)})
    out.write(kept.request(method, path))
    answer = await stream.readuntil(b"}")
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nConnection: close\r\n" in answer
    with suppress(OSError):  # the server waits two seconds for that body, and then it has hung up
        out.write(reader.request("GET", "/healthcheck"))  # is part of that body
        out.write_eof()
        assert await stream.read() == b""
    out.close()


async def test_many_long_bodies_at_once_all_arrive(world: World, reader: KOReader) -> None:
    size = MOST_WITH_METADATA * 2
    pushes = [reader.push_body(body_of(size, document=f"{number:032x}")) for number in range(20)]
    assert {answer.status for answer in await asyncio.gather(*pushes)} == {200}
    assert len(world.progress.documents()) == 20


async def test_the_name_of_a_device_is_shown_safely_and_returned_as_it_came(
    world: World, reader: KOReader
) -> None:
    await reader.push(device=HOSTILE)
    assert (await reader.pull()).json["device"] == HOSTILE
    (device,) = world.devices.all()
    (document,) = world.progress.documents()
    assert device.name == HOSTILE
    for shown in (device.shown_name, document.device_name):
        assert shown.startswith("Kobo[31m txt.exe")
        assert shown.isprintable()
        assert len(shown) == LONGEST_NAME
    assert document.digest == DIGEST


def test_a_flood_of_refusals_does_not_flood_the_window() -> None:
    told, bus = list[Event](), EventBus()
    bus.subscribe(told.append)
    logins = LoginAttempts(Clock(), bus, seconds=lambda: 1000.0)
    for number in range(TOLD_A_SECOND * 3):
        logins.note_refusal(f"guest {number}", Message("Wrong username or password."), "10.0.0.9")
    assert 0 < len(told) <= TOLD_A_SECOND * 2
    latest = logins.latest_refusal
    assert latest is not None
    assert latest.username == f"guest {TOLD_A_SECOND * 3 - 1}"
