"""Pushes that are stored together mean what they mean one after the other."""

import asyncio
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import Event, ProgressReceived
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from tests.services import TestClock, add_book, make_services

BOOKS = ("a" * 32, "b" * 32, "c" * 32)
UNKNOWN = "d" * 32
DEVICES: tuple[dict[str, Any], ...] = (
    {"device": "Kobo", "device_id": "1"},
    {"device": "Kindle", "device_id": "2"},
)
PLACES = (0.0, 0.01, 0.2, 0.21, 0.5, 0.9, 0.985, 1.0, 2)


def made_up(seed: int) -> list[list[Push]]:
    """Groups in which books repeat, go back, come to their end and begin again, on two devices."""
    chance = random.Random(seed)
    return [
        [
            Push(
                document=chance.choice((*BOOKS, UNKNOWN)),
                progress=f"/body/p[{chance.randint(1, 99)}]",
                percentage=chance.choice(PLACES),
                **chance.choice(DEVICES),
            )
            for _ in range(chance.randint(1, 12))
        ]
        for _ in range(12)
    ]


def outcome(services: Services, heard: Iterable[Event]) -> list[object]:
    """All that a push leaves behind; numbers of rows aside, which follow the order of the books in a group."""
    connection = services.database.connection()
    tables = {
        "push": "SELECT document, device_id, progress, percentage, received_at FROM push ORDER BY id",
        "document": "SELECT digest, progress, percentage, timestamp, pushes, newest_push FROM document ORDER BY 1",
        "position": "SELECT document, device_id, progress, percentage FROM position ORDER BY 1, 2",
        "reading": "SELECT book_id, last_read_at, last_device, last_device_id FROM reading ORDER BY 1",
    }
    found: list[object] = [connection.execute(sql).fetchall() for sql in tables.values()]
    states = ReadingRepository(services.database).of([BookId(number) for number in range(1, len(BOOKS) + 1)])
    found.append(
        {
            book_id: replace(state, reads=tuple(replace(read, id=None) for read in state.reads))
            for book_id, state in states.items()
        }
    )
    return [*found, [event for event in heard if isinstance(event, ProgressReceived)]]


async def carried_out(data_dir: Path, groups: Sequence[Sequence[Push]], *, together: bool) -> list[object]:
    clock, heard = TestClock(), list[Event]()
    services = make_services(data_dir, clock=clock)
    for number, digest in enumerate(BOOKS):
        add_book(services, f"Volume {number}", digest=digest)
    services.events.subscribe(heard.append)
    for group in groups:
        clock.move(seconds=1200)
        if together:
            await asyncio.gather(*(services.progress.receive(push) for push in group))
        else:
            for push in group:
                await services.progress.receive(push)
    found = outcome(services, heard)
    services.database.close()
    return found


@pytest.mark.parametrize("seed", range(6))
async def test_pushes_together_leave_what_they_leave_one_by_one(tmp_path: Path, seed: int) -> None:
    groups = made_up(seed)
    one_by_one = await carried_out(tmp_path / "one", groups, together=False)
    together = await carried_out(tmp_path / "together", groups, together=True)
    for single, grouped in zip(one_by_one, together, strict=True):
        assert grouped == single


async def test_a_reset_that_is_repeated_in_a_group_moves_nothing(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    add_book(services, "Volume", digest=BOOKS[0])
    push = Push(BOOKS[0], "/body/p[1]", 0.5, "Kobo", "1")
    await services.progress.receive(push)
    services.positions.reset([BookId(1)])
    other = replace(push, document=UNKNOWN)
    await asyncio.gather(*(services.progress.receive(one) for one in (push, other, push)))
    assert services.progress.position(BOOKS[0]) is None
    assert ReadingRepository(services.database).get(BookId(1)).percentage is None
    await asyncio.gather(
        *(services.progress.receive(replace(push, percentage=position)) for position in (0.6, 0.7))
    )
    assert ReadingRepository(services.database).get(BookId(1)).percentage == 0.7
    services.database.close()
