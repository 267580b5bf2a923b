"""WebDAV (RFC 4918, class 1): the root, and the folder of the two databases that KOReader's cloud sync keeps."""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bookorbit_desktop.domain.koreader.cloud_files import LARGEST, TABLES, CloudFile, Precondition
from bookorbit_desktop.server.auth import BasicGuard
from bookorbit_desktop.server.dav.books import LIBRARY, TO_READ, BookFolders
from bookorbit_desktop.server.dav.calls import (
    BASE,
    OF_FOLDER,
    DavCalls,
    Handler,
    Item,
    described,
    inside,
    listing,
    newest,
)
from bookorbit_desktop.server.dav.uploads import UPLOAD, Uploads
from bookorbit_desktop.server.opds.media import UNKNOWN_TYPE
from bookorbit_desktop.server.opds.replies import FileReply
from bookorbit_desktop.server.replies import PRIVATE, Refused

if TYPE_CHECKING:
    from bookorbit_desktop.services.opds.opds_catalogue import SharedBooks
    from bookorbit_desktop.services.usb.cloud_folder import CloudFolder
    from bookorbit_desktop.services.usb.upload_folder import UploadFolder

logger = logging.getLogger(__name__)

_NAME: Final = "koreader"
FOLDER: Final = f"{BASE}/{_NAME}"
_DATABASE: Final = f"{{name:{'|'.join(map(re.escape, TABLES))}}}"
_CHOSEN_INSTEAD: Final = (
    "",
    f"/{_NAME}",
    BASE,
    f"{FOLDER}/{_NAME}",
    f"{BASE}/{LIBRARY}",
    f"{BASE}/{{shelf:{TO_READ}}}",
    f"{BASE}/{UPLOAD}",
)
"""Folders that a device may have been told in place of `FOLDER`. It would only ever say "Something went wrong"."""
_OF_FILE: Final = "OPTIONS, PROPFIND, GET, HEAD, PUT, DELETE"
_NOTHING_HERE: Final = "There is nothing here. KOReader's files belong in the folder “koreader”."
_NOTHING_TO_ADD: Final = (
    "Nothing can be added here. Put books into “Upload”; KOReader's files belong in “koreader”."
)


@dataclass(frozen=True, slots=True)
class DavFolders:
    """What opens each folder when it is first asked for: most people need none."""

    databases: Callable[[], "CloudFolder"]
    books: Callable[[], "SharedBooks"]
    uploads: Callable[[], "UploadFolder"]


def add_dav(application: web.Application, guard: BasicGuard, folders: DavFolders) -> None:
    """Answer at every address of the folders, with and without a slash at the end."""
    calls = DavCalls(guard)
    books, uploads = BookFolders(calls, folders.books), Uploads(calls, folders.uploads)
    handlers = DavHandlers(calls, folders.databases, books, uploads)
    application.add_routes(
        [
            *(web.route("*", f"{folder}/{_DATABASE}", handlers.file) for folder in _CHOSEN_INSTEAD),
            web.route("PROPFIND", "/", handlers.above),
            *(web.route("PROPFIND", f"/{_NAME}{slash}", handlers.folder) for slash in ("", "/")),
            *(web.route("*", f"{BASE}{slash}", handlers.root) for slash in ("", "/")),
            *(web.route("*", f"{FOLDER}{slash}", handlers.folder) for slash in ("", "/")),
            web.route("*", f"{FOLDER}/{{name:[^/]+}}", handlers.file),
            *books.routes(),
            *uploads.routes(),
            web.route("*", f"{BASE}/{{rest:.*}}", handlers.nothing),
        ]
    )
    application.on_cleanup.append(uploads.close)


class DavHandlers:
    """The root and the databases."""

    def __init__(
        self, calls: DavCalls, open_folder: Callable[[], "CloudFolder"], books: BookFolders, uploads: Uploads
    ) -> None:
        """`open_folder` is called when the folder is first asked for."""
        self._calls = calls
        self._open_folder = open_folder
        self._books = books
        self._uploads = uploads
        self._has_begun = False
        self._reading: set[asyncio.Task[int]] = set()

    @cached_property
    def _folder(self) -> "CloudFolder":
        return self._open_folder()

    async def above(self, request: web.Request) -> web.StreamResponse:
        """The way to the root, for an address without it."""
        return await self._calls.answer(request, {"PROPFIND": self._list_above}, OF_FOLDER)

    async def root(self, request: web.Request) -> web.StreamResponse:
        """All folders."""
        return await self._calls.answer(request, {"PROPFIND": self._list_root}, OF_FOLDER)

    async def folder(self, request: web.Request) -> web.StreamResponse:
        """The folder of KOReader's files."""
        return await self._calls.answer(request, {"PROPFIND": self._list}, OF_FOLDER)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """One file."""
        calls: dict[str, Handler] = {
            "PROPFIND": self._describe,
            "GET": self._send,
            "HEAD": self._send,
            "PUT": self._receive,
            "DELETE": self._remove,
        }
        return await self._calls.answer(request, calls, _OF_FILE)

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        """An address at which nothing is kept."""
        is_addition = request.method in ("PUT", "MKCOL")
        refusal = (409, _NOTHING_TO_ADD) if is_addition else (404, _NOTHING_HERE)
        return await self._calls.answer(request, {request.method: lambda _: _refuse(*refusal)}, "OPTIONS")

    async def _list_above(self, request: web.Request) -> web.Response:
        return listing(request, [Item(f"{BASE}/")])

    async def _list_root(self, request: web.Request) -> web.Response:
        self._catch_up()
        folders = {_NAME: newest(await asyncio.to_thread(self._folder.files))}
        if await self._books.is_offered():
            folders |= dict.fromkeys((LIBRARY, TO_READ), await self._books.newest())
        folders[UPLOAD] = await self._uploads.newest()
        items = [Item(f"{inside(request, name)}/", changed_at=at) for name, at in folders.items()]
        return listing(request, items)

    async def _list(self, request: web.Request) -> web.Response:
        self._catch_up()
        files = await asyncio.to_thread(self._folder.files)
        return listing(request, [_item(inside(request, file.name), file) for file in files])

    async def _describe(self, request: web.Request) -> web.Response:
        return described([_item(request.rel_url.raw_path, await self._requested_file(request))])

    async def _send(self, request: web.Request) -> web.StreamResponse:
        """KOReader takes 200 and 404 only; the tag is that of the file that is sent."""
        file = await self._requested_file(request)
        headers = {**PRIVATE, "Content-Type": UNKNOWN_TYPE}
        return FileReply(str(self._folder.path(file.name)), None, headers)

    async def _requested_file(self, request: web.Request) -> CloudFile:
        self._catch_up()
        file = await asyncio.to_thread(self._folder.file, request.match_info["name"])
        if file is None:
            raise Refused(404, _NOTHING_HERE)
        return file

    async def _receive(self, request: web.Request) -> web.Response:
        """Take a whole file, or leave the one that is there."""
        name, precondition = request.match_info["name"], _precondition(request)
        sender = request.remote or "", request.headers.get("User-Agent", "")
        folder = self._folder
        status = 201 if precondition.tags is None else 204

        def make_part(size: int) -> Path:
            folder.check(name, precondition)
            return folder.part(size)

        def keep(part: Path) -> web.Response:
            return _kept(status, folder.keep(name, part, precondition, *sender))

        reply = await self._calls.receive(request, LARGEST, make_part, keep)
        self._read_later()
        return reply

    def _catch_up(self) -> None:
        """Read once what an earlier run could not, or what a restored library lacks."""
        if not self._has_begun:
            self._has_begun = True
            self._read_later()

    def _read_later(self) -> None:
        """The device need not wait until its page views and words are in the library."""
        folder = self._folder
        both = asyncio.to_thread(lambda: folder.read_statistics() + folder.read_vocabulary())
        task = asyncio.get_running_loop().create_task(both)
        self._reading.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[int]) -> None:
        self._reading.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("What came over Wi-Fi could not be read", exc_info=error)

    async def _remove(self, request: web.Request) -> web.Response:
        file = await self._requested_file(request)
        await asyncio.to_thread(self._folder.remove, file.name, _precondition(request))
        return web.Response(status=204, headers=PRIVATE)


def _precondition(request: web.Request) -> Precondition:
    is_new = request.headers.get("If-None-Match", "").strip() == "*"
    if "If-Match" not in request.headers:
        return Precondition(None, is_new)
    tags = request.if_match or ()
    return Precondition(frozenset(tag.value for tag in tags if not tag.is_weak), is_new)


def _kept(status: int, file: CloudFile) -> web.Response:
    return web.Response(status=status, headers={**PRIVATE, "ETag": f'"{file.tag}"'})


def _item(href: str, file: CloudFile) -> Item:
    return Item(href, file.size, file.changed_at, file.tag, UNKNOWN_TYPE)


async def _refuse(status: int, message: str) -> web.StreamResponse:
    raise Refused(status, message)
