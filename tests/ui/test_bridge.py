"""Events reach the window folded, in order, and seldom."""

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
)
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import (
    BooksChanged,
    ProgressReceived,
    ScanFinished,
    ScanProgressed,
    SyncFinished,
    SyncProgressed,
)
from bookorbit_desktop.ui.bridge import EventBridge
from tests.ui.harness import Ui


def _item(number: int) -> SyncItem:
    return SyncItem(BookId(number), f"Book {number}", ItemOutcome.SENT, HardcoverState.SYNCED, Message(""))


def test_a_flood_of_events_becomes_a_few_signals_with_every_book(ui: Ui) -> None:
    heard: list[frozenset[int]] = []
    ui.bridge.books_changed.connect(heard.append)

    for number in range(1, 1001):
        ui.services.events.emit(BooksChanged(frozenset({BookId(number)})))
    ui.until(lambda: heard)

    assert len(heard) == 1
    assert heard[0] == frozenset(range(1, 1001))


def test_many_means_many_also_beside_single_books(ui: Ui) -> None:
    heard: list[frozenset[int]] = []
    ui.bridge.books_changed.connect(heard.append)

    ui.services.events.emit(BooksChanged(frozenset({BookId(7)})))
    ui.services.events.emit(BooksChanged())
    ui.services.events.emit(BooksChanged(frozenset({BookId(8)})))
    ui.until(lambda: heard)

    assert heard == [frozenset()]


def test_a_push_of_a_known_book_changes_that_book(ui: Ui) -> None:
    heard: list[frozenset[int]] = []
    ui.bridge.books_changed.connect(heard.append)

    ui.services.events.emit(ProgressReceived(Push("d", "/p", 0.5, "Kobo"), BookId(5), status_changed=False))
    ui.until(lambda: heard)

    assert heard == [frozenset({5})]


def test_no_book_of_a_sync_is_lost_while_progress_is_folded(ui: Ui) -> None:
    heard: list[SyncItem] = []
    newest: list[SyncProgress] = []

    def hear(progress: SyncProgress, items: list[SyncItem]) -> None:
        newest.append(progress)
        heard.extend(items)

    ui.bridge.sync_progressed.connect(hear)

    for number in range(1, 51):
        item = _item(number)
        ui.services.events.emit(SyncProgressed(SyncProgress(1, "sending", number, 50, newest=item)))
        ui.services.events.emit(SyncProgressed(SyncProgress(1, "reading", number, 50, "next", newest=item)))
    ui.until(lambda: len(heard) == 50)

    assert [item.book_id for item in heard] == list(range(1, 51))
    assert newest[-1].processed == 50
    assert len(newest) < 10


def test_the_end_comes_after_the_progress(ui: Ui) -> None:
    heard: list[str] = []
    ui.bridge.scan_progressed.connect(lambda _progress: heard.append("progress"))
    ui.bridge.scan_finished.connect(lambda _summary: heard.append("finished"))
    ui.bridge.sync_progressed.connect(lambda _progress, _items: heard.append("sync"))
    ui.bridge.sync_finished.connect(lambda _summary: heard.append("sync finished"))

    ui.services.events.emit(ScanProgressed(1, 2, "A"))
    ui.services.events.emit(ScanProgressed(2, 2, "B"))
    ui.services.events.emit(ScanFinished("2 books added."))
    ui.services.events.emit(SyncProgressed(SyncProgress(1, "sending", 1, 1)))
    ui.services.events.emit(SyncFinished(SyncSummary(1, SyncEnd.COMPLETED, Message(""), False, (), 1, 1)))
    ui.until(lambda: len(heard) == 4)

    assert heard == ["progress", "finished", "sync", "sync finished"]


def test_signals_arrive_on_the_window_thread(ui: Ui, qapp: QApplication) -> None:
    threads: list[QThread] = []
    ui.bridge.server_changed.connect(lambda: threads.append(QThread.currentThread()))
    other = threading.Thread(target=lambda: ui.on_network(ui.server.stop()))

    other.start()
    other.join()
    ui.until(lambda: threads)

    assert threads == [qapp.thread()]


def test_a_closed_bridge_hears_nothing(ui: Ui) -> None:
    heard: list[frozenset[int]] = []
    ui.bridge.books_changed.connect(heard.append)
    ui.bridge.close()

    ui.services.events.emit(BooksChanged(frozenset({BookId(1)})))
    ui.until(lambda: True)

    assert heard == []


def test_what_was_under_way_when_it_was_closed_reaches_nobody(ui: Ui) -> None:
    heard: list[frozenset[int]] = []
    heard_elsewhere: list[frozenset[int]] = []
    ui.bridge.books_changed.connect(heard.append)
    other = EventBridge(ui.services.events)
    other.books_changed.connect(heard_elsewhere.append)
    news = BooksChanged(frozenset({BookId(1)}))
    teller = threading.Thread(target=ui.services.events.emit, args=(news,))
    teller.start()
    teller.join()
    ui.bridge.close()
    ui.until(lambda: heard_elsewhere)
    other.close()
    assert heard == []
