"""Replies of the catalogue."""

from aiohttp import web

from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.server.opds.file_reply import FileReply
from bookorbit_desktop.server.refused import PRIVATE


def document_reply(body: bytes, kind: str) -> web.Response:
    """A feed. Without Last-Modified: KOReader would keep it for as long as that stays the same."""
    return web.Response(body=body, headers={**PRIVATE, "Content-Type": kind, "Vary": "User-Agent"})


def file_reply(path: str, kind: str, name: str = "", stamp: FileStamp | None = None) -> FileReply:
    """Stream a file from the disk; clients save it as `name`. With a `stamp`, only the file with that stamp."""
    headers = {**PRIVATE, "Content-Type": kind}
    if name:
        headers["Content-Disposition"] = _attachment(name)
    return FileReply(path, stamp, headers)


def _attachment(name: str) -> str:
    """The Content-Disposition header: KOReader reads only `filename`, as UTF-8, and unescapes `%`."""
    return f'attachment; filename="{name.replace("%", "%25")}"'
