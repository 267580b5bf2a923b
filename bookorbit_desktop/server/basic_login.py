"""Login with the kosync account by HTTP Basic, for the catalogue and the cloud folder (opds.md, "Requests")."""

import base64
import binascii

from aiohttp import web

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.server.auth import WRONG_KEY, check_login, slow_down
from bookorbit_desktop.server.replies import Refused
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins

NO_LOGIN = "Enter the user name and passphrase shown on the KOReader page of BookOrbit."


class BasicGuard:
    """Checks name and passphrase of a request."""

    def __init__(self, koreader_login: KoreaderLogin, logins: LoginAttempts, wrong: WrongLogins) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._wrong = wrong
        self._koreader_login = koreader_login
        self._logins = logins

    async def require_login(self, request: web.Request) -> None:
        """Let a request through. Raises Refused: 401 without the right login, 503 when too many log in."""
        login = _login(request.headers.get("Authorization", ""))
        if login is None:
            raise Refused(401, NO_LOGIN)
        username, passphrase = login
        address = request.remote or ""
        accepting = self._koreader_login.accepts_password(username, passphrase, address)
        try:
            is_known = await check_login(request, self._koreader_login, accepting)
        except TooManyLogins as error:
            await slow_down(request, self._wrong)
            raise Refused(503, str(error)) from error
        if not is_known:
            self._logins.note_refusal(username, WRONG_KEY, address)
            await slow_down(request, self._wrong)
            raise Refused(401, WRONG_KEY)


def _login(header: str) -> tuple[str, str] | None:
    """Name and passphrase of a Basic login; None without a readable one."""
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(coded.strip(), validate=True).decode("utf-8", "surrogateescape")
    except (binascii.Error, ValueError):
        return None
    username, colon, passphrase = text.partition(":")
    return (username, passphrase) if colon else None
