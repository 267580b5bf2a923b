"""A running server over real services, asked from the test's own thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.services.container import Services
from tests.opds_reader import OpdsReader
from tests.services import TestClock, make_services, put_book
from tests.serving import serving

PASSPHRASE = "baga deka mufa tuna"


@dataclass(frozen=True)
class Catalogue:
    """A program with its server, and a device that may come in."""

    services: Services
    clock: TestClock
    port: int
    device: OpdsReader

    def put(self, title: str = "A book", *authors: str, **details: Any) -> BookId:
        """Put a book into the library; each comes a second after the one before."""
        self.clock.move(seconds=1)
        return put_book(self.services, BookMetadata(title=title, authors=authors, **details))

    def titles(self, address: str) -> list[str]:
        """The titles of a list, over all of its pages."""
        return [item.title for item in self.device.items(address)]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    clock = TestClock()
    services = make_services(tmp_path / "data", clock=clock)
    services.koreader_login.change("reader", PASSPHRASE)
    with serving(services) as port:
        yield Catalogue(services, clock, port, OpdsReader(port, passphrase=PASSPHRASE))
    services.database.close()
