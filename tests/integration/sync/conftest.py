"""A library, a local Hardcover and one virtual clock for both."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.hardcover.sync_run import SyncSummary
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import TestClock, add_book, digest_of, make_services

Row = dict[str, Any]
PATIENCE = 120.0
"""Seconds that a test waits for an event before it gives up; a busy machine can be slow."""


@dataclass
class Loop:
    """Both ends of the sync, and short words for what tests do with them."""

    services: Services
    hardcover: LocalHardcover
    clock: TestClock

    @property
    def world(self) -> World:
        return self.hardcover.world

    def book(
        self, title: str = "Piranesi", author: str = "Ada Example", *, pages: int | None = 300, **more: Any
    ) -> BookId:
        """A book in the library whose record on Hardcover has one e-book edition with the same ISBN."""
        isbn = isbn13(f"978{int(digest_of(title), 16) % 10**9:09d}")
        self.world.add_book(title, [author], editions=[NewEdition(pages, isbn_13=isbn, users=500)])
        return add_book(self.services, title, author, isbn=isbn, **more)

    def set(self, book_id: BookId, status: ReadingStatus, **more: Any) -> None:
        self.services.reading.set_status([book_id], StatusChange(status, **more))

    async def push(self, book_id: BookId, percentage: float) -> None:
        digest = self.services.library.book(book_id).files[0].partial_md5
        await self.services.progress.receive(
            Push(digest, f"/body/p[{percentage}]", percentage, "Kobo", "id-1")
        )

    async def sync(self, **more: Any) -> SyncSummary:
        return await self.services.sync.run(**more)

    def entry(self, book_id: BookId) -> Row | None:
        """The demo person's shelf entry of a book in the library."""
        self._settle()
        target = self.services.sync_books.get(book_id).match.record_id
        return None if target is None else self.world.entry_of(self.hardcover.user_id, target)

    def reads(self, book_id: BookId) -> list[Row]:
        entry = self.entry(book_id)
        return [] if entry is None else self.world.reads_of(entry["id"])

    def record_of(self, title: str) -> RecordId:
        """The id of a title in Hardcover's catalogue."""
        return RecordId(
            next(row["id"] for row in self.world.tables["books"].values() if row["title"] == title)
        )

    def export(self, book_id: BookId) -> Row:
        self._settle()
        books = self.services.export.document()["books"]
        found: Row = next(book for book in books if book["id"] == book_id)
        return found

    def _settle(self) -> None:
        """States follow a change in the writer's next transaction."""
        self.services.states.settle()
        self.services.database.write(lambda: None)

    def status(self, book_id: BookId) -> ReadingStatus:
        """What a book is here, with all that was handed to the writer until now."""
        self.services.database.write(lambda: None)
        return self.services.library.book(book_id).reading.status

    def state(self, book_id: BookId) -> str:
        return str(self.export(book_id)["hardcover"]["state"])


@pytest.fixture
def hardcover(clock: TestClock) -> LocalHardcover:
    return LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)


@pytest.fixture
def services(tmp_path: Path, hardcover: LocalHardcover, clock: TestClock) -> Iterator[Services]:
    services = make_services(tmp_path / "data", hardcover, clock)
    yield services
    services.database.close()


@pytest.fixture
async def loop(services: Services, hardcover: LocalHardcover, clock: TestClock) -> AsyncIterator[Loop]:
    yield Loop(services, hardcover, clock)
    await services.sync.close()
