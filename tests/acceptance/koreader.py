"""KOReader on a socket, for tests that wait for each answer (the requests: tests/integration/server/koreader.py)."""

import asyncio
from collections.abc import Iterable
from typing import Any

from bookorbit_desktop.storage.db.faults import SLOW
from tests.acceptance.program import until
from tests.integration.server.koreader import Answer, KOReader


class Reader:
    """A device on which somebody reads; every call opens a connection of its own, as KOReader does."""

    def __init__(self, port: int, username: str, passphrase: str, **options: Any) -> None:
        """`options`: base and headers of the device's settings."""
        self._device = KOReader(port, username, passphrase, **options)

    def register(self) -> Answer:
        return asyncio.run(self._device.register())

    def log_in(self, method: str = "GET") -> Answer:
        return asyncio.run(self._device.log_in(method))

    def push(self, document: str, percentage: float, **fields: Any) -> Answer:
        return asyncio.run(self._device.push(document=document, percentage=percentage, **fields))

    def pull(self, document: str) -> Answer:
        return asyncio.run(self._device.pull(document))

    def send(self, method: str, path: str, body: bytes | None = None, *, guarded: bool = True) -> Answer:
        return asyncio.run(self._device.send(method, path, body, guarded=guarded))

    def read(self, document: str, percentages: Iterable[float], **fields: Any) -> None:
        """Read on and on; each push is answered as KOReader counts success, or stored all the same a little later.

        The server says 503 where a busy machine takes over two seconds to store it.
        """
        for percentage in percentages:
            answer = self.push(document, percentage, **fields)
            if answer.status == 503 and answer.json["message"] == SLOW.text:
                self._wait_for(document, percentage)
            else:
                assert answer.status == 200, answer

    def _wait_for(self, document: str, percentage: float) -> None:
        until(lambda: self.pull(document).json.get("percentage") == percentage, "the push is stored")
