"""KOReader's Register: possible while pairing is open (kosync.md sections 1, 2 and 4)."""

from typing import TypeGuard

from aiohttp import web

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.pairing import (
    ALLOW_FIRST,
    USE_LOGIN,
    NameTaken,
    PairingRefused,
    is_own_network,
)
from bookorbit_desktop.server.auth import slow_down
from bookorbit_desktop.server.push_body import json_object
from bookorbit_desktop.server.replies import (
    INVALID_REQUEST,
    REGISTRATION_DISABLED,
    USERNAME_TAKEN,
    KosyncError,
)
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.koreader.pairing import PairingService

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
