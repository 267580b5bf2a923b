"""Login for the catalogue: the kosync account by HTTP Basic (opds.md, "Requests")."""

import base64
import binascii

from aiohttp import web

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.server.auth import WRONG_KEY, check_login, slow_down
from bookorbit_desktop.server.opds.replies import Refused
from bookorbit_desktop.services.koreader.account import AccountService
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
from bookorbit_desktop.services.koreader.wrong_logins import WrongLogins
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue

NO_LOGIN = "Enter the user name and passphrase shown on the KOReader page of BookOrbit."
SWITCHED_OFF = "The catalogue is off. Turn it on in BookOrbit, on the KOReader page."


class OpdsGuard:
    """Checks a request's name and passphrase, and whether the catalogue is turned on."""

    def __init__(
        self, account: AccountService, feeds: OpdsCatalogue, logins: LoginAttempts, wrong: WrongLogins
    ) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._wrong = wrong
        self._account = account
        self._feeds = feeds
        self._logins = logins

    async def require_login(self, request: web.Request) -> None:
        """Let a request through.

        Raises Refused: 401 without a valid login; 503 while turned off, or if too many log in.
        """
        login = _login(request.headers.get("Authorization", ""))
        if login is None:
            raise Refused(401, NO_LOGIN)
        username, passphrase = login
        address = request.remote or ""
        accepting = self._account.accepts_password(username, passphrase, address)
        try:
            is_known = await check_login(request, self._account, accepting)
        except TooManyLogins as error:
            await slow_down(request, self._wrong)
            raise Refused(503, str(error)) from error
        if not is_known:
            self._logins.note_refusal(username, WRONG_KEY, address)
            await slow_down(request, self._wrong)
            raise Refused(401, WRONG_KEY)
        if not self._feeds.is_offered:
            raise Refused(503, SWITCHED_OFF)


def _login(header: str) -> tuple[str, str] | None:
    """Name and passphrase of a Basic login; None if there is no readable one."""
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(coded.strip(), validate=True).decode("utf-8", "surrogateescape")
    except (binascii.Error, ValueError):
        return None
    username, colon, passphrase = text.partition(":")
    return (username, passphrase) if colon else None
