"""Waits on this computer for the browser to come back from Hardcover (RFC 8252, 7.3)."""

import asyncio
import hmac
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from bookorbit_desktop.domain.base.errors import SignInRefused
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.hardcover.oauth import refusal

_PATH = "/callback"
_HOST = "127.0.0.1"


class Callback:
    """Listens on a port of its own for the one request with the right state; others get 404 and change nothing.

    `page` gives the HTML for the browser: True for "allowed".
    """

    def __init__(self, issuer: str, state: str, page: Callable[[bool], str]) -> None:
        self._issuer = issuer
        self._state = state
        self._page = page
        self._code: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get(_PATH, self._handle, allow_head=False)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, 0).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._code.cancel()
        await self._runner.cleanup()

    @property
    def address(self) -> str:
        """Where Hardcover sends the browser."""
        return f"http://{_HOST}:{self._runner.addresses[0][1]}{_PATH}"

    async def code(self) -> str:
        """The authorization code, once the browser has brought it. Raises SignInRefused."""
        return await self._code

    async def _handle(self, request: web.Request) -> web.Response:
        query = request.query
        is_awaited = hmac.compare_digest(query.get("state", "").encode(), self._state.encode())
        if self._code.done() or not is_awaited:
            raise web.HTTPNotFound
        if query.get("iss") != self._issuer:
            # Another server answered in this one's name (RFC 9207).
            stranger = Message("The answer didn't come from Hardcover, so it wasn't used. Sign in again.")
            self._code.set_exception(SignInRefused(stranger, "issuer"))
        elif query.get("code"):
            self._code.set_result(query["code"])
        else:
            self._code.set_exception(refusal(query))
        is_allowed = self._code.exception() is None
        headers = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
        return web.Response(text=self._page(is_allowed), content_type="text/html", headers=headers)
