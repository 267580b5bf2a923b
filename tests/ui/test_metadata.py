"""Editing a book in the window: fields, locks, the way back to the file, the cover, and undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog
from bookorbit_desktop.ui.metadata.text import field_word
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.books import picture, write_epub
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of


class Desk:
    """The library page with one book of a file, and what it said."""

    def __init__(self, ui: Ui, folder: Path) -> None:
        self.ui, self.folder = ui, folder
        write_epub(folder / "clocks.epub", "The Clocks", series="Hours", series_index=1.0)
        ui.on_network(ui.services.library.add_and_scan([str(folder)]))
        self.page = ui.show(LibraryPage(ui.context))
        ui.until(lambda: len(self.page.model.rows) == 1)
        self.id = self.page.model.rows[0].id
        self.offered: list[tuple[str, tuple[Offer, ...]]] = []
        self.ui.context.messages.offered.connect(lambda said, offers: self.offered.append((said, offers)))

    def open(self) -> EditDialog:
        self.page.open_book(self.id)
        self.ui.until(lambda: text_of(self.page.details.head, "title"))
        click(self.page.details.about.edit)
        self.ui.until(lambda: self.page.findChild(EditDialog) is not None)
        dialog = self.page.findChild(EditDialog)
        assert dialog is not None
        self.ui.until(lambda: dialog.cover.mark.text())
        return dialog

    def save(self, dialog: EditDialog) -> None:
        click(dialog.save)
        self.ui.until(lambda: self.offered)

    def undo(self) -> None:
        _, offers = self.offered.pop()
        offers[0].act()
        self.ui.until(lambda: not self.ui.tasks.is_busy)

    def state(self, field: BookField = BookField.TITLE) -> FieldState:
        return self.ui.services.metadata.fields(self.id)[field]


@pytest.fixture
def desk(ui: Ui, tmp_path: Path) -> Desk:
    folder = tmp_path / "Books"
    folder.mkdir()
    return Desk(ui, folder)


def type_into(dialog: EditDialog, field: BookField, text: str) -> None:
    line = dialog.editors[field].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)


def test_a_saved_edit_shows_on_the_page_and_can_be_taken_back(desk: Desk) -> None:
    before = desk.ui.services.metadata.fields(desk.id)
    dialog = desk.open()
    type_into(dialog, BookField.TITLE, "My Clocks")
    assert dialog.editors[BookField.TITLE].mark.text() == "Set by you · in the file: \u2068The Clocks\u2069"
    click(dialog.editors[BookField.AUTHORS].lock)
    desk.save(dialog)

    assert desk.offered[-1][0] == "“\u2068The Clocks\u2069” saved"
    assert (desk.state().value, desk.state().origin) == ("My Clocks", FieldOrigin.HAND)
    assert desk.state(BookField.AUTHORS).locked
    desk.ui.until(lambda: text_of(desk.page.details.head, "title") == "My Clocks")
    desk.undo()
    assert desk.ui.services.metadata.fields(desk.id) == before


def test_cancel_changes_nothing(desk: Desk) -> None:
    before = desk.ui.services.metadata.fields(desk.id)
    dialog = desk.open()
    type_into(dialog, BookField.TITLE, "My Clocks")
    click(dialog.cancel)

    assert desk.ui.services.metadata.fields(desk.id) == before


def test_a_field_is_handed_back_to_the_file(desk: Desk) -> None:
    desk.ui.services.metadata.change([desk.id], {BookField.TITLE: "My Clocks"}, lock=True)
    dialog = desk.open()
    editor = dialog.editors[BookField.TITLE]
    assert editor.lock.isChecked()
    click(editor.reset)
    assert (editor.text, editor.mark.text()) == ("The Clocks", "From the file")
    assert not editor.reset.isVisible()
    desk.save(dialog)

    assert desk.state() == FieldState(BookField.TITLE, "The Clocks", FieldOrigin.FILE, False, "The Clocks")


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (BookField.TITLE, "", "A book needs a title. Enter one, or use the one in the file."),
        (BookField.PAGES, "many", "Enter a page count from 1 to 100,000."),
        (
            BookField.PUBLISHED,
            "in May",
            "Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.",
        ),
    ],
)
def test_an_invalid_value_says_why_and_cannot_be_saved(
    desk: Desk, field: BookField, text: str, told: str
) -> None:
    dialog = desk.open()
    type_into(dialog, field, text)

    assert dialog.editors[field].mark.text() == told
    assert not dialog.save.isEnabled()
    assert dialog.problem.text() == f"{field_word(field)}: {told}"
    dialog.discard()


def test_escape_asks_before_it_throws_away_what_was_typed(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, BookField.TITLE, "The Other Clocks")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    question = dialog.findChild(Confirm)
    assert question is not None
    assert dialog.isVisible()

    click(question.keep)
    assert dialog.editors[BookField.TITLE].text == "The Other Clocks"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    (*_, question) = dialog.findChildren(Confirm)
    click(question.act)

    assert not dialog.isVisible()
    assert desk.state().value == "The Clocks"


def test_escape_closes_a_form_without_changes_at_once(desk: Desk) -> None:
    dialog = desk.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert dialog.findChild(Confirm) is None


def test_a_wrong_hardcover_id_says_why_and_a_right_one_is_saved_and_undone(desk: Desk) -> None:
    dialog = desk.open()
    dialog.hardcover.setText("not/an address")
    assert not dialog.save.isEnabled()
    dialog.hardcover.setText("hardcover.app/books/the-clocks")
    desk.save(dialog)

    def saved() -> str:
        return desk.ui.on_network(desk.ui.services.matches.saved_reference(desk.id)).text

    assert saved() == "https://hardcover.app/books/the-clocks"
    desk.undo()
    assert saved() == ""


def test_a_series_of_the_library_is_completed_and_its_next_number_filled(desk: Desk) -> None:
    add_book(desk.ui.services, "Other", series="Étoiles du Nord", series_index=3)
    dialog = desk.open()
    type_into(dialog, BookField.SERIES, "etoi")
    desk.ui.until(lambda: dialog.completion.names.stringList() == ["Étoiles du Nord"])
    popup = dialog.completion.completer.popup()
    assert popup is not None
    popup.setCurrentIndex(dialog.completion.names.index(0))
    QTest.keyClick(popup, Qt.Key.Key_Return)

    place = dialog.editors[BookField.SERIES_INDEX]
    desk.ui.until(lambda: place.text == "4")
    assert dialog.editors[BookField.SERIES].text == "Étoiles du Nord"
    desk.save(dialog)
    assert desk.state(BookField.SERIES_INDEX).value == 4


def test_a_dropped_picture_becomes_the_cover_and_undo_takes_it_back(desk: Desk) -> None:
    covers = desk.ui.services.cover_choice
    own = desk.folder / "own.png"
    own.write_bytes(picture(400, 600, "darkred", "PNG"))
    dialog = desk.open()
    assert dialog.cover.mark.text() == "From the file"
    drop(dialog, own)
    desk.ui.until(lambda: dialog.cover.chosen)
    desk.save(dialog)

    assert covers.is_chosen(desk.id)
    desk.undo()
    assert not covers.is_chosen(desk.id)


def test_the_cover_in_the_file_is_wanted_again(desk: Desk) -> None:
    covers = desk.ui.services.cover_choice
    covers.choose(desk.id, picture(400, 600, "darkred"))
    dialog = desk.open()
    assert dialog.cover.mark.text() == "Chosen by you"
    click(dialog.cover.file)
    desk.ui.until(lambda: dialog.cover.follows_file)
    desk.save(dialog)

    assert not covers.is_chosen(desk.id)


def test_a_dropped_file_that_is_no_picture_is_reported(desk: Desk) -> None:
    dialog = desk.open()
    drop(dialog, desk.folder / "clocks.epub")
    desk.ui.until(lambda: "Choose a JPEG" in dialog.cover.mark.text())

    assert not dialog.cover.chosen
    dialog.reject()


def test_every_field_can_be_reached_and_named_by_keyboard(desk: Desk) -> None:
    dialog = desk.open()

    assert all(editor.line.accessibleName() for editor in dialog.editors.values())
    assert all(editor.lock.accessibleName().startswith("Lock ") for editor in dialog.editors.values())
    title = dialog.editors[BookField.TITLE].line
    assert isinstance(title, QLineEdit)
    assert dialog.focusWidget() is title
    dialog.reject()


def drop(dialog: EditDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.cover.dropEvent(event)
