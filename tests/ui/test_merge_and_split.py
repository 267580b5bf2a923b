"""Merging books from the library's menu, splitting a file off on the book's page, and taking it back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton

from bookorbit_desktop.ui.library.actions import MergeDialog
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.books import write_epub
from tests.ui.harness import Ui, click, texts_of


@pytest.fixture
def page(ui: Ui, tmp_path: Path) -> LibraryPage:
    """The library with three books of a file each."""
    folder = tmp_path / "Books"
    folder.mkdir()
    for title in ("Emma", "Emma, annotated", "The Clocks"):
        write_epub(folder / f"{title}.epub", title, cover=False)
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: titles(page) == ["The Clocks", "Emma", "Emma, annotated"])
    return page


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.model.rows]


def select(page: LibraryPage, *wanted: str) -> None:
    view = page.lists.view
    view.clearSelection()
    for index, title in enumerate(titles(page)):
        if title in wanted:
            view.selectionModel().select(page.model.index(index), view.selectionModel().SelectionFlag.Select)


def menu_of(ui: Ui, page: LibraryPage) -> BookMenu:
    page.lists.menu_requested.emit(page.lists.view.mapToGlobal(QPoint(5, 5)))
    ui.until(lambda: isinstance(QApplication.activePopupWidget(), BookMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, BookMenu)
    return menu


def merge(ui: Ui, page: LibraryPage, stays: str, *others: str) -> list[tuple[str, tuple[Offer, ...]]]:
    offered: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda said, offers: offered.append((said, offers)))
    select(page, stays, *others)
    menu = menu_of(ui, page)
    menu.merge.trigger()
    menu.close()
    ui.until(lambda: page.findChild(MergeDialog) is not None)
    dialog = page.findChild(MergeDialog)
    assert dialog is not None
    next(book for book in dialog.books if book.accessibleName().startswith(f"{stays} ·")).setChecked(True)
    click(dialog.merge)
    ui.until(lambda: offered)
    return offered


def test_merged_books_are_one_row_and_undo_brings_both_back(ui: Ui, page: LibraryPage) -> None:
    offered = merge(ui, page, "Emma", "Emma, annotated")
    ui.until(lambda: titles(page) == ["The Clocks", "Emma"])
    said, offers = offered[0]
    assert said == "Merged into “\u2068Emma\u2069”."

    offers[0].act()
    ui.until(lambda: titles(page) == ["The Clocks", "Emma", "Emma, annotated"])

    assert {row.copies for row in page.model.rows} == {1}


def test_a_single_book_cannot_be_merged_and_the_menu_says_why(ui: Ui, page: LibraryPage) -> None:
    select(page, "Emma")

    menu = menu_of(ui, page)

    assert not menu.merge.isEnabled()
    assert menu.merge.toolTip() == "Select 2 to 20 copies of the same book."
    menu.close()


def test_a_file_is_split_off_on_the_page_of_its_book(ui: Ui, page: LibraryPage) -> None:
    offered = merge(ui, page, "Emma", "Emma, annotated")
    ui.until(lambda: titles(page) == ["The Clocks", "Emma"])
    page.open_book(next(row.id for row in page.model.rows if row.title == "Emma"))
    ui.until(lambda: len(split_buttons(page)) == 2)
    del offered[:]

    click(next(button for button in split_buttons(page) if "annotated" in button.accessibleName()))
    ui.until(lambda: titles(page) == ["The Clocks", "Emma", "Emma, annotated"] and offered)

    assert offered[0][0] == "“\u2068Emma, annotated\u2069” is now a separate book."
    offered[0][1][0].act()
    ui.until(lambda: titles(page) == ["The Clocks", "Emma"])


def test_the_only_file_of_a_book_offers_no_split(ui: Ui, page: LibraryPage) -> None:
    page.open_book(page.model.rows[0].id)
    ui.until(lambda: "EPUB" in "\n".join(texts_of(page.details.files)))

    assert split_buttons(page) == []


def split_buttons(page: LibraryPage) -> list[QPushButton]:
    return [button for button in page.details.files.findChildren(QPushButton) if button.text() == "Split"]
