"""Makes JSON of the answers that aiohttp gives by itself."""

import asyncio
import logging

from aiohttp import web

from bookorbit_desktop.server.replies import INTERNAL_ERROR, INVALID_REQUEST, error_reply

logger = logging.getLogger(__name__)

_MESSAGES = {
    400: "This is not a request that BookOrbit understands.",
    404: "There is nothing at this address. Check the server address in KOReader.",
    405: "This address does not take such requests.",
    413: "The request is too large.",
}
_NOT_UNDERSTOOD = "BookOrbit cannot do this."
_BUG = "Something went wrong in BookOrbit. Its log says more."


class JsonRequestHandler(web.RequestHandler):
    """One connection. Unknown addresses, requests that are no HTTP, and bugs are answered in JSON too."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to a request that could not be read (4xx) or whose handler failed (5xx); closes."""
        if status < 500 or isinstance(exc, ConnectionError):
            logger.debug("A request from %s could not be read: %s", request.remote, message or exc)
        else:
            logger.error("A request from %s failed", request.remote, exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("The answer had begun already")
        reply = _reply(status)
        reply.force_close()
        return reply

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send an answer; aiohttp's own are put into JSON first."""
        if isinstance(resp, web.HTTPException):
            resp = _in_json(resp)
        return await super().finish_response(request, resp, start_time)


def protocol_factory(server: web.Server, loop: asyncio.AbstractEventLoop) -> JsonRequestHandler:
    """A connection of `server`: no access log, no decompression, and idle ones are closed soon."""
    return JsonRequestHandler(
        server,
        loop=loop,
        access_log=None,  # type: ignore[arg-type] # as AppRunner takes it, though the annotation forgets None
        auto_decompress=False,
        keepalive_timeout=75.0,
        lingering_time=2.0,
    )


def _reply(status: int) -> web.Response:
    if status >= 500:
        return error_reply(status, INTERNAL_ERROR, _BUG)
    return error_reply(status, INVALID_REQUEST, _MESSAGES.get(status, _NOT_UNDERSTOOD))


def _in_json(refusal: web.HTTPException) -> web.Response:
    reply = _reply(refusal.status)
    if "Allow" in refusal.headers:
        reply.headers["Allow"] = refusal.headers["Allow"]
    return reply
