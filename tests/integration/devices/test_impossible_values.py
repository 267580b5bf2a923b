"""What cannot be, from a damaged file or a clock that is off, stops neither the import nor the list of books."""

import os
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.usb.device_import import usual_ticks
from bookorbit_desktop.services.container import Services
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics

BOOK = "/mnt/onboard/A Title.epub"
NOON = 1_699_963_200


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def verify_it_is_imported(services: Services, tree: DeviceTree) -> None:
    plan = services.device_import.plan(services.device_scan.scan(os.fsencode(tree.root)))
    services.device_import.carry_out(plan, usual_ticks(plan))
    assert [row.title for row in services.book_list.rows(BookQuery())] == ["A Title"]


@pytest.mark.parametrize(
    "values",
    [
        {"summary": {"status": "complete", "modified": "9999-12-31"}},
        {"annotations": [{"page": 1e300, "pageno": 1e300, "text": "x", "drawer": "lighten"}]},
        {"bookmarks": [{"page": 1e300, "notes": "x", "highlighted": True}]},
        {"stats": {"pages": 1e300, "performance_in_pages": {1e300: 3, NOON: 1e300, NOON + 60: 5}}},
    ],
    ids=["date", "highlight", "bookmark", "turns"],
)
def test_of_a_sidecar(services: Services, tree: DeviceTree, values: dict[str, Any]) -> None:
    tree.sidecar(BOOK, **values)
    verify_it_is_imported(services, tree)


@pytest.mark.parametrize(
    "row", [(1, 2, NOON * 1000, 60, 20), (1, 2, NOON, 2**62, 20), (1, 2**62, NOON, 60, 20)]
)
def test_of_the_statistics(services: Services, tree: DeviceTree, row: tuple[int, ...]) -> None:
    tree.sidecar(BOOK)
    file = tree.data / "settings" / "statistics.sqlite3"
    write_statistics(file, [a_book(title="A Title")], [(1, 1, NOON, 60, 20), row])
    scan = services.device_scan.scan(os.fsencode(tree.root))
    assert [unread.reason for unread in scan.unread] == [
        "Page views skipped because their time or page is impossible: 1."
    ]
    verify_it_is_imported(services, tree)
    assert services.book_view.view(BookId(1)).time_read.views == 1


def test_a_day_to_come_is_not_when_it_was_read(services: Services, tree: DeviceTree) -> None:
    tree.sidecar(BOOK)
    tree.history((BOOK, 2_208_988_800))
    verify_it_is_imported(services, tree)
    (book,) = services.book_list.rows(BookQuery())
    assert book.last_read_at is None
