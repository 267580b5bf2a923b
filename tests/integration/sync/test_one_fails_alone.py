"""One item that cannot be stored fails by itself; the others of its group are stored."""

import logging
from pathlib import Path

import pytest

from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover import sync_engine
from bookorbit_desktop.services.runtime.event_bus import BUG
from tests.books import write_epub
from tests.integration.sync.conftest import Loop
from tests.reading_csv import storygraph, storygraph_row


def refuse(services: Services, table: str, when: str) -> None:
    """Let SQLite refuse a row, as an error of ours would."""
    sql = (
        f"CREATE TRIGGER one BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'this one'); END"
    )
    services.database.write(lambda: services.database.connection().execute(sql) and None)


def allow(services: Services) -> None:
    services.database.write(lambda: services.database.connection().execute("DROP TRIGGER one") and None)


def titles(services: Services) -> list[str]:
    return sorted(row.title for row in services.book_list.rows(BookQuery()))


async def test_a_file_that_cannot_be_stored_is_left_out_of_a_scan_alone(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    for name in ("Emma", "Persuasion", "Villette"):
        write_epub(folder / f"{name}.epub", name, cover=False)
    refuse(services, "book", "NEW.title = 'Persuasion'")

    with caplog.at_level(logging.CRITICAL):
        summary = await services.library.add_and_scan([str(folder)])

    assert titles(services) == ["Emma", "Villette"]
    assert (summary.added, summary.problems) == (2, 1)
    assert summary.problem_files == ((str(folder / "Persuasion.epub"), BUG),)

    allow(services)
    assert (await services.library.rescan()).added == 1
    assert titles(services) == ["Emma", "Persuasion", "Villette"]


def test_a_row_that_cannot_be_stored_is_left_out_of_an_import_alone(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(storygraph(*(storygraph_row(name) for name in ("Emma", "Persuasion", "Villette"))))
    refuse(services, "book", "NEW.title = 'Persuasion'")
    rows = services.list_import.with_entries(services.list_import.preview(path).rows)

    with caplog.at_level(logging.CRITICAL):
        done = services.list_import.run(rows)

    assert [book.title for book in done.books] == ["Emma", "Villette"]
    assert titles(services) == ["Emma", "Villette"]


async def test_a_book_that_cannot_be_stored_fails_alone_in_a_sync(
    loop: Loop, caplog: pytest.LogCaptureFixture
) -> None:
    books = [loop.book(name) for name in ("Emma", "Persuasion", "Villette")]
    for book in books:
        loop.set(book, ReadingStatus.READ)
    refuse(loop.services, "sync_journal", f"NEW.book = {books[1]}")

    with caplog.at_level(logging.CRITICAL):
        summary = await loop.sync()

    assert summary.end is SyncEnd.COMPLETED
    assert {item.title: item.outcome for item in summary.items} == {
        "Emma": ItemOutcome.SENT,
        "Persuasion": ItemOutcome.FAILED,
        "Villette": ItemOutcome.SENT,
    }
    allow(loop.services)
    await loop.sync()
    assert [len(loop.reads(book)) for book in books] == [1, 1, 1]


async def test_an_error_of_every_book_ends_the_sync(loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
    """A request for each of thousands of books would cost a day."""
    for number in range(sync_engine.MOST_BROKEN + 3):
        loop.set(loop.book(f"Volume {number} of Tides"), ReadingStatus.READ)
    refuse(loop.services, "sync_journal", "1")

    with caplog.at_level(logging.CRITICAL), pytest.raises(Exception, match="this one"):
        await loop.sync()
