"""The plugin before servers that are not well, not ours, or gone: nothing is lost, and the menu says why."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.integration.plugin.device import Koreader
from tests.integration.plugin.test_plugin import CLOSE, OPEN, START, UP_TO_DATE
from tests.integration.server.plugin.device import DIGEST, highlight

HELLO = {
    "server": "BookOrbit Desktop",
    "instance": "one",
    "features": ["login", "books", "page-views", "annotations"],
    "limits": {"body": 200_000, "books": 50, "annotations": 500, "page_views": 1000},
}
DATA: dict[str, Any] = {
    "partial_md5_checksum": DIGEST,
    "doc_props": {"title": "Emma"},
    "summary": {"status": "reading"},
    "annotations": [highlight(number) for number in range(1, 9)],
}
STATE = "H.report({ H.texts()[2], H.pending(), #H.warnings })"

Reply = tuple[int, bytes]


@dataclass
class Bad:
    """A server that answers as it is told; `asked` are the bodies of the calls about books."""

    hello: Reply = (200, json.dumps(HELLO).encode())
    books: Callable[[dict[str, Any]], Reply] = lambda body: (
        200,
        json.dumps({"books": [{"state": "taken"}] * len(body["books"])}).encode(),
    )
    views: Reply = (200, b"{}")
    asked: list[dict[str, Any]] = field(default_factory=list)
    logins: int = 0


@contextmanager
def serving(bad: Bad) -> Iterator[int]:
    """Its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("/login"):
                self.answer((200, b"{}"))
            else:
                self.answer(bad.hello if self.path.endswith("/hello") else (204, b""))

        def do_POST(self) -> None:
            bad.logins += "x-auth-key" in self.headers
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/books"):
                bad.asked.append(body)
                self.answer(bad.books(body))
            else:
                self.answer(bad.views)

        def answer(self, reply: Reply) -> None:
            status, content = reply
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def speaking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port whose every connection is served by `talk`."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection, suppress(OSError):
                    talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def device(tmp_path: Path, port: int) -> Koreader:
    return Koreader(tmp_path / "kobo", port)


def queued(kobo: Koreader) -> bool:
    return (kobo.folder / "settings" / "bodesk_queue.json").read_text() not in ("{}", "[]")


@pytest.mark.parametrize(
    "hello",
    [
        (200, b"<html><title>A router</title></html>"),
        (200, b""),
        (200, b"null"),
        (200, b'{"server": null, "instance": null}'),
        (200, b'{"server": "BookOrbit", "instance": "one"}'),
        (404, b"{}"),
        (500, b"{}"),
    ],
)
def test_name_and_key_go_to_no_other_server(tmp_path: Path, hello: Reply) -> None:
    bad = Bad(hello=hello)
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        (told,) = kobo.run(OPEN + CLOSE + "H.run(9000)\n" + STATE, file=kobo.book(), data=DATA)
    assert told == ["There is no BookOrbit Desktop at this address.", 0, 0]
    assert (bad.logins, queued(kobo)) == (0, True)


def test_a_wrong_login_stops_until_the_next_tap(tmp_path: Path) -> None:
    bad = Bad(books=lambda body: (401, b'{"error": "Wrong"}'))
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        (told,) = kobo.run(OPEN + CLOSE + "H.run(9000)\n" + STATE, file=kobo.book(), data=DATA)
    assert told == ["Wrong user name or passphrase. Log in again under Progress sync.", 0, 0]
    assert (len(bad.asked), queued(kobo)) == (1, True)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_cannot_store_is_tried_again_after_1_5_and_30_minutes(
    tmp_path: Path, status: int
) -> None:
    bad = Bad(books=lambda body: (status, b"<html>"))
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        close = OPEN + "H.close(ui)\nlocal files = H.file_manager(Plugin)\n"
        runs = "for _, pause in ipairs({ 30, 61, 301, 1801 }) do H.run(pause) end\n"
        (told,) = kobo.run(close + runs + STATE, file=kobo.book(), data=DATA)
        assert told == ["The computer can't store it now. The plugin tries again later.", 0, 0]
        assert len(bad.asked) == 3
        bad.books = Bad.books
        kobo.run(START)
    assert queued(kobo) is False


def test_a_piece_that_is_too_large_is_halved_and_one_that_stays_so_is_left_out(tmp_path: Path) -> None:
    def books(body: dict[str, Any]) -> Reply:
        (book,) = body["books"]
        found = book.get("annotations") or []
        if len(found) > 2 or any(mark["text"] == "endless" for mark in found):
            return 413, b'{"error": "The body is too large."}'
        taken.extend(mark["pageno"] for mark in found)
        return 200, b'{"books": [{"state": "taken"}]}'

    taken: list[int] = []
    data = {**DATA, "annotations": [highlight(number) for number in range(1, 9)]}
    data["annotations"][4]["text"] = "endless"
    with serving(Bad(books=books)) as port:
        kobo = device(tmp_path, port)
        (told,) = kobo.run(OPEN + CLOSE + STATE, file=kobo.book(), data=data)
    assert told == ["Left out: “Emma”", 0, 0]
    assert taken == [1, 2, 3, 4, 6, 7, 8]


def test_a_refused_book_is_named_and_not_sent_again_until_it_changes(tmp_path: Path) -> None:
    bad = Bad(books=lambda body: (200, b'{"books": [{"state": "refused", "why": "It has no title."}]}'))
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        tap = "local files = H.file_manager(Plugin)\nH.plugin:onBodeskSync()\nH.run()\nH.report(H.shown[1].text)"
        (said,) = kobo.run(OPEN + "H.close(ui)\n" + tap, file=kobo.book(), data=DATA)
        assert said == "“Emma” was left out: It has no title."
        (shown,) = kobo.run(
            OPEN
            + CLOSE
            + "H.menu().sub_item_table_func()[2].callback()\nH.report({ H.texts()[2], H.shown[1].text })",
            file=kobo.book(),
            data=DATA,
        )
        assert shown == ["Left out: “Emma”", "“Emma” was left out: It has no title."], "by itself too"
        assert len(bad.asked) == 1
        kobo.run(OPEN + CLOSE, file=kobo.book(), data={**DATA, "summary": {"status": "complete"}})
        assert len(bad.asked) == 2
        bad.books = Bad.books
        changed = {**DATA, "summary": {"status": "abandoned"}}
        assert kobo.run(OPEN + CLOSE + STATE, file=kobo.book(), data=changed)[0][0] == UP_TO_DATE


@pytest.mark.parametrize(
    ("views", "why"),
    [
        (
            (200, json.dumps({"new": 0, "refused": [{"digest": DIGEST, "why": "No pages."}]}).encode()),
            "No pages.",
        ),
        ((400, b'{"error": "No such page."}'), "No such page."),
        ((413, b'{"error": "Too large."}'), "Too large."),
    ],
)
def test_page_views_that_are_refused_are_named_until_they_are_taken(
    tmp_path: Path, views: Reply, why: str
) -> None:
    bad = Bad(views=views)
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        path = kobo.folder / "settings" / "statistics.sqlite3"
        write_statistics(path, [a_book(title="Emma", md5=DIGEST)], [(1, 1, int(time.time()) - 60, 60, 200)])
        name = "H.menu().sub_item_table_func()[2].callback()\nH.report({ H.texts()[2], H.shown[1].text })"
        assert kobo.run(START + name) == [["Left out: “Emma”", f"“Emma” was left out: {why}"]]
        bad.views = (200, b'{"new": 1, "refused": []}')
        (told,) = kobo.run(START + "H.report({ H.texts()[2], H.texts()[3] })")
    assert told[0] == UP_TO_DATE
    assert told[1].endswith("1 page view")


def test_an_unreadable_piece_does_not_hold_up_the_next_book(tmp_path: Path) -> None:
    def books(body: dict[str, Any]) -> Reply:
        is_bad = any(book["title"] == "A" for book in body["books"])
        return (400, b'{"error": "no"}') if is_bad else (200, b'{"books": [{"state": "taken"}]}')

    bad = Bad(books=books)
    with serving(bad) as port:
        kobo = device(tmp_path, port)
        first = {**DATA, "partial_md5_checksum": "a" * 32, "doc_props": {"title": "A"}}
        kobo.run(OPEN + "H.close(ui)", file=kobo.book("A"), data=first)
        (told,) = kobo.run(OPEN + CLOSE + STATE, file=kobo.book(), data=DATA)
    assert told[0] == "Left out: “A”"
    assert [[book["title"] for book in body["books"]] for body in bad.asked] == [
        ["A", "Emma"],
        ["A"],
        ["Emma"],
    ]


@pytest.mark.parametrize("answer", [b"null", b"{}", b'{"books": null}', b'{"books": [null]}', b"not json"])
def test_an_empty_answer_acknowledges_nothing(tmp_path: Path, answer: bytes) -> None:
    with serving(Bad(books=lambda body: (200, answer))) as port:
        kobo = device(tmp_path, port)
        (told,) = kobo.run(OPEN + CLOSE + STATE, file=kobo.book(), data=DATA)
    assert told == ["The computer sent an answer that can't be read.", 1, 0], "it is tried again in a minute"
    assert queued(kobo)


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\0\xff" * 5000,
    ],
)
def test_an_answer_that_breaks_off_or_is_none_of_http(tmp_path: Path, reply: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(reply)

    with speaking(talk) as port:
        kobo = device(tmp_path, port)
        (told,) = kobo.run(OPEN + CLOSE + STATE, file=kobo.book(), data=DATA)
    assert told[0] in ("The computer sent an answer that can't be read.", "The connection broke off.")
    assert (told[2], queued(kobo)) == (0, True)


def test_a_server_that_says_nothing_or_a_byte_a_second_is_given_up(tmp_path: Path) -> None:
    """The clock is turned by hand here: a minute in all, and ten seconds without a byte."""
    done = threading.Event()

    def silent(connection: socket.socket) -> None:
        done.wait(60)

    with speaking(silent) as port:
        kobo = device(tmp_path, port)
        run = "H.by_hand = true\n" + OPEN + CLOSE + "H.report({ H.texts()[2], #H.warnings })"
        (told,) = kobo.run(run, file=kobo.book(), data=DATA)
        done.set()
    assert told == ["The computer stopped answering.", 0]


def test_a_switched_off_server_is_tried_three_times_and_then_left_alone(tmp_path: Path) -> None:
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        kobo = device(tmp_path, nobody.getsockname()[1])
        (told,) = kobo.run(OPEN + CLOSE + "H.run(9000)\n" + STATE, file=kobo.book(), data=DATA)
    assert told == ["The computer doesn't answer. Is it on, and on the same Wi-Fi?", 0, 0]
    assert queued(kobo)
