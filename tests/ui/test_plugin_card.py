"""The plugin on the KOReader page: where to get it, and what each device told last."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.ui.koreader.address_cards import PluginCard, QrDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui) -> PluginCard:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    click(page.plugin.heading)
    return page.plugin


def test_the_page_with_the_plugin_can_be_copied_and_scanned(ui: Ui) -> None:
    card = shown(ui)
    click(card.address.copy_button)
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200/"
    click(card.large)
    dialog = card.findChild(QrDialog)
    assert dialog is not None
    assert dialog.code.accessibleDescription() == "http://192.168.1.20:7200/"
    dialog.close()


def test_the_card_says_when_each_device_reported_and_how_many_books_are_missing(ui: Ui) -> None:
    card = shown(ui)
    ui.until(lambda: card.told.text() == "No device has the plugin yet.")
    client = {"id": "0" * 32, "model": "Kobo_nova <b>", "plugin": "1.0.0"}
    books = [{"digest": "d" * 32, "title": "Not Here Yet"}]
    ui.services.plugin_reports.take_books({"client": client, "books": books})
    ui.until(lambda: card.told.text() != "No device has the plugin yet.")
    assert card.told.text() == (
        "Kobo nova <b>: just now · plugin 1.0.0 · 1 of its books isn't in your library"
    )


def test_a_book_that_the_plugin_tells_of_is_no_progress(ui: Ui) -> None:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    client = {"id": "0" * 32, "model": "Kobo_nova"}
    ui.services.plugin_reports.take_books(
        {"client": client, "books": [{"digest": "d" * 32, "title": "Far Away"}]}
    )
    ui.until(lambda: "Kobo nova" in page.plugin.told.text())
    assert text_of(page.help, "push") == "No progress received yet."


def test_the_steps_show_when_asked(ui: Ui) -> None:
    card = shown(ui)
    steps = [label for label in card.findChildren(QLabel) if "koreader/plugins" in label.text()]
    assert steps
    assert not any(step.isVisible() for step in steps)
    click(card.guide)
    assert all(step.isVisible() for step in steps)
