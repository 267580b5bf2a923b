"""The places of a book in the window: history, restore, steps back, reset."""

import asyncio
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import Notified
from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.domain.reading.step_back import BackwardRule
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.book.history import HistoryDialog
from bookorbit_desktop.ui.dashboard.page import DashboardPage
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.settings.koreader import KoreaderSection
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.services import TestClock
from tests.ui.harness import Ui, click, text_of


class Shown:
    """The page of a book, loaded, with what it offered."""

    def __init__(self, ui: Ui, book_id: BookId) -> None:
        self.ui, self.book_id = ui, book_id
        self.offers: list[tuple[str, tuple[Offer, ...]]] = []
        self.details = ui.show(BookDetails(ui.context))
        self.ui.context.messages.offered.connect(lambda words, offers: self.offers.append((words, offers)))
        self.details.show_book(book_id)
        title = ui.services.library.book(book_id).metadata.title
        ui.until(lambda: text_of(self.details.head, "title") == title)

    @property
    def reading(self) -> ReadingState:
        return self.ui.services.library.book(self.book_id).reading

    def undo(self) -> None:
        """Take back what was offered last; the page may follow the change before that is offered."""
        self.ui.until(lambda: self.offers)
        _, offers = self.offers.pop()
        offers[0].act()

    def until_position(self, position: float | None) -> None:
        self.ui.until(lambda: self.reading.percentage == position)

    def history(self) -> HistoryDialog:
        """The dialog, with its first page."""
        click(self.details.open_history)
        dialog = self.details.findChild(HistoryDialog)
        assert dialog is not None
        self.ui.until(lambda: dialog.model.rows)
        return dialog


def digest_of(ui: Ui, book_id: BookId) -> str:
    return ui.services.library.book(book_id).files[0].partial_md5


def pulled(ui: Ui, book_id: BookId) -> tuple[float, str] | None:
    position = ui.services.progress.position(digest_of(ui, book_id))
    return None if position is None else (position.percentage, position.device)


def read(ui: Ui, *positions: float) -> BookId:
    """A book that a device read, a minute for each place."""
    book = ui.book("Dune")
    assert isinstance(ui.services.clock, TestClock)
    for position in positions:
        ui.push(book, position)
        ui.services.clock.move(seconds=60)
    return book


def test_the_history_lists_every_position_with_steps_back_and_what_devices_are_given(ui: Ui) -> None:
    book = read(ui, 0.1, 0.62, 0.62, 0.3)
    ui.on_network(ui.services.sync.run())
    dialog = Shown(ui, book).history()
    told = [dialog.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told[0].startswith("30% · went back from 62%, p. 90 of 300, Kobo")
    assert "Current on devices" in told[0]
    assert "EPUB · 2 times" in told[1]
    assert "62%" in told[1]
    assert not dialog.restore.isEnabled()
    assert dialog.restore.toolTip() == "Your devices already get this position."


def test_a_position_is_restored_and_taken_back(ui: Ui) -> None:
    book = read(ui, 0.3, 0.62)
    page = Shown(ui, book)
    dialog = page.history()
    dialog.list.setCurrentIndex(dialog.model.index(1))
    click(dialog.restore)
    page.until_position(0.3)
    ui.until(lambda: page.offers)
    assert pulled(ui, book) == (0.3, "BookOrbit Desktop")
    assert page.offers[-1][0] == "Position restored to 30%"

    page.undo()
    page.until_position(0.62)
    assert pulled(ui, book) == (0.62, "Kobo")


def test_a_newer_position_of_a_device_is_not_taken_back(ui: Ui) -> None:
    book = read(ui, 0.3, 0.62)
    page = Shown(ui, book)
    dialog = page.history()
    dialog.list.setCurrentIndex(dialog.model.index(1))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    ui.until(lambda: page.offers)
    ui.push(book, 0.35)
    page.undo()
    ui.until(lambda: ui.problems)
    assert ui.problems == ["A device has sent a newer position in the meantime; that one stays."]
    assert pulled(ui, book) == (0.35, "Kobo")


def test_thousands_of_positions_come_page_by_page(ui: Ui) -> None:
    book = read(ui, 0.1)
    receive, digest = ui.services.progress.receive, digest_of(ui, book)

    async def read_on() -> None:
        pushes = [Push(digest, f"/p[{n}]", n / 5000, "Kobo", "id-Kobo") for n in range(3000)]
        await asyncio.gather(*map(receive, pushes))

    ui.on_network(read_on())
    dialog = Shown(ui, book).history()
    assert dialog.model.rowCount() == 100

    def has_more_than(before: int) -> bool:
        return dialog.model.rowCount() > before

    while dialog.model.has_more:
        before = dialog.model.rowCount()
        dialog.model.fetchMore(dialog.model.index(-1))
        ui.until(partial(has_more_than, before))
    assert dialog.model.rowCount() == 3001
    ids = [position.push.id for position in dialog.model.rows]
    assert ids == sorted(ids, reverse=True)


def test_a_step_back_is_asked_about_and_accepted(ui: Ui) -> None:
    page = Shown(ui, read(ui, 0.62, 0.3))
    notice = page.details.step_back
    assert text_of(notice, "text") == "Kobo went back from 62% to 30%."
    click(notice.accept)
    page.until_position(0.3)
    ui.until(lambda: not text_of(notice, "text"))

    page.undo()
    page.until_position(0.62)
    ui.until(lambda: text_of(notice, "text") == "Kobo went back from 62% to 30%.")


def test_a_kept_position_says_so_and_can_be_given_up_later(ui: Ui) -> None:
    book = read(ui, 0.62, 0.3)
    page = Shown(ui, book)
    click(page.details.step_back.keep)
    ui.until(lambda: text_of(page.details.step_back, "text") == "The book stays at 62%. Kobo is at 30%.")
    ui.push(book, 0.33)
    ui.until(lambda: text_of(page.details.step_back, "text") == "The book stays at 62%. Kobo is at 33%.")
    assert not page.details.step_back.keep.isVisible()
    click(page.details.step_back.accept)
    page.until_position(0.33)


def test_reading_on_past_the_old_position_ends_the_question(ui: Ui) -> None:
    book = read(ui, 0.62, 0.3)
    page = Shown(ui, book)
    ui.push(book, 0.65)
    ui.until(lambda: not text_of(page.details.step_back, "text"))
    assert page.reading.percentage == 0.65


def test_the_person_is_told_of_a_step_back_once(ui: Ui) -> None:
    told: list[NotificationKind] = []
    ui.services.notifications.begin()
    ui.services.events.subscribe(
        lambda event: told.append(event.notice.kind) if isinstance(event, Notified) else None
    )
    read(ui, 0.62, 0.3, 0.31, 0.2)
    assert told.count(NotificationKind.WENT_BACK) == 1


def test_the_dashboard_leads_to_a_book_whose_device_went_back(ui: Ui) -> None:
    read(ui, 0.62, 0.3)
    page = ui.show(DashboardPage(ui.context))
    ui.until(
        lambda: [
            button
            for button in page.findChildren(QPushButton)
            if button.accessibleDescription().startswith("1")
        ]
    )
    (decide,) = [button for button in page.findChildren(QPushButton) if button.text() == "Decide"]
    assert decide.accessibleDescription() == "1 book went back to an earlier position"


def test_the_rule_is_chosen_in_the_settings(ui: Ui) -> None:
    section = ui.show(KoreaderSection(ui.context))
    assert section.backward.box.currentText() == "Ask me"
    section.backward.box.activated.emit(2)
    ui.until(lambda: ui.services.preferences.current.backward == BackwardRule.IGNORE)
    page = Shown(ui, read(ui, 0.62, 0.3))
    assert text_of(page.details.step_back, "text") == "The book stays at 62%. Kobo is at 30%."


def test_progress_is_reset_after_a_question_and_taken_back(ui: Ui) -> None:
    book = read(ui, 0.3, 0.62)
    page = Shown(ui, book)
    click(page.details.reset)
    dialog = page.details.findChild(Confirm)
    assert dialog is not None
    assert dialog.keep.isDefault()
    click(dialog.act)
    page.until_position(None)
    ui.until(
        lambda: (
            text_of(page.details.form, "position") == "Reset. The next new position from a device is used."
        )
    )
    assert (page.reading.status, pulled(ui, book)) == (ReadingStatus.UNREAD, None)
    assert not page.details.reset.isEnabled()

    page.undo()
    page.until_position(0.62)
    assert (page.reading.status, pulled(ui, book)) == (ReadingStatus.READING, (0.62, "Kobo"))


def test_of_several_books_only_those_with_a_position_are_reset(ui: Ui) -> None:
    book, other = read(ui, 0.62), ui.book("Emma")
    undo = ui.services.positions.reset([book, other])
    assert set(undo.books) == {book}
    ui.services.positions.undo(undo)
    assert ui.services.library.book(book).reading.percentage == 0.62


@pytest.mark.parametrize("by_hand", [False, True])
def test_reset_does_not_touch_hardcover(ui: Ui, by_hand: bool) -> None:
    book = read(ui, 0.62)
    if by_hand:
        ui.set_status(book, ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    before = str(ui.hardcover.world.tables)
    ui.services.positions.reset([book])
    ui.on_network(ui.services.sync.run())
    assert str(ui.hardcover.world.tables) == before


def test_a_step_back_that_was_accepted_is_never_lowered_on_hardcover(ui: Ui) -> None:
    book = read(ui, 0.62, 0.3)
    ui.on_network(ui.services.sync.run())
    before = str(ui.hardcover.world.tables)
    ui.services.positions.accept_step_back([book])
    ui.on_network(ui.services.sync.run())
    assert ui.services.library.book(book).reading.percentage == 0.3
    assert str(ui.hardcover.world.tables) == before


def test_why_tells_of_a_step_back_in_the_persons_language(ui: Ui) -> None:
    book = read(ui, 0.62, 0.3)
    (status,) = [link for link in ui.services.explain.why(book).links if link.name == "Status"]
    told = "Your device went back to 30%; the book stays at 62%. Open the book to change that."
    assert status.text.endswith(told)
    assert told in localize(status.text)


def test_the_menu_resets_only_books_with_a_position(ui: Ui) -> None:
    book, other = read(ui, 0.62), ui.book("Emma")
    rows = {row.id: row for row in ui.services.book_list.rows_of([book, other])}
    parent = ui.show(BookDetails(ui.context))
    assert BookMenu(parent, [rows[book], rows[other]], 2).reset.isEnabled()
    refused = BookMenu(parent, [rows[other]], 1).reset
    assert (refused.isEnabled(), refused.toolTip()) == (
        False,
        "No device has synced these books yet.",
    )


def test_a_book_that_no_device_has_sent_offers_neither(ui: Ui) -> None:
    page = Shown(ui, ui.book("Dune"))
    assert not page.details.open_history.isVisible()
    assert not page.details.reset.isVisible()
