"""Replies that every release of KOReader can read (kosync.md section 2, "Reply Content-Type")."""

import json
from collections.abc import Mapping

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


def error_reply(status: int, code: int, message: str) -> web.Response:
    """An error in the form of the reference server; KOReader shows some messages to the person."""
    return json_reply({"code": code, "message": message}, status)
