"""One program on a data folder, commands beside it, ports, signals."""

import re
import signal
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from bookorbit_desktop.app.signals import LATEST_END
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from tests.acceptance.conftest import title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, PATIENCE, Program, Running, Server, at_leisure, until
from tests.acceptance.scanning import add_books
from tests.books import picture, zip_bytes
from tests.ports import free_port

UNHURRIED = at_leisure(
    "bookorbit_desktop.app.signals:LATEST_END", "bookorbit_desktop.server.control:_STOP_WITHIN"
)
"""A program whose end is not hurried: what a busy machine would cut off says its last words."""


class SilentHardcover(socketserver.ThreadingTCPServer):
    """Takes every connection and never answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Silence)
        self.asked = threading.Event()
        self.closing = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "BOOKORBIT_HARDCOVER_URL": f"http://127.0.0.1:{self.server_address[1]}/v1/graphql",
            "BOOKORBIT_HARDCOVER_TOKEN": DEMO_TOKEN,
        }

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class Silence(socketserver.BaseRequestHandler):
    """Hears a request and says nothing."""

    server: SilentHardcover

    def handle(self) -> None:
        if self.request.recv(1):
            self.server.asked.set()
            self.server.closing.wait()


@pytest.fixture
def silent() -> Iterator[SilentHardcover]:
    silent = SilentHardcover()
    yield silent
    silent.close()


@pytest.fixture(scope="session")
def slow_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose scan takes many seconds: comics with very large pages."""
    folder = tmp_path_factory.mktemp("slow")
    comic = zip_bytes({"1.png": picture(9_900, 9_900, "white", "PNG", "1")})
    for number in range(60):
        (folder / f"{number:02d}.cbz").write_bytes(comic)
    return folder


def status_of(program: Program, number: int) -> str:
    return str(program.books()[title_of(number)]["status"])


class TestServe:
    def test_serve_prints_the_address_when_readers_can_come(self, program: Program) -> None:
        server = program.serve()
        assert server.out == [f"Serving KOReader at http://127.0.0.1:{server.port}"]
        answer = Reader(server.port, "x", "y").send("GET", "/healthcheck", guarded=False)
        assert answer.json == {"state": "OK"}

    def test_without_an_account_it_says_how_to_make_one(self, program: Program) -> None:
        server = program.serve()
        assert "credentials" in server.line("No device can log in", server.err).string

    def test_a_port_that_is_given_is_used(self, program: Program) -> None:
        port = free_port()
        assert program.serve("--host", "127.0.0.1", "--port", str(port)).port == port

    def test_a_port_that_is_given_and_taken_ends_with_1(self, program: Program) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as other:
            port = str(other.getsockname()[1])
            refused = program.run("serve", "--host", "127.0.0.1", "--port", port, code=1)
        assert port in refused.stderr
        assert refused.stdout == ""

    def test_without_a_port_it_is_7200_or_the_next_free_one_which_is_said(self, program: Program) -> None:
        server = serve_beside_another(program)
        assert 7200 < server.port <= 7220
        said = server.line("7200", server.err).string
        assert str(server.port) in said
        assert "another program" in said

    def test_the_server_is_reached_at_every_address_of_this_computer(self, program: Program) -> None:
        server = program.serve("--port", "0")
        assert Reader(server.port, "x", "y").send("GET", "/healthcheck", guarded=False).status == 200

    def test_without_a_screen_the_window_says_so_and_serves(self, program: Program) -> None:
        running = program.start()
        assert running.line("No display found", running.err)
        port = int(running.line(r"Serving KOReader at http://\S+:(\d+)")[1])
        assert Reader(port, "x", "y").send("GET", "/healthcheck", guarded=False).status == 200
        assert running.stop() == 0

    def test_minimized_without_a_screen_serves_too(self, program: Program) -> None:
        running = program.start("--minimized")
        assert running.line("Serving KOReader at")
        assert running.stop() == 0


class TestBesideARunningProgram:
    def test_reading_commands_work(self, library: Program) -> None:
        library.make_account()
        server = library.serve()
        digest = library.digest(title_of(0))
        Reader(server.port, "reader", PASSPHRASE).push(digest, 0.5)
        assert status_of(library, 0) == "reading"
        assert library.json("list", "--status", "reading", "--json")[0]["percentage"] == 0.5
        (line,) = library.json("log", "--json")
        assert (line["outcome"], line["changes"]) == ("received", ["started at 50%"])

    def test_a_new_passphrase_is_accepted_at_once_and_the_old_one_no_more(self, program: Program) -> None:
        server = program.serve()
        old = Reader(server.port, "reader", program.passphrase())
        assert old.log_in().status == 200
        new = Reader(server.port, "reader", program.passphrase())
        assert (new.log_in().status, old.log_in().status, old.push("d", 0.5).status) == (200, 401, 401)
        program.make_account("other")
        assert Reader(server.port, "other", PASSPHRASE).log_in().status == 200
        assert new.log_in().status == 401

    def test_changing_commands_are_carried_out_by_the_running_program(self, library: Program) -> None:
        """It has the lock of the folder, so whatever else changes something is it."""
        library.serve()
        library.run("status", "1", "read", "--rating", "4")
        library.run("status", "--stdin", stdin="2 abandoned\n3 read\n")
        statuses = [book["status"] for book in library.export()["books"][:3]]
        assert statuses == ["read", "abandoned", "read"]

    def test_commands_beside_a_running_program_give_its_words_and_exit_codes(self, library: Program) -> None:
        library.serve()
        assert "99" in library.run("status", "99", "read", code=1).stderr
        assert library.run("token", "--check", code=1).stderr.startswith("bookorbit-desktop: ")
        assert library.run("scan", library.home).stdout == "No book files found.\n"

    def test_relative_paths_are_those_of_the_command(self, program: Program, tmp_path: Path) -> None:
        program.serve()
        add_books(tmp_path / "here" / "books", "First")
        assert program.json("scan", "books", "--json", cwd=tmp_path / "here")["added"] == 1

    def test_a_scan_beside_a_running_program_makes_new_books_known_to_readers(
        self, program: Program, tmp_path: Path
    ) -> None:
        server = program.serve()
        reader = Reader(server.port, "reader", program.passphrase())
        program.run("scan", add_books(tmp_path / "books", "First"))
        reader.push(program.digest("First"), 0.5)
        assert program.books()["First"]["status"] == "reading"

    def test_commands_work_by_themselves_after_the_program_was_killed(self, library: Program) -> None:
        library.started.remove(server := library.serve())
        server.kill()
        library.run("status", "1", "read")
        assert status_of(library, 0) == "read"
        library.serve()

    def test_two_commands_at_once_both_happen(self, library: Program) -> None:
        started = [library.start("status", str(number + 1), "read") for number in range(4)]
        assert [running.wait() for running in started] == [0] * 4
        assert [book["status"] for book in library.export()["books"][:5]] == ["read"] * 4 + ["unread"]


class TestSigterm:
    """It ends, whatever the program does (`Program.end` and `stop` see to it); what hangs, before five seconds."""

    def test_a_stop_that_hangs_is_ended_before_five_seconds(self) -> None:
        assert LATEST_END < 5

    def test_a_server_that_idles_ends_cleanly(self, library: Program) -> None:
        server = library.serve()
        assert server.stop() == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))

    def test_ctrl_c_ends_a_server_cleanly_too(self, library: Program) -> None:
        server = library.serve()
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0

    def test_open_connections_do_not_keep_the_program_from_ending(self, library: Program) -> None:
        server = library.serve()
        with (
            socket.create_connection(("127.0.0.1", server.port)) as idle,
            socket.create_connection(("127.0.0.1", server.port)) as half,
        ):
            idle.sendall(b"GET /healthcheck HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert idle.recv(1000)
            half.sendall(b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{")
            assert server.stop() == 0

    def test_a_scan_does_not_keep_the_server(self, program: Program, slow_books: Path) -> None:
        server = program.serve(env=UNHURRIED)
        scanning = program.start("scan", slow_books)
        self.wait_for_workers(server)
        assert server.stop() == 0
        assert scanning.wait() == 1
        assert "stopped" in scanning.err[-1]

    def test_a_scan_of_its_own_ends(self, program: Program, slow_books: Path) -> None:
        scanning = program.start("scan", slow_books, env=UNHURRIED)
        self.wait_for_workers(scanning)
        assert scanning.stop() == 1
        assert "stopped" in scanning.err[-1]

    def test_books_of_an_interrupted_scan_are_kept_and_the_others_come_with_the_next(
        self, program: Program, tmp_path: Path
    ) -> None:
        folder = add_books(tmp_path / "books", *(f"Book {number}" for number in range(300)))
        scanning = program.start("scan", folder)
        until(lambda: self.count(program), "the first books are stored")
        scanning.stop()
        program.run("scan", folder)
        assert len(program.export()["books"]) == 300

    def test_an_automatic_sync_does_not_keep_the_server(
        self, library: Program, silent: SilentHardcover
    ) -> None:
        library.run("status", "1", "read")
        server = library.serve(env=silent.environment)
        asking = library.start("sync", env=silent.environment)
        assert silent.asked.wait(PATIENCE)
        assert server.stop() == 0
        assert asking.wait() == 1

    def test_a_sync_of_its_own_ends_with_1(self, library: Program, silent: SilentHardcover) -> None:
        library.run("status", "1", "read")
        syncing = library.start("sync", env=silent.environment)
        assert silent.asked.wait(PATIENCE)
        assert syncing.stop() == 1

    def wait_for_workers(self, running: Running) -> None:
        """Until it reads books."""
        until(lambda: workers_of(running), "the workers have started")
        pause = time.monotonic() + 1
        until(lambda: time.monotonic() > pause, "the workers are busy")

    def count(self, program: Program) -> int:
        return len(program.json("list", "--json"))


class TestAnswersInTime:
    """A push is answered without waiting for anything else."""

    def test_while_hardcover_is_silent(self, library: Program, silent: SilentHardcover) -> None:
        library.make_account()
        server = library.serve(env=silent.environment)
        library.start("sync")
        assert silent.asked.wait(PATIENCE)
        self.check_pushes(server.port)
        server.kill()

    def test_while_a_scan_is_under_way(self, library: Program, slow_books: Path) -> None:
        library.make_account()
        server = library.serve()
        scanning = library.start("scan", slow_books)
        until(lambda: workers_of(server), "the workers have started")
        self.check_pushes(server.port)
        assert scanning.process.poll() is None
        scanning.stop()

    def check_pushes(self, port: int) -> None:
        reader = Reader(port, "reader", PASSPHRASE)
        for number in range(10):
            assert reader.push("d", number / 10).status == 200


def serve_beside_another(program: Program) -> Server:
    """A server that found 7200 taken, by us if nobody else had it."""
    while True:
        with taken(7200) as is_ours:
            server = program.serve("--host", "127.0.0.1")
        if is_ours or server.port != 7200:
            return server
        server.stop()  # a program of another test had the port and let it go meanwhile


@contextmanager
def taken(port: int) -> Iterator[bool]:
    """While this lasts the port is taken; by us, as is told, if nobody else has it."""
    with ExitStack() as held:
        try:
            held.enter_context(socket.create_server(("127.0.0.1", port)))
        except OSError:
            yield False
        else:
            yield True


def workers_of(running: Running) -> list[str]:
    """The ids of the processes that a program reads books in."""
    children = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            found = re.search(r"\) \S (\d+)", path.read_text())
        except OSError:
            continue
        if found and int(found[1]) == running.pid:
            children.append(path.parent.name)
    return children
