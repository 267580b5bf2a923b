"""What all folders of /dav have in common: login, listings, refusals and uploads."""

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from aiohttp import web

from bookorbit_desktop.domain.koreader.cloud_files import (
    TABLES,
    CloudFile,
    CloudFileChanged,
    CloudFileRefused,
)
from bookorbit_desktop.domain.koreader.uploads import UploadedFile
from bookorbit_desktop.server.auth import BasicGuard
from bookorbit_desktop.server.protocol import JsonRequestHandler
from bookorbit_desktop.server.replies import PRIVATE, Refused


@dataclass(frozen=True, slots=True)
class Item:
    """A folder or file in the answer."""

    href: str
    """The path, percent-encoded; that of the folder that was asked for as it came."""
    size: int | None = None
    """Bytes; None for a folder."""
    changed_at: float = 0.0
    """Seconds since 1970; for a folder when the newest thing in it was changed, 0 if nothing is."""
    tag: str = ""
    """Of a file: its ETag without quotes."""
    type: str = ""
    """Of a file: its media type."""


def multistatus(items: Iterable[Item]) -> bytes:
    """The XML. A prefix on each name and no attribute on `href`: KOReader looks for just that."""
    body = "".join(map(_response, items))
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus xmlns:d="DAV:">{body}</d:multistatus>\n'
    return text.encode()


def _response(item: Item) -> str:
    if item.size is None:
        properties = "<d:resourcetype><d:collection/></d:resourcetype>"
    else:
        properties = (
            f"<d:resourcetype/><d:getcontentlength>{item.size}</d:getcontentlength>"
            f'<d:getcontenttype>{item.type}</d:getcontenttype><d:getetag>"{escape(item.tag)}"</d:getetag>'
        )
    if item.size is not None or item.changed_at:
        properties += f"<d:getlastmodified>{formatdate(item.changed_at, usegmt=True)}</d:getlastmodified>"
    return (
        f"<d:response><d:href>{escape(item.href)}</d:href><d:propstat><d:prop>{properties}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )


logger = logging.getLogger(__name__)

BASE: Final = "/dav"
OF_FOLDER: Final = "OPTIONS, PROPFIND"
MOST_UPLOADS: Final = 4
"""At a time; KOReader sends one."""
_PIECE: Final = 256 * 1024
_XML: Final = 'application/xml; charset="utf-8"'
_FIXED: Final = "The folders here can't be changed. Put books into “Upload”."
_TOO_LARGE: Final = "The file is too large."
_BUSY: Final = "Other files are being uploaded. Try again in a minute."
_NO_ROOM: Final = "The disk of the computer is full. Free some space there and sync again."
_NOT_WRITABLE: Final = "The computer can't save the file. Its log file says why."
_WHOLE_ONLY: Final = "Only whole files are accepted."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_upload(request: web.BaseRequest) -> bool:
    """Whether the body of a request is read here, as far as it is wanted."""
    path = request.path
    return request.method == "PUT" and (path.startswith(f"{BASE}/") or path.rpartition("/")[2] in TABLES)


class DavCalls:
    """Answers a request by its method, after the login. Nothing here blocks the server's loop."""

    def __init__(self, guard: BasicGuard) -> None:
        self._guard = guard
        self._uploads = 0

    async def answer(
        self, request: web.Request, calls: Mapping[str, Handler], allowed: str
    ) -> web.StreamResponse:
        """Call what the method means here; `allowed` are all that mean something."""
        try:
            await self._guard.require_login(request)
            if request.method == "OPTIONS" and "OPTIONS" not in calls:
                return web.Response(headers={**PRIVATE, "DAV": "1", "Allow": allowed})
            return await calls.get(request.method, _refuse_method)(request)
        except Refused as refusal:
            reply = refusal.reply()
        except CloudFileRefused as error:
            reply = Refused(403, str(error)).reply()
        except CloudFileChanged as error:
            reply = Refused(412, str(error)).reply()
        except ConnectionError:
            raise
        except OSError as error:
            reply = _disk_refusal(error).reply()
        if reply.status == 405:
            reply.headers["Allow"] = allowed
        if is_upload(request):
            reply.force_close()  # what was not read of the body would look like the next request
        return reply

    async def receive(
        self,
        request: web.Request,
        largest: int,
        make_part: Callable[[int], Path],
        keep: Callable[[Path], web.Response],
    ) -> web.Response:
        """Take a whole file of at most `largest` bytes, or leave what is there.

        `make_part` makes the file for an announced size, `keep` puts it in its place, or removes it; both block.
        """
        if (request.content_length or 0) > largest:
            raise Refused(413, _TOO_LARGE)
        if "Content-Range" in request.headers:
            raise Refused(400, _WHOLE_ONLY)
        if self._uploads >= MOST_UPLOADS:
            raise Refused(503, _BUSY)
        self._uploads += 1
        try:
            part = await asyncio.to_thread(make_part, request.content_length or 0)
            try:
                await _read_into(part, request, largest)
            except BaseException:
                await asyncio.to_thread(part.unlink, missing_ok=True)
                raise
            return await asyncio.to_thread(keep, part)
        finally:
            self._uploads -= 1


def listing(request: web.Request, inside: Sequence[Item], changed_at: float | None = None) -> web.Response:
    """The folder that was asked for, and with a depth of 1 what is in it; for KOReader only that.

    `changed_at` of the folder is that of the newest in it, unless given, in seconds since 1970.
    """
    at = newest(inside) if changed_at is None else changed_at
    itself = Item(request.rel_url.raw_path, changed_at=at)
    if depth_of(request) == "0":
        return described([itself])
    return described(inside if _shows_a_folder_in_itself(request) else [itself, *inside])


def newest(items: Iterable[Item | UploadedFile | CloudFile]) -> float:
    """When the last of them was changed, in seconds since 1970; 0 without any."""
    return max((item.changed_at for item in items), default=0.0)


def _shows_a_folder_in_itself(request: web.Request) -> bool:
    """Whether the client is KOReader, some releases of which do (cloud-sync.md, "The calls, in order")."""
    agent = request.headers.get("User-Agent", "").casefold()
    return "koreader" in agent or "luasocket" in agent


def depth_of(request: web.Request) -> str:
    """How deep a listing goes: "0" or "1". Raises Refused for all at once."""
    depth = request.headers.get("Depth", "infinity")
    if depth not in ("0", "1"):
        raise Refused(403, "Ask for one folder at a time.")
    return depth


def described(items: Iterable[Item]) -> web.Response:
    """The answer to PROPFIND."""
    return web.Response(
        status=207, body=multistatus(items), headers={**PRIVATE, "Content-Type": _XML, "DAV": "1"}
    )


def inside(request: web.Request, name: str) -> str:
    """The address of something in the folder that was asked for."""
    return f"{request.rel_url.raw_path.rstrip('/')}/{quote(name)}"


async def _read_into(part: Path, request: web.Request, largest: int) -> None:
    """Write the body into a file."""
    file = await asyncio.to_thread(part.open, "wb")
    try:
        size = 0
        _expect_more(request)
        async for piece in request.content.iter_chunked(_PIECE):
            size += len(piece)
            if size > largest:
                raise Refused(413, _TOO_LARGE)
            await asyncio.to_thread(_write, file, piece)
            _expect_more(request)
        if isinstance(request.protocol, JsonRequestHandler):
            request.protocol.arrived()
    finally:
        await asyncio.to_thread(file.close)


def _expect_more(request: web.Request) -> None:
    """Each piece has a time of its own; a device that sends none in it is cut."""
    if isinstance(request.protocol, JsonRequestHandler):
        request.protocol.may_be_cut()


def _write(file: BinaryIO, piece: bytes) -> None:
    file.write(piece)


def _disk_refusal(error: OSError) -> Refused:
    logger.warning("The cloud folder can't be used: %s", error)
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Refused(503, _NO_ROOM if is_full else _NOT_WRITABLE)


async def _refuse_method(request: web.Request) -> web.StreamResponse:
    """What would change the folders themselves, or is no part of class 1."""
    raise Refused(403 if request.method in ("DELETE", "MOVE", "COPY", "PUT") else 405, _FIXED)
