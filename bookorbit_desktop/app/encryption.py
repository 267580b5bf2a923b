"""Serves https beside http while the person wants it."""

import asyncio
import logging
from dataclasses import replace

from bookorbit_desktop.app.server_follower import ServerFollower
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.koreader.certificates import CertificateService
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences

logger = logging.getLogger(__name__)

_Wanted = tuple[int, int, int]
"""Which start of the server, the port, and the version of the certificate."""


class Encryption(ServerFollower[_Wanted]):
    """Follows the server, the setting and the certificate."""

    def __init__(
        self,
        server: KosyncServer,
        preferences: Preferences,
        events: EventBus,
        certificates: CertificateService,
    ) -> None:
        super().__init__(server, preferences, events)
        self._certificates = certificates
        self._port = 0
        self._problem = NOTHING

    def _wanted(self) -> _Wanted | None:
        settings = self._preferences.current
        if self._server.address is None or not settings.https:
            return None
        return (self._server.starts, settings.https_port, self._certificates.version)

    async def _begin(self, wanted: _Wanted) -> None:
        try:
            context = await asyncio.to_thread(self._certificates.context)
            self._port = await self._server.open_encrypted(context, self._preferences.current.https_port)
        except BookOrbitError as error:
            logger.warning("There is no https: %s", error)
            self._problem = error.message

    async def _end(self) -> None:
        self._port, self._problem = 0, NOTHING
        await self._server.close_encrypted()

    def _tell(self) -> None:
        address = self._server.address
        if address is not None:
            told = replace(address, encrypted_port=self._port, encryption_problem=self._problem)
            self._server.show(told)
