"""Refusals in plain text, of the catalogue and the cloud folder."""

from typing import Final

from aiohttp import web

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
