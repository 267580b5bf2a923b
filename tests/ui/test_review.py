"""Looking at new books in the window: the grid of sources, approving, undo, and what can go wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from bookorbit_desktop.demo.local_hardcover import NewEdition, isbn13
from bookorbit_desktop.demo.local_hardcover.faults import FaultKind
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.library.inbox import InboxFile, InboxState
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.inbox.page import InboxPage
from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog
from bookorbit_desktop.ui.library.actions import RemoveDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.books import write_epub
from tests.ui.harness import HeldHardcover, Ui, click, note_of

ISBN = isbn13("978123456789")


def add(ui: Ui, folder: Path, title: str = "emma", **details: object) -> InboxFile:
    """A new book; by default without an author, and with an ISBN that Hardcover may know."""
    details = {"authors": [], "isbn": ISBN} | details
    path = write_epub(folder / f"{title}.epub", title, **details)
    ui.on_network(ui.services.library.add_and_scan([str(path)]))
    return next(file for file in ui.services.inbox.load().files if file.path == str(path).encode())


def know(ui: Ui) -> None:
    """Hardcover has Emma as the second of a series."""
    ui.hardcover.world.add_book(
        "Emma", ["Jane Austen"], series="Heroines", position=2, editions=[NewEdition(412, isbn_13=ISBN)]
    )


def shown(ui: Ui) -> InboxPage:
    page = ui.show(InboxPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is not page.states.loading)
    return page


def reviewed(ui: Ui, page: InboxPage, file: InboxFile) -> ReviewDialog:
    """The dialog about a book, once nothing is being asked any more."""
    page.view.setCurrentIndex(page.model.index_of(file.id))
    click(page.review)
    (dialog,) = page.findChildren(ReviewDialog)
    ui.until(lambda: dialog._running is not None and dialog._running.done())
    return dialog


def offers_of(ui: Ui) -> list[tuple[str, tuple[Offer, ...]]]:
    offers: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda words, some: offers.append((words, some)))
    return offers


def states(page: InboxPage) -> list[InboxState]:
    return [file.state for file in page.model.rows]


def type_into(dialog: ReviewDialog, field: BookField, text: str) -> None:
    line = dialog.rows[field].line
    assert isinstance(line, QLineEdit)
    line.setText(text)


def test_each_field_is_taken_from_the_file_hardcover_or_the_keyboard(ui: Ui, tmp_path: Path) -> None:
    know(ui)
    file = add(ui, tmp_path, publisher="Murray")
    page = shown(ui)
    offers = offers_of(ui)
    dialog = reviewed(ui, page, file)
    rows = dialog.rows
    assert rows[BookField.TITLE].origin is FieldOrigin.FILE
    assert rows[BookField.AUTHORS].origin is FieldOrigin.HARDCOVER

    click(rows[BookField.TITLE].buttons[FieldOrigin.HARDCOVER])
    rows[BookField.PUBLISHER].line.setFocus()
    QTest.keyClicks(rows[BookField.PUBLISHER].line, "John Murray")
    assert rows[BookField.PUBLISHER].origin is FieldOrigin.HAND
    click(dialog.approve)
    ui.until(lambda: offers)

    metadata = ui.services.library.book(file.book_id).metadata
    assert (metadata.title, metadata.authors, metadata.publisher) == ("Emma", ("Jane Austen",), "John Murray")
    ui.until(lambda: page.states.currentWidget() is page.all_done)

    (words, (undo,)) = offers[0]
    assert "approved" in words
    undo.act()
    ui.until(lambda: states(page) == [InboxState.MANUAL])
    assert ui.services.library.book(file.book_id).metadata.publisher == "Murray"


def test_choosing_a_series_fills_its_number(ui: Ui, tmp_path: Path) -> None:
    know(ui)
    file = add(ui, tmp_path, series="Novels", series_index=5)
    page = shown(ui)
    dialog = reviewed(ui, page, file)
    series, number = dialog.rows[BookField.SERIES], dialog.rows[BookField.SERIES_INDEX]
    assert (series.origin, number.origin) == (FieldOrigin.FILE, FieldOrigin.FILE)

    click(series.buttons[FieldOrigin.HARDCOVER])

    assert number.origin is FieldOrigin.HARDCOVER
    assert number.choice is not None
    assert number.choice.value == 2


def test_the_button_counts_what_is_taken_and_ctrl_enter_approves(ui: Ui, tmp_path: Path) -> None:
    file = add(ui, tmp_path, isbn="")
    page = shown(ui)
    dialog = reviewed(ui, page, file)
    taken = len(dialog.decision.choices)
    assert dialog.approve.text() == f"Approve ({taken})"

    type_into(dialog, BookField.AUTHORS, "Jane Austen")
    assert dialog.approve.text() == f"Approve ({taken + 1})"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    ui.until(lambda: page.states.currentWidget() is page.all_done)
    assert ui.services.library.book(file.book_id).metadata.authors == ("Jane Austen",)


def test_an_invalid_value_is_reported_and_cannot_be_approved(ui: Ui, tmp_path: Path) -> None:
    file = add(ui, tmp_path)
    dialog = reviewed(ui, shown(ui), file)

    type_into(dialog, BookField.ISBN, "123")

    assert "isn't a valid ISBN" in dialog.rows[BookField.ISBN].problem
    assert dialog.problem.text().startswith("ISBN: ")
    assert not dialog.approve.isEnabled()


def test_an_answer_that_comes_later_leaves_what_was_typed(make_ui: Callable[..., Ui], tmp_path: Path) -> None:
    ui = make_ui(hardcover=lambda *args, **options: HeldHardcover(*args, held="EditionsByIsbns", **options))
    know(ui)
    file = add(ui, tmp_path)
    page = shown(ui)
    page.view.setCurrentIndex(page.model.index_of(file.id))
    click(page.review)
    (dialog,) = page.findChildren(ReviewDialog)
    held = ui.hardcover
    assert isinstance(held, HeldHardcover)
    ui.until(held.waiting.is_set)
    ui.until(lambda: states(page) == [InboxState.ASKING])

    type_into(dialog, BookField.AUTHORS, "Jane A.")
    held.release.set()
    ui.until(lambda: dialog._running is not None and dialog._running.done())

    authors = dialog.rows[BookField.AUTHORS]
    assert authors.origin is FieldOrigin.HAND
    assert dialog.rows[BookField.SERIES].origin is FieldOrigin.HARDCOVER


def test_hardcover_out_of_reach_is_said_with_a_way_to_try_again(ui: Ui, tmp_path: Path) -> None:
    know(ui)
    file = add(ui, tmp_path)
    ui.hardcover.faults.add(FaultKind.DNS, times=50)
    page = shown(ui)
    dialog = reviewed(ui, page, file)
    assert dialog.next_step.text() == "Try again"
    assert dialog.approve.isEnabled()
    ui.until(lambda: states(page) == [InboxState.ERROR])

    ui.hardcover.faults.clear()
    click(dialog.next_step)
    ui.until(lambda: dialog.rows[BookField.AUTHORS].origin is FieldOrigin.HARDCOVER)

    assert dialog.next_step.isHidden()


def test_without_a_token_the_dialog_leads_to_the_account(make_ui: Callable[..., Ui], tmp_path: Path) -> None:
    ui = make_ui(token=None)
    file = add(ui, tmp_path)
    page = shown(ui)
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)
    dialog = reviewed(ui, page, file)
    assert not dialog.search.isEnabled()

    click(dialog.next_step)

    assert asked == [Route(Page.HARDCOVER)]
    assert dialog.isHidden()


def test_a_book_removed_meanwhile_is_said_and_cannot_be_approved(ui: Ui, tmp_path: Path) -> None:
    file = add(ui, tmp_path)
    page = shown(ui)
    dialog = reviewed(ui, page, file)
    ui.services.removal.remove([file.book_id])

    QTest.keyClick(dialog, Qt.Key.Key_F5)
    ui.until(lambda: "has been removed" in dialog.state.text())

    assert not dialog.approve.isEnabled()


def test_several_books_are_approved_at_once_and_come_back(ui: Ui, tmp_path: Path) -> None:
    add(ui, tmp_path, "emma")
    add(ui, tmp_path, "persuasion", isbn="")
    page = shown(ui)
    offers = offers_of(ui)
    page.view.selectAll()
    assert page.approve.text() == "Approve (2)"
    assert not page.review.isEnabled()

    click(page.approve)
    ui.until(lambda: offers)
    ui.until(lambda: page.states.currentWidget() is page.all_done)
    offers[0][1][0].act()

    ui.until(lambda: states(page) == [InboxState.MANUAL] * 2)
    assert offers[0][0] == "2 books approved"


def test_all_that_look_complete_are_approved_and_the_others_wait(ui: Ui, tmp_path: Path) -> None:
    ui.services.preferences.change(review_new_books=True)
    add(ui, tmp_path, "emma", authors=["Jane Austen"])
    add(ui, tmp_path, "dune", isbn="")
    page = shown(ui)
    assert page.waiting_text.text().startswith("2 books to review.")

    click(page.approve_complete)

    ui.until(lambda: states(page) == [InboxState.MANUAL])
    said: list[str] = []
    ui.context.messages.message.connect(lambda words, _tone: said.append(words))
    click(page.approve_complete)
    ui.until(lambda: said)
    assert "No books can be approved automatically" in said[0]


def test_removing_asks_first_and_is_taken_back(ui: Ui, tmp_path: Path) -> None:
    file = add(ui, tmp_path)
    page = shown(ui)
    offers = offers_of(ui)
    dialog = reviewed(ui, page, file)

    click(dialog.remove)
    (question,) = page.findChildren(RemoveDialog)
    click(question.remove)
    ui.until(lambda: not page.model.rows and offers)
    assert ui.services.inbox.waiting() == 0
    offers[0][1][0].act()

    ui.until(lambda: states(page) == [InboxState.MANUAL])
    assert Path(file.shown_path).exists()


def test_the_sidebar_counts_the_books_that_wait(ui: Ui, tmp_path: Path) -> None:
    window = ui.show(MainWindow(ui.context))
    file = add(ui, tmp_path)
    ui.until(lambda: note_of(window.sidebar, Page.INBOX) == "1")

    ui.services.review.approve_as_they_are([file.book_id])

    ui.until(lambda: note_of(window.sidebar, Page.INBOX) == "")
    assert note_of(window.sidebar, Page.LIBRARY) == "1"


def test_undo_of_an_approval_stands_in_the_message_bar(ui: Ui, tmp_path: Path) -> None:
    add(ui, tmp_path)
    window = ui.show(MainWindow(ui.context))
    window.navigator.go(Route(Page.INBOX))
    page = window.pages.inbox
    ui.until(lambda: states(page) == [InboxState.MANUAL])
    page.view.setCurrentIndex(page.model.index(0))

    QTest.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: page.states.currentWidget() is page.all_done)
    ui.until(lambda: window.message_bar.text)
    assert window.message_bar.undo()

    ui.until(lambda: states(page) == [InboxState.MANUAL])


def test_review_of_new_books_is_switched_on_in_the_settings(ui: Ui, tmp_path: Path) -> None:
    settings = ui.show(SettingsPage(ui.context))
    settings.show_topic(SettingsTopic.LIBRARY)
    box = settings.library.reviewing.box
    assert not box.isChecked()

    click(box, QPoint(8, box.height() // 2))
    ui.until(lambda: ui.services.preferences.current.review_new_books)
    add(ui, tmp_path, "emma", authors=["Jane Austen"])

    assert states(shown(ui)) == [InboxState.READY]
    assert ui.services.book_list.rows(BookQuery()) == []


def test_the_record_can_be_searched_for_and_its_values_are_offered(ui: Ui, tmp_path: Path) -> None:
    know(ui)
    file = add(ui, tmp_path, "untitled scan", isbn="")
    page = shown(ui)
    dialog = reviewed(ui, page, file)
    assert "Not found on Hardcover" in dialog.state.text()

    click(dialog.search)
    (pick,) = dialog.findChildren(PickDialog)
    pick.search.query.setText("Emma")
    click(pick.search.search)
    ui.until(lambda: pick.search.model.rows)
    pick.search.choose()
    ui.until(pick.use.isEnabled)
    click(pick.use)
    ui.until(lambda: dialog.rows[BookField.AUTHORS].origin is FieldOrigin.HARDCOVER)

    click(dialog.approve)
    ui.until(lambda: page.states.currentWidget() is page.all_done)
    assert ui.services.library.book(file.book_id).metadata.authors == ("Jane Austen",)
