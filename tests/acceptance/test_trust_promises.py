"""What the door lets in and gives out, over the sockets of one running program.

Half requests, crowds of wrong logins, Host headers and files are in `test_door_promises.py`, public addresses in
`tests/integration/server/test_sources.py`.
"""

import asyncio
import csv
import io
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, Server
from tests.acceptance.scanning import scan
from tests.books import write_epub
from tests.integration.server.koreader import exchange
from tests.opds_reader import OpdsReader

HOSTILE = '=HYPERLINK("http://evil.example") <script>&amp;]]> \u202e'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Iterator[Program]:
    """A library with a book whose title is an attack."""
    books = tmp_path_factory.mktemp("books")
    write_epub(books / "one.epub", HOSTILE)
    program = Program(tmp_path_factory.mktemp("home") / "data", runtime)
    scan(program, books)
    program.make_account()
    yield program
    program.end()


@pytest.fixture(scope="module")
def server(home: Program) -> Server:
    return home.serve()


def request(line: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join((line, b"Host: 127.0.0.1", b"Connection: close", *headers, b"", b""))


def test_the_server_listens_only_where_it_was_told_to(server: Server) -> None:
    socket.create_connection(("127.0.0.1", server.port)).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port)).close()


@pytest.mark.parametrize(
    "login", [b"", b"x-auth-user: reader\r\nx-auth-key: wrong"], ids=["nobody", "wrong login"]
)
@pytest.mark.parametrize(
    ("line", "header"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", b""),
        (b"GET /healthcheck HTTP/1.1", b"X-Long: " + b"a" * 70_000),
        (b"GET /healthcheck HTTP/1.1", b"\r\n".join(b"X-%d: y" % number for number in range(40_000))),
        (b"PUT /syncs/progress HTTP/1.1", b"Content-Length: 99999999999"),
    ],
    ids=["address", "header", "headers", "body"],
)
def test_an_oversized_request_is_refused_before_the_login_and_devices_are_served_on(
    server: Server, line: bytes, header: bytes, login: bytes
) -> None:
    headers = [part for part in (login, header) if part]
    with suppress(ConnectionResetError):  # of what has no end the rest is not read
        answer = asyncio.run(exchange(server.port, request(line, *headers)))
        assert 400 <= answer.status < 500
    assert Reader(server.port, "reader", PASSPHRASE).log_in().status == 200


@pytest.mark.parametrize(
    "path",
    [
        b"/../../../../etc/passwd",
        b"/opds/../../library.sqlite3",
        b"/%2e%2e/%2e%2e/etc/passwd",
        b"/opds/books/..%2f..%2flibrary.sqlite3",
        b"/opds/books/1/..%5c..%5clibrary.sqlite3",
        b"//etc/passwd",
        b"/library.sqlite3",
        b"/bookorbit.log",
    ],
)
def test_nothing_outside_the_library_is_ever_served(server: Server, path: bytes) -> None:
    login = OpdsReader(server.port, passphrase=PASSPHRASE).login["Authorization"].encode()
    answer = asyncio.run(
        exchange(server.port, request(b"GET " + path + b" HTTP/1.1", b"Authorization: " + login))
    )
    assert answer.status in (400, 404)
    assert b"root:" not in answer.body
    assert b"SQLite format" not in answer.body


def test_text_of_strangers_is_escaped_in_the_catalogue(server: Server) -> None:
    device = OpdsReader(server.port, passphrase=PASSPHRASE)
    reply = device.ask(f"http://127.0.0.1:{server.port}/opds/all")
    assert "<script>" not in reply.text
    titles = [
        part.text for part in ElementTree.fromstring(reply.text).iter("{http://www.w3.org/2005/Atom}title")
    ]
    assert any(title and "<script>&amp;]]>" in title for title in titles), titles


def test_text_of_strangers_is_no_formula_in_a_csv(home: Program, server: Server, tmp_path: Path) -> None:
    reader = Reader(server.port, "reader", PASSPHRASE)
    digest = next(iter(home.books().values()))["files"][0]["partial_md5"]
    assert reader.push(digest, 0.4, device="=cmd|' /C calc'!A0").status == 200
    exported = tmp_path / "log.csv"
    home.until(lambda: "cmd|" in written_log(home, exported) or None, "the push in the log")
    cells = [cell for row in csv.reader(io.StringIO(exported.read_text("utf-8-sig"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert any("cmd|" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def written_log(program: Program, path: Path) -> str:
    program.run("log", "--csv", path)
    return path.read_text("utf-8-sig")


def test_a_new_passphrase_logs_devices_out_at_once(home: Program, server: Server) -> None:
    reader = Reader(server.port, "reader", PASSPHRASE)
    assert reader.push("d" * 32, 0.2).status == 200
    passphrase = home.passphrase()
    try:
        assert reader.push("d" * 32, 0.3).status == 401
        assert reader.pull("d" * 32).status == 401
        assert Reader(server.port, "reader", passphrase).push("d" * 32, 0.4).status == 200
    finally:
        home.make_account()
