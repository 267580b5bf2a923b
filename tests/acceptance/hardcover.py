"""The local Hardcover on a real socket and a thread of its own, so that processes can talk to it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    UNLIMITED,
    FaultKind,
    LocalHardcover,
    NewEdition,
    Options,
    Tier,
    World,
)
from bookorbit_desktop.demo.local_hardcover.server import LocalReply
from tests.acceptance.program import PATIENCE

T = TypeVar("T")


@dataclass(frozen=True)
class ShelfRead:
    """A read as Hardcover's page shows it."""

    started: str | None
    finished: str | None
    pages: int | None


@dataclass(frozen=True)
class ShelfRow:
    """An entry of a person's shelf as Hardcover's page shows it."""

    status: int
    rating: float | None = None
    privacy: int = 3
    reads: tuple[ShelfRead, ...] = ()


class _Watched(LocalHardcover):
    """Tells after each request, and after each write that was carried out, before its answer goes out."""

    writes = 0
    after_write: Callable[[int], None] = staticmethod(lambda number: None)
    after_request: Callable[[str], object] = staticmethod(lambda query: None)

    async def post(self, headers: Mapping[str, str], body: bytes) -> LocalReply:
        rows = len(self.journal)
        reply = await super().post(headers, body)
        if len(self.journal) > rows:
            self.writes += 1
            self.after_write(self.writes)
        self.after_request(body.decode())
        return reply


class Hardcover:
    """A Hardcover with a catalogue of its own; `demo` owns the token, `stranger` has a shelf too."""

    def __init__(self, tier: Tier = UNLIMITED) -> None:
        world = World()
        world.add_user("demo")
        self.stranger = world.add_user("stranger")
        self.local = _Watched(world, options=Options(tier=tier))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.url = self._await(self.local.start())

    @property
    def environment(self) -> dict[str, str]:
        """What points the program here."""
        return {"BOOKORBIT_HARDCOVER_URL": self.url, "BOOKORBIT_HARDCOVER_TOKEN": DEMO_TOKEN}

    @property
    def world(self) -> World:
        return self.local.world

    def stop(self) -> None:
        """Hardcover is away from now on."""
        self._await(self.local.stop())

    def close(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def ask(self, question: Callable[[], T]) -> T:
        """Look at its tables, or change them, between two requests."""

        async def answer() -> T:
            return question()

        return self._await(answer())

    def add(self, title: str, author: str, *, pages: int | None = 300, isbn: str | None = None) -> int:
        """A book of its catalogue with one e-book edition."""
        editions = [NewEdition(pages, isbn_13=isbn, users=500)]
        return self.ask(lambda: self.world.add_book(title, [author], editions=editions))

    def record(self, title: str) -> int:
        """The id of a book of its catalogue."""
        books = self.ask(lambda: list(self.world.tables["books"].values()))
        return next(int(row["id"]) for row in books if row["title"] == title)

    def edition(self, title: str) -> int:
        """The id of the one edition of a book of its catalogue."""
        record = self.record(title)
        return int(self.ask(lambda: self.world.editions_of(record)[0]["id"]))

    def shelve(self, book_id: int, status: int, **details: Any) -> int:
        """What the person put on their shelf by hand."""
        return self.ask(lambda: self.world.shelve(self.local.user_id, book_id, status, **details))

    def shelf(self, user_id: int | None = None) -> dict[str, ShelfRow]:
        """A person's whole shelf by title; no title may be there twice."""
        return self.ask(lambda: self._shelf(user_id or self.local.user_id))

    def requests(self) -> int:
        return self.ask(lambda: len(self.local.requests))

    def journal(self) -> int:
        """Rows of everybody's activity feed: one for each effective change."""
        return self.ask(lambda: len(self.local.journal))

    def after_write(self, tell: Callable[[int], None]) -> None:
        """Call `tell` with 1, 2, ... after each write that was carried out, before its answer goes out."""
        self.local.writes = 0
        self.local.after_write = tell

    def after_request(self, tell: Callable[[str], object]) -> None:
        """Call `tell` with the body of each request, before its answer goes out."""
        self.local.after_request = tell

    def events(self) -> list[tuple[int, str, object]]:
        """Everybody's activity feed, oldest first: book, event, value."""
        return self.ask(lambda: [(row.book_id, row.event, row.value) for row in self.local.journal])

    def fail_next_write(self, kind: FaultKind) -> None:
        """Let the next write meet trouble."""
        self.ask(lambda: self.local.faults.add(kind, operation="Write"))

    def _shelf(self, user_id: int) -> dict[str, ShelfRow]:
        tables = self.world.tables
        entries = [entry for entry in tables["user_books"].values() if entry["user_id"] == user_id]
        rows = {tables["books"][entry["book_id"]]["title"]: self._row(entry) for entry in entries}
        assert len(rows) == len(entries), "a book is on the shelf twice"
        return rows

    def _row(self, entry: dict[str, Any]) -> ShelfRow:
        reads = tuple(
            ShelfRead(read["started_at"], read["finished_at"], read["progress_pages"])
            for read in self.world.reads_of(entry["id"])
        )
        rating = None if entry["rating"] is None else float(entry["rating"])
        return ShelfRow(entry["status_id"], rating, entry["privacy_setting_id"], reads)

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)
