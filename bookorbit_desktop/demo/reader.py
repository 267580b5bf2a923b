"""A simulated KOReader: logs in and pushes over real HTTP (kosync.md section 1)."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bookorbit_desktop.domain.base.numbers import whole_percent
from bookorbit_desktop.domain.koreader.account import koreader_key

_ACCEPT = "application/vnd.koreader.v1+json"


@dataclass(frozen=True, slots=True)
class ReaderReply:
    """The server's reply."""

    status: int
    body: Any


class PretendReader:
    """A device. Its `device_id` never changes, as in KOReader."""

    def __init__(
        self,
        address: str,
        username: str,
        passphrase: str,
        *,
        device: str = "Kobo_spaBW",
        device_id: str = "DEMO-0001",
    ) -> None:
        self._address = address.rstrip("/")
        self._credentials = {"x-auth-user": username, "x-auth-key": koreader_key(passphrase)}
        self.device = device
        self.device_id = device_id

    async def log_in(self) -> ReaderReply:
        """`GET /users/auth`."""
        return await self._call("GET", "/users/auth")

    async def push(self, document: str, percentage: float, progress: str) -> ReaderReply:
        """`PUT /syncs/progress`; KOReader cuts the percentage to four decimals."""
        body = {
            "document": document,
            "progress": progress,
            "percentage": int(percentage * 10_000) / 10_000,
            "device": self.device,
            "device_id": self.device_id,
        }
        return await self._call("PUT", "/syncs/progress", body)

    async def pull(self, document: str) -> ReaderReply:
        """`GET /syncs/progress/DOCUMENT`."""
        return await self._call("GET", f"/syncs/progress/{document}")

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> ReaderReply:
        headers = {"Accept": _ACCEPT, "User-Agent": "lua-Spore", "Connection": "close", **self._credentials}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        connector = aiohttp.TCPConnector(force_close=True)
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.request(method, self._address + path, data=data, headers=headers) as response,
        ):
            return ReaderReply(response.status, json.loads(await response.text()))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of reading in a document, from and to as 0..1."""

    document: str
    start: float
    end: float


async def read_along(
    reader: PretendReader,
    chapters: Iterable[Chapter],
    *,
    step: float = 0.03,
    pause: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(2),
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Read for a while with a push at each step, like a person with the device in hand."""
    await reader.log_in()
    say(f"{reader.device} logged in.")
    for chapter in chapters:
        position = chapter.start
        while position < chapter.end:
            position = min(chapter.end, position + step)
            progress = f"/body/DocFragment[{1 + int(position * 8)}]/body/p[1]/text().0"
            await reader.push(chapter.document, position, progress)
            say(f"{reader.device} is at {whole_percent(position)}%.")
            await pause()
