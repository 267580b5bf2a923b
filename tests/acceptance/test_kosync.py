"""The kosync server: what KOReader sees, in kosync.md, from the running program."""

import asyncio
import hashlib
import json
import re
import shutil
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.app.composition import open_services
from tests.acceptance.conftest import Scanned
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server
from tests.acceptance.scanning import partial_md5
from tests.integration.server.koreader import XPOINTER, Answer, exchange

PREFIXES = ("", "/kosync", "/koreader", "/api/koreader", "/api/v1/koreader", "/api/v1")


def said(answer: Answer) -> tuple[int, int]:
    """Status and code of an error, which always has a message for people."""
    body = answer.json
    assert set(body) == {"code", "message"}
    assert body["message"]
    return answer.status, body["code"]


class TestEveryPrefix:
    """FEATURES K14: people type many addresses, with and without a slash at the end."""

    @pytest.mark.parametrize("slash", ["", "/"])
    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_all_calls_answer_there(
        self, server: Server, passphrase: str, digest: str, prefix: str, slash: str
    ) -> None:
        reader = Reader(server.port, "reader", passphrase, base=prefix)
        assert reader.send("GET", f"/users/auth{slash}").status == 200
        assert reader.send("POST", f"/users/auth{slash}").status == 200
        assert reader.send("GET", f"/healthcheck{slash}", guarded=False).json == {"state": "OK"}
        body = json.dumps({"document": digest, "progress": "1", "percentage": 0.1, "device": "K"}).encode()
        assert reader.send("PUT", f"/syncs/progress{slash}", body).status == 200
        assert reader.send("GET", f"/syncs/progress/{digest}{slash}").json["percentage"] == 0.1
        assert reader.send("POST", f"/users/create{slash}", b"{}", guarded=False).status == 402

    def test_a_position_pushed_at_one_address_is_served_at_every_other(
        self, server: Server, passphrase: str, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.5)
        for prefix in PREFIXES:
            assert (
                Reader(server.port, "reader", passphrase, base=prefix).pull(digest).json["percentage"] == 0.5
            )


class TestLogin:
    def test_the_right_passphrase_is_let_in(self, reader: Reader) -> None:
        answer = reader.log_in()
        assert (answer.status, answer.json["authorized"]) == (200, "OK")

    @pytest.mark.parametrize(("username", "guess"), [("reader", "wrong"), ("someone", None), ("", None)])
    def test_any_other_is_refused_with_a_message_that_koreader_shows(
        self, server: Server, passphrase: str, username: str, guess: str | None, digest: str
    ) -> None:
        stranger = Reader(server.port, username, guess or passphrase)
        for answer in (stranger.log_in(), stranger.push(digest, 0.5), stranger.pull(digest)):
            assert said(answer) == (401, 2001)

    def test_no_credentials_at_all_are_refused(self, reader: Reader, digest: str) -> None:
        assert said(reader.send("GET", "/users/auth", guarded=False)) == (401, 2001)
        assert said(reader.send("GET", f"/syncs/progress/{digest}", guarded=False)) == (401, 2001)

    def test_registering_is_refused_with_402_and_tells_what_to_do(self, reader: Reader) -> None:
        answer = reader.register()
        assert said(answer) == (402, 2005)
        assert "Login" in answer.json["message"]

    def test_a_name_that_is_not_ascii_comes_in_as_raw_utf8(self, program: Program) -> None:
        server = program.serve()
        passphrase = program.passphrase("Zoë Müller")
        assert Reader(server.port, "Zoë Müller", passphrase).log_in().status == 200
        assert Reader(server.port, "Zoe Müller", passphrase).log_in().status == 401


class TestPush:
    def test_a_push_is_answered_with_its_document_and_the_servers_time_in_seconds(
        self, reader: Reader, digest: str
    ) -> None:
        before = int(time.time())
        answer = reader.push(digest, 0.25)
        assert answer.status == 200
        assert answer.json["document"] == digest
        assert type(answer.json["timestamp"]) is int
        assert before <= answer.json["timestamp"] <= time.time()

    @pytest.mark.parametrize("percentage", [0, 1, 0.0, 0.0042, 0.4321, 0.9999])
    def test_the_latest_is_served_back_unchanged(
        self, reader: Reader, digest: str, percentage: float
    ) -> None:
        reader.push(digest, 0.77, progress="earlier", device="Other", device_id="B")
        pushed = reader.push(digest, percentage, progress=XPOINTER, device="Kobo", device_id="A")
        pulled = reader.pull(digest).json
        assert pulled == {
            "document": digest,
            "progress": XPOINTER,
            "percentage": percentage,
            "device": "Kobo",
            "device_id": "A",
            "timestamp": pushed.json["timestamp"],
        }
        assert type(pulled["percentage"]) is type(percentage)

    def test_a_page_number_comes_back_as_the_text_it_was(self, reader: Reader, digest: str) -> None:
        reader.push(digest, 0.5, progress="56")
        assert reader.pull(digest).json["progress"] == "56"

    def test_text_in_any_language_comes_back_as_it_was(self, reader: Reader, digest: str) -> None:
        reader.push(digest, 0.5, device="Kindle von Jürgen 書", progress="/body/p[1]/текст")
        pulled = reader.pull(digest).json
        assert (pulled["device"], pulled["progress"]) == ("Kindle von Jürgen 書", "/body/p[1]/текст")

    def test_a_device_id_that_never_came_never_goes_back(self, reader: Reader, digest: str) -> None:
        reader.push(digest, 0.5, device_id=None)
        assert "device_id" not in reader.pull(digest).json

    def test_the_last_write_wins_whichever_device_it_is(self, reader: Reader, digest: str) -> None:
        reader.push(digest, 0.9, device="Kobo", device_id="A")
        reader.push(digest, 0.3, device="Kindle", device_id="B")
        pulled = reader.pull(digest).json
        assert (pulled["percentage"], pulled["device"]) == (0.3, "Kindle")

    @pytest.mark.parametrize("percentage", [-0.5, 1.5, 42])
    def test_a_percentage_out_of_range_is_stored_and_echoed(
        self, reader: Reader, digest: str, percentage: float
    ) -> None:
        assert reader.push(digest, percentage).status == 200
        assert reader.pull(digest).json["percentage"] == percentage

    def test_a_field_that_nobody_knows_is_ignored(self, reader: Reader, digest: str) -> None:
        assert reader.push(digest, 0.5, identifiers={"isbn": "1"}, metadata="odd").status == 200

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (b"{", (400, 103)),
            (b"\xff\xfe", (400, 103)),
            (b"[" * 20_000, (400, 103)),
            (b"[]", (400, 104)),
            (b"{}", (403, 2004)),
            (b'{"document": ""}', (403, 2004)),
            (b'{"document": "a:b", "percentage": 0.5, "progress": "1", "device": "K"}', (403, 2004)),
            (b'{"document": "d", "progress": "1", "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": "0.5", "progress": "1", "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": NaN, "progress": "1", "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": -Infinity, "progress": "1", "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": true, "progress": "1", "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": 0.5, "device": "K"}', (403, 2003)),
            (b'{"document": "d", "percentage": 0.5, "progress": "1"}', (403, 2003)),
            (b'{"document": "d", "percentage": 0.5, "progress": "\\ud800", "device": "K"}', (403, 2003)),
        ],
    )
    def test_a_push_that_makes_no_sense_gets_the_reference_servers_error(
        self, reader: Reader, body: bytes, expected: tuple[int, int]
    ) -> None:
        assert said(reader.send("PUT", "/syncs/progress", body)) == expected
        assert reader.pull("d").json == {}

    def test_a_body_without_end_is_refused(self, reader: Reader) -> None:
        answer = reader.send("PUT", "/syncs/progress", b'{"document": "' + b"x" * 1_000_000 + b'"}')
        assert 400 <= answer.status < 500


class TestPull:
    def test_an_unknown_document_is_an_empty_answer(self, reader: Reader, digest: str) -> None:
        answer = reader.pull(digest)
        assert (answer.status, answer.json) == (200, {})

    def test_no_document_is_404(self, reader: Reader) -> None:
        assert reader.send("GET", "/syncs/progress").status == 404

    def test_an_id_with_dashes_and_dots_that_a_push_accepted_can_be_pulled(self, reader: Reader) -> None:
        reader.push("my-own.id_7", 0.5)
        assert reader.pull("my-own.id_7").json["percentage"] == 0.5


class TestNoise:
    """A server on a network hears all kinds of things, and goes on."""

    @pytest.mark.parametrize("name", ["%ff", "%00", "%ED%A0%80", "a%2Fb", "x" * 5000, "%F0%9F%93%96"])
    def test_a_pull_of_anything_is_answered(self, reader: Reader, name: str) -> None:
        assert reader.send("GET", f"/syncs/progress/{name}").status in (200, 403, 404, 414)

    @pytest.mark.parametrize("name", [b"\xff\xfe", b"\xc3\x28", b"re\x00ader", b"\xed\xa0\x80"])
    def test_a_name_of_any_bytes_is_refused(self, server: Server, name: bytes) -> None:
        lines = [
            b"GET /users/auth HTTP/1.1",
            b"Host: 127.0.0.1",
            b"Connection: close",
            b"x-auth-user: " + name,
        ]
        request = b"\r\n".join([*lines, b"x-auth-key: " + name, b"", b""])
        answer = asyncio.run(exchange(server.port, request))
        assert answer.status in (400, 401)

    @pytest.mark.parametrize(
        "noise",
        [
            b"GET / HTTP/9.9\r\n\r\n",
            b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -4\r\n\r\n",
            b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            b"\r\n" * 100 + b"no http at all\r\n\r\n",
        ],
    )
    def test_a_malformed_request_is_refused(self, server: Server, noise: bytes) -> None:
        answer = asyncio.run(exchange(server.port, noise))
        assert 400 <= answer.status < 500

    def test_the_server_has_reported_no_fault(self, home: Program, reader: Reader) -> None:
        self.test_a_pull_of_anything_is_answered(reader, "%ff")
        log = (home.data_dir / "log" / "bookorbit.log").read_text()
        assert "Traceback" not in log


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/healthcheck"),
        ("GET", "/users/auth"),
        ("GET", "/syncs/progress/unknown"),
        ("POST", "/users/create"),
        ("PUT", "/syncs/progress"),
        ("GET", "/nothing/here"),
        ("DELETE", "/syncs/progress"),
    ],
)
def test_every_answer_is_json_with_exactly_that_content_type(reader: Reader, method: str, path: str) -> None:
    answer = reader.send(method, path)
    assert answer.headers["content-type"] == "application/json"
    json.loads(answer.body)


def test_a_reader_without_an_accept_header_is_served(server: Server, passphrase: str) -> None:
    for accept in ("", "application/json", "application/vnd.koreader.v2+json"):
        reader = Reader(server.port, "reader", passphrase, headers={"Accept": accept})
        assert reader.log_in().status == 200


def test_unknown_documents_are_accepted_and_kept(home: Program, reader: Reader, digest: str) -> None:
    metadata = {"filename": "a.epub", "title": "A Strange Book", "authors": "One\nTwo"}
    reader.push(digest, 0.5, metadata=metadata)
    (kept,) = [document for document in home.export()["documents"] if document["digest"] == digest]
    assert (kept["book_id"], kept["title"], kept["percentage"]) == (None, "A Strange Book", 0.5)


def test_every_push_is_kept_in_a_history_and_a_position_for_each_device(
    home: Program, reader: Reader, digest: str
) -> None:
    for device, percentages in (("Kobo of history", (0.1, 0.1, 0.2)), ("Kindle of history", (0.15,))):
        for percentage in percentages:
            reader.push(digest, percentage, device=device, device_id=device)
    exported = home.export()
    (kept,) = [document for document in exported["documents"] if document["digest"] == digest]
    assert (kept["pushes"], kept["device"], kept["percentage"]) == (4, "Kindle of history", 0.15)
    devices = {device["name"]: (device["pushes"], device["documents"]) for device in exported["devices"]}
    assert (devices["Kobo of history"], devices["Kindle of history"]) == ((3, 1), (1, 1))
    with closing(sqlite3.connect(home.data_dir / "library.sqlite3")) as database:
        history = database.execute(
            "SELECT percentage FROM push WHERE document = ? ORDER BY id", (digest,)
        ).fetchall()
        positions = database.execute(
            "SELECT percentage FROM position WHERE document = ? ORDER BY percentage", (digest,)
        ).fetchall()
    assert history == [(0.1,), (0.1,), (0.2,), (0.15,)]
    assert positions == [(0.15,), (0.2,)]


def test_a_document_that_came_first_counts_once_its_file_is_scanned(
    program: Program, scanned: Scanned, tmp_path: Path
) -> None:
    server = program.serve()
    reader = Reader(server.port, "reader", program.passphrase())
    by_content, by_name = scanned.books / "01.epub", scanned.books / "02.epub"
    reader.push(partial_md5(by_content.read_bytes()), 0.4)
    reader.push(hashlib.md5(b"02.epub").hexdigest(), 1)
    for path in (by_content, by_name):
        shutil.copy(path, tmp_path)
    program.run("scan", tmp_path)
    books = {Path(book["files"][0]["path"]).name: book for book in program.export()["books"]}
    assert (books["01.epub"]["status"], books["01.epub"]["percentage"]) == ("reading", 0.4)
    assert books["02.epub"]["status"] == "read"


class TestSwitchedOff:
    """The person does not accept progress now."""

    @pytest.fixture
    def reader(self, program: Program) -> Reader:
        passphrase = program.passphrase()
        with_window = open_services(program.data_dir)
        with_window.preferences.change(accept_progress=False)
        with_window.database.close()
        return Reader(program.serve().port, "reader", passphrase)

    def test_a_login_is_401_with_the_reason(self, reader: Reader) -> None:
        answer = reader.log_in()
        assert said(answer) == (401, 2001)
        assert "Turn it on" in answer.json["message"]

    def test_a_push_is_503_so_that_readers_queue_it(self, program: Program, reader: Reader) -> None:
        assert said(reader.push("d" * 32, 0.5))[0] == 503
        assert said(reader.pull("d" * 32))[0] == 503
        assert program.export()["documents"] == []


class TestAccount:
    """One account: a name and a passphrase that is easy to type on e-ink."""

    def test_a_generated_passphrase_is_short_words_without_letters_that_look_alike(
        self, passphrase: str
    ) -> None:
        assert re.fullmatch(r"[a-z]{4}( [a-z]{4}){3}", passphrase)
        assert not set("loiq") & set(passphrase)

    def test_two_generated_passphrases_differ(self, program: Program) -> None:
        assert program.passphrase() != program.passphrase()

    def test_the_database_holds_only_a_scrypt_hash_of_the_key(self, home: Program, passphrase: str) -> None:
        with closing(sqlite3.connect(home.data_dir / "library.sqlite3")) as database:
            ((username, salt, key_hash),) = database.execute(
                "SELECT username, salt, key_hash FROM account"
            ).fetchall()
        key = hashlib.md5(passphrase.encode()).hexdigest()
        assert username == "reader"
        assert len(salt) >= 16
        assert key_hash == hashlib.scrypt(key.encode(), salt=salt, n=2**14, r=8, p=1)


def test_a_slow_reader_does_not_keep_another_waiting(server: Server, reader: Reader) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as dawdler:
        dawdler.sendall(b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{")
        assert reader.log_in().status == 200
        dawdler.setblocking(False)
        with pytest.raises(BlockingIOError):  # it is still waited for
            dawdler.recv(1)
