"""Importing from a device: what is planned, what is taken over, and that a second time nothing happens."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.device_import import (
    BookMatch,
    DeviceImportPlan,
    PlannedBook,
    usual_ticks,
)
from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.device_import import DeviceImportResult
from tests.integration.devices.device_tree import DIGEST, DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import TestClock, add_book, make_services

DAY = 86_400
START = 1_699_963_200
"""Noon of 2023-11-14 in London, and that day in most zones."""
HERE = "/mnt/onboard/A Title.epub"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path / "data", clock=TestClock())
    yield services
    services.database.close()


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def statistics(tree: DeviceTree, *rows: tuple[int, ...], **book: Any) -> None:
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book(title="A Title") | book], rows)


def whole_book(pages: int = 50, start: int = START, book: int = 1) -> list[tuple[int, ...]]:
    """A view of each page, a minute each, over two days."""
    return [
        (book, page, start + page * 60 + (page > pages // 2) * DAY, 60, pages) for page in range(1, pages + 1)
    ]


def planned(services: Services, tree: DeviceTree) -> DeviceImportPlan:
    return services.device_import.plan(services.device_scan.scan(os.fsencode(tree.root)))


def the_book(services: Services, tree: DeviceTree) -> PlannedBook:
    (book,) = planned(services, tree).books
    return book


def imported(services: Services, tree: DeviceTree) -> DeviceImportResult:
    plan = planned(services, tree)
    return services.device_import.carry_out(plan, usual_ticks(plan))


def dump(services: Services) -> list[str]:
    """Everything in the database but when the device was here."""
    services.database.write(lambda: None)  # the states towards Hardcover are brought up to date before
    lines = services.database.connection().iterdump()
    return [line for line in lines if "device_visit" not in line]


def test_a_book_that_is_not_here_becomes_an_entry_without_a_file(
    services: Services, tree: DeviceTree
) -> None:
    tree.sidecar(
        HERE, summary={"status": "complete", "rating": 4, "modified": "2023-11-16"}, percent_finished=1.0
    )
    statistics(tree, *whole_book())
    plan = planned(services, tree)
    assert [(book.match, book.ticked) for book in plan.books] == [(BookMatch.NEW, True)]
    result = services.device_import.carry_out(plan, usual_ticks(plan))
    assert (result.created, result.digests, result.page_views) == (1, 1, 50)
    (book_id,) = (taken.book_id for taken in result.books)
    book = services.library.book(book_id)
    assert (book.metadata.title, book.files) == ("A Title", ())
    state = book.reading
    assert (state.status, state.rating, state.percentage) == (ReadingStatus.READ, 4.0, 1.0)
    (read,) = state.reads
    assert (str(read.started_on), str(read.finished_on)) == ("2023-11-14", "2023-11-15")


def test_importing_twice_changes_nothing_in_the_database(services: Services, tree: DeviceTree) -> None:
    add_book(services, "A Title", digest=DIGEST)
    tree.sidecar(HERE, summary={"status": "complete", "rating": 4, "note": "Good", "modified": "2023-11-16"})
    tree.sidecar("/mnt/onboard/Other.epub", doc_props={"title": "Another"}, partial_md5_checksum="f" * 32)
    statistics(tree, *whole_book())
    assert imported(services, tree).changed
    before = dump(services)
    plan = planned(services, tree)
    assert not plan.has_news
    assert services.device_import.carry_out(plan, usual_ticks(plan)).changed == ()
    assert dump(services) == before
