"""The least that keeps a push: aiohttp, one INSERT, one commit for what came together (`tests.bench kosync`).

It reads no login, keeps neither positions nor devices, and watches over nothing: how near the program comes to it
says what that costs, and how near it comes to the echo says what the disk costs.
"""

import asyncio
import sqlite3
import sys
import time

from aiohttp import web

Row = tuple[str, str, str, float, float]


class LeastStore:
    """A table of pushes. Use it on one event loop."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = wal")
        self._connection.execute("PRAGMA synchronous = full")
        self._connection.execute("CREATE TABLE push (document, device, progress, percentage, received_at)")
        self._waiting: list[tuple[Row, asyncio.Future[None]]] = []

    def add(self, row: Row) -> asyncio.Future[None]:
        """Store a row; the future is done once it is durable."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[None] = loop.create_future()
        self._waiting.append((row, stored))
        if len(self._waiting) == 1:
            loop.call_soon(self._gather, loop, 0)
        return stored

    def _gather(self, loop: asyncio.AbstractEventLoop, seen: int) -> None:
        """Gathers as `GroupedWrites` does."""
        if len(self._waiting) > seen:
            loop.call_soon(self._gather, loop, len(self._waiting))
            return
        group, self._waiting = self._waiting, []
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO push VALUES (?, ?, ?, ?, ?)", [row for row, _ in group])
        self._connection.execute("COMMIT")
        for _, stored in group:
            stored.set_result(None)


async def serve_least(path: str) -> None:
    """Serve pushes into a new database; the port is the first line."""
    store = LeastStore(path)

    async def push(request: web.Request) -> web.Response:
        said, now = await request.json(), time.time()
        await store.add((said["document"], said["device"], said["progress"], said["percentage"], now))
        return web.json_response({"document": said["document"], "timestamp": int(now)})

    application = web.Application()
    application.add_routes([web.put("/syncs/progress", push)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve_least(sys.argv[1]))
