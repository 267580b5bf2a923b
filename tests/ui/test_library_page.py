"""The library page through its widgets: adding, finding, editing books."""

import threading
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.domain.base.errors import DatabaseTooNew
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import Event, ScanFinished, ScanProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.event_bus import job
from bookorbit_desktop.ui.library.model import Column
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.book_menu import BookMenu, StatusMenu
from bookorbit_desktop.ui.widgets.painting import star_areas
from tests.books import write_epub
from tests.services import TestClock
from tests.ui.harness import PATIENCE, Ui, click, text_of


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.model.rows]


def shown(ui: Ui, *expected: str) -> LibraryPage:
    """A page that has loaded these books."""
    page = ui.show(LibraryPage(ui.context))
    ui.until(
        lambda: titles(page) == list(expected) and page.states.currentWidget() is not page.states.loading
    )
    return page


def test_a_folder_that_is_added_shows_its_books_and_says_what_came(ui: Ui, tmp_path: Path) -> None:
    page = shown(ui)
    said: list[tuple[str, Tone]] = []
    ui.context.messages.message.connect(lambda text, tone: said.append((text, tone)))
    assert page.states.currentWidget() is page.states.empty
    folder = tmp_path / "Books"
    folder.mkdir()
    write_epub(folder / "clocks.epub", title="The Clocks")
    write_epub(folder / "emma.epub", title="Emma", authors=("Jane Austen",))

    page.adding.add_paths([str(folder)])
    ui.until(lambda: titles(page) == ["The Clocks", "Emma"] and said)

    assert page.states.currentWidget() is page.states.content
    assert said == [("2 books added.", Tone.OK)]


def test_a_file_that_cannot_be_read_stays_listed_with_its_reason(ui: Ui, tmp_path: Path) -> None:
    page = shown(ui)
    said: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: said.append(text))
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"this is no book")

    page.adding.add_paths([str(broken)])
    ui.until(lambda: said and titles(page) == ["broken"])

    assert "1 file couldn't be read" in said[0]
    row = page.model.rows[0]
    assert row.problem
    assert row.problem in page.model.data(page.model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_a_folder_that_is_not_there_is_said_kindly(ui: Ui, tmp_path: Path) -> None:
    page = shown(ui)

    page.adding.add_paths([str(tmp_path / "nowhere")])
    ui.until(lambda: ui.problems)

    assert "Folder not found" in ui.problems[0]


def test_typing_finds_books_and_clearing_shows_all_again(ui: Ui) -> None:
    ui.book("Emma", "Jane Austen")
    ui.book("Piranesi", "Susanna Clarke")
    page = shown(ui, "Emma", "Piranesi")

    QTest.keyClicks(page.search, "clarke")
    ui.until(lambda: titles(page) == ["Piranesi"])
    QTest.keyClicks(page.search, "zzz")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)
    ui.until(lambda: titles(page) == ["Emma", "Piranesi"])

    assert page.search.text() == ""


def test_a_status_and_an_order_narrow_and_sort_the_list(ui: Ui) -> None:
    ui.set_status(ui.book("Emma", "Jane Austen"), ReadingStatus.READ)
    ui.set_status(ui.book("Dune", "Frank Herbert"), ReadingStatus.READ)
    ui.book("Piranesi", "Susanna Clarke")
    page = shown(ui, "Dune", "Emma", "Piranesi")

    page.filter_status(ReadingStatus.READ)
    ui.until(lambda: titles(page) == ["Dune", "Emma"])
    page.sort.setCurrentIndex(page.sort.findText("Newest"))
    page.sort.activated.emit(page.sort.currentIndex())
    ui.until(lambda: page.model.rowCount() == 2 and titles(page) == ["Dune", "Emma"])
    page.sort.setCurrentIndex(page.sort.findText("Oldest"))
    page.sort.activated.emit(page.sort.currentIndex())
    ui.until(lambda: titles(page) == ["Emma", "Dune"])
    page.filter_status(None)
    ui.until(lambda: len(titles(page)) == 3)

    assert titles(page) == ["Emma", "Dune", "Piranesi"]


def test_a_digit_rates_the_selected_books(ui: Ui) -> None:
    one, other = ui.book("Dune"), ui.book("Emma")
    page = shown(ui, "Dune", "Emma")

    page.view.selectAll()
    QTest.keyClick(page.view, Qt.Key.Key_4)
    ui.until(lambda: [row.rating for row in page.model.rows] == [4.0, 4.0])
    QTest.keyClick(page.view, Qt.Key.Key_0)
    ui.until(lambda: [row.rating for row in page.model.rows] == [None, None])

    assert ui.services.library.book(one).reading.status is ReadingStatus.UNREAD
    assert ui.services.library.book(other).reading.rating is None


def test_a_click_on_the_stars_rates_in_halves_and_the_same_again_clears(ui: Ui) -> None:
    ui.book("Dune")
    page = shown(ui, "Dune")
    page.show_mode(is_grid=False)
    row = page.lists.table.visualRect(page.model.index(0))
    rating = page.columns.areas(row, Qt.LayoutDirection.LeftToRight)[Column.RATING]
    third = star_areas(rating, 16, Qt.LayoutDirection.LeftToRight)[2]

    left_half = QPoint(third.left() + 3, third.center().y())
    click(page.view.viewport(), left_half)
    ui.until(lambda: page.model.rows[0].rating == 2.5)
    click(page.view.viewport(), QPoint(third.right() - 1, third.center().y()))
    ui.until(lambda: page.model.rows[0].rating == 3.0)
    click(page.view.viewport(), QPoint(third.right() - 1, third.center().y()))
    ui.until(lambda: page.model.rows[0].rating is None)

    assert not page.view.selectionModel().hasSelection()


def test_a_click_on_the_status_offers_the_eight_and_sets_one(ui: Ui) -> None:
    ui.book("Dune")
    page = shown(ui, "Dune")
    page.show_mode(is_grid=False)
    row = page.lists.table.visualRect(page.model.index(0))
    status = page.columns.areas(row, Qt.LayoutDirection.LeftToRight)[Column.STATUS]

    click(page.view.viewport(), status.center())
    ui.until(lambda: isinstance(QApplication.activePopupWidget(), StatusMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, StatusMenu)
    assert [action.text() for action in menu.actions()] == [
        "Want to Read",
        "Reading",
        "Rereading",
        "On Hold",
        "Read",
        "Skimmed",
        "Abandoned",
        "Unread",
    ]
    menu.actions()[3].trigger()
    menu.close()
    ui.until(lambda: page.model.rows[0].status is ReadingStatus.ON_HOLD)

    assert page.model.rows[0].hardcover is HardcoverState.PENDING


def test_the_context_menu_works_on_all_selected_books(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.book(title)
    page = shown(ui, "Dune", "Emma")
    page.view.selectAll()

    page.lists.menu_requested.emit(page.view.mapToGlobal(QPoint(10, 10)))
    ui.until(lambda: isinstance(QApplication.activePopupWidget(), BookMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, BookMenu)
    menu.status_chosen.emit(ReadingStatus.READ)
    menu.close()
    ui.until(lambda: all(row.status is ReadingStatus.READ for row in page.model.rows))


def test_letting_koreader_decide_is_offered_only_where_a_person_decided(ui: Ui) -> None:
    ui.book("Dune")
    page = shown(ui, "Dune")

    assert not BookMenu(page, page.model.rows, 1).follow.isEnabled()
    ui.set_status(page.model.rows[0].id, ReadingStatus.ON_HOLD)
    ui.until(lambda: page.model.rows[0].set_by_hand)

    assert BookMenu(page, page.model.rows, 1).follow.isEnabled()


def test_a_push_moves_the_row_while_it_is_looked_at(ui: Ui) -> None:
    book = ui.book("Dune")
    page = shown(ui, "Dune")

    ui.push(book, 0.43, "Kobo Libra 2")
    ui.until(lambda: page.model.rows[0].percentage == pytest.approx(0.43))

    assert page.model.rows[0].status is ReadingStatus.READING
    said = page.model.data(page.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Dune, Ada Example, Reading, 43%")


def test_selection_survives_books_that_come_and_go(ui: Ui) -> None:
    ui.book("Emma")
    page = shown(ui, "Emma")
    page.view.setCurrentIndex(page.model.index(0))

    ui.book("Dune")
    page.reload()
    ui.until(lambda: titles(page) == ["Dune", "Emma"])

    assert [row.title for row in page.lists.selected_rows()] == ["Emma"]


def test_a_scan_can_be_cancelled_and_goes_on_later(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, cancelled = ui.services.library, threading.Event()
    cancel = library.cancel_scan

    def wait_until_cancelled(event: Event) -> None:
        """The scan is not through before the person has seen it."""
        if isinstance(event, ScanProgressed) and event.total:
            cancelled.wait(PATIENCE)

    def cancel_and_tell() -> None:
        cancel()
        cancelled.set()

    monkeypatch.setattr(library, "cancel_scan", cancel_and_tell)
    ui.services.events.subscribe(wait_until_cancelled)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        write_epub(folder / f"{number:03d}.epub", f"Book {number:03d}", cover=False)
    page = ui.show(LibraryPage(ui.context))
    finished: list[str] = []
    ui.bridge.scan_finished.connect(finished.append)

    page.adding.add_paths([str(folder)])
    ui.until(page.scan.isVisible)
    click(page.scan.cancel)
    ui.until(lambda: finished)

    assert finished[0].startswith("Scan cancelled. The next one continues where it stopped. ")
    assert not page.scan.isVisible()
    assert sum(ui.services.book_list.counts().values()) < 200
    summary = ui.on_network(ui.services.library.rescan())
    assert sum(ui.services.book_list.counts().values()) == summary.files == 200


def test_a_scan_shows_how_far_it_is(ui: Ui) -> None:
    page = shown(ui)

    ui.services.events.emit(ScanProgressed(0, None, ""))
    ui.until(lambda: page.scan.isVisible())
    assert text_of(page.scan, "text") == "Scanning your folders…"
    ui.services.events.emit(ScanProgressed(31, 214, "Dune"))
    ui.until(lambda: text_of(page.scan, "text") == "Reading files: 31 of 214")
    ui.services.events.emit(ScanProgressed(64, 214, "Dune", covers=True))
    ui.until(lambda: text_of(page.scan, "text") == "Making covers: 64 of 214")
    ui.services.events.emit(ScanFinished("done"))
    ui.until(lambda: not page.scan.isVisible())


def test_a_scan_that_fails_is_no_longer_shown(ui: Ui) -> None:
    page = shown(ui)

    with suppress(OSError), job(ui.services.events, JobKind.SCAN):
        ui.services.events.emit(ScanProgressed(31, 214, "Dune"))
        ui.until(lambda: text_of(page.scan, "text") == "Reading files: 31 of 214")
        raise OSError

    ui.until(lambda: not page.scan.isVisible())


def test_a_library_that_cannot_be_read_says_so_and_can_be_tried_again(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui.book("Dune")
    books = type(ui.services.book_list)
    with monkeypatch.context() as broken:
        broken.setattr(books, "ids", _refuse)
        page = ui.show(LibraryPage(ui.context))
        ui.until(lambda: page.states.currentWidget() is page.states.error)

    click(page.states.error.button)
    ui.until(lambda: titles(page) == ["Dune"])

    assert page.states.currentWidget() is page.states.content


def _refuse(*_arguments: object) -> None:
    raise DatabaseTooNew(Message("This library was written by a newer BookOrbit Desktop."))


def test_details_open_with_enter_and_follow_the_selection(ui: Ui) -> None:
    dune, emma = ui.book("Dune"), ui.book("Emma")
    page = shown(ui, "Dune", "Emma")
    page.view.setCurrentIndex(page.model.index(0))

    QTest.keyClick(page.view, Qt.Key.Key_Return)
    ui.until(lambda: page.details.isVisible() and page.details.book_id == dune)
    page.view.setCurrentIndex(page.model.index(1))
    ui.until(lambda: page.details.book_id == emma)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)

    assert not page.details.isVisible()


def test_details_edit_status_rating_and_dates(ui: Ui) -> None:
    book = ui.book("Dune")
    page = shown(ui, "Dune")
    form = page.details.form
    page.show_book(book)
    ui.until(lambda: page.details.isVisible() and form.status.currentText() == "Unread")
    assert not form.started.isEnabled()

    form.status.setCurrentIndex(form.status.findData(ReadingStatus.READ))
    form.status.activated.emit(form.status.currentIndex())
    ui.until(lambda: form.finished.isEnabled())
    form.finished.choose(date(2026, 3, 14))
    ui.until(lambda: ui.services.library.book(book).reading.reads[-1].finished_on == date(2026, 3, 14))
    QTest.keyClick(form.rating, Qt.Key.Key_5)
    QTest.keyClick(form.rating, Qt.Key.Key_Left)
    ui.until(lambda: ui.services.library.book(book).reading.rating == 4.5)

    assert form.finished.text() == "14/03/2026"


def test_a_date_that_cannot_be_is_refused_and_put_back(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ, finished_on=date(2026, 3, 14))
    page = shown(ui, "Dune")
    page.show_book(book)
    form = page.details.form
    ui.until(lambda: form.finished.day == date(2026, 3, 14))

    form.started.choose(date(2026, 5, 1))
    ui.until(lambda: ui.problems and form.started.day is None)

    assert ui.problems == ["The finish date can't be before the start date."]


def test_the_device_that_moved_on_can_be_followed(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.ON_HOLD)
    ui.push(book, 0.61, "Kobo Libra 2")
    page = shown(ui, "Dune")
    page.show_book(book)
    form = page.details.form
    ui.until(lambda: form.follow.isVisible())
    assert form.follow.text() == "Follow device"

    click(form.follow)
    ui.until(lambda: ui.services.library.book(book).reading.status is ReadingStatus.READING)
    ui.until(lambda: not form.follow.isVisible())


def test_a_reread_that_is_proposed_can_be_started_or_declined(ui: Ui) -> None:
    dune, emma = ui.book("Dune"), ui.book("Emma")
    for book in (dune, emma):
        ui.set_status(book, ReadingStatus.READ, finished_on=date(2020, 3, 14))
        ui.push(book, 0.05, "Kobo")
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(seconds=3600)
    for book in (dune, emma):
        ui.push(book, 0.11, "Kobo")
    page = shown(ui, "Dune", "Emma")
    form = page.details.form
    page.show_book(dune)
    ui.until(lambda: form.not_again.isVisible() and form.again.isVisible())

    click(form.again)
    ui.until(lambda: ui.services.library.book(dune).reading.status is ReadingStatus.REREADING)
    assert [read.finished for read in ui.services.library.book(dune).reading.reads] == [True, False]
    ui.until(lambda: not form.again.isVisible())

    page.show_book(emma)
    ui.until(lambda: form.not_again.isVisible())
    click(form.not_again)
    ui.until(lambda: not form.not_again.isVisible())
    assert ui.services.library.book(emma).reading.status is ReadingStatus.READ
    assert form.again.isVisible()
