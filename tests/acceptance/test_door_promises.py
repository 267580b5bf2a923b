"""The promises about the first login, the door and the wire, on one running program."""

import asyncio
import os
import re
import socket
import ssl
import stat
import subprocess
from collections.abc import Coroutine, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.server.runner import raise_open_files
from bookorbit_desktop.services.koreader.login_attempts import USE_HTTP
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server
from tests.acceptance.scanning import scan
from tests.books import write_epub
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.server.koreader import KOReader, exchange
from tests.opds_reader import OpdsReader

DEVICE_ADDRESS = "http://192.168.1.20:7200"
HALF_REQUESTS = 1097
STRANGERS = 200
KOREADER_WAITS = 5.0
"""Seconds that KOReader waits for a login (kosync.md section 2, "Time limits")."""
TICK = 0.1
BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    write_epub(folder / "x.epub", "A Book of Doors")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, runtime: Path, books: Path) -> Iterator[Program]:
    """A program on a folder that was there before and that others may enter."""
    program = Program(tmp_path_factory.mktemp("home") / "data", runtime)
    program.data_dir.mkdir()
    program.data_dir.chmod(0o755)
    scan(program, books)
    yield program
    program.end()


@pytest.fixture(scope="module")
def passphrase(home: Program) -> str:
    """Made before the server starts, which knows its hash alone."""
    return home.passphrase()


@pytest.fixture(scope="module")
def server(home: Program, passphrase: str) -> Server:
    """The one server of this file, started with few open files and a usual umask."""
    typed = home.command("serve", "--host", "127.0.0.1", "--port", "0")
    process = subprocess.Popen(
        ["sh", "-c", 'umask 022; ulimit -S -n 512; exec "$@"', "sh", *typed],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home.home,
        env=home.environment,
    )
    server = Server(process)
    home.started.append(server)
    assert server.address
    return server


def log_of(program: Program) -> str:
    return (program.data_dir / "log" / "bookorbit.log").read_text("utf-8")


class TestPoint1ThePassphraseOnTheScreenWorks:
    """With concurrent callers and a slow store: tests/integration/test_account.py."""

    def test_a_dry_run_makes_no_account_and_a_real_set_up_shows_the_passphrase_that_it_wrote(
        self, program: Program, tree: DeviceTree
    ) -> None:
        words = ("device", "setup", tree.root, "--address", DEVICE_ADDRESS)
        program.run(*words, "--dry-run")
        first = program.serve()
        first.stop()
        assert "No device can log in yet" in "\n".join(first.err)

        said = program.run(*words).stdout
        shown = re.search(r"^Passphrase: (.+)$", said, re.MULTILINE)
        assert shown, said
        written = (tree.data / "settings" / "kosync.lua").read_text()
        assert koreader_key(shown[1]) in written
        assert Reader(program.serve().port, "reader", shown[1]).log_in().status == 200


class TestPoint7WrongLoginsKeepNobodyOut:
    """From 300 addresses, and with every connection taken: tests/integration/server/test_login_crowd.py."""

    def test_200_strangers_do_not_keep_the_owner_waiting_at_the_first_login_after_a_start(
        self, program: Program
    ) -> None:
        passphrase = program.passphrase()
        server = program.serve()
        port = server.port
        tried = asyncio.Event()

        async def stranger(number: int) -> None:
            for attempt in range(10_000):
                with suppress(OSError, IndexError):  # cut off: it tries again
                    answer = await KOReader(port, password=f"{number} {attempt}").log_in()
                    assert answer.status == 401
                    tried.set()

        async def crowd() -> list[int]:
            strangers = [asyncio.create_task(stranger(number)) for number in range(STRANGERS)]
            await tried.wait()
            owner = KOReader(port, password=passphrase)
            try:
                return await before_koreader_gives_up(log_in_and_push(owner), server)
            finally:
                for one in strangers:
                    one.cancel()
                await asyncio.gather(*strangers, return_exceptions=True)

        async def log_in_and_push(owner: KOReader) -> list[int]:
            return [(await owner.log_in()).status, (await owner.push()).status]

        assert asyncio.run(crowd()) == [200, 200]
        refused = [line for line in log_of(program).splitlines() if "Refused “reader” at 127.0.0.1" in line]
        assert 0 < len(refused) < 5


async def before_koreader_gives_up(work: Coroutine[Any, Any, list[int]], server: Server) -> list[int]:
    """What comes of it in time. It is over once the server, too, has worked that long: others keep a machine busy."""
    working, worked = asyncio.create_task(work), processor_time(server.pid)
    ticks = 0
    while ticks * TICK < KOREADER_WAITS or processor_time(server.pid) - worked < KOREADER_WAITS:
        done, _ = await asyncio.wait((working,), timeout=TICK)
        if done:
            return working.result()
        ticks += 1
    working.cancel()
    raise AssertionError("KOReader has given up")


def processor_time(pid: int) -> float:
    """Seconds of a processor that a process has had (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class TestPoint8Connections:
    def test_half_requests_stop_neither_the_owner_nor_the_control_socket(
        self, home: Program, server: Server, passphrase: str, digest: str
    ) -> None:
        raise_open_files()
        half: list[socket.socket] = []
        try:
            for _ in range(HALF_REQUESTS):
                half.append(socket.create_connection(("127.0.0.1", server.port)))
                half[-1].sendall(b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ")
            reader = Reader(server.port, "reader", passphrase)
            reader.read(digest, [0.5])
            assert reader.pull(digest).json["percentage"] == 0.5
            assert f":{server.port}" in home.run("server").stdout
        finally:
            for one in half:
                one.close()
        assert "many connections" in log_of(home)

    def test_a_web_site_that_takes_this_computers_address_reads_nothing(
        self, home: Program, server: Server, passphrase: str
    ) -> None:
        site = Reader(server.port, "reader", passphrase, headers={"Host": "rebinding.example:7200"})
        answer = site.log_in()
        assert answer.status == 401
        assert "rebinding.example" in answer.json["message"]
        assert site.pull("d").status == 421
        home.run("server", "--add-name", "Rebinding.example")
        assert site.log_in().status == 200
        home.run("server", "--remove-name", "rebinding.example")
        assert site.log_in().status == 401

    def test_a_reader_in_a_browser_is_allowed_and_barred_again(
        self, home: Program, server: Server, passphrase: str
    ) -> None:
        """What its page may do, over sockets: tests/integration/server/test_browsers.py."""
        origin, header = "https://web.readest.com", "access-control-allow-origin"
        page = Reader(server.port, "reader", passphrase, headers={"Origin": origin})
        assert header not in page.log_in().headers
        assert origin in home.run("server", "--add-origin", "https://Web.Readest.com/").stdout
        assert page.log_in().headers[header] == origin
        refused = home.run("server", "--add-origin", "*", code=1)
        assert "isn't the address of a web page" in refused.stderr
        home.run("server", "--remove-origin", origin)
        assert header not in page.log_in().headers

    def test_public_addresses_are_refused_until_the_person_allows_them(
        self, home: Program, server: Server
    ) -> None:
        """Who is refused, over sockets: tests/integration/server/test_sources.py."""
        assert home.json("server", "--json")["allows_public"] is False
        assert "public addresses may connect" in home.run("server", "--allow-public").stdout
        assert "public" not in home.run("server", "--no-public").stdout

    def test_a_name_is_announced_only_when_asked_and_never_on_this_computer_alone(
        self, home: Program, server: Server
    ) -> None:
        """What a phone then finds, over multicast: tests/integration/server/test_announcing.py."""
        assert home.json("server", "--json")["announces"] is False
        assert "once devices can reach" in home.run("server", "--announce").stdout
        asked = home.json("server", "--json")
        assert (asked["announces"], asked["announced_name"]) == (True, "")
        assert "bookorbit.local" not in home.run("server", "--no-announce").stdout

    @pytest.mark.parametrize(
        ("head", "status"),
        [
            (b"GET http://evil.example/syncs/progress/d HTTP/1.1\r\nHost: 127.0.0.1\r\n", 421),
            (b"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n", 413),
        ],
        ids=["another computer's address as target", "a body of 100 GB"],
    )
    def test_a_request_that_can_only_be_hostile_is_refused_at_its_head(
        self, server: Server, head: bytes, status: int
    ) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as stranger:
            stranger.sendall(head + b"Connection: close\r\n\r\n")
            answer = stranger.makefile("rb").readline()
        assert answer.startswith(f"HTTP/1.1 {status} ".encode())


class TestPoint9OnlyWhatWasScanned:
    def test_a_link_in_the_place_of_a_book_is_not_followed_and_odd_headers_cost_nothing(
        self, home: Program, server: Server, passphrase: str, books: Path, tmp_path: Path
    ) -> None:
        device = OpdsReader(server.port, passphrase=passphrase)
        (item,) = device.items("/opds/all")
        address, book = item.acquisitions[0].href, books / "x.epub"
        odd = b"\r\n".join(
            (
                f"GET {address.partition(str(server.port))[2]} HTTP/1.1".encode(),
                b"Host: 127.0.0.1",
                b"Connection: close",
                f"Authorization: {device.login['Authorization']}".encode(),
                b"X-Odd: \xe9\xff\r\n\r\n",
            )
        )
        answer = asyncio.run(exchange(server.port, odd))
        assert (answer.status, answer.body) == (200, book.read_bytes())
        secret, kept = tmp_path / "secret", tmp_path / "kept"
        secret.write_bytes(b"TOP SECRET")
        book.rename(kept)
        book.symlink_to(secret)
        assert asyncio.run(exchange(server.port, odd)).status == 404
        book.unlink()
        kept.rename(book)
        assert asyncio.run(exchange(server.port, odd)).status == 200
        content, seen = book.read_bytes(), book.stat()
        book.write_bytes(b"S" * seen.st_size)  # in place: size, time and inode stay
        os.utime(book, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        assert asyncio.run(exchange(server.port, odd)).status == 404
        book.write_bytes(content)
        assert asyncio.run(exchange(server.port, odd)).status == 200

    def test_nobody_else_reads_the_files_of_the_program(self, home: Program, server: Server) -> None:
        found = {}
        for path in home.data_dir.rglob("*"):
            with suppress(
                FileNotFoundError
            ):  # the program is at work, and writes some files beside their place
                found[path] = stat.S_IMODE(path.stat().st_mode) & 0o077
        assert {"library.sqlite3", "bookorbit.log", "control-socket"} <= {path.name for path in found}
        assert [path for path, others in found.items() if others] == []


class TestPoint20DoubleSlashes:
    def test_an_address_that_was_joined_with_two_slashes_works(
        self, server: Server, passphrase: str, digest: str
    ) -> None:
        other = Reader(server.port, "reader", passphrase, base="/kosync/")
        assert other.log_in().status == 200
        other.read(digest, [0.25])
        assert other.pull(digest).json["percentage"] == 0.25


class TestPoint21HttpsAndBrowsers:
    def test_https_on_the_port_is_recognised_and_said(self, home: Program, server: Server) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with (
            closing(socket.create_connection(("127.0.0.1", server.port))) as plain,
            pytest.raises(ssl.SSLError),
        ):
            context.wrap_socket(plain)
        assert USE_HTTP in log_of(home)

    def test_a_browser_gets_a_page_that_says_what_this_is(self, server: Server) -> None:
        answer = Reader(server.port, "", "", headers={"Accept": BROWSER}).send("GET", "/", guarded=False)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert server.address in answer.body.decode()


class TestPoint22StopAccepting:
    def test_a_switch_on_the_command_line_refuses_progress_in_true_words(
        self, home: Program, server: Server, passphrase: str, digest: str
    ) -> None:
        reader = Reader(server.port, "reader", passphrase)
        said = home.run("server", "--no-accept").stdout
        assert "when you next read it" in said
        answers = (reader.log_in(), reader.push(digest, 0.5), reader.pull(digest))
        assert [answer.status for answer in answers] == [401, 503, 503]
        assert home.json("server", "--json")["accepts_progress"] is False
        assert "Progress is accepted." in home.run("server", "--accept").stdout
        assert reader.pull(digest).json == {}
        reader.read(digest, [0.5])


class TestPoint23LongBodiesAndNames:
    def test_a_body_over_64_kb_keeps_its_place_and_a_hostile_name_harms_no_terminal(
        self, home: Program, server: Server, passphrase: str, digest: str
    ) -> None:
        reader = Reader(server.port, "reader", passphrase)
        metadata = {"title": "An anthology", "authors": "Ada Example\n" * 10_000}
        name = "Evil\x1b]0;owned\x07\u202e" + "x" * 400
        reader.read(digest, [0.75], metadata=metadata, device=name, device_id="evil")
        pulled = reader.pull(digest).json
        assert (pulled["percentage"], pulled["device"]) == (0.75, name)
        for command in ("devices", "documents"):
            table = home.run(command).stdout
            assert "Evil]0;owned" in table
            assert not {"\x1b", "\x07", "\u202e"} & set(table)
            assert "x" * 60 not in table
