"""The window with everything that runs behind it."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from typing import TYPE_CHECKING

from bookorbit_desktop.app.composition import SWITCH_INTERVAL, load_token
from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.system.own_program import Restart
from bookorbit_desktop.ui.application import WindowApplication

if TYPE_CHECKING:  # it brings the network libraries along: the window does not wait for them
    from bookorbit_desktop.app.background import Background
    from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes

logger = logging.getLogger(__name__)

CLOSE_WITHIN = 5.0
"""Seconds; then the program ends in any case: everything acknowledged is durable by then."""


def show_window(
    services: Services,
    network: NetworkLoop,
    *,
    minimized: bool,
    books: Sequence[str] = (),
    demo: bool = False,
    host: str | None = None,
    quiet: QuietTimes | None = None,
    serving: Callable[[str], None] = lambda address: None,
) -> int | Restart:
    """Show the window until the person quits; it adds `books`, paths of files or folders.

    Returns the exit code, or that it wants to be started again. `serving` is called with the server's first address.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    application = WindowApplication(services, network, minimized=minimized, books=books, demo=demo)

    def make_background() -> Background:
        from bookorbit_desktop.app.background import Background
        from bookorbit_desktop.system.processes import return_large_blocks

        return_large_blocks()

        return Background(
            services, show=application.show_soon, add=application.add_soon, host=host, quiet=quiet
        )

    background = LateBackground(make_background)

    async def open_background() -> None:
        load_token(services)
        await asyncio.to_thread(lambda: services.notifications.begin())
        await background.open(lambda address: serving(address.urls[0]))

    try:
        return application.run(background, open_background)
    finally:
        close_behind(background, network)


def close_behind(background: LateBackground, network: NetworkLoop) -> None:
    """Stop what runs behind the window, or give up waiting for it on a busy computer."""
    closing = network.submit(background.close())
    if closing in wait([closing], CLOSE_WITHIN).done:
        closing.result()
    else:
        logger.warning("What runs behind the window took more than %g s to end.", CLOSE_WITHIN)


class LateBackground:
    """The window's ServerHandle, available before the real one has been imported and created."""

    def __init__(self, make: Callable[[], Background]) -> None:
        """`make` is called on the network loop, once."""
        self._make = make
        self._background: Background | None = None

    @property
    def address(self) -> ServerAddress | None:
        """The server's address for readers; None while it is stopped, or not ready yet."""
        return None if self._background is None else self._background.address

    async def open(self, listening: Callable[[ServerAddress], None]) -> ServerAddress:
        """Start everything. Raises PortInUse. `listening` is called when readers can connect."""
        return await self._made().open(listening)

    async def close(self) -> None:
        """Stop everything that was started."""
        if self._background is not None:
            await self._background.close()

    async def start(self) -> ServerAddress:
        """Start only the server. Raises PortInUse."""
        return await self._made().start()

    async def stop(self) -> None:
        """Stop only the server."""
        await self._made().stop()

    async def check(self) -> tuple[AddressCheck, ...]:
        """Call the server at each of its addresses; empty while it is stopped."""
        return await self._made().check()

    async def move(self, host: str, port: int) -> None:
        """Listen at another address. Raises PortInUse or InvalidInput, leaving it where it was."""
        await self._made().move(host, port)

    async def return_when_free(self) -> None:
        """Move to the wanted port as soon as the other program leaves it."""
        await self._made().return_when_free()

    def _made(self) -> Background:
        if self._background is None:
            self._background = self._make()
        return self._background
