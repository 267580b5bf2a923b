"""What is refused, and how (kosync.md section 4): status, code, and JSON in every answer."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.server.app import MAX_BODY
from tests.integration.server.koreader import KOReader, exchange, push_fields
from tests.integration.server.world import World


def body_with(**changes: Any) -> bytes:
    return json.dumps({**push_fields(), **changes}).encode()


def body_without(name: str) -> bytes:
    return json.dumps(push_fields(**{name: None})).encode()


def raw_percentage(text: str) -> bytes:
    return f'{{"document":"d","progress":"1","device":"K","percentage":{text}}}'.encode()


UNPARSABLE, NOT_AN_OBJECT, INVALID, NO_DOCUMENT = (400, 103), (400, 104), (403, 2003), (403, 2004)

BODIES = {
    "empty": (b"", UNPARSABLE),
    "blank": (b"  \n", UNPARSABLE),
    "not json": (b"percentage=0.5", UNPARSABLE),
    "cut off": (body_with()[:-5], UNPARSABLE),
    "not utf-8": (b'{"document":"\xff\xfe"}', UNPARSABLE),
    "nested": (b"[" * 30_000, UNPARSABLE),
    "nested objects": (b'{"a":' * 10_000, UNPARSABLE),
    "array": (b"[]", NOT_AN_OBJECT),
    "array of pushes": (b"[" + body_with() + b"]", NOT_AN_OBJECT),
    "number": (b"5", NOT_AN_OBJECT),
    "text": (b'"document"', NOT_AN_OBJECT),
    "null": (b"null", NOT_AN_OBJECT),
    "no document": (body_without("document"), NO_DOCUMENT),
    "document null": (body_with(document=None), NO_DOCUMENT),
    "document empty": (body_with(document=""), NO_DOCUMENT),
    "document a number": (body_with(document=7), NO_DOCUMENT),
    "document with colon": (body_with(document="a:b"), NO_DOCUMENT),
    "document too long": (body_with(document="d" * 10_000), INVALID),
    "document with NUL": (body_with(document="a\0b"), INVALID),
    "no percentage": (body_without("percentage"), INVALID),
    "percentage null": (body_with(percentage=None), INVALID),
    "percentage text": (body_with(percentage="0.5"), INVALID),
    "percentage true": (body_with(percentage=True), INVALID),
    "percentage list": (body_with(percentage=[0.5]), INVALID),
    "percentage NaN": (raw_percentage("NaN"), INVALID),
    "percentage Infinity": (raw_percentage("Infinity"), INVALID),
    "percentage -Infinity": (raw_percentage("-Infinity"), INVALID),
    "percentage 1e999": (raw_percentage("1e999"), INVALID),
    "percentage beyond 64 bits": (raw_percentage("9" * 30), INVALID),
    "percentage of 5,000 digits": (raw_percentage("9" * 5000), UNPARSABLE),
    "no progress": (body_without("progress"), INVALID),
    "progress null": (body_with(progress=None), INVALID),
    "progress true": (body_with(progress=True), INVALID),
    "progress list": (body_with(progress=[1]), INVALID),
    "progress too long": (body_with(progress="p" * 20_000), INVALID),
    "progress with lone surrogate": (body_with(progress="\ud800"), INVALID),
    "progress with NUL": (body_with(progress="\0"), INVALID),
    "no device": (body_without("device"), INVALID),
    "device a number": (body_with(device=5), INVALID),
    "device with lone surrogate": (body_with(device="\udfff"), INVALID),
    "device too long": (body_with(device="k" * 5000), INVALID),
    "device_id a number": (body_with(device_id=5), INVALID),
    "device_id with NUL": (body_with(device_id="\0"), INVALID),
    "too large": (body_with(extra="x" * MAX_BODY), (413, 2003)),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_is_no_push_is_refused_and_leaves_nothing(
    world: World, reader: KOReader, body: bytes, expected: tuple[int, int]
) -> None:
    answer = await reader.push_body(body)
    assert (answer.status, answer.json["code"]) == expected
    assert answer.json["message"]
    assert world.progress.documents() == []


async def test_a_page_number_sent_as_a_number_becomes_text(reader: KOReader) -> None:
    assert (await reader.push(progress=56)).status == 200
    assert (await reader.pull()).json["progress"] == "56"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/nothing", 404),
        ("GET", "/kosync", 404),
        ("GET", "//nothing", 404),
        ("GET", "/users/auth/more", 404),
        ("DELETE", "/users/auth", 405),
        ("GET", "/users/create", 405),
        ("POST", "/syncs/progress", 405),
        ("DELETE", "/syncs/progress/abc", 405),
        ("PATCH", "/healthcheck", 405),
        ("OPTIONS", "/syncs/progress", 405),
    ],
)
async def test_unknown_addresses_and_methods_are_answered_in_json_without_redirect(
    reader: KOReader, method: str, path: str, status: int
) -> None:
    answer = await reader.send(method, path)
    assert answer.status == status
    assert set(answer.json) == {"code", "message"}
    assert "location" not in answer.headers


async def test_a_wrong_method_names_the_right_ones(reader: KOReader) -> None:
    answer = await reader.send("DELETE", "/users/auth")
    assert {method.strip() for method in answer.headers["allow"].split(",")} >= {"GET", "POST"}


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"hello\r\n\r\n",
        b"BREW /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: tea\r\nConnection: close\r\n\r\n",
    ],
    ids=["words", "method", "long header", "negative length", "expectation"],
)
async def test_a_request_that_is_no_http_is_answered_in_json(reader: KOReader, request_bytes: bytes) -> None:
    answer = await exchange(reader.port, request_bytes)
    assert 400 <= answer.status < 500
    assert set(answer.json) == {"code", "message"}


async def test_chunks_that_are_none_are_refused(reader: KOReader) -> None:
    chunked = KOReader(reader.port, headers={"Content-Length": "", "Transfer-Encoding": "chunked"})
    answer = await chunked.push_body(b"zz\r\nnothing\r\n0\r\n\r\n")
    assert answer.status == 400
    assert set(answer.json) == {"code", "message"}


async def test_chunks_are_put_together(reader: KOReader) -> None:
    chunked = KOReader(reader.port, headers={"Content-Length": "", "Transfer-Encoding": "chunked"})
    body = body_with()
    parts = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:7], body[7:]))
    assert (await chunked.push_body(parts + b"0\r\n\r\n")).status == 200


PUSH = push_fields()
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
bodies = st.one_of(
    st.binary(max_size=200),
    values.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("document", "progress", "percentage", "device", "device_id", "metadata"), values
        ),
    ).map(lambda fields: json.dumps({**PUSH, **fields}).encode()),
)


@given(body=bodies)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_comes_is_answered_in_json_and_never_breaks_the_server(
    reader: KOReader, body: bytes
) -> None:
    answer = await reader.push_body(body)
    assert answer.status in (200, 400, 403)
    assert set(answer.json) == ({"document", "timestamp"} if answer.status == 200 else {"code", "message"})


@given(path=st.text(min_size=1, max_size=30))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_document_is_asked_for_is_answered_in_json(reader: KOReader, path: str) -> None:
    encodable = path.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = await reader.pull(encodable)
    assert (answer.status, answer.json) == (200, {})
