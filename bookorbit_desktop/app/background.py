"""What runs besides a window, or instead of one: the server, the control socket, the automatic sync."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from bookorbit_desktop.cli.arguments import build_parser
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.server import AddressCheck, ServerAddress
from bookorbit_desktop.server.app import make_application
from bookorbit_desktop.server.control import CommandRequest, ControlServer
from bookorbit_desktop.server.runner import DEFAULT_HOST, KosyncServer
from bookorbit_desktop.server.self_test import check_addresses
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.sync_schedule import QuietTimes, SyncSchedule
from bookorbit_desktop.services.unfinished import UnfinishedWork
from bookorbit_desktop.system.instance import control_socket_path

logger = logging.getLogger(__name__)


class Background:
    """The parts that live on the network loop. It is the window's ServerHandle."""

    def __init__(
        self,
        services: Services,
        *,
        show: Callable[[], None],
        host: str = DEFAULT_HOST,
        port: int | None = None,
        quiet: QuietTimes | None = None,
    ) -> None:
        """`port` None: the one from the settings, or the next free one."""
        self._services = services
        self._host = host
        self._port = port
        self._server = KosyncServer(
            lambda: make_application(
                services.account, services.progress, services.preferences, services.logins
            ),
            services.events,
        )
        self._control = ControlServer(control_socket_path(services.data_dir), self._run_command, show)
        self._schedule = SyncSchedule(
            services.sync, services.hardcover_account, services.preferences, services.events, quiet
        )
        self._unfinished = UnfinishedWork(
            services.undo, services.shelf_import, services.sync, services.hardcover_account, services.events
        )

    @property
    def address(self) -> ServerAddress | None:
        """Where readers reach this computer; None while the server is stopped."""
        return self._server.address

    async def open(self) -> ServerAddress:
        """Start everything. Raises PortInUse; then nothing runs."""
        address = await self.start()
        await self._control.start()
        self._unfinished.start()
        self._schedule.start()
        self._services.sync.refresh_states()
        return address

    async def close(self) -> None:
        """Stop everything; what was answered is stored."""
        self._services.library.stop()
        self._services.entry_edits.cancel()
        parts = (
            self._control.stop(),
            self._schedule.stop(),
            self._unfinished.stop(),
            self._services.sync.close(),
            self._server.stop(),
        )
        # At once: each may take its seconds, and all together have five.
        await asyncio.gather(*parts)

    async def start(self) -> ServerAddress:
        """Start the server alone. Raises PortInUse."""
        if self._port is None:
            wanted = self._services.preferences.current.port
            return await self._server.start(self._host, wanted, exact=False)
        return await self._server.start(self._host, self._port, exact=True)

    async def stop(self) -> None:
        """Stop the server alone."""
        await self._server.stop()

    async def check(self) -> tuple[AddressCheck, ...]:
        """Ask the server for an answer at each of its addresses; none while it is stopped."""
        address = self._server.address
        return () if address is None else await check_addresses(address.urls)

    async def _run_command(
        self, request: CommandRequest, out: Callable[[str], object], err: Callable[[str], object]
    ) -> int:
        arguments = build_parser().parse_args(request.argv)
        console = Console(out, err, lambda: request.stdin or "", Path(request.cwd))
        return await run_command(self._services, arguments, console)
