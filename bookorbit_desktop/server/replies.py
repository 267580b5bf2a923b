"""Replies that every release of KOReader can read (kosync.md section 2, "Reply Content-Type")."""

import json
import time
from collections.abc import Mapping
from email.utils import formatdate
from functools import lru_cache

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter

HEADERS = {"Content-Type": "application/json", "Server": "BookOrbit"}

# Codes of the reference server (kosync.md section 4).
UNPARSABLE = 103
NOT_AN_OBJECT = 104
UNAVAILABLE = 1000
INTERNAL_ERROR = 2000
UNAUTHORIZED = 2001
USERNAME_TAKEN = 2002
INVALID_REQUEST = 2003
NO_DOCUMENT = 2004
REGISTRATION_DISABLED = 2005

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class KosyncError(Exception):
    """A request that gets an error of the reference server for an answer."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def reply(self) -> web.Response:
        """The HTTP reply for it."""
        return error_reply(self.status, self.code, self.message)


def json_reply(body: Mapping[str, object], status: int = 200) -> web.Response:
    """An answer with exactly `Content-Type: application/json`."""
    return web.Response(body=_encode(body).encode(), status=status, headers=HEADERS)


class WholeReply(web.StreamResponse):
    """An answer with status 200 to a request of HTTP/1.1, as `json_reply` gives it, written in one go.

    aiohttp spends on the answer to a push as much as the push takes otherwise.
    """

    def __init__(self, body: bytes) -> None:
        """Nothing of aiohttp's own is begun: `prepare` and `write_eof` are all that it asks for."""
        self._whole = body
        self._keeps_alive = False

    @property
    def keep_alive(self) -> bool:
        """Whether the connection stays for a next request."""
        return self._keeps_alive

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Send it. Raises ConnectionResetError if nobody is there any more."""
        transport = request.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError("The device disconnected")
        self._keeps_alive = request.keep_alive
        head = _head(int(time.time()))
        closing = b"" if self._keeps_alive else b"Connection: close\r\n"
        transport.write(b"%b%bContent-Length: %d\r\n\r\n%b" % (head, closing, len(self._whole), self._whole))
        return None

    async def write_eof(self, data: bytes = b"") -> None:
        """It is sent already."""


def stored_reply(request: web.BaseRequest, document: str, timestamp: int) -> web.StreamResponse:
    """The answer to a push that is on the disk."""
    if request.version != HttpVersion11:
        return json_reply({"document": document, "timestamp": timestamp})
    return WholeReply(f'{{"document":{_encode(document)},"timestamp":{timestamp}}}'.encode())


@lru_cache(2)
def _head(second: int) -> bytes:
    """What every answer of one second begins with."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    return f"HTTP/1.1 200 OK\r\n{headers}Date: {formatdate(second, usegmt=True)}\r\n".encode()


def error_reply(status: int, code: int, message: str) -> web.Response:
    """An error in the form of the reference server; KOReader shows some messages to the person."""
    return json_reply({"code": code, "message": message}, status)
