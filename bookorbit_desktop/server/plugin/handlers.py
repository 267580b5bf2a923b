"""The calls of the plugin for KOReader (plugin.md)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bookorbit_desktop import __version__
from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.plugin import (
    FEATURES,
    LARGEST_BODY,
    MOST_ANNOTATIONS,
    MOST_BOOKS,
    MOST_VIEWS,
    ReportUnreadable,
)
from bookorbit_desktop.server.auth import Guard
from bookorbit_desktop.server.push_body import json_object
from bookorbit_desktop.server.replies import KosyncError, json_reply

if TYPE_CHECKING:
    from bookorbit_desktop.services.usb.plugin_reports import PluginReports

BASE: Final = "/plugin/v1"
_DIGEST: Final = re.compile(r"[0-9a-f]{32}")
_TOO_LARGE: Final = "The body is too large. Send it in pieces."
_NOT_A_DIGEST: Final = Message("Name a document by its digest.")

Handler = Callable[[web.Request], Awaitable[web.Response]]


def plugin_routes(guard: Guard, open_reports: Callable[[], "PluginReports"]) -> list[web.RouteDef]:
    """Every call, with and without a slash at the end."""
    handlers = PluginHandlers(guard, open_reports)
    return [
        route
        for slash in ("", "/")
        for route in (
            web.get(f"{BASE}/hello{slash}", handlers.greet),
            web.get(f"{BASE}/login{slash}", handlers.check_login),
            web.post(f"{BASE}/books{slash}", handlers.take_books),
            web.post(f"{BASE}/page-views{slash}", handlers.take_views),
            web.get(f"{BASE}/annotations/{{digest}}{slash}", handlers.give_annotations),
        )
    ]


class PluginHandlers:
    """Checks the login and the size; all else is done on threads."""

    def __init__(self, guard: Guard, open_reports: Callable[[], "PluginReports"]) -> None:
        """`open_reports` is called with the first call: most people have no plugin."""
        self._guard = guard
        self._open_reports = open_reports
        self._turn = asyncio.Semaphore(1)
        """The calls of many devices would otherwise take every thread, to wait for each other there."""

    @cached_property
    def _reports(self) -> "PluginReports":
        return self._open_reports()

    async def greet(self, request: web.Request) -> web.Response:
        """`GET /plugin/v1/hello`: whether this is the right server, before any login."""
        return await _answer(self._greet())

    async def check_login(self, request: web.Request) -> web.Response:
        """`GET /plugin/v1/login`: whether the login counts, for a device with nothing to send."""
        return await _answer(self._check_login(request))

    async def take_books(self, request: web.Request) -> web.Response:
        """`POST /plugin/v1/books`."""
        return await _answer(self._take_books(request))

    async def take_views(self, request: web.Request) -> web.Response:
        """`POST /plugin/v1/page-views`."""
        return await _answer(self._take_views(request))

    async def give_annotations(self, request: web.Request) -> web.Response:
        """`GET /plugin/v1/annotations/{digest}?device=…`."""
        return await _answer(self._give_annotations(request))

    async def _greet(self) -> web.Response:
        from bookorbit_desktop.services.usb import plugin_package

        limits = {
            "body": LARGEST_BODY,
            "books": MOST_BOOKS,
            "annotations": MOST_ANNOTATIONS,
            "page_views": MOST_VIEWS,
        }
        return json_reply(
            {
                "server": "BookOrbit Desktop",
                "version": __version__,
                "instance": await asyncio.to_thread(lambda: self._reports.instance()),
                "api": 1,
                "features": FEATURES,
                "plugin": await asyncio.to_thread(plugin_package.version),
                "limits": limits,
            }
        )

    async def _check_login(self, request: web.Request) -> web.Response:
        await self._guard.require_login(request)
        return json_reply({})

    async def _take_books(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        async with self._turn:
            answers = await asyncio.to_thread(lambda: self._reports.take_books(body))
        return json_reply(
            {
                "books": [
                    {"digest": answer.digest, "state": answer.state, "why": str(answer.why)}
                    for answer in answers
                ]
            }
        )

    async def _take_views(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        async with self._turn:
            answer = await asyncio.to_thread(lambda: self._reports.take_views(body))
        refused = [
            {"digest": book.digest, "title": book.title, "why": str(book.refused)} for book in answer.refused
        ]
        return json_reply({"new": answer.new, "refused": refused})

    async def _give_annotations(self, request: web.Request) -> web.Response:
        await self._guard.require_login(request)
        digest, device = request.match_info["digest"].lower(), request.query.get("device", "")
        if not _DIGEST.fullmatch(digest):
            raise ReportUnreadable(_NOT_A_DIGEST)
        items = await asyncio.to_thread(lambda: self._reports.annotations_for(digest, device))
        return json_reply({"annotations": items})

    async def _body(self, request: web.Request) -> Mapping[str, Any]:
        """The body of a call that may be made. Raises KosyncError and ReportUnreadable."""
        await self._guard.require_login(request)
        body = await request.read()
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
        return json_object(body)


async def _answer(call: Awaitable[web.Response]) -> web.Response:
    try:
        return await call
    except ReportUnreadable as error:
        return _refusal(400, str(error))
    except KosyncError as error:
        return _refusal(error.status, error.message)
    except web.HTTPRequestEntityTooLarge:
        return _refusal(413, _TOO_LARGE)
    except StorageUnavailable as error:
        return _refusal(503, str(error))


def _refusal(status: int, message: str) -> web.Response:
    return json_reply({"error": message}, status)
