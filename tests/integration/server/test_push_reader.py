"""What the short way reads as a push, aiohttp reads alike: from any bytes, in any pieces."""

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp.base_protocol import BaseProtocol
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import HttpRequestParser, HttpRequestParserPy
from aiohttp.web import RequestPayloadError
from hypothesis import example, given
from hypothesis import strategies as st

from bookorbit_desktop.server.push_lane import LONGEST, PushReader, PushRequest, Unread
from tests.integration.server.koreader import KOReader

READER = PushReader({"/syncs/progress", "/kosync/syncs/progress/"})
BODY = b'{"document":"d"}'
FIRST_LINES = (b"PUT /syncs/progress HTTP/1.1", b"PUT /kosync/syncs/progress/ HTTP/1.1")
HEADERS = (
    b"Host: 127.0.0.1:8081",
    b"host: other.example",
    b"User-Agent: lua-Spore",
    b"Accept: application/vnd.koreader.v1+json",
    b"Content-Type: application/json",
    b"x-auth-user: reader",
    b"X-Auth-User:reader \t",
    b"x-auth-key: 0123456789abcdef",
    b"x-auth-key: \xc3\xa9",
    b"x-auth-user:",
    b"TE: trailers",
    b"Connection: close, TE",
    b"connection: Close",
    b"Connection: keep-alive",
    b"Connection: keep-alive, close",
    b"Connection: Upgrade",
    b"Upgrade: websocket",
    b"Upgrade: h2c",
    b"Expect: 100-continue",
    b"Transfer-Encoding: chunked",
    b"Content-Encoding: gzip",
    b"Content-Length: 16",
    b"content-length: 016",
    b"Content-Length: 15",
    b"Content-Length: 17",
    b"Content-Length: +16",
    b"Content-Length: 1_6",
    b"Content-Length : 16",
    b" Content-Length: 16",
    b"X-Anything: else",
    b"no colon",
    b": no name",
    b"Host: a\x00b",
    b"User-Agent: a\rb",
    b"User-Agent: a\nHost: b",
    b"User-Agent: \x7f",
)
BODIES = (BODY, b"", BODY + b"x", BODY[:-1], BODY + b"PUT /syncs/progress HTTP/1.1\r\n\r\n", b"0\r\n\r\n")


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Heads of usual and unusual lines, with a byte changed here and there."""
    first = draw(
        st.sampled_from((*FIRST_LINES, *FIRST_LINES, b"PUT /syncs/progress?a HTTP/1.1", b"GET / HTTP/1.1"))
    )
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=9))
    if draw(st.booleans()):
        headers += [b"Host: here", b"Content-Length: 16"]
    whole = bytearray(b"\r\n".join([first, *headers, b"", b""]) + draw(st.sampled_from(BODIES)))
    for at, byte in draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=2)
    ):
        whole[at] = byte
    return bytes(whole)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


def read_by_aiohttp(
    loop: asyncio.AbstractEventLoop, parser: type[HttpRequestParserPy], data: bytes
) -> PushRequest | None:
    """What aiohttp makes of a request that is whole."""
    reading = parser(
        BaseProtocol(loop),
        loop,
        2**16,
        max_line_size=8190,
        max_field_size=8190,
        payload_exception=RequestPayloadError,
        auto_decompress=False,
    )
    try:
        ((message, payload),), upgraded, rest = reading.feed_data(data)
    except (HttpProcessingError, ValueError):
        return None
    if (
        upgraded
        or rest
        or message.method != "PUT"
        or message.chunked
        or message.upgrade
        or not payload.is_eof()
    ):
        return None
    fields = message.headers
    assert fields.keys() & {"Expect", "Content-Encoding", "Transfer-Encoding"} == set()
    username, key = fields.get("x-auth-user", ""), fields.get("x-auth-key", "")
    body = payload.read_nowait()
    return PushRequest(fields.get("Host", ""), username, key, body, not message.should_close)


def usual(*headers: bytes, body: bytes = BODY) -> bytes:
    return (
        b"\r\n".join([FIRST_LINES[0], b"Host: here", *headers, b"Content-Length: %d" % len(body), b"", b""])
        + body
    )


@pytest.mark.parametrize("parser", [HttpRequestParser, HttpRequestParserPy])
@given(data=requests())
@example(usual(b"x-auth-user: reader", b"x-auth-key: k"))
@example(usual(b"Connection: close, TE", b"TE: trailers"))
@example(usual(b"x-auth-user:   reader  "))
def test_what_is_read_here_aiohttp_reads_alike(
    loop: asyncio.AbstractEventLoop, parser: type[HttpRequestParserPy], data: bytes
) -> None:
    push = READER.read(data)
    if isinstance(push, PushRequest):
        assert read_by_aiohttp(loop, parser, data) == push


@given(cut=st.integers(1, 2000))
def test_koreaders_push_is_read_and_any_beginning_of_it_awaited(cut: int) -> None:
    whole = KOReader(8081).request("PUT", "/syncs/progress", BODY)
    push = READER.read(whole)
    assert isinstance(push, PushRequest)
    assert (push.host, push.username, push.body, push.keeps_alive) == (
        "127.0.0.1:8081",
        "reader",
        BODY,
        False,
    )
    if cut < len(whole):
        assert READER.read(whole[:cut]) is Unread.PART


@pytest.mark.parametrize(
    "data",
    [
        usual(b"Expect: 100-continue"),
        usual(b"Transfer-Encoding: chunked"),
        usual(b"Connection: Upgrade", b"Upgrade: websocket"),
        usual(b"Host: b"),
        usual().replace(b"Host: here\r\n", b""),
        usual(b"Content-Length: 16"),
        usual(b"x-auth-user: \xc3\xa9"),
        usual(b"User-Agent: a\nb"),
        usual(b"X-Forwarded-For: 192.0.2.1"),
        usual() + usual(),
        usual(body=b" " * LONGEST),
        usual(body=b" " * LONGEST)[:200],
        FIRST_LINES[0] + b"\r\n\r\n" + BODY,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /healthcheck HTTP/1.1\r\n",
        b"PUT /other HTTP/1.1\r\n",
        b"\r\n",
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_aiohttp_at_once(data: bytes) -> None:
    assert READER.read(data) is Unread.OTHER
