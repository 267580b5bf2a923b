"""What a conformance run asks of a server (kosync.md section 7), call by call."""

import json
import time
from typing import Any

import pytest

from bookorbit_desktop.domain.koreader.pairing import USE_LOGIN
from bookorbit_desktop.server.app import PREFIXES
from bookorbit_desktop.server.auth import WRONG_KEY
from tests.integration.server.koreader import DIGEST, XPOINTER, KOReader, push_fields
from tests.integration.server.world import World


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("prefix", PREFIXES)
async def test_every_address_that_people_type_has_every_call(
    reader: KOReader, prefix: str, slash: str
) -> None:
    at_prefix = KOReader(reader.port, base=prefix)
    body = json.dumps(push_fields(percentage=0.5)).encode()
    assert (await at_prefix.send("GET", f"/users/auth{slash}")).status == 200
    assert (await at_prefix.send("POST", f"/users/auth{slash}")).status == 200
    assert (await at_prefix.send("PUT", f"/syncs/progress{slash}", body)).json["document"] == DIGEST
    assert (await at_prefix.send("GET", f"/syncs/progress/{DIGEST}{slash}")).json["percentage"] == 0.5
    assert (await at_prefix.send("GET", f"/healthcheck{slash}", guarded=False)).json == {"state": "OK"}
    assert (await at_prefix.send("POST", f"/users/create{slash}", b"{}", guarded=False)).status == 402


async def test_a_push_at_one_base_address_is_pulled_at_another(reader: KOReader) -> None:
    await KOReader(reader.port, base="/kosync").push(percentage=0.25)
    assert (await KOReader(reader.port, base="/api/v1").pull()).json["percentage"] == 0.25


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_right_key_logs_in(reader: KOReader, method: str) -> None:
    answer = await reader.log_in(method)
    assert (answer.status, answer.json) == (200, {"authorized": "OK", "username": "reader"})


@pytest.mark.parametrize(
    "stranger",
    [
        {"password": "wrong"},
        {"username": "somebody"},
        {"username": "READER"},
        {"username": ""},
        {"headers": {"x-auth-key": ""}},
        {"headers": {"x-auth-user": "", "x-auth-key": ""}},
    ],
    ids=str,
)
@pytest.mark.parametrize("call", ["log_in", "push", "pull"])
async def test_a_wrong_or_missing_key_is_refused_on_every_guarded_call(
    reader: KOReader, call: str, stranger: dict[str, Any]
) -> None:
    answer = await getattr(KOReader(reader.port, **stranger), call)()
    assert (answer.status, answer.json) == (401, {"code": 2001, "message": WRONG_KEY})
    assert (await reader.pull()).json == {}


async def test_registering_says_what_to_do_instead(reader: KOReader) -> None:
    answer = await reader.register()
    assert (answer.status, answer.json) == (402, {"code": 2005, "message": USE_LOGIN})


async def test_a_push_answers_its_document_and_whole_seconds(reader: KOReader) -> None:
    before = int(time.time())
    answer = await reader.push()
    assert answer.status == 200
    assert set(answer.json) == {"document", "timestamp"}
    assert answer.json["document"] == DIGEST
    assert type(answer.json["timestamp"]) is int
    assert before <= answer.json["timestamp"] <= time.time()


@pytest.mark.parametrize(
    ("progress", "percentage"),
    [
        (XPOINTER, 0.4321),
        ("56", 0.5),
        ("/FictionBook/body[1]/section[3]/p[2]/text().0", 0.1234),
        ("1", 0),
        ("1", 0.0),
        ("300", 1),
        (XPOINTER, 0.1 + 0.2),
        (XPOINTER, 1e-9),
        (XPOINTER, 1.7),
        (XPOINTER, -3),
    ],
)
async def test_a_pull_gives_back_what_was_pushed(reader: KOReader, progress: str, percentage: float) -> None:
    pushed = await reader.push(progress=progress, percentage=percentage)
    pulled = await reader.pull()
    assert pulled.json == {
        "document": DIGEST,
        "progress": progress,
        "percentage": percentage,
        "device": "Kobo_spaBW",
        "device_id": "71B7E4D0-6A2C-4D0E-8E4C-0123456789AB",
        "timestamp": pushed.json["timestamp"],
    }


async def test_a_device_without_id_gets_none_back(reader: KOReader) -> None:
    await reader.push(device_id=None)
    pulled = await reader.pull()
    assert "device_id" not in pulled.json
    assert b"null" not in pulled.body


async def test_the_last_write_wins_whichever_device(reader: KOReader) -> None:
    await reader.push(percentage=0.9, device="Kobo", device_id="A")
    await reader.push(percentage=0.2, device="Kindle", device_id="B")
    pulled = (await reader.pull()).json
    assert (pulled["percentage"], pulled["device"], pulled["device_id"]) == (0.2, "Kindle", "B")


async def test_an_unknown_document_has_no_progress(reader: KOReader) -> None:
    answer = await reader.pull("0" * 32)
    assert (answer.status, answer.json) == (200, {})


@pytest.mark.parametrize("path", ["/syncs/progress", "/syncs/progress/"])
async def test_a_pull_without_document_is_not_found(reader: KOReader, path: str) -> None:
    answer = await reader.send("GET", path)
    assert answer.status == 404
    assert set(answer.json) == {"code", "message"}


@pytest.mark.parametrize(
    "document",
    ["a-b.c", "..epub", "with space", "50%25", "a/b", "{x}", "書名", "?#&", "ABC", "abc", "+", "%2F", "é"],
)
async def test_a_document_that_a_push_accepted_can_be_pulled(reader: KOReader, document: str) -> None:
    assert (await reader.push(document=document)).status == 200
    assert (await reader.pull(document)).json["document"] == document


async def test_text_of_any_script_comes_back(reader: KOReader) -> None:
    device, progress = "Kindle von Jürgen 書 😀", '/body/p[1]/текст\n"\\'
    await reader.push(device=device, progress=progress)
    pulled = (await reader.pull()).json
    assert (pulled["device"], pulled["progress"]) == (device, progress)


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": ""},
        {"Accept": "text/html"},
        {"Content-Type": ""},
        {"Content-Type": "text/plain; charset=latin-1"},
        {"Content-Encoding": "gzip"},
        {"User-Agent": ""},
        {"Expect": "100-continue"},
    ],
    ids=str,
)
async def test_unusual_headers_of_other_clients_are_accepted(
    reader: KOReader, headers: dict[str, str]
) -> None:
    answer = await KOReader(reader.port, headers=headers).push()
    assert answer.status in (100, 200)
    assert (await reader.pull()).json["document"] == DIGEST


@pytest.mark.parametrize(
    "metadata",
    [
        {"title": "Persuasion", "authors": "Jane Austen\nA. N. Other", "filename": "p.epub"},
        {"title": "Only a title"},
        {},
        [],
        "text",
        7,
        {"title": 5, "authors": None, "filename": ["x"]},
        {"title": "\ud800", "authors": "a\0b"},
        {"title": "long" * 2000},
    ],
    ids=lambda value: str(value)[:30],
)
async def test_metadata_never_stands_in_the_way(reader: KOReader, metadata: Any) -> None:
    body = json.dumps({**push_fields(), "metadata": metadata}).encode()
    assert (await reader.push_body(body)).status == 200


async def test_unknown_fields_and_duplicated_keys_are_ignored(reader: KOReader) -> None:
    body = (
        b'{"document":"x","document":"d","progress":"1","percentage":0.5,"device":"K",'
        b'"identifiers":["isbn:1"],"timestamp":"yesterday"}'
    )
    assert (await reader.push_body(body)).json["document"] == "d"


async def test_a_name_in_any_script_logs_in(world: World, reader: KOReader) -> None:
    world.koreader_login.change("Zoë 書")
    answer = await KOReader(reader.port, username="Zoë 書").log_in()
    assert (answer.status, answer.json["username"]) == (200, "Zoë 書")
