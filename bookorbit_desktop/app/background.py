"""Background services, with or without a window: the server, the control socket, the automatic sync.

The server comes first; other imports wait until readers can connect.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bookorbit_desktop.app.reachability import Reachability
from bookorbit_desktop.app.server_follower import Announcer, Encryption
from bookorbit_desktop.domain.base.errors import BookOrbitError, InvalidInput
from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress, check_port
from bookorbit_desktop.server.app import make_application
from bookorbit_desktop.server.control import Ask, CommandRequest, ControlServer, Write
from bookorbit_desktop.server.dav.handlers import DavFolders
from bookorbit_desktop.server.host_check import SourceCheck
from bookorbit_desktop.server.runner import DEFAULT_HOST, KosyncServer
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.system.instance import control_socket_path
from bookorbit_desktop.system.network import LOOPBACK

if TYPE_CHECKING:
    from aiohttp import web

    from bookorbit_desktop.app.routine import Routine
    from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes
    from bookorbit_desktop.services.relay.schedule import RelayWaits
    from bookorbit_desktop.services.runtime.network_watch import NetworkWatch

logger = logging.getLogger(__name__)


def application_of(services: Services) -> web.Application:
    """All that devices can ask for, run by KosyncServer."""
    return make_application(
        services.koreader_login,
        services.progress,
        services.preferences,
        services.logins,
        services.pairing,
        services.opds_catalogue,
        DavFolders(
            lambda: services.cloud_folder,
            lambda: services.shared_books,
            lambda: services.upload_folder,
        ),
        lambda: services.plugin_reports,
    )


class Background:
    """The parts that run on the network loop. It is the window's ServerHandle."""

    def __init__(
        self,
        services: Services,
        *,
        show: Callable[[], None],
        add: Callable[[tuple[str, ...]], None] = lambda paths: None,
        host: str | None = None,
        port: int | None = None,
        quiet: QuietTimes | None = None,
        network: NetworkWatch | None = None,
        relay: RelayWaits | None = None,
    ) -> None:
        """`show` raises the window, `add` gives it paths of books.

        `host` None: the one from the settings. `port` None: likewise, or the next free one.
        """
        self._services = services
        self._host = host
        self._port = port
        self._server = KosyncServer(
            lambda: application_of(services),
            services.events,
            added_names=lambda: (*services.preferences.current.host_names, *self._announcer.names),
            on_tls=self._note_https,
            on_wrong_host=partial(services.logins.note_refusal, ""),
            admits=SourceCheck(
                lambda: services.preferences.current.allow_public, partial(services.logins.note_refusal, "")
            ).admits,
        )
        self._announcer = Announcer(self._server, services.preferences, services.events)
        self._encryption = Encryption(
            self._server, services.preferences, services.events, services.certificates
        )
        services.pairing.follow_server(lambda: self._server.address)
        self._control = ControlServer(control_socket_path(services.data_dir), self._run_command, show, add)
        self._reachability = Reachability(self._server, services.preferences, services.events, self.start)
        self._make_routine = partial(_make_routine, services, quiet, network, relay)
        self._routine: Routine | None = None
        self._turn = asyncio.Lock()
        self._is_open = False

    @property
    def address(self) -> ServerAddress | None:
        """The server's address for readers; None while it is stopped."""
        return self._server.address

    def _note_https(self, address: str) -> None:
        urls = self._server.address.encrypted_urls if self._server.address else ()
        self._services.logins.note_https(address, urls[0] if urls else "")

    async def open(self, listening: Callable[[ServerAddress], None] = lambda address: None) -> ServerAddress:
        """Start everything, the server first. Raises PortInUse, with nothing running.

        `listening` is called with the server's addresses, while the rest is still being imported.
        """
        async with self._turn:
            address = await self.start()
            self._services.states.begin()
            self._is_open = True
            self._reachability.start()
            await self._control.start()
            listening(address)
            self._services.relay.follow_server(lambda: self._server.address)
            # Not on this thread: what it imports would keep the readers waiting.
            self._routine = await asyncio.to_thread(self._make_routine)
            self._routine.start()
            self._announcer.start()
            self._encryption.start()
            return address

    async def close(self) -> None:
        """Stop everything; every acknowledged push is stored."""
        async with self._turn:
            self._services.stop()
            # First of all: the connections go with the sync, and the entry under way still needs one.
            await self._services.end_undo()
            parts = (
                self._announcer.stop(),
                self._encryption.stop(),
                self._control.stop(),
                self._reachability.stop(),
                self._end_routine(),
                self._services.end_sync(),
                self._server.stop(),
            )
            # At once: each may take its seconds, and all together have five.
            await asyncio.gather(*parts)
            if self._is_open:
                self._services.states.end()

    async def _end_routine(self) -> None:
        if self._routine is not None:
            await self._routine.close()

    async def start(self) -> ServerAddress:
        """Start only the server. Raises PortInUse."""
        return self._reachability.compare(await self._listen())

    async def _listen(self) -> ServerAddress:
        settings = self._services.preferences.current
        port, exact = (settings.port, False) if self._port is None else (self._port, True)
        if self._host is not None or not settings.listen_on:
            return await self._server.start(self._host or DEFAULT_HOST, port, exact=exact)
        try:
            return await self._server.start(settings.listen_on, port, exact=exact)
        except InvalidInput:
            # The address went away. Listening on others would open what the person closed.
            logger.warning("This computer no longer has the address %s", settings.listen_on)
            return await self._server.start(LOOPBACK, port, exact=exact, wanted_host=settings.listen_on)

    async def move(self, host: str, port: int) -> None:
        """Listen at another address, also after the next start; an empty `host` means all addresses.

        Raises PortInUse or InvalidInput, leaving it where it was.
        """
        check_port(port)
        before = self.address
        if before is not None:
            try:
                moved = await self._server.start(host or DEFAULT_HOST, port, exact=True)
            except BookOrbitError:
                self._reachability.compare(await self._server.start(before.host, before.port, exact=False))
                raise
            self._reachability.compare(moved)
        await asyncio.to_thread(lambda: self._services.preferences.change(listen_on=host, port=port))

    async def return_when_free(self) -> None:
        """Move to the wanted port as soon as the other program leaves it."""
        self._reachability.return_when_free()

    async def stop(self) -> None:
        """Stop only the server."""
        await self._server.stop()

    async def check(self) -> tuple[AddressCheck, ...]:
        """Call the server at each of its addresses; empty while it is stopped."""
        from bookorbit_desktop.server.self_test import check_addresses

        address = self._server.address
        return () if address is None else await check_addresses(address.urls, address.encryption_problem)

    async def _run_command(self, request: CommandRequest, out: Write, err: Write, ask: Ask) -> int:
        from bookorbit_desktop.cli.arguments import build_parser, wanted_command
        from bookorbit_desktop.cli.commands import run_command
        from bookorbit_desktop.cli.console import Console

        arguments = build_parser(wanted_command(request.argv)).parse_args(request.argv)
        console = Console(out, err, lambda: request.stdin or "", Path(request.cwd), ask)
        return await run_command(self._services, arguments, console)


def _make_routine(
    services: Services, quiet: QuietTimes | None, network: NetworkWatch | None, relay: RelayWaits | None
) -> Routine:
    from bookorbit_desktop.app.routine import Routine

    return Routine(services, quiet, network, relay)
