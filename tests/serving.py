"""The server over real services, asked from the test's own thread."""

from collections.abc import Iterator
from contextlib import contextmanager

from bookorbit_desktop.app.background import application_of
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop


@contextmanager
def serving(services: Services) -> Iterator[int]:
    """Its port on this computer."""
    network = NetworkLoop()
    network.start()
    server = KosyncServer(lambda: application_of(services), services.events)
    services.pairing.follow_server(lambda: server.address)
    yield network.submit(server.start("127.0.0.1", 0, exact=True)).result().port
    network.submit(server.stop()).result()
    network.stop()
