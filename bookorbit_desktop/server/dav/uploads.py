"""A folder for files that come from a device: books go to the Inbox."""

import asyncio
import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.koreader.uploads import LARGEST, UploadedFile, UploadRefused
from bookorbit_desktop.server.dav.calls import (
    BASE,
    OF_FOLDER,
    DavCalls,
    Item,
    described,
    inside,
    listing,
    newest,
)
from bookorbit_desktop.server.opds.media import UNKNOWN_TYPE
from bookorbit_desktop.server.opds.replies import FileReply, file_tag
from bookorbit_desktop.server.replies import PRIVATE, Refused

if TYPE_CHECKING:
    from bookorbit_desktop.services.usb.upload_folder import UploadFolder

logger = logging.getLogger(__name__)

UPLOAD: Final = "Upload"
_OF_FILE: Final = "OPTIONS, PROPFIND, GET, HEAD, PUT"
_NO_FILE: Final = "There is no such file here."


class Uploads:
    """Takes files; nothing is replaced or deleted."""

    def __init__(self, calls: DavCalls, open_folder: Callable[[], "UploadFolder"]) -> None:
        """`open_folder` is called when the folder is first asked for."""
        self._calls = calls
        self._open_folder = open_folder
        self._scanning: asyncio.Task[None] | None = None

    @cached_property
    def _folder(self) -> "UploadFolder":
        return self._open_folder()

    def routes(self) -> list[web.RouteDef]:
        """Every address, with and without a slash at the end."""
        path = f"{BASE}/{UPLOAD}"
        return [
            *(web.route("*", f"{path}{slash}", self.folder) for slash in ("", "/")),
            web.route("*", f"{path}/{{name:[^/]+}}", self.file),
        ]

    async def close(self, _application: web.Application) -> None:
        """Wait for a running scan, which the end of the program cancels."""
        if self._scanning is not None:
            await asyncio.wait([self._scanning])

    async def folder(self, request: web.Request) -> web.StreamResponse:
        """What was uploaded."""
        return await self._calls.answer(request, {"PROPFIND": self._list}, OF_FOLDER)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """One file."""
        calls = {"PROPFIND": self._describe, "GET": self._send, "HEAD": self._send, "PUT": self._receive}
        return await self._calls.answer(request, calls, _OF_FILE)

    async def newest(self) -> float:
        """When the newest file was changed, in seconds since 1970; 0 without any."""
        return newest(await asyncio.to_thread(self._folder.files))

    async def _list(self, request: web.Request) -> web.Response:
        files = await asyncio.to_thread(self._folder.files)
        return listing(request, [_item(inside(request, file.name), file) for file in files])

    async def _describe(self, request: web.Request) -> web.Response:
        return described([_item(request.rel_url.raw_path, await self._requested_file(request))])

    async def _send(self, request: web.Request) -> web.StreamResponse:
        file = await self._requested_file(request)
        headers = {**PRIVATE, "Content-Type": UNKNOWN_TYPE}
        return FileReply(str(self._folder.path(file)), None, headers)

    async def _requested_file(self, request: web.Request) -> UploadedFile:
        name = request.match_info["name"]
        found = next(
            (file for file in await asyncio.to_thread(self._folder.files) if file.name == name), None
        )
        if found is None:
            raise Refused(404, _NO_FILE)
        return found

    async def _receive(self, request: web.Request) -> web.Response:
        """Take a whole file under its name, and read it later: the device need not wait."""
        name = request.match_info["name"]

        def make_part(size: int) -> Path:
            self._folder.check(name)
            return self._folder.part(size)

        def keep(part: Path) -> web.Response:
            is_new = self._folder.keep(name, part)
            return web.Response(status=201 if is_new else 204, headers=PRIVATE)

        try:
            reply = await self._calls.receive(request, LARGEST, make_part, keep)
        except UploadRefused as error:
            raise Refused(error.status, str(error)) from error
        if reply.status == 201:
            self._scan_later()
        return reply

    def _scan_later(self) -> None:
        """One scan after the other: what came while one ran is found by the next."""
        before = self._scanning

        async def scan() -> None:
            if before is not None:
                await asyncio.wait([before])
            try:
                await self._folder.scan()
            except BookOrbitError as error:
                logger.warning("What was uploaded could not be read: %s", error)
            except Exception:
                logger.exception("What was uploaded could not be read")

        self._scanning = asyncio.get_running_loop().create_task(scan())


def _item(href: str, file: UploadedFile) -> Item:
    return Item(href, file.size, file.changed_at, file_tag(file.mtime_ns, file.size), UNKNOWN_TYPE)
