"""A server that can be started, moved and stopped, and never listens."""

from dataclasses import replace

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.runtime.event_bus import EventBus


class StandInServer:
    """Where the server would be reached; listening is the server's own tests' business."""

    def __init__(self, events: EventBus) -> None:
        self._events = events
        self.address: ServerAddress | None = _address(7200)
        self.problems: dict[str, str] = {}

    async def start(self) -> ServerAddress:
        self.address = _address(7201)
        self._events.emit(ServerChanged())
        return self.address

    async def check(self) -> tuple[AddressCheck, ...]:
        urls = self.address.urls if self.address else ()
        return tuple(AddressCheck(url, Message(self.problems.get(url, ""))) for url in urls)

    def move_away(self, host: str, *, known_host: str) -> None:
        """This computer has another address; devices know `known_host`."""
        self.address = ServerAddress("0.0.0.0", 7200, 7200, (f"http://{host}:7200",), known_host=known_host)
        self._events.emit(ServerChanged())

    async def return_when_free(self) -> None:
        assert self.address is not None
        self.address = replace(self.address, waits_for_port=True)
        self._events.emit(ServerChanged())

    async def stop(self) -> None:
        self.address = None
        self._events.emit(ServerChanged())

    async def move(self, host: str, port: int) -> None:
        self.address = replace(_address(port), wanted_port=port)
        self._events.emit(ServerChanged())


def _address(port: int) -> ServerAddress:
    return ServerAddress("0.0.0.0", port, 7200, (f"http://192.168.1.20:{port}", f"http://10.0.0.5:{port}"))
