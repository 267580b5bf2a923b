"""Starts and stops the server for devices."""

import asyncio
import errno
import os
import socket
import ssl
import sys
from collections.abc import Callable

from aiohttp import web

from bookorbit_desktop.domain.base.errors import InvalidInput, PortInUse
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import LAST_PORT, ServerAddress
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.server.connections import MOST, Connections
from bookorbit_desktop.server.host_check import HostCheck
from bookorbit_desktop.server.protocol import (
    JsonRequestHandler,
    WholeRequests,
    obey_absolute_targets,
    refuse_unreadable_expectations,
    serve_double_slashes,
)
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.system.network import LOOPBACK, lan_addresses, own_names

ENOUGH = 4096


def raise_open_files(wanted: int = ENOUGH) -> int:
    """Raise the soft limit of open files as far as the system allows; returns the limit."""
    if sys.platform == "win32":
        return wanted  # sockets are no files there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    possible = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= possible:
        return wanted if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (possible, hard))
    except (OSError, ValueError):
        return soft
    return possible


DEFAULT_HOST = "0.0.0.0"
PORTS_TRIED = 21
MOST_KNOCKING = 1024
_STOP_WITHIN = 1.0
_ANSWER_WITHIN = 2.0
_HANDSHAKE_WITHIN = 10.0
"""Seconds; a slow e-reader needs one or two."""
_EVERY_ADDRESS = {"": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "::1"}
"""Hosts that mean all addresses, and how this computer itself reaches such a server."""


class KosyncServer:
    """The whole server. Start and stop it on its loop."""

    def __init__(
        self,
        make_application: Callable[[], web.Application],
        events: EventBus,
        *,
        addresses: Callable[[], tuple[str, ...]] = lan_addresses,
        added_names: Callable[[], tuple[str, ...]] = lambda: (),
        on_tls: Callable[[str], None] = lambda address: None,
        on_wrong_host: Callable[[str, str], None] = lambda reason, address: None,
        admits: Callable[[str, str], bool] = lambda address, own: True,
    ) -> None:
        """`make_application` is called for each start: an application runs once.

        `added_names` are hosts to answer to besides this computer's own. `on_tls` is called with the address
        of a device that tries `https://`, `on_wrong_host` with the reason when a request for another computer
        was refused. `admits` says whether a connection from an address to one of this computer's own may stay.
        """
        self._make_application = make_application
        self._events = events
        self._addresses = addresses
        self._host_check = HostCheck(own_names, added_names, on_wrong_host)
        self._on_tls = on_tls
        self._admits = admits
        self._connections: Connections | None = None
        self._runner: web.AppRunner | None = None
        self._listener: asyncio.Server | None = None
        self._encrypted: asyncio.Server | None = None
        self._make_handler: Callable[[], JsonRequestHandler] | None = None
        self._starts = 0
        self._address: ServerAddress | None = None

    @property
    def address(self) -> ServerAddress | None:
        """Where it listens; None while it is stopped."""
        return self._address

    @property
    def starts(self) -> int:
        """How often it has started: what belongs to an earlier start has ended."""
        return self._starts

    async def start(self, host: str, port: int, *, exact: bool, wanted_host: str = "") -> ServerAddress:
        """Listen on `port`, or on the next free one unless `exact`. Port 0 takes any.

        `wanted_host` is for the address, if another host than `host` was configured. Raises PortInUse if none
        is free, and InvalidInput for a host or port that this computer cannot use.
        """
        await self.stop()
        application = self._make_application()
        application.middlewares.extend((self._host_check.middleware, WholeRequests().middleware))
        runner = web.AppRunner(application, shutdown_timeout=_STOP_WITHIN)
        await runner.setup()
        server = runner.server
        assert server is not None
        obey_absolute_targets(server)
        serve_double_slashes(server)
        refuse_unreadable_expectations(server)
        try:
            listener = await self._listen(runner, host, port, 1 if exact or port == 0 else PORTS_TRIED)
        except BaseException:
            await runner.cleanup()
            raise
        self._runner, self._listener = runner, listener
        self._starts += 1
        _let_many_knock(listener)
        bound = listener.sockets[0].getsockname()[1]
        addresses = await asyncio.to_thread(self._addresses)
        self._address = ServerAddress(host, bound, port, reading_urls(host, bound, addresses), wanted_host)
        self._events.emit(ServerChanged())
        return self._address

    async def open_encrypted(self, context: ssl.SSLContext, port: int) -> int:
        """Serve https too, at the same addresses. Returns the port; 0 as `port` takes any.

        Raises PortInUse or InvalidInput; the server itself goes on. Does nothing once it is stopped.
        """
        if self._make_handler is None or self._address is None:
            return 0
        host = self._address.host
        try:
            self._encrypted = await asyncio.get_running_loop().create_server(
                self._make_handler,
                host,
                port,
                ssl=context,
                ssl_handshake_timeout=_HANDSHAKE_WITHIN,
                start_serving=False,
            )
            await self._encrypted.start_serving()  # known by now: where this is cancelled, it can be closed
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _unusable(host, port, error) from error
            raise _in_use(port, 1) from error
        _let_many_knock(self._encrypted)
        return int(self._encrypted.sockets[0].getsockname()[1])

    async def close_encrypted(self) -> None:
        """Accept no more connections over https; those that are open end with the server."""
        encrypted, self._encrypted = self._encrypted, None
        if encrypted is not None:
            encrypted.close()

    def show(self, address: ServerAddress) -> None:
        """Change the announced addresses, as after a network change; it keeps listening."""
        if self._address is not None and address != self._address:
            self._address = address
            self._events.emit(ServerChanged())

    async def answers(self) -> bool:
        """Whether it still accepts connections; a system may lose a socket while asleep."""
        if self._address is None:
            return False
        host = _EVERY_ADDRESS.get(self._address.host, self._address.host)
        # Twice: a computer that falls asleep again at the first attempt has only lost time.
        return await _accepts(host, self._address.port) or await _accepts(host, self._address.port)

    async def stop(self) -> None:
        """Stop listening, let started replies be sent, and close every connection, within two seconds."""
        if self._listener is None or self._runner is None:
            return
        self._listener.close()
        await self.close_encrypted()
        await self._runner.cleanup()
        if self._connections is not None:
            self._connections.stop()
        self._runner = self._listener = self._address = self._make_handler = None
        self._events.emit(ServerChanged())

    async def _listen(self, runner: web.AppRunner, host: str, port: int, tries: int) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        server = runner.server
        assert server is not None
        connections = Connections(loop, min(MOST, raise_open_files() // 2), admits=self._admits)
        self._connections = connections

        def make_handler() -> JsonRequestHandler:
            return JsonRequestHandler(server, loop, connections, self._on_tls)

        self._make_handler = make_handler
        for candidate in range(port, min(port + tries, LAST_PORT + 1)):
            try:
                return await loop.create_server(make_handler, host, candidate)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise _unusable(host, candidate, error) from error
        raise _in_use(port, tries)


async def _accepts(host: str, port: int) -> bool:
    """Whether a connection is accepted before long."""
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _let_many_knock(listener: asyncio.Server) -> None:
    """Raise the system's listen backlog: a client that is dropped tries again only after a second.

    asyncio's own stays unchanged, and with it the number accepted at once: `MOST_OF_ONE` relies on that being
    small.
    """
    if os.name == "posix":
        for listening in listener.sockets:
            with socket.fromfd(listening.fileno(), listening.family, listening.type) as same:
                same.listen(MOST_KNOCKING)


def _in_use(port: int, tries: int) -> PortInUse:
    if tries == 1:
        return PortInUse(
            Message("Port {0} is used by another program. Stop it, or choose another port.", str(port))
        )
    last = port + tries - 1
    return PortInUse(
        Message("The ports {0} to {1} are used by other programs. Choose another port.", str(port), str(last))
    )


def _unusable(host: str, port: int, error: OSError) -> InvalidInput:
    if error.errno == errno.EACCES:
        return InvalidInput(
            Message("Your system doesn't let BookOrbit use port {0}. Choose one above 1023.", str(port))
        )
    return InvalidInput(
        Message(
            "This computer can't listen on {0}. Use {1}, or one of its own addresses.", host, DEFAULT_HOST
        )
    )


def reading_urls(host: str, port: int, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses to type into a reader; a host that means all gives this computer's `addresses`."""
    hosts = addresses if host in _EVERY_ADDRESS else (f"[{host}]" if ":" in host else host,)
    return tuple(f"http://{host}:{port}" for host in hosts)
