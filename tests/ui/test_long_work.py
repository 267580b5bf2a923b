"""Work that takes longer: a line with progress and Cancel, and what was done so far is kept."""

import csv
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.sync_log import SyncLogService
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.ui.long_work import LongWork
from bookorbit_desktop.ui.main_window import MainWindow, WorkStrip
from bookorbit_desktop.ui.routes import Page
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of


def strip_of(window: MainWindow) -> WorkStrip:
    strip = window.findChild(WorkStrip)
    assert isinstance(strip, WorkStrip)
    return strip


def statuses(ui: Ui, book_ids: list[BookId]) -> list[ReadingStatus]:
    return [ui.services.library.book(book_id).reading.status for book_id in book_ids]


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def test_quick_work_shows_no_progress_line(ui: Ui) -> None:
    book_id = ui.book("Emma")
    window = shown(ui)
    window.pages.library.selected.actions.set_status([book_id], ReadingStatus.READ)
    ui.until(lambda: window.message_bar.text)
    assert not strip_of(window).isVisible()
    assert statuses(ui, [book_id]) == [ReadingStatus.READ]


@pytest.fixture
def held_step(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The second step of an edit begins and waits until it is let go."""
    begun, release = threading.Event(), threading.Event()
    works, steps = ui.services.reading.set_statuses, []

    def set_statuses(changes: list[object]) -> None:
        steps.append(changes)
        if len(steps) == 2:
            begun.set()
            release.wait(120)
        works(changes)  # type: ignore[arg-type]

    monkeypatch.setattr(ui.services.reading, "set_statuses", set_statuses)
    yield begun, release
    release.set()


def test_the_line_moves_nothing_and_covers_no_message(
    ui: Ui, held_step: tuple[threading.Event, threading.Event]
) -> None:
    begun, release = held_step
    book_ids = [add_book(ui.services, f"Volume {number}") for number in range(250)]
    window = shown(ui)
    strip, bar = strip_of(window), window.message_bar
    window.sidebar.select(Page.LIBRARY)
    ui.until(lambda: not ui.tasks.is_busy)
    before = window.pages.geometry()
    bar.say("Said before.")

    window.pages.library.selected.actions.set_status(book_ids, ReadingStatus.READ)
    ui.until(begun.is_set)
    ui.until(strip.isVisible)

    assert window.pages.geometry() == before
    assert not strip.geometry().intersects(bar.geometry())
    where = strip.geometry()
    bar.hide()
    bar.say("Said meanwhile.")
    assert not strip.geometry().intersects(bar.geometry())
    assert strip.geometry() == where
    release.set()
    ui.until(lambda: not strip.isVisible())
    assert window.pages.geometry() == before


def test_an_edit_of_many_books_is_cancelled_and_what_was_done_can_be_undone(
    ui: Ui, held_step: tuple[threading.Event, threading.Event]
) -> None:
    begun, release = held_step
    book_ids = [add_book(ui.services, f"Volume {number}") for number in range(250)]
    window = shown(ui)
    strip = strip_of(window)
    window.pages.library.selected.actions.set_status(book_ids, ReadingStatus.READ)
    ui.until(begun.is_set)
    ui.until(strip.isVisible)
    assert text_of(strip, "text") == "Updating your books · 100 of 250"

    click(strip.cancel)
    release.set()
    ui.until(lambda: window.message_bar.text)
    assert window.message_bar.text == "Read: 200 books · cancelled; the others weren't changed"
    assert not strip.isVisible()
    assert statuses(ui, book_ids) == [ReadingStatus.READ] * 200 + [ReadingStatus.UNREAD] * 50

    assert window.message_bar.undo()
    ui.until(lambda: window.message_bar.text == "Undone.")
    assert set(statuses(ui, book_ids)) == {ReadingStatus.UNREAD}


def test_a_problem_in_the_middle_leaves_what_was_done_to_be_undone_and_says_why(ui: Ui) -> None:
    book_ids = [add_book(ui.services, f"Volume {number}") for number in range(101)]
    window = shown(ui)
    offered: list[str] = []
    ui.context.messages.offered.connect(lambda text, _offers: offered.append(text))
    window.pages.library.selected.actions.set_status(
        [*book_ids[:100], BookId(999), book_ids[100]], ReadingStatus.READ
    )
    ui.until(lambda: ui.problems)
    assert offered == ["Read: 100 books"]
    assert "There is no book 999" in ui.problems[0]
    assert statuses(ui, book_ids) == [ReadingStatus.READ] * 100 + [ReadingStatus.UNREAD]


def test_many_books_are_excluded_in_steps_and_taken_back_as_one(ui: Ui) -> None:
    book_ids = [add_book(ui.services, f"Volume {number}") for number in range(120)]
    window = shown(ui)
    rows = ui.services.book_list.rows_of(book_ids)
    window.pages.library.selected.matches.exclude(rows)
    ui.until(lambda: window.message_bar.text)
    sync_books = ui.services.sync._store.records(book_ids)
    assert all(sync_book.decision.excluded for sync_book in sync_books.values())
    assert window.message_bar.undo()
    ui.until(lambda: window.message_bar.text == "Undone.")
    assert not any(
        sync_book.decision.excluded for sync_book in ui.services.sync._store.records(book_ids).values()
    )


def add_lines(ui: Ui, count: int) -> None:
    now = datetime(2026, 11, 3, tzinfo=UTC)
    lines = [
        LogLine(now + timedelta(seconds=n), Direction.TO_HARDCOVER, f"Volume {n}", LogOutcome.SENT)
        for n in range(count)
    ]
    repository = SyncLogRepository(ui.services.database)
    ui.services.database.write(lambda: repository.add(lines))


def test_an_export_is_cancelled_and_the_file_that_was_there_stays_as_it_was(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_lines(ui, 1200)
    path = tmp_path / "log.csv"
    path.write_text("what was there before")
    begun, release, page = threading.Event(), threading.Event(), SyncLogService.page

    def held_page(service: SyncLogService, query: LogQuery, *place: object, **more: object) -> object:
        found = page(service, query, *place, **more)  # type: ignore[arg-type]
        if place:
            begun.set()
            release.wait(120)
        return found

    window = shown(ui)
    window.sidebar.select(Page.LOG)
    log = window.pages.log
    told: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: told.append(text))
    ui.until(lambda: len(log.model.rows) == 200)
    monkeypatch.setattr(SyncLogService, "page", held_page)
    log.save_csv(path)
    ui.until(begun.is_set)
    ui.until(strip_of(window).isVisible)
    assert text_of(strip_of(window), "text").startswith("Exporting the sync log · ")
    assert text_of(strip_of(window), "text").endswith(" of 1,200")
    click(strip_of(window).cancel)
    release.set()
    ui.until(lambda: window.message_bar.text)
    assert window.message_bar.text == "Export cancelled. No file was written."
    assert path.read_text() == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "log.csv"]

    monkeypatch.setattr(SyncLogService, "page", page)
    log.save_csv(path)
    ui.until(lambda: "1,200 lines exported to log.csv." in told)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 1200


def test_an_error_in_the_first_step_is_raised_and_nothing_is_under_way(ui: Ui) -> None:
    async def fail(_ids: list[BookId]) -> None:
        raise NotFound(Message("There is no such book."))

    works = LongWork()
    with pytest.raises(NotFound):
        ui.run(works.in_steps("Working", [BookId(1), BookId(2)], fail))
    assert works.current is None
