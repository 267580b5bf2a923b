"""The fast path of a push: the most frequent call is read and answered without aiohttp.

Anything but one complete, ordinary, valid push is passed on unchanged and answered there. For a push,
aiohttp's parser, tasks and response cost more than storing it (measured by `python -m tests.bench kosync`).
"""

import asyncio
import logging
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from aiohttp import web

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.server.connections import Connections
from bookorbit_desktop.server.protocol import BUG, JsonRequestHandler
from bookorbit_desktop.server.replies import (
    INTERNAL_ERROR,
    UNAVAILABLE,
    error_body,
    stored_body,
    whole_reply,
)
from bookorbit_desktop.services.koreader.progress import StoredPush

logger = logging.getLogger(__name__)

LONGEST: Final = 32 * 1024
"""Bytes of a request handled here; KOReader's have 700."""
_HARMLESS: Final = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "content-length",
        "content-type",
        "host",
        "te",
        "user-agent",
        "x-auth-key",
        "x-auth-user",
    }
)
"""Headers that change nothing, or are read here. Any other one is left to aiohttp."""
_LENGTH: Final = re.compile("[0-9]{1,5}")
_KEEPS_ALIVE: Final = {"keep-alive": True, "close": False, "close, te": False}


@dataclass(frozen=True, slots=True)
class PushRequest:
    """A push as received."""

    host: str
    username: str
    key: str
    body: bytes
    keeps_alive: bool


class Unread(Enum):
    """The bytes are not a push that can be parsed here."""

    PART = auto()
    """The start of what may be one."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Head:
    """The headers of a push."""

    host: str
    username: str
    key: str
    length: int
    """Bytes of the body."""
    keeps_alive: bool


class PushReader:
    """Reads requests that are pushes with plain ASCII headers and nothing unusual in them."""

    def __init__(self, paths: Collection[str]) -> None:
        self._first_lines = frozenset(f"PUT {path} HTTP/1.1".encode() for path in paths)

    def read(self, data: bytes) -> PushRequest | Unread:
        """The push in `data`, which must be exactly one; otherwise whether more bytes may make it one."""
        head, end, body = data.partition(b"\r\n\r\n")
        if not head.isascii() or len(data) > LONGEST:
            return Unread.OTHER
        first, more, lines = head.partition(b"\r\n")
        if first not in self._first_lines:
            return Unread.OTHER if more or end else self._beginning(first)
        if not end:
            return Unread.PART
        told = _read_head(lines)
        if told is None:
            return Unread.OTHER
        missing = told.length - len(body)
        if missing:
            return Unread.PART if 0 < missing <= LONGEST - len(data) else Unread.OTHER
        return PushRequest(told.host, told.username, told.key, body, told.keeps_alive)

    def _beginning(self, data: bytes) -> Unread:
        """Return the start of a request: KOReader sends the first line, the headers and the body separately."""
        may_be_one = any((line + b"\r").startswith(data) for line in self._first_lines)
        return Unread.PART if may_be_one else Unread.OTHER


@lru_cache(8)
def _read_head(lines: bytes) -> _Head | None:
    """Parse ASCII headers, cached for devices that send the same ones again; None if anything is unusual."""
    fields = _fields(lines.decode("ascii").split("\r\n"))
    if fields is None:
        return None
    length = fields.get("content-length", "")
    keeps_alive = _KEEPS_ALIVE.get(fields.get("connection", "keep-alive").lower())
    if not fields.get("host") or keeps_alive is None or not _LENGTH.fullmatch(length):
        return None
    username, key = fields.get("x-auth-user", ""), fields.get("x-auth-key", "")
    return _Head(fields["host"], username, key, int(length), keeps_alive)


def _fields(lines: list[str]) -> dict[str, str] | None:
    """The headers by lower-case name; None if one is unusual or occurs twice."""
    if not "".join(lines).isprintable():
        return None
    fields = {}
    for line in lines:
        name, _, value = line.partition(":")
        fields[name.lower()] = value.strip(" ")
    return fields if len(fields) == len(lines) and fields.keys() <= _HARMLESS else None


@dataclass(frozen=True, slots=True)
class PushLane:
    """Reads pushes and passes them on to be stored."""

    reader: PushReader
    take: Callable[[PushRequest, str], asyncio.Future[StoredPush] | None]
    """Starts to store a push from an address; None if it must go the usual way, which reports what is
    wrong."""


PUSH_LANE: Final = web.AppKey("push_lane", PushLane)


class PushFirstHandler(JsonRequestHandler):
    """One connection. Pushes are answered here until something else arrives: from then on aiohttp handles it.

    A complete push may be lent to aiohttp, which keeps nothing of this connection once it has answered.
    """

    __slots__ = ("_allows_host", "_held", "_is_lent", "_lane", "_stored", "_takes_pushes")

    def __init__(
        self,
        server: web.Server,
        loop: asyncio.AbstractEventLoop,
        connections: Connections,
        on_tls: Callable[[str], None],
        lane: PushLane,
        allows_host: Callable[[str], bool],
    ) -> None:
        """`allows_host` says whether a `Host` header names this computer."""
        super().__init__(server, loop, connections, on_tls)
        self._lane = lane
        self._allows_host = allows_host
        self._takes_pushes = True
        self._is_lent = False
        self._held = b""
        """The start of a request, or what arrived while a push was being stored."""
        self._stored: asyncio.Future[StoredPush] | None = None

    def data_received(self, data: bytes) -> None:
        """Handle received bytes, of one request or several."""
        if self._held:
            data, self._held = self._held + data, b""
        if self._stored is not None:
            self._wait(data)
        elif self._takes_pushes and not self._is_lent:
            self._read(data)
        else:
            if data:  # aiohttp calls this itself too, with nothing
                self._takes_pushes = False
            super().data_received(data)

    def answered(self) -> None:
        """Note that a reply was sent, by this class or by aiohttp."""
        super().answered()
        self._is_lent = False

    async def shutdown(self, timeout: float | None = 15.0) -> None:  # noqa: ASYNC109 - aiohttp's signature
        """Let a reply that has been started be sent, and close."""
        self._takes_pushes = False
        if self._stored is not None:
            await asyncio.wait([self._stored], timeout=timeout)
        await super().shutdown(timeout)

    def _read(self, data: bytes) -> None:
        self.keep_alive(True)  # ends aiohttp's own watch over idle connections, which sees nothing of this
        push = self._lane.reader.read(data)
        if push is Unread.PART:
            self.begins()
            self._held = data
        elif not isinstance(push, PushRequest) or not self._take(push):
            self._is_lent = isinstance(push, PushRequest)
            self._takes_pushes = self._is_lent
            super().data_received(data)

    def _take(self, push: PushRequest) -> bool:
        """Start storing a push, unless it needs closer inspection; returns whether it is being stored."""
        if self._is_behind or not self._allows_host(push.host):
            return False
        stored = self._stored = self._lane.take(push, self.address)
        if stored is None:
            return False
        self.arrived()
        stored.add_done_callback(lambda stored: self._answer(stored, keeps_alive=push.keeps_alive))
        return True

    @property
    def _is_behind(self) -> bool:
        """Whether the client does not read its replies."""
        return isinstance(self.transport, asyncio.Transport) and self.transport.get_write_buffer_size() > 0

    def _wait(self, data: bytes) -> None:
        """Pause reading: a client that sends more before the reply has to wait."""
        self._held = data
        if isinstance(self.transport, asyncio.Transport):
            self.transport.pause_reading()

    def _answer(self, stored: asyncio.Future[StoredPush], *, keeps_alive: bool) -> None:
        self._stored = None
        transport = self.transport
        if not isinstance(transport, asyncio.Transport) or transport.is_closing():
            return
        error = stored.exception()
        if error is None:
            done = stored.result()
            status, body = 200, stored_body(done.event.push.document, done.timestamp)
        else:
            status, body = self._failure(error)
        keeps_alive = keeps_alive and status != 500
        transport.write(whole_reply(status, body, keeps_alive=keeps_alive))
        if not keeps_alive:
            transport.close()
            return
        self.answered()
        if self._held:
            transport.resume_reading()
            self.data_received(b"")

    def _failure(self, error: BaseException) -> tuple[int, bytes]:
        """Status and body for a push that could not be stored; as aiohttp does, closes after an unexpected
        error."""
        if isinstance(error, StorageUnavailable):
            return 503, error_body(UNAVAILABLE, str(error))
        logger.error("A request from %s failed", self.address, exc_info=error)
        return 500, error_body(INTERNAL_ERROR, BUG)
