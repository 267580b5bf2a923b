"""Replies that every release of KOReader can read (kosync.md section 2, "Reply Content-Type")."""

import json
import time
from collections.abc import Mapping
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus

from aiohttp import web

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
    """A request answered with an error of the reference server."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def reply(self) -> web.Response:
        """The HTTP reply."""
        return error_reply(self.status, self.code, self.message)


def json_reply(body: Mapping[str, object], status: int = 200) -> web.Response:
    """A reply with exactly `Content-Type: application/json`."""
    return web.Response(body=_encode(body).encode(), status=status, headers=HEADERS)


def whole_reply(status: int, body: bytes, *, keeps_alive: bool) -> bytes:
    """A complete HTTP/1.1 reply as bytes, the same as from `json_reply`."""
    closing = b"" if keeps_alive else b"Connection: close\r\n"
    head = _head(status, int(time.time()))
    return b"%b%bContent-Length: %d\r\n\r\n%b" % (head, closing, len(body), body)


def stored_body(document: str, timestamp: int) -> bytes:
    """The body of the reply to a push that was stored."""
    return f'{{"document":{_encode(document)},"timestamp":{timestamp}}}'.encode()


@lru_cache(4)
def _head(status: int, second: int) -> bytes:
    """The headers of every reply with this status within one second."""
    headers = {**HEADERS, "Date": formatdate(second, usegmt=True)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}".encode()


def error_reply(status: int, code: int, message: str) -> web.Response:
    """An error in the form of the reference server; KOReader shows some messages to the person."""
    return json_reply(_error(code, message), status)


def error_body(code: int, message: str) -> bytes:
    """The body of an error reply."""
    return _encode(_error(code, message)).encode()


def _error(code: int, message: str) -> dict[str, object]:
    return {"code": code, "message": message}
