"""What a push is told, byte for byte: in one piece or in many, alone or one behind the other."""

import asyncio
import json
import re
import threading
from dataclasses import replace

import pytest

from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.server import runner
from bookorbit_desktop.services.koreader.progress import StoredPush
from tests.conftest import AT_LEISURE
from tests.integration.server.koreader import DIGEST, KOReader, push_fields
from tests.integration.server.world import World

BODY = json.dumps(push_fields(percentage=0.25)).encode()


def head(reader: KOReader, *more: str, body: bytes = BODY, version: str = "1.1") -> bytes:
    whole = reader.request("PUT", "/syncs/progress", body)
    lines = whole.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    kept = [line for line in lines if not line.lower().startswith("connection:")]
    return "\r\n".join([f"PUT /syncs/progress HTTP/{version}", *kept, *more, "", ""]).encode()


async def answers(port: int, *pieces: bytes) -> tuple[str, bool]:
    """The answer without what changes with the time, and whether the connection stayed open."""
    stream, out = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        out.write(piece)
        await out.drain()
        await asyncio.sleep(0.01)  # so that it comes as a piece of its own
    said = (await stream.readuntil(b"\r\n\r\n")).decode()
    length = int(re.search(r"(?i)content-length: (\d+)", said)[1])  # type: ignore[index]
    said += (await stream.readexactly(length)).decode()
    out.write(b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    stays = b"200 OK" in await stream.read()
    out.close()
    assert re.search(r"Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", said)
    return "\n".join(sorted(re.sub(r"(Date: |\"timestamp\":)[^\r}]*", r"\1", said).split("\r\n"))), stays


@pytest.mark.parametrize(
    ("version", "connection", "stays"),
    [
        ("1.1", "keep-alive", True),
        ("1.1", "close, TE", False),  # LuaSocket, and so KOReader
        ("1.0", "keep-alive", True),
        ("1.0", "close", False),
    ],
)
async def test_a_push_is_answered_the_same_in_one_piece_or_in_several(
    reader: KOReader, version: str, connection: str, stays: bool
) -> None:
    start = head(reader, f"Connection: {connection}", version=version)
    whole = await answers(reader.port, start + BODY)
    assert whole == await answers(reader.port, start, BODY[:9], BODY[9:])
    assert whole[1] is stays
    assert f'"document":"{DIGEST}"' in whole[0]


def answer_of(status: str, body: str, *more: str) -> str:
    """The whole answer, as `answers` returns it."""
    length = len(body.encode()) + len("1795478400") * body.count('"timestamp":')
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", "Server: BookOrbit", "Date: "]
    return "\n".join(sorted([*lines, f"Content-Length: {length}", *more, "", body]))


PERCENTAGE = "Invalid request: field 'percentage' is missing or cannot be used."


@pytest.mark.parametrize("connection", ["keep-alive", "close", "close, TE"])
@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (BODY, "200 OK", f'{{"document":"{DIGEST}","timestamp":}}'),
        (
            json.dumps(push_fields(colour="red", more={"a": [1]})).encode(),
            "200 OK",
            f'{{"document":"{DIGEST}","timestamp":}}',
        ),
        (
            json.dumps(push_fields(document="naïve “book”"), ensure_ascii=False).encode(),
            "200 OK",
            '{"document":"naïve “book”","timestamp":}',
        ),
        (
            json.dumps(push_fields(percentage="much")).encode(),
            "403 Forbidden",
            f'{{"code":2003,"message":"{PERCENTAGE}"}}',
        ),
        (
            json.dumps(push_fields(document=None)).encode(),
            "403 Forbidden",
            '{"code":2004,"message":"Field \'document\' not provided."}',
        ),
        (b"{", "400 Bad Request", '{"code":103,"message":"Could not parse JSON in body."}'),
    ],
)
async def test_each_byte_of_an_answer_is_known(
    reader: KOReader, connection: str, body: bytes, status: str, told: str
) -> None:
    closing = () if connection == "keep-alive" else ("Connection: close",)
    start = head(reader, f"Connection: {connection}", body=body)
    assert await answers(reader.port, start + body) == (answer_of(status, told, *closing), not closing)


@pytest.mark.parametrize(("name", "password"), [("nobody", None), (None, "wrong")])
async def test_a_wrong_login_is_told_which_page_to_look_at(
    reader: KOReader, name: str | None, password: str | None
) -> None:
    stranger = replace(reader, username=name or reader.username, password=password or reader.password)
    told = '{"code":2001,"message":"Wrong username or password. Check BookOrbit ▸ KOReader."}'
    refused = await answers(reader.port, head(stranger, "Connection: keep-alive") + BODY)
    assert refused == (answer_of("401 Unauthorized", told), True)


async def test_a_bug_is_answered_and_logged(
    world: World, reader: KOReader, caplog: pytest.LogCaptureFixture
) -> None:
    world.database.write(lambda: world.database.connection().execute("DROP TABLE position") and None)
    told = '{"code":2000,"message":"Something went wrong in BookOrbit. See its log file for details."}'
    answer = await answers(reader.port, head(reader) + BODY)
    assert answer == (answer_of("500 Internal Server Error", told, "Connection: close"), False)
    assert [record.getMessage() for record in caplog.records] == ["A request from 127.0.0.1 failed"]


async def test_an_answer_under_way_is_sent_before_the_server_stops(
    world: World, reader: KOReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, came = threading.Event(), threading.Event(), asyncio.Event()
    monkeypatch.setattr(runner, "_STOP_WITHIN", AT_LEISURE)
    port = (await world.server.start("127.0.0.1", 0, exact=True)).port
    receive = world.progress.receive

    async def say_and_receive(push: Push) -> StoredPush:
        came.set()
        return await receive(push)

    monkeypatch.setattr(world.progress, "receive", say_and_receive)

    def hold() -> None:
        begun.set()
        assert go.wait(30)

    held = world.database.submit(hold)
    assert await asyncio.to_thread(begun.wait, 30)
    stream, out = await asyncio.open_connection("127.0.0.1", port)
    out.write(head(reader) + BODY)
    await came.wait()
    stopping = asyncio.create_task(world.server.stop())
    await asyncio.sleep(0)
    go.set()
    assert (await stream.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 OK\r\n")
    await stopping
    held.result(30)
    out.close()


async def test_after_another_request_the_connection_still_takes_pushes(reader: KOReader) -> None:
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    push = head(reader) + BODY
    for request in (push, b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", push, push):
        out.write(request)
        said = (await stream.readuntil(b"\r\n\r\n")).decode()
        assert said.startswith("HTTP/1.1 200 OK")
        await stream.readexactly(int(re.search(r"Content-Length: (\d+)", said)[1]))  # type: ignore[index]
    out.close()


@pytest.mark.parametrize("document", ["naïve “book”", 'a"b\\c', "\U0001f4d6"])
async def test_the_document_of_an_answer_is_json(reader: KOReader, document: str) -> None:
    assert (await reader.push(document=document)).json["document"] == document
    assert (await reader.pull(document.replace("\\", "%5C"))).status == 200


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
async def test_a_body_in_another_unicode_form_is_taken(reader: KOReader, coding: str) -> None:
    body = json.dumps(push_fields(percentage=0.75)).encode(coding)
    assert (await reader.push_body(body)).status == 200
    assert (await reader.pull()).json["percentage"] == 0.75


@pytest.mark.parametrize("body", [b"{", b'{"document":1}x', b"{}{}", b"[" * 100_000, b'{"a":' * 20_000, b""])
async def test_an_invalid_push_is_refused_in_one_piece_or_in_two(reader: KOReader, body: bytes) -> None:
    start = head(reader, "Connection: close", body=body)
    answer = await answers(reader.port, start + body)
    assert answer == await answers(reader.port, start, body)
    assert "HTTP/1.1 400 " in answer[0]


async def test_a_client_that_expects_100_continue_gets_it(reader: KOReader) -> None:
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    out.write(head(reader, "Expect: 100-continue"))
    assert await stream.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    out.write(BODY)
    assert (await stream.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 OK\r\n")
    out.close()


async def test_a_push_for_another_computer_is_refused(world: World, reader: KOReader) -> None:
    start = re.sub(rb"Host: [^\r]*", b"Host: evil.example", head(reader, "Connection: close"))
    assert "HTTP/1.1 421 " in (await answers(reader.port, start + BODY))[0]
    assert (await reader.pull()).json == {}


async def test_pushes_sent_one_behind_the_other_are_answered_in_their_order(reader: KOReader) -> None:
    stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
    for number in range(20):
        body = json.dumps(push_fields(document=f"book {number}", percentage=0.5)).encode()
        out.write(head(reader, body=body) + body)
    for number in range(20):
        said = (await stream.readuntil(b"\r\n\r\n")).decode()
        body = await stream.readexactly(int(re.search(r"Content-Length: (\d+)", said)[1]))  # type: ignore[index]
        assert json.loads(body)["document"] == f"book {number}"
    out.close()


async def test_bytes_of_devices_that_send_at_once_are_kept_apart(reader: KOReader) -> None:
    async def push(number: int) -> list[str]:
        document = f"{number:032x}"
        body = json.dumps(push_fields(document=document)).encode()
        request = head(reader, body=body) + body
        stream, out = await asyncio.open_connection("127.0.0.1", reader.port)
        said = []
        for cut in range(1, len(request), 41):
            out.write(request[:cut])
            await out.drain()
            await asyncio.sleep(0)
            out.write(request[cut:])
            answer = await stream.readuntil(b"}")
            said.append(json.loads(answer[answer.index(b"{") :])["document"])
        out.close()
        return said

    for number, documents in enumerate(await asyncio.gather(*(push(number) for number in range(8)))):
        assert set(documents) == {f"{number:032x}"}


async def test_a_reader_that_hangs_up_before_its_answer_loses_no_push(reader: KOReader) -> None:
    _, out = await asyncio.open_connection("127.0.0.1", reader.port)
    out.write(head(reader) + BODY)
    out.close()
    await out.wait_closed()
    async with asyncio.timeout(120):
        while (await reader.pull()).json == {}:
            pass  # asked again
