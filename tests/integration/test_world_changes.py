"""The computer changes under a running program: its clock, its zone, its drives, its password store."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest

from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import Extraction
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library import library
from bookorbit_desktop.services.runtime.clock import local_day
from bookorbit_desktop.system.secrets import SecretStore
from tests.books import write_epub
from tests.failing_work import ReadHere
from tests.services import TestClock, add_book


@pytest.mark.parametrize("by", [timedelta(days=-400), timedelta(hours=-1), timedelta(days=4000)], ids=str)
async def test_the_newest_push_is_the_position_wherever_the_clock_is_set(
    services: Services, clock: TestClock, by: timedelta
) -> None:
    book = add_book(services, "Emma", digest="d" * 32)

    async def push(place: float) -> None:
        await services.progress.receive(Push("d" * 32, f"/body/p[{place}]", place, "Kobo", "id-1"))

    await push(0.2)
    clock.wrong_by = by
    clock.move(seconds=60)
    await push(0.4)
    clock.move(seconds=60)
    await push(0.5)
    clock.wrong_by = timedelta()
    clock.move(seconds=60)
    await push(0.6)

    position = services.progress.position("d" * 32)
    assert position is not None
    assert position.percentage == 0.6
    services.database.write(lambda: None)
    shown = {row.id: row.percentage for row in services.book_list.rows(BookQuery())}
    assert shown[book] == 0.6


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system keeps the zone of a process")
def test_a_day_is_that_of_the_zone_where_the_computer_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was stored stays: moments are in UTC, and the days of reading keep theirs (test_reading_time)."""
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    days = []
    try:
        for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            days.append(local_day(moment).day)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert days == [23, 24, 23]


async def test_a_folder_that_is_unmounted_in_the_middle_of_a_scan_costs_no_book(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = tmp_path / "drive"
    books = drive / "books"
    books.mkdir(parents=True)
    for name in ("Emma", "Persuasion"):
        write_epub(books / f"{name}.epub", name, cover=False)
    monkeypatch.setattr(library, "ExtractionPool", ReadHere)
    await services.library.add_and_scan([str(books)])
    write_epub(books / "Villette.epub", "Villette", cover=False)
    write_epub(books / "Shirley.epub", "Shirley", cover=False)

    class Unmounted(ReadHere):
        """The drive goes after the scan has walked through it, before the first file is read."""

        def __init__(self, workers: int, read: Callable[[bytes], Extraction]) -> None:
            super().__init__(workers, read)
            drive.rename(tmp_path / "away")

    monkeypatch.setattr(library, "ExtractionPool", Unmounted)
    await services.library.rescan()
    monkeypatch.setattr(library, "ExtractionPool", ReadHere)
    await services.library.rescan()
    away = sorted(row.title for row in services.book_list.rows(BookQuery()))
    (tmp_path / "away").rename(drive)
    await services.library.rescan()

    assert set(away) >= {"Emma", "Persuasion"}
    titles = sorted(row.title for row in services.book_list.rows(BookQuery()))
    assert titles == ["Emma", "Persuasion", "Shirley", "Villette"]
    assert not [row.title for row in services.book_list.rows(BookQuery()) if row.missing]


def test_a_password_store_that_was_restarted_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}

    def is_down(*what: str) -> str:
        raise ConnectionError("org.freedesktop.DBus.Error.NoReply")

    monkeypatch.setattr(keyring, "set_password", lambda service, name, value: kept.update({name: value}))
    monkeypatch.setattr(keyring, "get_password", is_down)
    secrets = SecretStore("here")
    secrets.put("token", "kept")
    with pytest.raises(KeyringUnavailable, match="isn't available"):
        secrets.get("token")
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get(name))
    assert secrets.get("token") == "kept"
