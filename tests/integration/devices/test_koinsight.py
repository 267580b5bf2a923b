"""Page views that KoInsight gathered are imported as those of a device are: once, with Undo."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.reading.statistics import Statistics, StatisticsFilter
from bookorbit_desktop.domain.usb.device_import import DeviceImportPlan, usual_ticks
from bookorbit_desktop.domain.usb.files import DeviceKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb.device_import import DeviceImportResult
from tests.integration.devices.koinsight_file import Row, write_koinsight
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import add_book

FIRST, UNKNOWN = "a" * 32, "b" * 32
EVENING = int(datetime(2025, 3, 1, 20, tzinfo=UTC).timestamp())
ROWS: list[Row] = [
    *(("kobo", FIRST, page, EVENING + page * 60, 60) for page in range(1, 31)),
    ("kindle", FIRST, 30, EVENING + 30 * 60, 90),  # the last one again, as KOReader's cloud sync leaves it
    *(("kindle", UNKNOWN, page, EVENING + 86_400 + page * 60, 30) for page in range(1, 11)),
    ("kobo", "c" * 32, 1, EVENING, 60),  # of a book that is not there any more
]


@pytest.fixture
def services(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("TZ", "UTC")
    add_book(services, "First", "Ada Example", digest=FIRST)
    return services


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_koinsight(tmp_path / "koinsight" / "prod.sqlite3", {FIRST: "First", UNKNOWN: "Second"}, ROWS)
    return tmp_path / "koinsight"


def planned(services: Services, path: Path) -> DeviceImportPlan:
    return services.device_import.plan(services.device_scan.scan(os.fsencode(path)))


def imported(services: Services, path: Path) -> DeviceImportResult:
    plan = planned(services, path)
    return services.device_import.carry_out(plan, usual_ticks(plan))


def told(services: Services) -> Statistics:
    return services.reading_time.statistics(StatisticsFilter())


def test_page_views_of_koinsight_are_previewed_and_imported_once(services: Services, folder: Path) -> None:
    plan = planned(services, folder)
    assert plan.device.kind is DeviceKind.KOINSIGHT
    assert [(book.title, len(book.record.views)) for book in plan.books] == [("First", 30), ("Second", 10)]
    assert not told(services).days

    first = imported(services, folder)
    again = imported(services, folder / "prod.sqlite3")

    assert (first.page_views, again.page_views) == (40, 0)
    # 30 pages of a minute, the last one of 90 seconds by the longer of both rows; then 10 of half a minute.
    assert {day: read.seconds for day, read in told(services).days.items()} == {
        date(2025, 3, 1): 30 * 60 + 30,
        date(2025, 3, 2): 10 * 30,
    }
    assert {book.title: book.read.device_pages for book in told(services).books} == {
        "First": pytest.approx(30),
        "Second": pytest.approx(10),
    }


def test_page_views_a_device_brought_before_are_not_doubled_and_stay_after_undo(
    services: Services, folder: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "copy"
    rows = [(1, page, EVENING + page * 60, 60, 200) for page in range(1, 21)]
    write_statistics(alone / "statistics.sqlite3", [a_book(title="First", md5=FIRST)], rows)
    assert imported(services, alone).page_views == 20  # a copy of KOReader's own database, by itself

    result = imported(services, folder)
    assert result.page_views == 20
    assert told(services).total.seconds == 30 * 60 + 30 + 300

    undone = services.device_import.undo(result)
    assert undone.count == 2
    assert told(services).total.seconds == 20 * 60


def test_a_database_of_neither_koreader_nor_koinsight_is_refused(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "prod.sqlite3").write_bytes(b"SQLite format 3\0 and then nothing")
    with pytest.raises(NotFound, match="Choose the device's drive"):
        services.device_scan.scan(os.fsencode(folder))
    for path in (folder / "prod.sqlite3", tmp_path / "data" / "library.sqlite3"):
        with pytest.raises(NotFound, match="neither KOReader's statistics nor the database of KoInsight"):
            services.device_scan.scan(os.fsencode(path))
