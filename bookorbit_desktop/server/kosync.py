"""The kosync calls: parse, call a service, reply (kosync.md sections 1 to 4)."""

from aiohttp import web

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.koreader.progress import Identifiers, Position
from bookorbit_desktop.server.auth import Guard
from bookorbit_desktop.server.push_body import parse_ids, parse_push
from bookorbit_desktop.server.registration import Registration
from bookorbit_desktop.server.replies import (
    INVALID_REQUEST,
    UNAVAILABLE,
    UNPARSABLE,
    KosyncError,
    error_reply,
    json_reply,
)
from bookorbit_desktop.services.koreader.progress import ProgressService


class KosyncHandlers:
    """One handler for each call of the protocol."""

    def __init__(self, guard: Guard, registration: Registration, progress: ProgressService) -> None:
        self._guard = guard
        self._registration = registration
        self._progress = progress

    async def register(self, request: web.Request) -> web.Response:
        """`POST /users/create`: 201 while pairing is open and allowed, else 402 with the reason."""
        try:
            username = await self._registration.register(request, await _body(request))
        except KosyncError as error:
            return error.reply()
        return json_reply({"username": username}, 201)

    async def log_in(self, request: web.Request) -> web.Response:
        """`GET /users/auth`."""
        try:
            username = await self._guard.log_in(request)
        except KosyncError as error:
            return error.reply()
        return json_reply({"authorized": "OK", "username": username})

    async def push(self, request: web.Request) -> web.Response:
        """`PUT /syncs/progress`: 200 once the push is on the disk, 503 if it cannot be stored now.

        The body is read first: a complete one is stored even if the reader stopped waiting.
        """
        try:
            body = await _body(request)
            await self._guard.require_login(request)
            stored = await self._progress.receive(parse_push(body, request.remote or ""))
        except KosyncError as error:
            return error.reply()
        except StorageUnavailable as error:
            return _unavailable(error)
        push = stored.event.push
        match = {"match": push.match} if push.identifiers else {}
        return json_reply({"document": push.document, **match, "timestamp": stored.timestamp})

    async def pull(self, request: web.Request) -> web.Response:
        """`GET /syncs/progress/{document}`: the newest push unchanged, or `{}`."""
        document = request.match_info["document"]
        try:
            await self._guard.require_login(request)
            if "ids" in request.query:
                return self._identified(parse_ids(request.query["ids"], document))
            position = self._progress.position(document)
        except KosyncError as error:
            return error.reply()
        except StorageUnavailable as error:
            return _unavailable(error)
        return json_reply({} if position is None else _fields(position))

    def _identified(self, identifiers: Identifiers) -> web.Response:
        """The answer to a pull with `ids=` (kosync conformance SPEC section 5.8)."""
        named = self._progress.identified_position(identifiers)
        if named is None:
            return json_reply({})
        said = {"match": named.match, "progress_match": named.progress_match}
        return json_reply(_fields(named.position) | said)

    async def no_document(self, request: web.Request) -> web.Response:
        """`GET /syncs/progress` without a document."""
        return error_reply(404, INVALID_REQUEST, "Name a document: /syncs/progress/{document}.")

    async def health(self, request: web.Request) -> web.Response:
        """`GET /healthcheck`, for people and monitors."""
        return json_reply({"state": "OK"})


def _unavailable(error: StorageUnavailable) -> web.Response:
    """Answer 503: KOReader keeps what it could not send, from v2026.07 on (kosync.md section 2)."""
    return error_reply(503, UNAVAILABLE, str(error))


async def _body(request: web.Request) -> bytes:
    try:
        return await request.read()
    except web.RequestPayloadError:
        raise KosyncError(400, UNPARSABLE, "Could not parse JSON in body.") from None


def _fields(position: Position) -> dict[str, object]:
    """The fields of the reply. Keys without a value are left out: older readers fail on null."""
    fields: dict[str, object] = {
        "document": position.document,
        "progress": position.progress,
        "percentage": position.percentage,
        "device": position.device,
        "timestamp": position.timestamp,
    }
    if position.device_id is not None:
        fields["device_id"] = position.device_id
    return fields
