"""The dialog about a finished book: cover, dates and rating, and nothing over what somebody wrote meanwhile."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.ui.finish_dialog import FinishDialog
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.ui import audit
from tests.ui.harness import Ui, click

STARTED, FINISHED = date(2024, 3, 1), date(2024, 3, 20)


def finished(ui: Ui, title: str = "Piranesi") -> BookId:
    book = ui.book(title)
    ui.set_status(book, ReadingStatus.READ, started_on=STARTED, finished_on=FINISHED)
    return book


def opened(ui: Ui, book: BookId) -> FinishDialog:
    dialog = FinishDialog(ui.context, ui.services.book_view.view(book), ui.show(QWidget()))
    dialog.open()
    return dialog


def reading(ui: Ui, book: BookId) -> ReadingState:
    return ui.services.library.book(book).reading


def test_cover_dates_and_rating_are_shown_and_corrected_at_once(ui: Ui) -> None:
    book = finished(ui)
    offered: list[tuple[Offer, ...]] = []
    ui.context.messages.offered.connect(lambda _text, offers: offered.append(offers))
    dialog = opened(ui, book)
    assert (dialog.started_on.day, dialog.finished_on.day) == (STARTED, FINISHED)
    assert not dialog.save.isEnabled()
    cover = next(one for one in dialog.findChildren(QLabel) if one.accessibleName() == "Cover")
    ui.until(lambda: not cover.pixmap().isNull())
    checks = (audit.unnamed, audit.unexplained, audit.out_of_reach, audit.cut_off, audit.misplaced)
    assert [problem for check in checks for problem in check(dialog)] == []

    QTest.keyClick(dialog.stars, Qt.Key.Key_4)
    dialog.started_on.choose(date(2024, 2, 28))
    click(dialog.save)
    ui.until(lambda: offered)
    state = reading(ui, book)
    assert state.rating == 4.0
    assert state.latest_read is not None
    assert (state.latest_read.started_on, state.latest_read.finished_on) == (date(2024, 2, 28), FINISHED)

    offered[0][0].act()
    ui.until(lambda: reading(ui, book).rating is None)
    undone = reading(ui, book).latest_read
    assert undone is not None
    assert undone.started_on == STARTED


def test_values_changed_while_the_dialog_was_open_stay_and_are_named(ui: Ui) -> None:
    book = finished(ui)
    said: list[str] = []
    ui.context.messages.offered.connect(lambda text, _offers: said.append(text))
    dialog = opened(ui, book)
    ui.services.reading.rate([book], 2.5)
    ui.set_status(book, ReadingStatus.READ, finished_on=date(2024, 3, 25))

    QTest.keyClick(dialog.stars, Qt.Key.Key_5)
    dialog.started_on.choose(date(2024, 3, 2))
    click(dialog.save)
    ui.until(lambda: said)
    state = reading(ui, book)
    assert state.rating == 2.5
    assert state.latest_read is not None
    assert state.latest_read.started_on == date(2024, 3, 2)
    assert state.latest_read.finished_on == date(2024, 3, 25)
    assert said == ["Changed in the meantime, so it stays as it is now: Rating."]


def test_the_dates_are_those_of_the_read_that_was_shown_not_of_one_begun_since(ui: Ui) -> None:
    book = finished(ui)
    dialog = opened(ui, book)
    ui.services.reading.start_rereading([book])

    dialog.finished_on.choose(date(2024, 3, 19))
    click(dialog.save)
    ui.until(lambda: reading(ui, book).reads[0].finished_on == date(2024, 3, 19))
    first, second = reading(ui, book).reads
    assert (first.started_on, second.finished_on) == (STARTED, None)
    assert reading(ui, book).status is ReadingStatus.REREADING


def test_an_end_before_the_beginning_is_said_and_cannot_be_saved(ui: Ui) -> None:
    dialog = opened(ui, finished(ui))
    dialog.finished_on.choose(date(2024, 2, 1))
    assert dialog.problem.text() == "The finish date can't be before the start date."
    assert not dialog.save.isEnabled()
    dialog.started_on.choose(date(2024, 1, 1))
    assert dialog.problem.isHidden()
    assert dialog.save.isEnabled()


def test_saving_a_book_that_was_removed_meanwhile_says_that_nothing_was_saved(ui: Ui) -> None:
    book = finished(ui)
    said: list[tuple[str, object]] = []
    ui.context.messages.message.connect(
        lambda text, tone: said.append((text.replace("\u2068", "").replace("\u2069", ""), tone))
    )
    dialog = opened(ui, book)
    QTest.keyClick(dialog.stars, Qt.Key.Key_4)
    ui.services.removal.remove([book])

    click(dialog.save)

    ui.until(lambda: said)
    assert said == [("Not saved: “Piranesi” was removed from your library.", Tone.ERROR)]
    assert ui.problems == []


def test_not_now_changes_nothing(ui: Ui) -> None:
    book = finished(ui)
    before = reading(ui, book)
    dialog = opened(ui, book)
    QTest.keyClick(dialog.stars, Qt.Key.Key_4)
    click(dialog.skip)
    ui.until(lambda: not ui.tasks.is_busy)
    assert reading(ui, book) == before
