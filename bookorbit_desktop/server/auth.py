"""Lets readers in (PROTOCOL.md sections 1 and 2; the texts are those of UX.md section 12)."""

from aiohttp import web

from bookorbit_desktop.server.replies import UNAUTHORIZED, UNAVAILABLE, KosyncError
from bookorbit_desktop.services.account import AccountService
from bookorbit_desktop.services.logins import LoginWatch
from bookorbit_desktop.services.preferences import Preferences

WRONG_KEY = "Wrong username or password. Check BookOrbit ▸ KOReader."
SWITCHED_OFF = "BookOrbit does not accept progress now. Switch it on in BookOrbit ▸ KOReader."


class Guard:
    """Checks name and key of a request, and whether the person has switched readers off."""

    def __init__(self, account: AccountService, preferences: Preferences, logins: LoginWatch) -> None:
        self._account = account
        self._preferences = preferences
        self._logins = logins

    async def log_in(self, request: web.Request) -> str:
        """The name of a reader that may come in. Raises KosyncError: 401 with a text that KOReader shows."""
        username = _username(request)
        reason = ""
        if not await self._is_known(request):
            reason = WRONG_KEY
        elif not self._preferences.current.accept_progress:
            reason = SWITCHED_OFF
        self._logins.note_login(username, reason)
        if reason:
            raise KosyncError(401, UNAUTHORIZED, reason)
        return username

    async def admit(self, request: web.Request) -> None:
        """Let a push or pull through.

        Raises KosyncError: 401 for a wrong name or key; 503 while switched off, so that readers queue it.
        """
        if not await self._is_known(request):
            self._logins.note_refusal(_username(request), WRONG_KEY)
            raise KosyncError(401, UNAUTHORIZED, WRONG_KEY)
        if not self._preferences.current.accept_progress:
            raise KosyncError(503, UNAVAILABLE, SWITCHED_OFF)

    async def _is_known(self, request: web.Request) -> bool:
        return await self._account.accepts(_username(request), request.headers.get("x-auth-key", ""))


def _username(request: web.Request) -> str:
    return request.headers.get("x-auth-user", "")
