"""Readers that run in a browser: pages of origins that the person allowed may call the server (CORS, Fetch standard).

Never of any origin: the calls carry a login.
"""

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bookorbit_desktop.services.runtime.preferences import Preferences

_KEPT_SECONDS = "600"
"""How long a browser remembers what it was allowed."""
_SHOWN = "ETag, Content-Disposition, Content-Range, DAV, Last-Modified, WWW-Authenticate"
"""The headers of an answer that a page may read besides the usual ones."""


def allow_browsers(application: web.Application, preferences: Preferences) -> None:
    """Answer browsers that ask first, and let pages of allowed origins read the answers."""

    def is_allowed(request: web.BaseRequest) -> bool:
        return request.headers.get(hdrs.ORIGIN, "") in preferences.current.browser_origins

    @web.middleware
    async def answer_questions(request: web.Request, handler: Handler) -> web.StreamResponse:
        asks = request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
        if asks and is_allowed(request):
            return web.Response(status=204, headers=_permission(request))
        return await handler(request)

    async def show_answers(request: web.Request, response: web.StreamResponse) -> None:
        if hdrs.ORIGIN in request.headers and is_allowed(request):
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = request.headers[hdrs.ORIGIN]
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = _SHOWN
            response.headers.add(hdrs.VARY, hdrs.ORIGIN)

    application.middlewares.append(answer_questions)
    application.on_response_prepare.append(show_answers)


def _permission(request: web.Request) -> dict[str, str]:
    """What an allowed page may send: this method with these headers, also from the internet to this network."""
    headers: dict[str, str] = {
        hdrs.ACCESS_CONTROL_ALLOW_METHODS: request.headers[hdrs.ACCESS_CONTROL_REQUEST_METHOD],
        hdrs.ACCESS_CONTROL_MAX_AGE: _KEPT_SECONDS,
    }
    if wanted := request.headers.get(hdrs.ACCESS_CONTROL_REQUEST_HEADERS):
        headers[hdrs.ACCESS_CONTROL_ALLOW_HEADERS] = wanted
    if request.headers.get("Access-Control-Request-Private-Network") == "true":
        headers["Access-Control-Allow-Private-Network"] = "true"
    return headers
