"""The folders on the KOReader page: their address, and the shelf that a device takes along."""

from PySide6.QtGui import QGuiApplication

from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.ui.koreader.address_cards import FoldersCard
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui) -> FoldersCard:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    click(page.folders.heading)
    return page.folders


def test_the_address_can_be_copied(ui: Ui) -> None:
    card = shown(ui)
    click(card.address.copy_button)
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200/dav"


def test_a_shelf_is_chosen_and_a_deleted_one_is_said(ui: Ui) -> None:
    book_id = add_book(ui.services, "Emma")
    ui.services.collections.add_named(CollectionKind.SHELF, "Holiday <b>", [book_id])
    (shelf,) = ui.services.collections.all()
    card = shown(ui)
    ui.until(lambda: card.shelf.count() == 2)
    assert [card.shelf.itemText(index) for index in range(2)] == ["Want to Read", "Holiday <b>"]
    card.shelf.setCurrentIndex(1)
    card.shelf.activated.emit(1)
    ui.until(lambda: ui.services.preferences.current.to_read_shelf == int(shelf.id))
    assert not card.gone.isVisible()
    ui.services.collections.delete([shelf.id])
    ui.until(lambda: card.gone.isVisible())
    assert card.shelf.currentText() == ""
    card.shelf.setCurrentIndex(0)
    card.shelf.activated.emit(0)
    ui.until(lambda: not card.gone.isVisible())
    assert ui.services.preferences.current.to_read_shelf == 0
