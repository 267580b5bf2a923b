"""Replies of the catalogue, and open files: never a compressed sibling, never a file that has replaced it."""

import asyncio
import os
from collections.abc import Mapping
from typing import BinaryIO
from urllib.parse import quote

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.server.connections import TAKEN_WITHIN
from bookorbit_desktop.server.protocol import JsonRequestHandler
from bookorbit_desktop.server.replies import PRIVATE
from bookorbit_desktop.services.opds.opds_catalogue import open_download

PIECE = 256 * 1024


def file_tag(mtime_ns: int, size: int) -> str:
    """The ETag of a file, without its quotes."""
    return f"{mtime_ns:x}-{size:x}"


class FileReply(web.StreamResponse):
    """A response with a file or a part of it. Tolerates any bytes in the rest of the request."""

    def __init__(self, path: str, stamp: FileStamp | None, headers: Mapping[str, str]) -> None:
        """With a `stamp`, the answer is 404 if another file is at `path` by then."""
        super().__init__(headers=headers)
        self._path = os.fsencode(path)
        self._stamp = stamp

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Open the file and send it."""
        file = await asyncio.to_thread(open_download, self._path, self._stamp)
        if file is None:
            self.set_status(404)
            self.content_length = 0
            return await super().prepare(request)
        try:
            status = os.fstat(file.fileno())
            start, end = self._describe(request, status)
            writer = await super().prepare(request)
            if self.status in (200, 206) and request.method != "HEAD":
                if isinstance(request.protocol, JsonRequestHandler):
                    request.protocol.arrived()  # a large file may take long; each piece has a time of its own
                await self._send(file, start, end)
            return writer
        finally:
            await asyncio.shield(asyncio.to_thread(file.close))

    def _describe(self, request: web.BaseRequest, status: os.stat_result) -> tuple[int, int]:
        """Set status and headers; returns the first and last byte to send."""
        self.etag = file_tag(status.st_mtime_ns, status.st_size)
        self.last_modified = int(status.st_mtime)  # a part of a second would be rounded up
        self.headers["Accept-Ranges"] = "bytes"
        if self._is_known(request):
            self.set_status(304)
            return 0, 0
        start, end = self._part(request, status.st_size)
        self.content_length = end - start
        return start, end

    def _is_known(self, request: web.BaseRequest) -> bool:
        assert self.etag is not None
        if request.if_none_match is not None:
            return any(etag.value in ("*", self.etag.value) for etag in request.if_none_match)
        since, changed = request.if_modified_since, self.last_modified
        return since is not None and changed is not None and changed.replace(microsecond=0) <= since

    def _part(self, request: web.BaseRequest, size: int) -> tuple[int, int]:
        """The requested range (RFC 9110, section 14), or the whole file."""
        if "Range" not in request.headers or "If-Range" in request.headers:
            return 0, size
        try:
            asked = request.http_range
        except ValueError:
            return self._refuse_part(size)
        start, end, _ = asked.indices(size)
        if start >= end:
            return self._refuse_part(size)
        self.set_status(206)
        self.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        return start, end

    def _refuse_part(self, size: int) -> tuple[int, int]:
        self.set_status(416)
        self.headers["Content-Range"] = f"bytes */{size}"
        return 0, 0

    async def _send(self, file: BinaryIO, start: int, end: int) -> None:
        await asyncio.to_thread(file.seek, start)
        while start < end:
            piece = await asyncio.to_thread(file.read, min(PIECE, end - start))
            if not piece:
                raise ConnectionResetError("The file was truncated while it was being sent")
            start += len(piece)
            try:
                async with asyncio.timeout(TAKEN_WITHIN):
                    await self.write(piece)
            except TimeoutError as error:
                raise ConnectionResetError("The device read nothing for a minute") from error


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
    """The Content-Disposition header: KOReader reads only the first name, as UTF-8, and unescapes `%`.

    Others read the second one (RFC 6266, section 4.3).
    """
    return f"attachment; filename=\"{name.replace('%', '%25')}\"; filename*=UTF-8''{quote(name, safe='')}"
