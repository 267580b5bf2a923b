"""Replies that every release of KOReader can read (kosync.md section 2, "Reply Content-Type"), and refusals in text."""

import json
from collections.abc import Mapping
from typing import Final

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


PRIVATE: Final = {"Server": "BookOrbit", "Cache-Control": "private, no-cache"}
_LOGIN: Final = 'Basic realm="BookOrbit", charset="UTF-8"'


class Refused(Exception):
    """A request that doesn't get what it asks for; the text is for a person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def reply(self) -> web.Response:
        """Build an HTTP reply.

        KOReader shows the status line if it has no text of its own, so it includes the reason, too.
        """
        headers = {**PRIVATE, "Content-Type": "text/plain; charset=utf-8"}
        if self.status == 401:
            headers["WWW-Authenticate"] = _LOGIN
        # What a client has sent may be part of the message, and a line break would end the status line.
        reason = "".join(letter for letter in self.message if " " <= letter <= "~")
        return web.Response(status=self.status, reason=reason, text=self.message, headers=headers)
