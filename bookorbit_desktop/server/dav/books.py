"""Two folders of books to read from: the whole library by author, and what the person wants to read."""

import asyncio
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.koreader.book_folders import SharedFile
from bookorbit_desktop.server.dav.calls import (
    BASE,
    OF_FOLDER,
    DavCalls,
    Item,
    depth_of,
    described,
    inside,
    listing,
)
from bookorbit_desktop.server.opds import media
from bookorbit_desktop.server.opds.replies import file_reply, file_tag
from bookorbit_desktop.server.replies import Refused

if TYPE_CHECKING:
    from bookorbit_desktop.services.opds.opds_catalogue import SharedBooks

LIBRARY: Final = "Library"
TO_READ: Final = "To read"
_OF_FILE: Final = "OPTIONS, PROPFIND, GET, HEAD"
_SWITCHED_OFF: Final = "The catalogue isn't shared. Turn it on in BookOrbit ▸ KOReader."
_NO_BOOK: Final = "There is no such book here."


class BookFolders:
    """Read only, and only while the catalogue is shared."""

    def __init__(self, calls: DavCalls, open_books: Callable[[], "SharedBooks"]) -> None:
        """`open_books` is called when a folder is first asked for."""
        self._calls = calls
        self._open_books = open_books

    @cached_property
    def _books(self) -> "SharedBooks":
        return self._open_books()

    def routes(self) -> list[web.RouteDef]:
        """Every address, with and without a slash at the end."""
        # As a pattern: aiohttp would look for the "%20" that it has decoded in the address.
        library, to_read = f"{BASE}/{LIBRARY}", f"{BASE}/{{shelf:{TO_READ}}}"
        folders = (
            (library, self.library),
            (f"{library}/{{author:[^/]+}}", self.author),
            (to_read, self.to_read),
        )
        return [
            *(web.route("*", f"{path}{slash}", handler) for path, handler in folders for slash in ("", "/")),
            web.route("*", f"{library}/{{author:[^/]+}}/{{name:[^/]+}}", self.book),
            web.route("*", f"{to_read}/{{name:[^/]+}}", self.book),
        ]

    async def is_offered(self) -> bool:
        """Whether the person shares the catalogue."""
        return await asyncio.to_thread(lambda: self._books.is_offered)

    async def newest(self) -> float:
        """When the newest book was added, in seconds since 1970."""
        return await asyncio.to_thread(lambda: self._books.newest)

    async def library(self, request: web.Request) -> web.StreamResponse:
        """The authors."""
        return await self._calls.answer(request, {"PROPFIND": self._list_authors}, OF_FOLDER)

    async def author(self, request: web.Request) -> web.StreamResponse:
        """The books of an author."""
        return await self._calls.answer(request, {"PROPFIND": self._list_books}, OF_FOLDER)

    async def to_read(self, request: web.Request) -> web.StreamResponse:
        """The books of the chosen shelf."""
        return await self._calls.answer(request, {"PROPFIND": self._list_books}, OF_FOLDER)

    async def book(self, request: web.Request) -> web.StreamResponse:
        """A book file."""
        calls = {"PROPFIND": self._describe, "GET": self._send, "HEAD": self._send}
        return await self._calls.answer(request, calls, _OF_FILE)

    async def _list_authors(self, request: web.Request) -> web.Response:
        await self._require_offer()
        authors = await asyncio.to_thread(self._books.authors) if depth_of(request) == "1" else ()
        at = await self.newest()
        folders = [Item(f"{inside(request, author.name)}/", changed_at=at) for author in authors]
        return listing(request, folders, at)

    async def _list_books(self, request: web.Request) -> web.Response:
        files = await self._files(request)
        return listing(request, [_item(inside(request, file.name), file) for file in files])

    async def _describe(self, request: web.Request) -> web.Response:
        return described([_item(request.rel_url.raw_path, await self._requested_file(request))])

    async def _send(self, request: web.Request) -> web.StreamResponse:
        """As a download of the catalogue: its digests are known before it is sent."""
        file = await self._requested_file(request)
        look_up = request.method == "HEAD"
        try:
            download = await asyncio.to_thread(self._books.look_up if look_up else self._books.hand_out, file)
        except NotFound as error:
            raise Refused(404, str(error)) from error
        return file_reply(str(download.path), media.BOOKS[download.file.format], file.name, download.stamp)

    async def _requested_file(self, request: web.Request) -> SharedFile:
        name = request.match_info["name"]
        found = next((file for file in await self._files(request) if file.name == name), None)
        if found is None:
            raise Refused(404, _NO_BOOK)
        return found

    async def _files(self, request: web.Request) -> list[SharedFile]:
        await self._require_offer()
        author = request.match_info.get("author")
        if author is None:
            return await asyncio.to_thread(self._books.to_read)
        files = await asyncio.to_thread(self._books.of_author, author)
        if files is None:
            raise Refused(404, _NO_BOOK)
        return files

    async def _require_offer(self) -> None:
        if not await self.is_offered():
            raise Refused(403, _SWITCHED_OFF)


def _item(href: str, file: SharedFile) -> Item:
    tag = file_tag(file.mtime_ns, file.size)
    return Item(href, file.size, file.mtime_ns / 1e9, tag, media.BOOKS[file.format])
