"""Another kosync server on a socket, with the deviations of kosync.md section 5 as a test wants them."""

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

USER, PASSWORD = "anna", "secret words"


@dataclass
class Upstream:
    """Its places by document, and every request that came."""

    url: str = ""
    positions: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    pushed: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    unknown: Callable[[], web.Response] = lambda: web.json_response({})
    """What is answered for a document that it does not know."""
    everything: Callable[[], web.Response] | None = None
    """What is answered to all, instead."""
    put: Callable[[], web.Response] | None = None

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        self.requests.append((request.method, request.path))
        self.keys.add(request.headers.get("x-auth-key", ""))
        if self.everything is not None:
            return self.everything()
        if request.path == "/users/auth":
            return web.json_response({"authorized": "OK"})
        if request.method == "PUT":
            if self.put is not None:
                return self.put()
            body = await request.json()
            self.pushed.append(body)
            self.positions[body["document"]] = {**body, "timestamp": 1}
            return web.json_response({"document": body["document"]})
        document = request.path.removeprefix("/syncs/progress/")
        return web.json_response(self.positions[document]) if document in self.positions else self.unknown()

    def asked(self, method: str) -> list[str]:
        """The paths of the requests of one kind, without the login."""
        return [path for kind, path in self.requests if kind == method and path != "/users/auth"]


@asynccontextmanager
async def open_upstream(certificate: ssl.SSLContext | None = None) -> AsyncIterator[Upstream]:
    """A server on a free port."""
    upstream = Upstream()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", upstream.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificate)
    await site.start()
    port = runner.addresses[0][1]
    upstream.url = f"{'https' if certificate else 'http'}://127.0.0.1:{port}"
    try:
        yield upstream
    finally:
        await runner.cleanup()
