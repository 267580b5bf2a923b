"""A server on a socket, and devices with the plugin that speak to it as plugin.md says."""

import hashlib
import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.server.app import make_application
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from tests.services import make_services

PASSPHRASE = "seru zadu ruma ruju"
DIGEST = "0123456789abcdef0123456789abcdef"


def highlight(number: int, text: str = "words", **fields: object) -> dict[str, object]:
    """An item of KOReader's list."""
    place = f"/body/DocFragment[{number}]/body/p[1]/text().0"
    usual = {
        "datetime": f"2026-03-{number % 28 + 1:02} 12:00:{number % 60:02}",
        "drawer": "lighten",
        "color": "yellow",
        "text": text,
        "chapter": f"Chapter {number}",
        "pageno": number,
        "page": place,
        "pos0": place,
        "pos1": f"{place}5",
    }
    return usual | fields


def place_of(item: dict[str, object]) -> dict[str, object]:
    return {name: item[name] for name in ("drawer", "page", "pos0", "pos1") if name in item}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Device:
    """A reader with the plugin."""

    server: "Server"
    name: str
    passphrase: str = PASSPHRASE
    device_id: str = ""

    @property
    def id(self) -> str:
        return hashlib.md5(self.name.encode()).hexdigest()

    @property
    def key(self) -> str:
        return self.device_id or f"plugin:{self.id}"

    def client(self, **fields: object) -> dict[str, object]:
        said = {"plugin": "1.0.0", "koreader": "v2026.03", "model": self.name, "id": self.id}
        now = int(self.server.services.clock.now().timestamp())
        return said | {"device_id": self.device_id, "time": now, "utc_offset": 0} | fields

    def ask(self, method: str, path: str, body: bytes | None = None, *, login: bool = True) -> Answer:
        key = hashlib.md5(self.passphrase.encode()).hexdigest()
        headers = {"x-auth-user": "reader", "x-auth-key": key} if login else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)) as connection:
            connection.request(method, f"/plugin/v1/{path}", body, headers)
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, answer.read())

    def post(self, call: str, body: object) -> Answer:
        return self.ask("POST", call, json.dumps(body).encode())

    def tell(self, *books: dict[str, object], **client: object) -> list[dict[str, str]]:
        """Report books; what became of each."""
        answer = self.post("books", {"client": self.client(**client), "books": books})
        assert answer.status == 200, answer
        found: list[dict[str, str]] = answer.json["books"]
        return found

    def book(self, digest: str = DIGEST, title: str = "Emma", **fields: object) -> dict[str, object]:
        """A book that is being read."""
        now = int(self.server.services.clock.now().timestamp())
        file = f"/mnt/onboard/{title}.epub"
        usual = {"digest": digest, "title": title, "authors": ["Ada Example"], "file": file}
        return usual | {"last_opened": now - 600} | fields

    def finished(self, rating: int = 4, **fields: Any) -> dict[str, object]:
        """A book that has just been marked as finished."""
        today = self.server.services.clock.today().isoformat()
        summary = {"status": "complete", "rating": rating, "modified": today}
        return self.book(percentage=0.997, summary=summary, **fields)

    def views(self, *views: tuple[int, int, int], digest: str = DIGEST) -> Any:
        rows = [[*view, 200] for view in views]
        book = {"digest": digest, "title": "Emma", "views": rows}
        answer = self.post("page-views", {"client": self.client(), "books": [book]})
        assert answer.status == 200, answer
        return answer.json


@dataclass
class Server:
    services: Services
    port: int
    devices: dict[str, Device] = field(default_factory=dict)

    def device(self, name: str = "Kobo_nova", device_id: str = "") -> Device:
        return self.devices.setdefault(name, Device(self, name, device_id=device_id))

    def reading(self, book_id: BookId) -> ReadingState:
        return self.services.core.readings.get(book_id)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    services = make_services(tmp_path / "data")
    services.account.change("reader", PASSPHRASE)
    network = NetworkLoop()
    network.start()
    running = KosyncServer(
        lambda: make_application(
            services.account,
            services.progress,
            services.preferences,
            services.logins,
            services.pairing,
            services.feeds,
            open_plugin_reports=lambda: services.plugin_reports,
        ),
        services.events,
    )
    port = network.submit(running.start("127.0.0.1", 0, exact=True)).result().port
    yield Server(services, port)
    network.submit(running.stop()).result()
    network.stop()
    services.database.close()
