"""PUT/s of the whole program over a bare aiohttp echo, and the program's p99 (performance.md, "Server").

The program is `serve` as people run it, with everything that runs beside the server: a process of its own for each
library (documents without a book, documents of books, a million pushes before). This process makes the load. Rounds
alternate, and what counts are the ratios of one run; those of processor time change little on a busy computer.
Beside it runs the least that keeps a push on the same disk (`_least_store`): no program can do better than that.
Every answered push waits for the disk, so its speed is printed too; TMPDIR names the disk.
"""

import argparse
import asyncio
import os
import re
import selectors
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bookorbit_desktop.domain.koreader.account import koreader_key
from tests.services import add_book, make_services

USERNAME = "reader"
PASSPHRASE = "baga deka mufa tuna"
DOCUMENTS = [f"{number:032x}" for number in range(500)]
EARLIER_PUSHES = 1_000_000
LIBRARIES = ("unmatched", "matched", "million")
OF_ECHO = 0.25
"""What the program should reach of the echo, by wall."""
LATENCIES = {"one": "p50 1, p99 5 ms", "eight": "p99 15 ms"}
"""What the program should stay under, by connections."""
NO_HARDCOVER = {"BOOKORBIT_HARDCOVER_URL": "http://127.0.0.1:9/v1/graphql"}
_TICKS = os.sysconf("SC_CLK_TCK")


async def serve_echo() -> None:
    """The ceiling: aiohttp that reads JSON and answers it."""

    async def echo(request: web.Request) -> web.Response:
        return web.json_response(await request.json())

    application = web.Application()
    application.add_routes([web.put("/syncs/progress", echo)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


def make_library(folder: Path, kind: str) -> None:
    """A data folder with an account: without books, with a book for each document, or with a long history."""
    services = make_services(folder)
    services.koreader_login.change(USERNAME, PASSPHRASE)
    if kind == "matched":
        for number, document in enumerate(DOCUMENTS):
            add_book(services, f"Volume {number}", digest=document)
    elif kind == "million":
        services.database.write(lambda: _fill_history(services.database.connection()))
    services.database.close()


def _fill_history(connection: sqlite3.Connection) -> None:
    """Two years of many devices at once, as the server itself would have kept it."""
    connection.execute(
        "INSERT INTO device (id, key, name, device_id, first_seen, last_seen, pushes)"
        " VALUES (1, 'old', 'Old', 'old', 0, 1, ?)",
        (EARLIER_PUSHES,),
    )
    rows = (
        (
            DOCUMENTS[number % len(DOCUMENTS)],
            f"/body/DocFragment[{number % 97}]/p",
            number / EARLIER_PUSHES,
            number,
        )
        for number in range(EARLIER_PUSHES)
    )
    connection.executemany(
        "INSERT INTO push (document, device_id, progress, percentage, received_at, relayed)"
        " VALUES (?, 1, ?, ?, ?, 0)",
        rows,
    )


@dataclass(frozen=True)
class Round:
    """What one round of load measured."""

    per_second: float
    milliseconds: list[float]

    def percentile(self, share: float) -> float:
        """The latency below which `share` of the answers came."""
        return sorted(self.milliseconds)[int(share * (len(self.milliseconds) - 1))]


class Load:
    """Keep-alive connections, each with one request under way, as fast as the server answers."""

    def __init__(self, port: int, connections: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._requests = _requests(port)
        self._sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
        for connection in self._sockets:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(connection, selectors.EVENT_READ)

    def run(self, seconds: float) -> Round:
        """Push for so long."""
        sent = {connection: self._send(connection) for connection in self._sockets}
        latencies = []
        begin = time.perf_counter()
        while (now := time.perf_counter()) < begin + seconds:
            for key, _ in self._selector.select():
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                _receive(connection)
                now = time.perf_counter()
                latencies.append((now - sent[connection]) * 1000)
                sent[connection] = self._send(connection)
        elapsed = now - begin
        for connection in self._sockets:
            _receive(connection)
        return Round(len(latencies) / elapsed, latencies)

    def close(self) -> None:
        """Hang up."""
        self._selector.close()
        for connection in self._sockets:
            connection.close()

    def _send(self, connection: socket.socket) -> float:
        connection.sendall(next(self._requests))
        return time.perf_counter()


def _receive(connection: socket.socket) -> None:
    answer = connection.recv(65536)
    if not answer.startswith(b"HTTP/1.1 200") or not answer.endswith(b"}"):
        raise SystemExit(f"unexpected answer: {answer!r}")


def _requests(port: int) -> Iterator[bytes]:
    """Endless pushes: every book is read on, page by page, on two devices."""
    head = (
        f"PUT /syncs/progress HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: lua-Spore\r\n"
        "Accept: application/vnd.koreader.v1+json\r\nContent-Type: application/json\r\n"
        f"x-auth-user: {USERNAME}\r\nx-auth-key: {koreader_key(PASSPHRASE)}\r\n"
    )
    turn = 0
    while True:
        for number, document in enumerate(DOCUMENTS):
            body = (
                f'{{"document":"{document}","percentage":{0.01 + turn % 900 / 1000:.4f},'
                f'"progress":"/body/DocFragment[{turn + 1}]/body/div/p[{number}]/text().0",'
                f'"device":"Kobo_spaBW","device_id":"71B7E4D06A2C4D0E8E4C012345678{number % 2:03}"}}'
            )
            yield f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()
        turn += 1


def _flush_milliseconds(folder: Path) -> float:
    """What it takes to make 4 KiB durable there, median."""
    durations = []
    with (folder / "flush").open("wb", buffering=0) as file:
        for _ in range(200):
            file.seek(0)
            file.write(bytes(4096))
            begin = time.perf_counter()
            os.fsync(file.fileno())
            durations.append(time.perf_counter() - begin)
    return statistics.median(durations) * 1000


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    port: int
    pid: int

    @property
    def processor_seconds(self) -> float:
        """What all its threads have used of the processor so far (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def _echo() -> Iterator[Server]:
    with _process([sys.executable, "-m", "tests.bench.kosync", "--serve-echo"], {}) as server:
        yield server


@contextmanager
def _least(path: Path) -> Iterator[Server]:
    with _process([sys.executable, "-m", "tests.bench._least_store", str(path)], {}) as server:
        yield server


@contextmanager
def started(folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    """`serve` on a data folder, as a person starts it, without a password store."""
    words = ["--data-dir", str(folder), "serve", "--host", "127.0.0.1", "--port", "0"]
    with _process([sys.executable, "-m", "bookorbit_desktop", *words], environment) as server:
        yield server


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[Server]:
    alone = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | alone | environment
    ) as process:
        assert process.stdout is not None
        try:
            said = re.search(r"(\d+)\s*$", process.stdout.readline())
            if said is None:
                raise SystemExit("the server did not start")
            yield Server(int(said[1]), process.pid)
        finally:
            process.send_signal(signal.SIGTERM)


@dataclass(frozen=True)
class Measured:
    """What a server did in one round."""

    round: Round
    processor: float
    """Seconds of the processor for each answer."""


def _measure(load: Load, server: Server, seconds: float) -> Measured:
    before = server.processor_seconds
    result = load.run(seconds)
    return Measured(result, (server.processor_seconds - before) / len(result.milliseconds))


def _compare(kind: str, echo: Server, least: Server, program: Server, rounds: int, seconds: float) -> None:
    servers = {"echo": (Load(echo.port, 8), echo), "least": (Load(least.port, 8), least)}
    servers["eight"] = (Load(program.port, 8), program)
    servers["one"] = (Load(program.port, 1), program)
    measured: dict[str, list[Measured]] = {name: [] for name in servers}
    for load, _ in servers.values():
        load.run(0.5)
    for _ in range(rounds):
        for name, (load, server) in servers.items():
            measured[name].append(_measure(load, server, seconds))
    for load, _ in servers.values():
        load.close()
    for name, results in measured.items():
        goal = LATENCIES.get(name)
        _say(f"{kind}, {name}" if goal else name, results, f"   goal {goal}" if goal else "")
    for name, goal in (("least", ""), ("eight", f"   goal {OF_ECHO}")):
        pairs = list(zip(measured[name], measured["echo"], strict=True))
        rate = statistics.median(ours.round.per_second / bare.round.per_second for ours, bare in pairs)
        work = statistics.median(bare.processor / ours.processor for ours, bare in pairs)
        label = kind if name == "eight" else name
        print(f"{label} / echo {rate:6.2f}   by processor time {work:5.2f}{goal}", flush=True)


def _say(name: str, results: list[Measured], goal: str) -> None:
    rate = statistics.median(result.round.per_second for result in results)
    p50, p99 = (
        statistics.median(result.round.percentile(share) for result in results) for share in (0.5, 0.99)
    )
    worst = max(max(result.round.milliseconds) for result in results)
    work = statistics.median(result.processor for result in results) * 1e6
    print(
        f"{name:17} {rate:7.0f} PUT/s   p50 {p50:6.2f}   p99 {p99:7.2f}   worst {worst:7.1f} ms"
        f"   processor {work:5.0f} us{goal}"
    )


def main() -> None:
    """Run the benchmark, or one of its servers."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench kosync", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--library", choices=LIBRARIES, action="append", help="one of them; all by default")
    parser.add_argument("--serve-echo", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve_echo:
        asyncio.run(serve_echo())
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        echo = stack.enter_context(_echo())
        print(f"flush to disk   {_flush_milliseconds(folder):8.3f} ms; load average {os.getloadavg()[0]:.1f}")
        for kind in options.library or LIBRARIES:
            make_library(folder / kind, kind)
            with _least(folder / f"{kind}.least") as least, started(folder / kind, NO_HARDCOVER) as program:
                _compare(kind, echo, least, program, options.rounds, options.seconds)


if __name__ == "__main__":
    main()
