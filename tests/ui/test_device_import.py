"""Devices that are plugged in, in the window: noticed, listed, read and imported with review."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.overview.activity import JobKind, JobState
from bookorbit_desktop.domain.overview.events import DeviceImportProgressed, DeviceScanProgressed, Event
from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    DeviceImportPlan,
    DeviceRecord,
    FieldKind,
    FieldName,
    PlannedBook,
    PlannedChoice,
    PlannedField,
)
from bookorbit_desktop.domain.usb.files import DeviceKind, DeviceScan, FoundDevice
from bookorbit_desktop.services.usb.device_import import BATCH
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.activity import describe
from bookorbit_desktop.ui.devices.import_details import COVER, LineRow, cover_request
from bookorbit_desktop.ui.devices.import_dialog import DeviceImportDialog
from bookorbit_desktop.ui.devices.import_model import BookGroup
from bookorbit_desktop.ui.devices.import_review import DeviceReview
from bookorbit_desktop.ui.devices.link_dialog import LinkDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Command, Page
from bookorbit_desktop.ui.tray import Tray
from tests.integration.devices.device_tree import DeviceTree
from tests.services import add_book
from tests.ui import audit
from tests.ui.harness import PATIENCE, Ui, click

ORCHARD, HARBOUR, MEADOW = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


def opened(tree: DeviceTree, title: str, digest: str, status: str = "complete", rating: int = 4) -> None:
    """The device knows a book."""
    tree.sidecar(
        f"/mnt/onboard/{title}.epub",
        partial_md5_checksum=digest,
        percent_finished=1.0 if status == "complete" else 0.4,
        doc_props={"title": title, "authors": "Ada Example"},
        summary={"status": status, "rating": rating, "modified": "2025-03-02"},
    )


@pytest.fixture
def shelf(ui: Ui, tree: DeviceTree) -> DeviceTree:
    """One book to fill, one that is set here, one that may be the same, and one that is new."""
    add_book(ui.services, "Orchard", digest=ORCHARD)
    harbour = add_book(ui.services, "Harbour", digest=HARBOUR)
    ui.set_status(harbour, ReadingStatus.ABANDONED, rating=2.0)
    add_book(ui.services, "Meadow", digest=MEADOW)
    opened(tree, "Orchard", ORCHARD)
    opened(tree, "Harbour", HARBOUR)
    opened(tree, "Meadow", "d" * 32)
    opened(tree, "Salt", "e" * 32, "reading")
    return tree


@pytest.fixture
def window(ui: Ui) -> MainWindow:
    return ui.show(MainWindow(ui.context))


def dialog_of(window: MainWindow) -> DeviceImportDialog:
    return window.findChildren(DeviceImportDialog)[-1]


def reviewed(ui: Ui, window: MainWindow, tree: DeviceTree) -> DeviceImportDialog:
    window.pages.device_import.open(os.fsencode(tree.root))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.review)
    return dialog


def choose(dialog: DeviceImportDialog, title: str) -> None:
    """As a click on its row does."""
    rows = dialog.review.model.rows
    index = next(index for index, book in enumerate(rows) if book.title == title)
    dialog.review.list.setCurrentIndex(dialog.review.model.index(index))


def line(dialog: DeviceImportDialog, name: FieldName) -> LineRow:
    return next(row for row in dialog.review.details.rows if row.line.name is name)


def box(dialog: DeviceImportDialog, name: FieldName) -> QWidget:
    row = line(dialog, name)
    assert row.box is not None
    return row.box


def state(ui: Ui, title: str) -> ReadingState:
    (row,) = ui.services.book_list.rows(BookQuery(title))
    return ui.services.library.book(row.id).reading


def titles(ui: Ui) -> set[str]:
    return {row.title for row in ui.services.book_list.rows(BookQuery())}


def window_with_notices(ui: Ui) -> tuple[MainWindow, Tray]:
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    NoticePresenter(ui.context, window, tray)
    ui.services.notifications.begin()
    return window, tray


def offers(window: MainWindow) -> dict[str, QPushButton]:
    return {one.text(): one for one in window.message_bar.findChildren(QPushButton)}


def test_the_page_lists_what_is_plugged_in_and_follows_it(ui: Ui, tree: DeviceTree) -> None:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.usb._nothing.isVisibleTo(page.usb))
    assert page.usb.rows == []
    ui.plug_in(tree.root)
    ui.until(lambda: page.usb.rows)
    (row,) = page.usb.rows
    assert row.accessibleName() == "Kobo"
    facts = row.facts.text().replace("\u200b", "")
    assert facts.startswith("KOReader v2026.07 · last used 15/06/2025 · not scanned yet · ")
    assert facts.endswith(str(tree.root))


def test_news_of_a_device_wins_over_a_look_that_began_before(ui: Ui, tree: DeviceTree) -> None:
    began, goes_on = threading.Event(), threading.Event()

    def look_slowly() -> list[bytes]:
        began.set()
        goes_on.wait()
        return []

    mounted, ui.services.device_scan.mounted = ui.services.device_scan.mounted, look_slowly
    page = ui.show(KoreaderPage(ui.context))
    ui.until(began.is_set)
    ui.services.device_scan.mounted = mounted
    ui.plug_in(tree.root)
    ui.until(lambda: page.usb.rows)
    goes_on.set()
    look = page.usb._loading
    assert look is not None
    ui.until(look.done)
    assert len(page.usb.rows) == 1


def test_a_device_that_is_plugged_in_is_told_of_and_leads_to_its_page(ui: Ui, tree: DeviceTree) -> None:
    window, tray = window_with_notices(ui)
    ui.plug_in(tree.root)
    ui.until(lambda: "A Kobo with KOReader is connected." in window.message_bar.text)
    assert "Not imported yet." in window.message_bar.text
    click(offers(window)["Import reading data…"])
    ui.until(lambda: dialog_of(window).current is dialog_of(window).empty)
    tray.close()


def test_a_muted_device_notification_is_not_shown(ui: Ui, tree: DeviceTree) -> None:
    ui.services.preferences.change(muted_notifications=(NotificationKind.DEVICE_CONNECTED,))
    window, tray = window_with_notices(ui)
    window.sidebar.select(Page.KOREADER)
    ui.plug_in(tree.root)
    ui.until(lambda: window.pages.koreader.usb.rows)
    assert window.message_bar.text == ""
    tray.close()


def test_reading_a_device_is_seen_in_the_activity(ui: Ui, tree: DeviceTree) -> None:
    tree.sidecar("/mnt/onboard/a.epub")
    window = ui.show(MainWindow(ui.context))
    window.activity.toggle()
    ui.services.device_scan.scan(bytes(tree.root))
    ui.until(lambda: any(row.state is JobState.DONE for row in window.activity.model.rows))
    (job,) = window.activity.model.rows
    assert describe(job) == f"Reading a KOReader device, Done, 1 book read · {tree.root}"


def test_values_that_fill_gaps_are_ticked_and_values_set_here_stay(
    ui: Ui, window: MainWindow, shelf: DeviceTree
) -> None:
    dialog = reviewed(ui, window, shelf)
    assert [book.title for book in dialog.review.model.rows] == ["Meadow", "Salt", "Harbour", "Orchard"]
    assert dialog.act.text() == "Import 3 books"
    assert dialog.open_questions.text() == "1 unanswered question will be skipped."
    choose(dialog, "Harbour")
    rating = line(dialog, FieldName.RATING)
    assert rating.box is None
    assert (rating.here.text(), rating.device.text()) == ("★ 2", "★ 4")
    ui.until(lambda: rating.here.x() < rating.device.x())
    assert rating.here.y() == rating.device.y()
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    assert dialog.finished_page.text_label.text() == "3 books imported from the device."
    assert dialog.finished_page.left.text() == "1 unanswered question. Import again to answer."
    assert (state(ui, "Orchard").status, state(ui, "Orchard").rating) == (ReadingStatus.READ, 4)
    assert (state(ui, "Harbour").status, state(ui, "Harbour").rating) == (ReadingStatus.ABANDONED, 2)
    assert state(ui, "Salt").status is ReadingStatus.READING
    assert state(ui, "Meadow") == ReadingState()
    assert ui.hardcover.journal == [], "nothing is sent"
    newest, *_ = ui.services.activity.jobs()
    assert describe(newest) == "Import from a KOReader device, Done, 3 of 3"


def test_the_import_is_taken_back_from_the_last_page(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    click(dialog.finished_page.undo)
    ui.until(lambda: dialog.finished_page.text_label.text() == "Import undone for 3 books.")
    assert titles(ui) == {"Orchard", "Harbour", "Meadow"}
    assert state(ui, "Orchard") == ReadingState()
    assert dialog.finished_page.undo.isHidden()


def test_after_a_device_import_the_window_offers_undo(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    click(dialog.cancel)
    assert window.message_bar.text == "3 books imported from the device."
    click(offers(window)["Undo"])
    ui.until(lambda: window.message_bar.text == "Import undone for 3 books.")
    assert state(ui, "Orchard") == ReadingState()


def test_a_line_that_is_unticked_is_left_alone(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    choose(dialog, "Orchard")
    click(box(dialog, FieldName.RATING))
    assert "★ 4" not in dialog.review.model.second_line(
        dialog.review.list.row_at(dialog.review.list.currentIndex())
    )
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    assert (state(ui, "Orchard").status, state(ui, "Orchard").rating) == (ReadingStatus.READ, None)


@pytest.mark.parametrize(("answer", "count", "finished", "books"), [(0, 4, 2, 4), (1, 4, 1, 5), (2, 3, 1, 4)])
def test_a_question_is_answered_beside_the_list(
    ui: Ui, window: MainWindow, shelf: DeviceTree, answer: int, count: int, finished: int, books: int
) -> None:
    dialog = reviewed(ui, window, shelf)
    dialog.review.show_group(BookGroup.QUESTION)
    (same, other, leave) = dialog.review.details.answers
    assert [same.toolTip(), other.toolTip(), leave.toolTip()] == [
        "“\u2068Meadow\u2069” by \u2068Ada Example\u2069",
        "Add as a separate book",
        "Skip",
    ]
    assert not any(one.isChecked() for one in dialog.review.details.answers)
    dialog.review.details.answers[answer].click()
    assert (dialog.open_questions.text(), dialog.act.text()) == ("", f"Import {count} books")
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    meadows = [row.id for row in ui.services.book_list.rows(BookQuery("Meadow"))]
    read = [ui.services.library.book(meadow).reading.status is ReadingStatus.READ for meadow in meadows]
    assert sum(read) == finished - (answer != 1)
    assert len(titles(ui)) + (answer == 1) == books


def test_many_questions_of_one_kind_have_one_answer(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    add_book(ui.services, "Valley", digest="1" * 32)
    opened(shelf, "Valley", "2" * 32)
    dialog = reviewed(ui, window, shelf)
    assert dialog.review.alike.text() == "Same book for all 2"
    click(dialog.review.alike)
    assert (dialog.review.open_questions, dialog.act.text()) == (0, "Import 5 books")
    assert dialog.review.details.answers[0].isChecked(), "beside the list it is seen, too"
    assert dialog.review.alike.isHidden()
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    assert state(ui, "Meadow").status is state(ui, "Valley").status is ReadingStatus.READ


def test_any_book_of_the_library_can_be_chosen(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    choose(dialog, "Salt")
    click(dialog.review.details.other)
    (link,) = dialog.findChildren(LinkDialog)
    link.query.setText("Orchard")
    ui.until(lambda: [one.row.title for one in link.model.rows] == ["Orchard"])
    click(link.link)
    ui.until(lambda: "You linked it to this book" in dialog.review.details.reason.text())
    click(dialog.act)
    ui.until(lambda: dialog.current is dialog.finished_page)
    assert "Salt" not in titles(ui)
    (row,) = ui.services.book_list.rows(BookQuery("Orchard"))
    ui.push("e" * 32, 0.5)
    assert [document.book_id for document in ui.services.progress.documents()] == [row.id]


def test_a_clock_that_was_corrected_can_be_trusted_again(
    ui: Ui, window: MainWindow, tree: DeviceTree
) -> None:
    opened(tree, "Orchard", ORCHARD)
    add_book(ui.services, "Orchard", digest=ORCHARD)
    clock = DeviceImportRepository(ui.services.database)
    now = ui.services.clock.now().timestamp()
    correction = ClockCorrection(3600, None, 5)
    key = ui.services.device_scan.scan(os.fsencode(tree.root)).device.key
    ui.services.database.write(lambda: clock.put_clock(key, correction, now))
    notes = reviewed(ui, window, tree).review.notes
    assert "clock is 1 h 0 min slow" in notes.hints.text()
    click(notes.trust)
    ui.until(lambda: dialog_of(window).current is dialog_of(window).review and notes.trust.isHidden())
    assert clock.clock(key) is None


def test_the_keyboard_alone_is_enough(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    review = dialog.review
    QTest.keyClick(review.list, Qt.Key.Key_Return)
    assert review.details.answers[0].hasFocus()
    QTest.keyClick(review.details.answers[0], Qt.Key.Key_Space)
    assert dialog.act.text() == "Import 4 books"
    review.list.setFocus()
    QTest.keyClick(review.list, Qt.Key.Key_Down)
    QTest.keyClick(review.list, Qt.Key.Key_Space)
    assert dialog.act.text() == "Import 3 books"
    QTest.keyClick(review.list, Qt.Key.Key_Return)
    assert box(dialog, FieldName.STATUS).hasFocus()
    QTest.keyClick(box(dialog, FieldName.STATUS), Qt.Key.Key_Space)
    assert box(dialog, FieldName.STATUS).hasFocus(), "a tick does not make the lines anew"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: dialog.current is dialog.finished_page)
    assert state(ui, "Salt").status is ReadingStatus.READING


def test_the_changes_of_an_import_are_summed_up_before_anything_is_stored(
    ui: Ui, window: MainWindow, shelf: DeviceTree
) -> None:
    dialog = reviewed(ui, window, shelf)
    review = dialog.review
    assert review.changes.text() == (
        "When you import: 1 book added · 2 books filled in · Status 2 · Rating 2 · Progress 3."
    )
    choose(dialog, "Orchard")
    click(box(dialog, FieldName.RATING))
    assert "Rating 1 " in review.changes.text()
    click(review.none)
    assert not review.changes.isVisible()
    assert state(ui, "Orchard") == ReadingState()


def test_the_review_fits_the_smallest_dialog_with_every_button(
    ui: Ui, window: MainWindow, shelf: DeviceTree
) -> None:
    add_book(ui.services, "Heather", digest="1" * 32)
    opened(shelf, "Heather", "2" * 32)
    dialog = reviewed(ui, window, shelf)
    assert dialog.review.alike.isVisible()
    dialog.resize(dialog.minimumSize())
    ui.until(lambda: dialog.review.details.width() < theme.px(400))
    checks = (audit.unnamed, audit.unexplained, audit.out_of_reach, audit.cut_off, audit.misplaced)
    assert [problem for check in checks for problem in check(dialog)] == []


def test_each_book_has_a_cover_and_an_open_question_shows_nobody_elses(
    ui: Ui, window: MainWindow, shelf: DeviceTree
) -> None:
    dialog = reviewed(ui, window, shelf)
    details, model = dialog.review.details, dialog.review.model
    ui.until(lambda: not details.cover.pixmap().isNull())
    books = {book.title: book for book in model.rows}
    ids = {
        title: cover_request(book, model.tick_of(book), COVER, 1.0).book_id for title, book in books.items()
    }
    here = {title: list(ui.services.book_list.ids(BookQuery(text=title))) for title in ("Orchard", "Harbour")}
    assert {title: [ids[title]] for title in here} == here
    assert ids["Meadow"] < 0
    assert ids["Salt"] < 0
    assert ids["Meadow"] != ids["Salt"]
    meadow = books["Meadow"]
    model.answer(meadow, 0)
    answered = cover_request(meadow, model.tick_of(meadow), COVER, 1.0)
    assert answered.book_id == meadow.choices[0].book_id


def test_five_hundred_books_with_long_titles_are_reviewed(ui: Ui) -> None:
    long = "How the Lighthouse Keepers of the Northern Isles Lost Their Clocks " * 4
    metadata = BookMetadata(long, ("Ada Example",))
    status = PlannedField(
        FieldName.STATUS, FieldKind.NEW, None, ReadingStatus.READ, Message("From the device."), ticked=True
    )
    choice = PlannedChoice(None, long, ("Ada Example",), fields=(status,))
    books = tuple(
        PlannedBook(
            DeviceRecord(f"{index}:x", f"{index} {long}", metadata),
            BookMatch.NEW,
            Message("New."),
            (choice,),
            True,
        )
        for index in range(500)
    )
    found = FoundDevice(DeviceKind.KOBO, b"/media/Kobo", b"/media/Kobo/.adds/koreader")
    review = ui.show(DeviceReview(ui.context.covers))
    review.resize(theme.px(720), theme.px(480))
    review.show_plan(DeviceScan(found), DeviceImportPlan(found, books))
    assert review.model.rowCount() == 500
    assert review.changes.text() == "When you import: 500 books added · Status 500."
    review.filter.setText("499")
    ui.until(lambda: review.model.rowCount() == 1)
    assert review.chosen == 500
    ui.until(lambda: not review.details.cover.pixmap().isNull())
    assert [found for check in (audit.cut_off, audit.misplaced) for found in check(review)] == []


def test_a_screen_reader_hears_what_is_taken_over(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    dialog = reviewed(ui, window, shelf)
    described = [dialog.review.model.index(index).data() for index in range(4)]
    assert described[0].startswith("Meadow, Ada Example, Needs your answer, Same title and author")
    assert described[1].startswith("Salt, Ada Example, New, new book, Reading, ★ 4, 40%")
    choose(dialog, "Orchard")
    assert box(dialog, FieldName.STATUS).accessibleDescription().startswith("Unread → Read, ")


def test_groups_and_words_narrow_the_list_down(ui: Ui, window: MainWindow, shelf: DeviceTree) -> None:
    review = reviewed(ui, window, shelf).review
    chips = [one.text() for one in review.chips.findChildren(QPushButton)]
    assert chips == ["All  4", "Questions  1", "New  1", "Fills gaps  2", "Differs  1"]
    review.show_group(BookGroup.DIFFERS)
    assert [book.title for book in review.model.rows] == ["Harbour"]
    review.show_group(None)
    click(review.none)
    assert review.chosen == 0
    review.filter.setText("orch")
    ui.until(lambda: [book.title for book in review.model.rows] == ["Orchard"])
    click(review.all)
    assert review.chosen == 1


def test_files_that_could_not_be_read_are_named_with_the_reason(
    ui: Ui, window: MainWindow, shelf: DeviceTree
) -> None:
    broken = Path(os.fsdecode(shelf.sidecar("/mnt/onboard/broken.epub")))
    broken.write_bytes(b"return { half wri")
    shelf.write_settings(statistics={"is_enabled": False})
    notes = reviewed(ui, window, shelf).review.notes
    assert notes.hints.text() == "This device records no statistics: they are turned off in KOReader."
    assert notes.files.isHidden()
    assert notes.unread_hint.text() == "Open the book once more in KOReader, then import again."
    click(notes.unread)
    assert notes.files.toPlainText().startswith(f"{broken}: Line 1, column 10: ")


def test_books_on_a_memory_card_are_told_of_and_read_with_it(
    ui: Ui, window: MainWindow, shelf: DeviceTree, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    props = {"title": "On the card", "authors": "Ada Example"}
    values = {"doc_path": "/mnt/sd/c.epub", "doc_props": props, "partial_md5_checksum": "f" * 32}
    shelf.write_lua(card / "c.sdr" / "metadata.epub.lua", values)
    shelf.history(("/mnt/sd/c.epub", 1_700_000_000))
    dialog = reviewed(ui, window, shelf)
    assert dialog.review.notes.away_label.text() == "1 book on a memory card couldn't be read."
    click(dialog.review.notes.card)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(card))
    chooser.reject()
    ui.until(lambda: len(dialog.review.model.rows) == 5 and dialog.current is dialog.review)
    assert "On the card" in [book.title for book in dialog.review.model.rows]
    assert dialog.review.notes.isHidden()


class Held(threading.Event):
    """Set to let a device go on; `has_imported` tells that it waits after books that it gave."""

    has_imported = False


@pytest.fixture
def held(ui: Ui) -> Iterator[Held]:
    """A device that answers slowly: reading and importing go on once this is set."""
    release = Held()

    def hear(event: Event) -> None:
        is_reading = isinstance(event, DeviceScanProgressed) and event.done == 1
        release.has_imported = isinstance(event, DeviceImportProgressed)
        if is_reading or release.has_imported:
            release.wait(PATIENCE)

    unsubscribe = ui.services.events.subscribe(hear)
    yield release
    release.set()
    unsubscribe()


def test_reading_shows_how_far_it_is_and_can_be_cancelled(
    ui: Ui, window: MainWindow, shelf: DeviceTree, held: Held
) -> None:
    window.pages.device_import.open(os.fsencode(shelf.root))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.reading.text_label.text() == "Reading KOReader data: 0 of 4")
    click(dialog.cancel)
    held.set()
    ui.until(lambda: not ui.services.activity.running() and not ui.context.tasks.is_busy)
    assert ui.problems == []
    (job,) = ui.services.activity.jobs()
    assert describe(job) == f"Reading a KOReader device, Done, Interrupted · {shelf.root}"
    assert ui.services.device_scan.scan(os.fsencode(shelf.root)).last_read is None


def test_a_scan_cancelled_in_the_activity_shows_the_books_read_so_far(
    ui: Ui, window: MainWindow, shelf: DeviceTree, held: Held
) -> None:
    window.activity.toggle()
    window.pages.device_import.open(os.fsencode(shelf.root))
    dialog = dialog_of(window)
    ui.until(lambda: window.activity.model.rows and window.activity.cancel.isVisible())
    click(window.activity.cancel)
    held.set()
    ui.until(lambda: dialog.current is dialog.review)
    assert dialog.review.notes.hints.text().startswith("The scan of this device was stopped early")
    assert len(dialog.review.model.rows) < 4


@pytest.mark.parametrize("way", ["dialog", "activity"])
def test_an_import_can_be_cancelled_and_gone_on_with(
    ui: Ui, window: MainWindow, shelf: DeviceTree, held: Held, way: str
) -> None:
    for number in range(30):
        opened(shelf, f"Book {number}", f"{number:032x}")
    held.set()
    dialog = reviewed(ui, window, shelf)
    held.clear()
    window.activity.toggle()
    click(dialog.act)
    ui.until(lambda: held.has_imported)
    ui.until(lambda: [row.kind for row in window.activity.model.rows][:1] == [JobKind.DEVICE_IMPORT])
    window.activity.view.setCurrentIndex(window.activity.model.index(0))
    click(dialog.cancel if way == "dialog" else window.activity.cancel)
    held.set()
    ui.until(lambda: dialog.current is dialog.finished_page)
    words = f"{BATCH} books imported from the device. The import was interrupted. Import again to continue."
    assert dialog.finished_page.text_label.text() == words
    dialog.close()
    assert reviewed(ui, window, shelf).act.text() == f"Import {33 - BATCH} books"


def test_a_folder_without_koreader_offers_another_one(ui: Ui, window: MainWindow, tmp_path: Path) -> None:
    window.pages.device_import.open(os.fsencode(tmp_path))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.error)
    click(dialog.other_folder)
    (chooser,) = window.findChildren(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.reject()


def test_the_palette_reads_the_one_device_that_is_plugged_in_or_asks(
    ui: Ui, window: MainWindow, tree: DeviceTree
) -> None:
    window._follow(Command.IMPORT_DEVICE)
    ui.until(lambda: window.findChildren(QFileDialog))
    assert window.pages.currentWidget() is window.pages.page(Page.KOREADER)
    window.findChildren(QFileDialog)[0].reject()
    ui.plug_in(tree.root)
    window._follow(Command.IMPORT_DEVICE)
    ui.until(lambda: window.findChildren(DeviceImportDialog))
    ui.until(lambda: dialog_of(window).current is dialog_of(window).empty)


def test_many_books_cost_no_widgets(ui: Ui, window: MainWindow, tree: DeviceTree) -> None:
    opened(tree, "Book 0", f"{0:032x}")
    first = reviewed(ui, window, tree)
    few = len(first.findChildren(QWidget))
    window.pages.device_import.open(os.fsencode(tree.root))
    assert window.findChildren(DeviceImportDialog) == [first], "one import for each device at a time"
    first.close()
    for number in range(1, 60):
        opened(tree, f"Book {number}", f"{number:032x}")
    many = reviewed(ui, window, tree)
    assert len(many.review.model.rows) == 60
    assert len(many.findChildren(QWidget)) == few
