"""One connection: its slot among the others, and JSON for the errors that aiohttp answers itself."""

import asyncio
import logging
import re
from collections.abc import Callable
from typing import Any, Final

from aiohttp import web
from yarl import URL

from bookorbit_desktop.domain.base.errors import DatabaseDamaged, StorageUnavailable
from bookorbit_desktop.server.connections import IDLE_FOR, REQUEST_WITHIN, TAKEN_WITHIN, Connections
from bookorbit_desktop.server.replies import INTERNAL_ERROR, INVALID_REQUEST, UNAVAILABLE, error_reply
from bookorbit_desktop.services.runtime.event_bus import plain_failure

logger = logging.getLogger(__name__)

_MESSAGES = {
    400: "BookOrbit doesn't understand this request.",
    404: "There is nothing at this address. Check the server address in KOReader.",
    405: "This address doesn't accept such requests.",
    413: "The request is too large.",
}
_NOT_UNDERSTOOD = "BookOrbit can't do this."
_BUG = "Something went wrong in BookOrbit. See its log file for details."
_TLS_HANDSHAKE = 0x16
"""The first byte of a TLS client (RFC 8446, section 5.1); no HTTP method begins with it."""
_TLS_ALERT = bytes.fromhex("15 03 01 00 02 02 46")
"""Fatal, protocol version: the device gives up at once instead of waiting."""
LONG_BODY = 64 * 1024
MOST_LONG_BODIES = 8
"""Longer bodies of strangers that are read at a time, and as many of known devices.

Nobody fills the memory before it is known who they are, and a stranger's that never ends keeps no device waiting.
"""
IS_KNOWN: Final = web.AppKey[Callable[[web.BaseRequest], bool]]("is_known")
"""Whether a request comes from a device that has logged in before."""
READS_ITSELF: Final = web.AppKey[Callable[[web.BaseRequest], bool]]("reads_itself")
"""Whether the handler of a request reads its body, piece by piece, after the login."""
_SLASHES = re.compile("/{2,}")
NO_HOST = "?"
"""A placeholder for a missing host in a target: no computer has that name."""


class JsonRequestHandler(web.RequestHandler, asyncio.BufferedProtocol):
    """Handles one connection. Unknown addresses, malformed HTTP and bugs are answered in JSON too."""

    __slots__ = ("_address", "_connections", "_is_idle", "_on_tls", "deadline")

    def __init__(
        self,
        server: web.Server,
        loop: asyncio.AbstractEventLoop,
        connections: Connections,
        on_tls: Callable[[str], None],
    ) -> None:
        """`on_tls` is called with the address of a device that tries `https://` here."""
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type] # as AppRunner takes it, though the annotation forgets None
            auto_decompress=False,
            lingering_time=2.0,
        )
        self._connections = connections
        self._on_tls = on_tls
        self._address = ""
        """The client's address; empty before the connection is made."""
        self._is_idle = True
        self.deadline: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Register the connection."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self._address = peer[0] if peer else ""
        own = transport.get_extra_info("sockname")
        self.deadline = self._loop.time() + REQUEST_WITHIN
        self._connections.opened(self, self._address, own[0] if own else "")

    def connection_lost(self, exc: BaseException | None) -> None:
        """Unregister the connection."""
        self._connections.closed(self, self._address)
        super().connection_lost(exc)

    def get_buffer(self, sizehint: int) -> memoryview:
        """The buffer for the next bytes."""
        return self._connections.buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Handle bytes that were put into the buffer."""
        self.data_received(self._connections.buffer[:nbytes].tobytes())

    def data_received(self, data: bytes) -> None:
        """Handle received bytes; the first ones of a request start its time limit."""
        if self._is_idle and data:
            self._is_idle = False
            if self.deadline is not None:
                self.deadline = self._loop.time() + REQUEST_WITHIN
            if data[0] == _TLS_HANDSHAKE:
                self._refuse_tls()
                return
        super().data_received(data)

    def arrived(self) -> None:
        """End the time limit: the request is complete, and answering may take its time."""
        self.deadline = None

    def may_be_cut(self) -> None:
        """Allow this connection to be cut when others need room."""
        self.deadline = self._loop.time() + REQUEST_WITHIN

    def cut(self) -> None:
        """Close the connection at once."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to an unreadable request (4xx) or a failed handler (5xx); closes the connection."""
        plain = exc and plain_failure(exc)
        if status < 500 or isinstance(exc, ConnectionError):
            logger.debug("A request from %s could not be read: %s", request.remote, message or exc)
        elif not isinstance(plain, DatabaseDamaged):  # that is said once
            logger.error("A request from %s failed", request.remote, exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("The answer had already begun")
        reply = _unavailable(plain) if isinstance(plain, StorageUnavailable) else _reply(status)
        reply.force_close()
        return reply

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send an answer, with aiohttp's own ones as JSON. A client that does not read it may be cut."""
        self.deadline = self._loop.time() + TAKEN_WITHIN
        if isinstance(resp, web.HTTPException):
            resp = _in_json(resp)
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            self._is_idle = True
            self.deadline = self._loop.time() + IDLE_FOR

    def _refuse_tls(self) -> None:
        self._on_tls(self._address)
        if self.transport is not None:
            self.transport.write(_TLS_ALERT)
            self.transport.close()


class WholeRequests:
    """Lets a request be answered once its body has arrived; until then it has a deadline."""

    def __init__(self) -> None:
        self._strangers = asyncio.Semaphore(MOST_LONG_BODIES)
        self._devices = asyncio.Semaphore(MOST_LONG_BODIES)

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Any]
    ) -> web.StreamResponse:
        """Wait for the whole body, unless it announces too great a length; handlers check the rest."""
        if request.app[READS_ITSELF](request):
            streamed: web.StreamResponse = await handler(request)
            return streamed
        if (request.content_length or 0) > request.client_max_size:
            return _refuse_body(request)
        if request.body_exists and request.method in ("PUT", "POST"):
            try:
                await self._read(request)
            except web.RequestPayloadError:
                logger.debug("The body of a request could not be read")
        if isinstance(request.protocol, JsonRequestHandler):
            request.protocol.arrived()
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _read(self, request: web.Request) -> None:
        length = request.content_length
        if length is not None and length <= LONG_BODY:
            await request.read()
            return
        async with self._devices if request.app[IS_KNOWN](request) else self._strangers:
            await request.read()


def obey_absolute_targets(server: web.Server) -> None:
    """Use the host of a target like `http://host/path` as the `Host` header (RFC 9112, section 3.2.2)."""
    make_request = server.request_factory

    def make(message: Any, *rest: Any) -> web.BaseRequest:
        if message.path.startswith("/") or message.path == "*":
            return make_request(message, *rest)
        headers = message.headers.copy()
        headers["Host"] = message.url.host_port_subcomponent or NO_HOST
        return make_request(message._replace(headers=headers), *rest)

    server.request_factory = make


def serve_double_slashes(server: web.Server) -> None:
    """Treat `//` in a path as one slash: some clients of the protocol join addresses like that."""
    make_request = server.request_factory

    def make(message: Any, *rest: Any) -> web.BaseRequest:
        return make_request(_with_single_slashes(message) if "//" in message.path else message, *rest)

    server.request_factory = make


def refuse_unreadable_expectations(server: web.Server) -> None:
    """Answer an undecodable `Expect` with 417: aiohttp would repeat it and fail to encode it."""
    make_request = server.request_factory

    def make(message: Any, *rest: Any) -> web.BaseRequest:
        if message.headers.get("Expect", "").isascii():
            return make_request(message, *rest)
        headers = message.headers.copy()
        headers["Expect"] = "unreadable"
        return make_request(message._replace(headers=headers), *rest)

    server.request_factory = make


def _with_single_slashes(message: Any) -> Any:
    path, mark, query = message.path.partition("?")
    if "//" not in path or not path.startswith("/"):
        return message
    target = f"{_SLASHES.sub('/', path)}{mark}{query}"
    return message._replace(path=target, url=URL(target, encoded=True))


def _unavailable(error: StorageUnavailable) -> web.Response:
    return error_reply(503, UNAVAILABLE, str(error))


def _refuse_body(request: web.Request) -> web.Response:
    """Answer 413 without reading the body, then close: its bytes would look like the next request."""
    logger.debug("A request from %s announced %s bytes", request.remote, request.content_length)
    reply = _reply(413)
    reply.force_close()
    return reply


def _reply(status: int) -> web.Response:
    if status >= 500:
        return error_reply(status, INTERNAL_ERROR, _BUG)
    return error_reply(status, INVALID_REQUEST, _MESSAGES.get(status, _NOT_UNDERSTOOD))


def _in_json(refusal: web.HTTPException) -> web.Response:
    reply = _reply(refusal.status)
    if "Allow" in refusal.headers:
        reply.headers["Allow"] = refusal.headers["Allow"]
    return reply
