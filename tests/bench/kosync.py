"""PUT/s of the whole product over a bare aiohttp echo, and the product's p99 (MEASURED.md, "Server").

Both servers run side by side, each in a process of its own; this process makes the load. Rounds are interleaved,
and what counts are the ratios of one run. Every answered push waits for the disk, so its speed is printed too;
TMPDIR names the disk.
"""

import argparse
import asyncio
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bookorbit_desktop.domain.passphrase import koreader_key
from tests.integration.server.world import PASSPHRASE, USERNAME, build_world

DOCUMENTS = [f"{number:032x}" for number in range(500)]
MUST, AIM = 0.5, 0.75


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


async def serve_product(folder: Path) -> None:
    """The product with a library in which every document is a book."""
    world = build_world(folder)
    world.account.change(USERNAME, PASSPHRASE)
    for document in DOCUMENTS:
        world.add_book(document)
    address = await world.server.start("127.0.0.1", 0, exact=True)
    print(address.port, flush=True)
    await asyncio.Event().wait()


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


@contextmanager
def _server(*arguments: str) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.bench.kosync", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def _compare(echo: int, product: int, rounds: int, seconds: float) -> None:
    loads = {"echo": Load(echo, 8), "product": Load(product, 8)}
    single = Load(product, 1)
    measured: dict[str, list[Round]] = {"echo": [], "product": [], "one connection": []}
    for load in (*loads.values(), single):
        load.run(0.5)
    for _ in range(rounds):
        for name, load in loads.items():
            measured[name].append(load.run(seconds))
        measured["one connection"].append(single.run(seconds))
    for name, results in measured.items():
        rate, p50, p99 = (
            statistics.median(values)
            for values in zip(
                *((r.per_second, r.percentile(0.5), r.percentile(0.99)) for r in results), strict=True
            )
        )
        print(f"{name:15} {rate:8.0f} PUT/s   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms")
    pairs = zip(measured["product"], measured["echo"], strict=True)
    ratio = statistics.median(ours.per_second / ceiling.per_second for ours, ceiling in pairs)
    print(f"product / echo  {ratio:8.2f}         must {MUST}, aim {AIM}")


def main() -> None:
    """Run the benchmark, or one of its servers."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench kosync")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--serve", choices=("echo", "product"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve == "echo":
        asyncio.run(serve_echo())
    elif options.serve == "product":
        asyncio.run(serve_product(options.folder))
    else:
        with (
            tempfile.TemporaryDirectory() as folder,
            _server("--serve", "echo") as echo,
            _server("--serve", "product", "--folder", folder) as product,
        ):
            print(f"flush to disk   {_flush_milliseconds(Path(folder)):8.3f} ms")
            _compare(echo, product, options.rounds, options.seconds)


if __name__ == "__main__":
    main()
