"""Importing from a device: what is planned, what is taken over, and that a second time nothing happens."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogQuery
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    BookTick,
    DeviceImportPlan,
    FieldName,
    ImportTicks,
    PlannedBook,
    usual_tick,
    usual_ticks,
)
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.run_cancel import RunCancel
from bookorbit_desktop.services.usb.device_import import DeviceImportResult
from tests.integration.devices.device_tree import DIGEST, DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import add_book

DAY = 86_400
START = 1_699_963_200
"""Noon of 2023-11-14 in London, and that day in most zones."""
HERE = "/mnt/onboard/A Title.epub"


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def statistics(tree: DeviceTree, *rows: tuple[int | None, ...], **book: Any) -> None:
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
    (book_id,) = (book_import.book_id for book_import in result.books)
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


def lost_views(services: Services) -> list[tuple[int, int]]:
    rows = services.database.connection().execute(
        "SELECT page, seconds FROM page_view WHERE document LIKE 'lost:%' ORDER BY page"
    )
    return list(rows)


def test_views_whose_book_the_device_has_lost_are_kept_once_and_taken_back(
    services: Services, tree: DeviceTree
) -> None:
    tree.sidecar(HERE)
    statistics(tree, *whole_book(), (None, 7, START, 40, 50), (99, 8, START, 30, 50))
    plan = planned(services, tree)
    assert (
        "2 page views belong to a book that KOReader no longer knows; an import keeps that time."
    ) in plan.hints
    result = imported(services, tree)
    assert lost_views(services) == [(7, 40), (8, 30)]
    before = dump(services)
    assert not imported(services, tree).changed
    assert dump(services) == before
    services.device_import.undo(result)
    assert lost_views(services) == []


def test_undo_of_a_device_import_leaves_the_library_as_it_was(services: Services, tree: DeviceTree) -> None:
    book_id = add_book(services, "A Title")
    services.reading.rate([book_id], 2.0)
    tree.sidecar(HERE, summary={"status": "complete"})
    tree.sidecar("/mnt/onboard/Other.epub", doc_props={"title": "Another"}, partial_md5_checksum="f" * 32)
    statistics(tree, *whole_book())
    plan = planned(services, tree)
    before = counts(services)
    books = services.library.book(book_id)
    answered = {book.key: usual_tick(book) for book in plan.books}
    done = services.device_import.carry_out(plan, ImportTicks(answered))
    assert len(done.changed) == 2
    taken = services.device_import.undo(done)
    assert (taken.count, taken.kept) == (2, ())
    assert counts(services) == before
    assert services.library.book(book_id) == books
    assert [book.match for book in planned(services, tree).books] == [plan.books[0].match, BookMatch.NEW]


def test_undo_of_a_device_import_keeps_a_book_that_changed_since(
    services: Services, tree: DeviceTree
) -> None:
    tree.sidecar(HERE, summary={"status": "complete"})
    done = imported(services, tree)
    (book,) = done.books
    services.reading.set_status([book.book_id], StatusChange(ReadingStatus.ABANDONED))
    taken = services.device_import.undo(done)
    assert (taken.count, taken.kept) == (0, ("A Title",))
    assert services.library.book(book.book_id).reading.status is ReadingStatus.ABANDONED


def test_a_cancelled_device_import_keeps_its_books_and_the_next_one_goes_on(
    services: Services, tree: DeviceTree
) -> None:
    for number in range(40):
        props = {"title": f"Title {number:02d}"}
        tree.sidecar(f"/mnt/onboard/{number}.epub", doc_props=props, partial_md5_checksum=f"{number:032x}")
    plan, cancel = planned(services, tree), RunCancel()

    def stop(done: int, _: int) -> None:
        if done:
            cancel.set()

    first = services.device_import.carry_out(plan, usual_ticks(plan), stop, cancel)
    assert (first.is_complete, 0 < first.created < 40) == (False, True)
    rest = imported(services, tree)
    assert (rest.is_complete, first.created + rest.created) == (True, 40)


def test_pushes_that_came_before_their_digest_was_known_count(services: Services, tree: DeviceTree) -> None:
    push = Push(DIGEST, "/body", 0.7, "Kobo", "K")
    asyncio.run(services.progress.receive(push))
    tree.sidecar(HERE)
    (book,) = imported(services, tree).books
    state = services.library.book(book.book_id).reading
    assert (state.status, state.percentage) == (ReadingStatus.READING, 0.7)
    assert not planned(services, tree).has_news


def test_a_line_left_out_and_a_rating_taken_away_are_not_news_again(
    services: Services, tree: DeviceTree
) -> None:
    tree.sidecar(HERE, summary={"status": "complete", "rating": 4, "note": "Good"})
    plan = planned(services, tree)
    (book,) = plan.books
    tick = usual_tick(book)
    without = BookTick(0, tick.fields - {FieldName.STATUS, FieldName.NOTE})
    (book_import,) = services.device_import.carry_out(plan, ImportTicks({book.key: without})).books
    services.reading.rate([book_import.book_id], None)
    again = the_book(services, tree)
    assert not again.has_news
    assert {line.name for line in again.choices[0].fields if line.can_tick} >= {
        FieldName.STATUS,
        FieldName.RATING,
        FieldName.NOTE,
    }


def test_a_book_removed_between_plan_and_import_is_left_alone(services: Services, tree: DeviceTree) -> None:
    book_id = add_book(services, "A Title", digest=DIGEST)
    tree.sidecar(HERE, summary={"rating": 4})
    plan = planned(services, tree)
    services.removal.remove([book_id])
    done = services.device_import.carry_out(plan, usual_ticks(plan))
    assert (done.books, done.gone) == ((), ("A Title",))


def test_a_rating_given_between_plan_and_import_stays(services: Services, tree: DeviceTree) -> None:
    book_id = add_book(services, "A Title", digest=DIGEST)
    tree.sidecar(HERE, summary={"rating": 4})
    plan = planned(services, tree)
    services.reading.rate([book_id], 1.0)
    services.device_import.carry_out(plan, usual_ticks(plan))
    assert services.library.book(book_id).reading.rating == 1.0


def test_two_files_that_the_person_calls_one_book_share_their_entry(
    services: Services, tree: DeviceTree
) -> None:
    tree.sidecar(HERE)
    tree.sidecar("/mnt/onboard/Copy.epub", partial_md5_checksum="f" * 32)
    plan = planned(services, tree)
    ticks = ImportTicks({book.key: usual_tick(book) for book in plan.books})
    done = services.device_import.carry_out(plan, ticks)
    assert (done.created, done.digests, len({book.book_id for book in done.books})) == (1, 2, 1)
    assert not planned(services, tree).has_news


def test_a_digest_that_another_book_was_to_have_is_no_news_once_that_book_did_not_take_it(
    services: Services, tree: DeviceTree
) -> None:
    add_book(services, "Emma", "Jane Austen", digest="a" * 32)
    about = {"title": "Emma", "authors": "Jane Austen"}
    tree.sidecar("/mnt/onboard/e.epub", age=200_000_000, doc_props=about)  # read before the other one
    statistics(tree, *whole_book(), title="Gardening for Cats")
    plan = planned(services, tree)
    keys = {book.title: book.key for book in plan.books}
    garden = BookTick(0, frozenset({FieldName.PAGE_VIEWS}))
    ticks = {keys["Emma"]: BookTick(0, frozenset(FieldName)), keys["Gardening for Cats"]: garden}
    services.device_import.carry_out(plan, ImportTicks(ticks))

    again = planned(services, tree)
    assert [book.title for book in again.books if book.has_news] == []
    assert not services.device_import.carry_out(again, usual_ticks(again)).changed


def test_time_without_page_views_and_books_from_before_2020_are_kept(
    services: Services, tree: DeviceTree
) -> None:
    turns = {START + index * 50: index for index in range(1, 11)}
    tree.sidecar(HERE, stats={"performance_in_pages": turns, "pages": 10})
    statistics(tree, md5="e" * 32, title="Another", total_read_time=7200)
    assert imported(services, tree).page_views == 10
    rows = services.database.connection().execute("SELECT key, undated_seconds FROM device_book")
    assert dict(rows.fetchall()) == {f"{DIGEST}:a title": 0, f"{'e' * 32}:another": 7200}
    assert not planned(services, tree).has_news


def test_imported_page_views_follow_a_merge_and_its_undo(services: Services, tree: DeviceTree) -> None:
    kept = add_book(services, "Kept")
    statistics(tree, *whole_book(), md5="")
    (book_import,) = imported(services, tree).books
    done = services.merging.merge(kept, [book_import.book_id])
    assert services.book_view.view(kept).time_read.views == 50
    assert [book.match for book in planned(services, tree).books] == [BookMatch.KNOWN]
    services.merging.undo(done)
    times = [services.book_view.view(book_id).time_read.views for book_id in (kept, book_import.book_id)]
    assert times == [0, 50]


def test_the_export_tells_the_time_and_the_note_of_each_book(services: Services, tree: DeviceTree) -> None:
    add_book(services, "Another")
    tree.sidecar(HERE, summary={"note": "Good"})
    statistics(tree, *whole_book())
    imported(services, tree)
    told = {book["title"]: book["time_read"] for book in services.export.document()["books"]}
    assert told["A Title"] == {
        "seconds": 3000,
        "page_views": 50,
        "first_on": "2023-11-14",
        "last_on": "2023-11-15",
        "notes": ["Good"],
    }
    assert told["Another"]["page_views"] == 0


def test_the_log_says_what_came_from_the_device(services: Services, tree: DeviceTree) -> None:
    tree.sidecar(HERE, summary={"status": "complete"})
    statistics(tree, *whole_book())
    imported(services, tree)
    (line,) = services.sync_log.page(LogQuery(direction=Direction.FROM_DEVICE), None, 10).lines
    assert line.title == "A Title"
    assert {"status: unread → read", "recognised by another digest", "50 page views"} <= set(line.changes)


def counts(services: Services) -> list[int]:
    """The rows of the tables that an import fills, but the books themselves: those are never deleted."""
    tables = ("digest", "unlinked_digest", "page_view", "device_book", "device_clock", "read_record")
    execute = services.database.connection().execute
    return [execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]
