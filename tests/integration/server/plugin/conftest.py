"""A server on a socket, for devices with the plugin."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.container import Services
from tests.integration.server.plugin.device import PASSPHRASE, Device
from tests.services import make_services
from tests.serving import serving


@dataclass
class Server:
    services: Services
    port: int

    def device(self, name: str = "Kobo_nova", **options: str) -> Device:
        return Device(self.port, name, clock=self.services.clock.now, **options)

    def reading(self, book_id: BookId) -> ReadingState:
        return self.services.core.readings.get(book_id)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    services = make_services(tmp_path / "data")
    services.koreader_login.change("reader", PASSPHRASE)
    with serving(services) as port:
        yield Server(services, port)
    services.database.close()
