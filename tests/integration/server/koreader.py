"""Requests byte for byte as KOReader makes them (kosync.md section 1), over sockets of their own."""

import asyncio
import json
import random
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bookorbit_desktop.domain.koreader.account import koreader_key

DIGEST = "59d481d1a2a3b4c5d6e7f80912345678"
XPOINTER = "/body/DocFragment[11]/body/div/p[7]/text().123"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, which must be JSON with exactly the type that every release of KOReader reads."""
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)


def push_fields(**changes: Any) -> dict[str, Any]:
    """The body of a push; a field set to None is left out."""
    fields = {
        "document": DIGEST,
        "progress": XPOINTER,
        "percentage": 0.4321,
        "device": "Kobo_spaBW",
        "device_id": "71B7E4D0-6A2C-4D0E-8E4C-0123456789AB",
        **changes,
    }
    items = [(name, value) for name, value in fields.items() if value is not None]
    random.shuffle(items)
    return dict(items)


@dataclass(frozen=True)
class KOReader:
    """A device that talks to a server on this computer."""

    port: int
    username: str = "reader"
    password: str = "baga deka mufa tuna"
    base: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    """How it encrypts; None for http."""

    async def register(self) -> Answer:
        """Tap "Register"."""
        body = {"username": self.username, "password": koreader_key(self.password)}
        return await self.send("POST", "/users/create", json.dumps(body).encode(), guarded=False)

    async def log_in(self, method: str = "GET") -> Answer:
        """Tap "Login"."""
        return await self.send(method, "/users/auth")

    async def push(self, **changes: Any) -> Answer:
        """Push a position; see `push_fields`."""
        return await self.push_body(json.dumps(push_fields(**changes), ensure_ascii=False).encode())

    async def push_body(self, body: bytes) -> Answer:
        """Push whatever bytes."""
        return await self.send("PUT", "/syncs/progress", body)

    async def pull(self, document: str = DIGEST) -> Answer:
        """Ask for the position of a document."""
        return await self.send("GET", f"/syncs/progress/{quote(document, safe='')}")

    async def send(
        self, method: str, path: str, body: bytes | None = None, *, guarded: bool = True
    ) -> Answer:
        """Make one request on a connection of its own."""
        return await exchange(self.port, self.request(method, path, body, guarded=guarded), tls=self.tls)

    def request(self, method: str, path: str, body: bytes | None = None, *, guarded: bool = True) -> bytes:
        """The bytes of a request."""
        headers = {
            "Host": f"127.0.0.1:{self.port}",
            "User-Agent": "lua-Spore",
            "Accept": "application/vnd.koreader.v1+json",
            "TE": "trailers",
            "Connection": "close, TE",
        }
        if guarded:
            headers |= {"x-auth-user": self.username, "x-auth-key": koreader_key(self.password)}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
        headers |= self.headers
        lines = [f"{method} {self.base}{path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items() if v)]
        head = "\r\n".join([*lines, "", ""])
        return head.encode("utf-8", "surrogateescape") + (body or b"")


async def exchange(
    port: int, request: bytes, from_address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Answer:
    """Send bytes and read the answer until the server closes the connection."""
    stream, out = await asyncio.open_connection("127.0.0.1", port, local_addr=(from_address, 0), ssl=tls)
    try:
        out.write(request)
        await out.drain()
        return _parse(await stream.read())
    finally:
        out.close()


def _parse(answer: bytes) -> Answer:
    head, _, body = answer.partition(b"\r\n\r\n")
    status_line, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    assert int(headers.get("content-length", len(body))) == len(body)
    return Answer(int(status_line.split()[1]), headers, body)
