"""Edit one book or several, compare, and take it back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from bookorbit_desktop.demo.local_hardcover import NewEdition, isbn13
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldValue
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog
from bookorbit_desktop.ui.metadata.compare_step import THERE
from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog
from bookorbit_desktop.ui.metadata.many_dialog import ManyDialog
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.widgets.message_bar import OFFER_MS
from tests.services import add_book
from tests.ui.harness import Ui, click


class Desk:
    """The whole window at the library, with two books."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.ids = [add_book(ui.services, title) for title in ("Alpha", "Beta")]
        self.window = ui.show(MainWindow(ui.context))
        self.window.sidebar.select(Page.LIBRARY)
        ui.until(lambda: len(self.page.model.rows) == 2)

    @property
    def page(self) -> LibraryPage:
        return self.window.pages.library

    def menu(self, *indexes: int) -> BookMenu:
        view = self.page.lists.view
        view.clearSelection()
        for index in indexes:
            view.selectionModel().select(
                self.page.model.index(index), view.selectionModel().SelectionFlag.Select
            )
        self.page.lists.menu_requested.emit(view.mapToGlobal(QPoint(5, 5)))
        self.ui.until(lambda: isinstance(QApplication.activePopupWidget(), BookMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, BookMenu)
        return menu

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.ui.until(lambda: self.window.findChildren(kind))
        return self.window.findChildren(kind)[-1]

    def values(self, field: BookField) -> list[FieldValue]:
        return [self.ui.services.metadata.fields(book_id)[field].value for book_id in self.ids]

    def said(self, words: str) -> None:
        self.ui.until(lambda: self.window.message_bar.text == words)

    def undo(self) -> None:
        """As Ctrl+Z does."""
        assert self.window.message_bar.undo()
        self.said("Undone.")


@pytest.fixture
def desk(ui: Ui) -> Desk:
    return Desk(ui)


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)


def test_a_book_is_edited_from_the_menu_shown_everywhere_and_taken_back_with_ctrl_z(desk: Desk) -> None:
    menu = desk.menu(0)
    menu.edit.trigger()
    menu.close()
    dialog = desk.dialog(EditDialog)
    assert isinstance(dialog, EditDialog)
    type_into(dialog.editors[BookField.TITLE].line, "Gamma")
    click(dialog.save)
    desk.said("“\u2068Alpha\u2069” saved")

    desk.ui.until(lambda: [row.title for row in desk.page.model.rows] == ["Beta", "Gamma"])
    assert OFFER_MS == 10_000
    desk.undo()
    desk.ui.until(lambda: [row.title for row in desk.page.model.rows] == ["Alpha", "Beta"])


def test_several_books_get_a_series_with_numbers_and_lose_it_again_with_ctrl_z(desk: Desk) -> None:
    menu = desk.menu(0, 1)
    assert not menu.compare.isEnabled()
    menu.edit.trigger()
    menu.close()
    dialog = desk.dialog(ManyDialog)
    assert isinstance(dialog, ManyDialog)
    type_into(dialog.fields[BookField.SERIES].line, "Greek")
    type_into(dialog.places.line, "1")
    click(dialog.save)
    desk.said("2 books changed")

    assert desk.values(BookField.SERIES) == ["Greek", "Greek"]
    assert desk.values(BookField.SERIES_INDEX) == [1, 2]
    desk.undo()
    assert desk.values(BookField.SERIES) == ["", ""]


def test_a_book_is_compared_with_hardcover_and_fetched_again_later(desk: Desk) -> None:
    world, isbn = desk.ui.hardcover.world, isbn13("978555000003")
    record = world.add_book("Alpha", ["Ada Example"], editions=[NewEdition(321, isbn_13=isbn, users=9)])
    menu = desk.menu(0)
    menu.compare.trigger()
    menu.close()
    dialog = desk.dialog(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    desk.ui.until(lambda: dialog.search.model.rows)
    click(dialog.next)
    desk.ui.until(lambda: dialog.editions.selected is not None)
    click(dialog.choose)
    click(dialog.compare.all_here)
    click(dialog.compare.grid.lines[BookField.PAGES].cells[THERE].radio)
    click(dialog.use)
    desk.said("“\u2068Alpha\u2069” saved")
    state = desk.ui.services.metadata.fields(desk.ids[0])[BookField.PAGES]
    assert (state.value, state.origin) == (321, FieldOrigin.HARDCOVER)
    assert desk.values(BookField.ISBN)[0] == ""

    for edition in world.editions_of(record):
        edition["pages"] = 400
    menu = desk.menu(0)
    menu.refresh.trigger()
    menu.close()
    desk.ui.until(lambda: desk.values(BookField.PAGES)[0] == 400)
