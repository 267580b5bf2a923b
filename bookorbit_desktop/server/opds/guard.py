"""Login for the catalogue, which the person can switch off."""

from aiohttp import web

from bookorbit_desktop.server.basic_login import NO_LOGIN, BasicGuard
from bookorbit_desktop.server.replies import Refused
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue

__all__ = ["NO_LOGIN", "SWITCHED_OFF", "OpdsGuard"]

SWITCHED_OFF = "The catalogue is off. Turn it on in BookOrbit, on the KOReader page."


class OpdsGuard:
    """Checks a request's name and passphrase, and whether the catalogue is turned on."""

    def __init__(
        self,
        koreader_login: KoreaderLogin,
        opds_catalogue: OpdsCatalogue,
        logins: LoginAttempts,
        wrong: WrongLogins,
    ) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._login = BasicGuard(koreader_login, logins, wrong)
        self._opds_catalogue = opds_catalogue

    async def require_login(self, request: web.Request) -> None:
        """Let a request through.

        Raises Refused: 401 without a valid login; 503 while turned off, or if too many log in.
        """
        await self._login.require_login(request)
        if not self._opds_catalogue.is_offered:
            raise Refused(503, SWITCHED_OFF)
