"""Replies of the catalogue."""

from aiohttp import web

from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.server.opds import media
from bookorbit_desktop.server.opds.file_reply import FileReply

_HEADERS = {"Server": "BookOrbit", "Cache-Control": "private, no-cache"}
_LOGIN = 'Basic realm="BookOrbit", charset="UTF-8"'


class Refused(Exception):
    """A request that gets neither feed nor file; the text is for a person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def reply(self) -> web.Response:
        """Build an HTTP reply.

        KOReader shows the status line if it has no text of its own, so it includes the reason, too.
        """
        headers = {**_HEADERS, "Content-Type": media.TEXT}
        if self.status == 401:
            headers["WWW-Authenticate"] = _LOGIN
        reason = self.message.encode("ascii", "ignore").decode()
        return web.Response(status=self.status, reason=reason, text=self.message, headers=headers)


def document_reply(body: bytes, kind: str) -> web.Response:
    """A feed, without Last-Modified: KOReader would keep it for as long as that is unchanged."""
    return web.Response(body=body, headers={**_HEADERS, "Content-Type": kind, "Vary": "User-Agent"})


def file_reply(path: str, kind: str, name: str = "", stamp: FileStamp | None = None) -> FileReply:
    """Stream a file from the disk, to be saved as `name`. With a `stamp`, only the file with that stamp."""
    headers = {**_HEADERS, "Content-Type": kind}
    if name:
        headers["Content-Disposition"] = _attachment(name)
    return FileReply(path, stamp, headers)


def _attachment(name: str) -> str:
    """The Content-Disposition header: KOReader reads only `filename`, as UTF-8, and unescapes `%`."""
    return f'attachment; filename="{name.replace("%", "%25")}"'
