"""A reader with the plugin, which speaks as plugin.md says."""

import hashlib
import http.client
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

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

    port: int
    name: str
    passphrase: str = PASSPHRASE
    device_id: str = ""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def id(self) -> str:
        return hashlib.md5(self.name.encode()).hexdigest()

    @property
    def key(self) -> str:
        return self.device_id or f"plugin:{self.id}"

    def client(self, **fields: object) -> dict[str, object]:
        said = {"plugin": "1.0.0", "koreader": "v2026.03", "model": self.name, "id": self.id}
        now = int(self.clock().timestamp())
        return said | {"device_id": self.device_id, "time": now, "utc_offset": 0} | fields

    def ask(self, method: str, path: str, body: bytes | None = None, *, login: bool = True) -> Answer:
        key = hashlib.md5(self.passphrase.encode()).hexdigest()
        headers = {"x-auth-user": "reader", "x-auth-key": key} if login else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
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

    def book(self, digest: str = DIGEST, title: str = "Emma", **fields: object) -> dict[str, Any]:
        """A book that is being read."""
        now = int(self.clock().timestamp())
        file = f"/mnt/onboard/{title}.epub"
        usual = {"digest": digest, "title": title, "authors": ["Ada Example"], "file": file}
        return usual | {"last_opened": now - 600} | fields

    def finished(self, rating: int = 4, **fields: Any) -> dict[str, Any]:
        """A book that has just been marked as finished."""
        today = self.clock().astimezone().date().isoformat()
        summary = {"status": "complete", "rating": rating, "modified": today}
        return self.book(percentage=0.997, summary=summary, **fields)

    def views(self, *views: tuple[int, int, int], digest: str = DIGEST) -> Any:
        rows = [[*view, 200] for view in views]
        book = {"digest": digest, "title": "Emma", "views": rows}
        answer = self.post("page-views", {"client": self.client(), "books": [book]})
        assert answer.status == 200, answer
        return answer.json
