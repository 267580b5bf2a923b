"""WebDAV (RFC 4918, class 1) for one folder of two databases: what KOReader's cloud sync needs, and no more."""

import asyncio
import errno
import logging
from collections.abc import Awaitable, Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import quote

from aiohttp import web

from bookorbit_desktop.domain.koreader.cloud_files import (
    LARGEST,
    CloudFile,
    CloudFileChanged,
    CloudFileRefused,
    Precondition,
)
from bookorbit_desktop.server.basic_login import BasicGuard
from bookorbit_desktop.server.dav.multistatus import Item, multistatus
from bookorbit_desktop.server.opds.file_reply import FileReply
from bookorbit_desktop.server.protocol import JsonRequestHandler
from bookorbit_desktop.server.refused import PRIVATE, Refused

if TYPE_CHECKING:
    from bookorbit_desktop.services.usb.cloud_folder import CloudFolder

logger = logging.getLogger(__name__)

BASE: Final = "/dav"
FOLDER: Final = f"{BASE}/koreader"
MOST_UPLOADS: Final = 4
"""At a time; KOReader sends one."""
_PIECE: Final = 256 * 1024
_XML: Final = 'application/xml; charset="utf-8"'
_OF_FOLDER: Final = "OPTIONS, PROPFIND"
_OF_FILE: Final = "OPTIONS, PROPFIND, GET, HEAD, PUT, DELETE"
_NOTHING_HERE: Final = "There is nothing here. KOReader's files belong in the folder “koreader”."
_FIXED: Final = "The folders here can't be changed."
_TOO_LARGE: Final = "The file is too large."
_BUSY: Final = "Other files are being uploaded. Try again in a minute."
_NO_ROOM: Final = "The disk of the computer is full. Free some space there and sync again."
_NOT_WRITABLE: Final = "The computer can't save the file. Its log file says why."
_WHOLE_ONLY: Final = "Only whole files are accepted."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_upload(request: web.BaseRequest) -> bool:
    """Whether the body of a request is read here, as far as it is wanted."""
    return request.method == "PUT" and request.path.startswith(f"{BASE}/")


def dav_routes(guard: BasicGuard, open_folder: Callable[[], "CloudFolder"]) -> list[web.RouteDef]:
    """Every address of the folder, with and without a slash at the end."""
    handlers = DavHandlers(guard, open_folder)
    folders = [
        web.route("*", f"{path}{slash}", handlers.folder) for path in (BASE, FOLDER) for slash in ("", "/")
    ]
    return [
        *folders,
        web.route("*", f"{FOLDER}/{{name:[^/]+}}", handlers.file),
        web.route("*", f"{BASE}/{{rest:.*}}", handlers.nothing),
    ]


class DavHandlers:
    """Answers after the login. Nothing here blocks the server's loop."""

    def __init__(self, guard: BasicGuard, open_folder: Callable[[], "CloudFolder"]) -> None:
        """`open_folder` is called when the folder is first asked for: most people have none."""
        self._guard = guard
        self._open_folder = open_folder
        self._uploads = 0
        self._has_begun = False
        self._reading: set[asyncio.Task[int]] = set()

    @cached_property
    def _folder(self) -> "CloudFolder":
        return self._open_folder()

    async def folder(self, request: web.Request) -> web.StreamResponse:
        """The root or the folder of KOReader's files."""
        return await self._answer(request, {"OPTIONS": self._options, "PROPFIND": self._list}, _OF_FOLDER)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """One file."""
        calls: dict[str, Handler] = {
            "OPTIONS": self._options,
            "PROPFIND": self._describe,
            "GET": self._send,
            "HEAD": self._send,
            "PUT": self._receive,
            "DELETE": self._remove,
        }
        return await self._answer(request, calls, _OF_FILE)

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        """An address at which nothing is kept."""
        status = 409 if request.method in ("PUT", "MKCOL") else 404
        return await self._answer(
            request, {request.method: lambda _: _refuse(status, _NOTHING_HERE)}, "OPTIONS"
        )

    async def _answer(
        self, request: web.Request, calls: dict[str, Handler], allowed: str
    ) -> web.StreamResponse:
        try:
            await self._guard.require_login(request)
            self._catch_up()
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

    async def _options(self, request: web.Request) -> web.Response:
        allowed = _OF_FILE if "name" in request.match_info else _OF_FOLDER
        return web.Response(headers={**PRIVATE, "DAV": "1", "Allow": allowed})

    async def _list(self, request: web.Request) -> web.Response:
        """The folder, and with a depth of 1 what is in it."""
        depth = request.headers.get("Depth", "infinity")
        if depth not in ("0", "1"):
            raise Refused(403, "Ask for one folder at a time.")
        here = request.rel_url.raw_path
        items = [Item(here)]
        if depth == "1":
            inside = here.rstrip("/")
            if request.path.rstrip("/") == FOLDER:
                files = await asyncio.to_thread(self._folder.files)
                items += [_item(f"{inside}/{quote(file.name)}", file) for file in files]
            else:
                items.append(Item(f"{inside}/koreader/"))
        return _multistatus(items)

    async def _describe(self, request: web.Request) -> web.Response:
        return _multistatus([_item(request.rel_url.raw_path, await self._wanted(request))])

    async def _send(self, request: web.Request) -> web.StreamResponse:
        """KOReader takes 200 and 404 only; the tag is that of the file that is sent."""
        file = await self._wanted(request)
        headers = {**PRIVATE, "Content-Type": "application/octet-stream"}
        return FileReply(str(self._folder.path(file.name)), None, headers)

    async def _wanted(self, request: web.Request) -> CloudFile:
        file = await asyncio.to_thread(self._folder.file, request.match_info["name"])
        if file is None:
            raise Refused(404, _NOTHING_HERE)
        return file

    async def _receive(self, request: web.Request) -> web.Response:
        """Take a whole file, or leave the one that is there."""
        name, precondition = request.match_info["name"], _precondition(request)
        if (request.content_length or 0) > LARGEST:
            raise Refused(413, _TOO_LARGE)
        if "Content-Range" in request.headers:
            raise Refused(400, _WHOLE_ONLY)
        if self._uploads >= MOST_UPLOADS:
            raise Refused(503, _BUSY)
        self._uploads += 1
        try:
            await asyncio.to_thread(self._folder.check, name, precondition)
            part = await asyncio.to_thread(self._folder.part, request.content_length or 0)
            try:
                await _read_into(part, request)
            except BaseException:
                await asyncio.to_thread(part.unlink, missing_ok=True)
                raise
            sender = request.remote or "", request.headers.get("User-Agent", "")
            kept = await asyncio.to_thread(self._folder.keep, name, part, precondition, *sender)
        finally:
            self._uploads -= 1
        self._read_later()
        return web.Response(
            status=201 if precondition.tags is None else 204, headers={**PRIVATE, "ETag": f'"{kept.tag}"'}
        )

    def _catch_up(self) -> None:
        """Read once what an earlier run could not, or what a restored library lacks."""
        if not self._has_begun:
            self._has_begun = True
            self._read_later()

    def _read_later(self) -> None:
        """The device need not wait until its page views are in the library."""
        task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._folder.read_statistics))
        self._reading.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[int]) -> None:
        self._reading.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("Statistics that came over Wi-Fi could not be read", exc_info=error)

    async def _remove(self, request: web.Request) -> web.Response:
        file = await self._wanted(request)
        await asyncio.to_thread(self._folder.remove, file.name, _precondition(request))
        return web.Response(status=204, headers=PRIVATE)


async def _read_into(part: Path, request: web.Request) -> None:
    """Write the body into a file."""
    file = await asyncio.to_thread(part.open, "wb")
    try:
        size = 0
        _expect_more(request)
        async for piece in request.content.iter_chunked(_PIECE):
            size += len(piece)
            if size > LARGEST:
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


def _precondition(request: web.Request) -> Precondition:
    is_new = request.headers.get("If-None-Match", "").strip() == "*"
    if "If-Match" not in request.headers:
        return Precondition(None, is_new)
    tags = request.if_match or ()
    return Precondition(frozenset(tag.value for tag in tags if not tag.is_weak), is_new)


def _item(href: str, file: CloudFile) -> Item:
    return Item(href, file.size, file.changed_at, file.tag)


def _multistatus(items: list[Item]) -> web.Response:
    return web.Response(
        status=207, body=multistatus(items), headers={**PRIVATE, "Content-Type": _XML, "DAV": "1"}
    )


def _disk_refusal(error: OSError) -> Refused:
    logger.warning("The cloud folder can't be used: %s", error)
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Refused(503, _NO_ROOM if is_full else _NOT_WRITABLE)


async def _refuse_method(request: web.Request) -> web.StreamResponse:
    """What would change the folders themselves, or is no part of class 1."""
    raise Refused(403 if request.method in ("DELETE", "MOVE", "COPY", "PUT") else 405, _FIXED)


async def _refuse(status: int, message: str) -> web.StreamResponse:
    raise Refused(status, message)
