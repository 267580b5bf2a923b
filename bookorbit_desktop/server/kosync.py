"""The kosync calls: parse, call a service, reply (kosync.md sections 1 to 4).

KOReader's Register is possible while pairing is open.
"""

from typing import TypeGuard

from aiohttp import web

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.pairing import (
    ALLOW_FIRST,
    USE_LOGIN,
    NameTaken,
    PairingRefused,
    is_own_network,
)
from bookorbit_desktop.domain.koreader.progress import Identifiers, Position, needs_not_found
from bookorbit_desktop.server.auth import Guard, slow_down
from bookorbit_desktop.server.push_body import json_object, parse_ids, parse_push
from bookorbit_desktop.server.replies import (
    INVALID_REQUEST,
    REGISTRATION_DISABLED,
    UNAVAILABLE,
    UNPARSABLE,
    USERNAME_TAKEN,
    KosyncError,
    error_reply,
    json_reply,
)
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService

MAX_NAME = 100
MAX_KEY = 512


class Registration:
    """Asks the pairing window, and answers with the reference server's codes."""

    def __init__(self, pairing: PairingService, logins: LoginAttempts, wrong: WrongLogins) -> None:
        """`wrong` is shared with all other entry points: registering an existing name tests its key."""
        self._wrong = wrong
        self._pairing = pairing
        self._logins = logins

    async def register(self, request: web.Request, body: bytes) -> str:
        """Return the name that may now log in. Raises KosyncError; KOReader shows the text of a 402."""
        try:
            username, key = parse_registration(body)
        except KosyncError:
            if self._pairing.window.is_open:
                raise
            raise self._refused("", USE_LOGIN, request) from None
        try:
            await self._pairing.register(username, key, _sender(request))
        except PairingRefused as error:
            if error.message != ALLOW_FIRST:  # which has waited long enough, and tried no key
                await slow_down(request, self._wrong)
            code = USERNAME_TAKEN if isinstance(error, NameTaken) else REGISTRATION_DISABLED
            raise self._refused(username, error.message, request, code) from error
        self._logins.note_login(username, address=_sender(request))
        return username

    def _refused(
        self, username: str, reason: Message, request: web.Request, code: int = REGISTRATION_DISABLED
    ) -> KosyncError:
        self._logins.note_login(username, reason, request.remote or "")
        return KosyncError(402, code, reason)


def parse_registration(body: bytes) -> tuple[str, str]:
    """Parse name and key from a body. Raises KosyncError for anything else, as the reference server does."""
    fields = json_object(body)
    username, key = fields.get("username"), fields.get("password")
    if not _is_text(username, MAX_NAME) or not _is_text(key, MAX_KEY):
        raise KosyncError(403, INVALID_REQUEST, "Invalid request")
    return username, key


def _sender(request: web.Request) -> str:
    """The client's address; the first one outside the own network that a proxy names, if there is any."""
    named = (part.strip() for part in request.headers.get("X-Forwarded-For", "").split(","))
    return next(
        (address for address in named if address and not is_own_network(address)), request.remote or ""
    )


def _is_text(value: object, limit: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= limit


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
            self._progress.note_reader(_reader(request), stored.event.push.progress)
        except KosyncError as error:
            return error.reply()
        except StorageUnavailable as error:
            return _unavailable(error)
        push = stored.event.push
        match = {"match": push.match} if push.identifiers else {}
        return json_reply({"document": push.document, **match, "timestamp": stored.timestamp})

    async def pull(self, request: web.Request) -> web.Response:
        """`GET /syncs/progress/{document}`: the newest push, with a place that the reader can use, or `{}`."""
        document = request.match_info["document"]
        try:
            await self._guard.require_login(request)
            if "ids" in request.query:
                return self._identified(parse_ids(request.query["ids"], document), _reader(request))
            position = self._progress.position(document, _reader(request))
        except KosyncError as error:
            return error.reply()
        except StorageUnavailable as error:
            return _unavailable(error)
        return _nothing(_reader(request)) if position is None else json_reply(_fields(position))

    def _identified(self, identifiers: Identifiers, reader: str) -> web.Response:
        """The answer to a pull with `ids=` (kosync conformance SPEC section 5.8)."""
        named = self._progress.identified_position(identifiers, reader)
        if named is None:
            return _nothing(reader)
        said = {"match": named.match, "progress_match": named.progress_match}
        return json_reply(_fields(named.position) | said)

    async def no_document(self, request: web.Request) -> web.Response:
        """`GET /syncs/progress` without a document."""
        return error_reply(404, INVALID_REQUEST, "Name a document: /syncs/progress/{document}.")

    async def health(self, request: web.Request) -> web.Response:
        """`GET /healthcheck`, for people and monitors."""
        return json_reply({"state": "OK"})


def _nothing(reader: str) -> web.Response:
    """The answer about a document without a position."""
    if needs_not_found(reader):
        return error_reply(404, INVALID_REQUEST, "No progress for this document yet.")
    return json_reply({})


def _reader(request: web.Request) -> str:
    return request.headers.get("User-Agent", "")


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
