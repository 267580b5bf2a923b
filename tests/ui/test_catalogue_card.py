"""The catalogue on the KOReader page and in Settings: address, QR code, switch, and the taps to make."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from bookorbit_desktop.ui.koreader.address_cards import CatalogueCard, QrDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.settings.koreader import KoreaderSection
from tests.ui.harness import Ui, click, part_of, text_of


def shown(ui: Ui) -> CatalogueCard:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    return page.catalogue


def test_the_address_can_be_copied_and_scanned(ui: Ui) -> None:
    card = shown(ui)
    click(card.address.copy_button)
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200/opds"

    click(card.large)
    dialog = card.findChild(QrDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Catalogue address"
    assert dialog.address.text() == "http://192.168.1.20:7200/opds"
    assert dialog.code.accessibleDescription() == "http://192.168.1.20:7200/opds"
    dialog.close()


def test_a_catalogue_that_is_switched_off_shows_no_address_and_says_so(ui: Ui) -> None:
    card = shown(ui)
    assert card.offer.isChecked()

    click(card.offer)
    ui.until(lambda: not ui.services.preferences.current.offer_catalogue)
    ui.until(lambda: not card.address.value)

    assert part_of(card.address, QLineEdit).displayText() == ""
    assert not card.address.copy_button.isEnabled()
    assert not card.large.isEnabled()
    assert card.large.toolTip() == "Share the catalogue first."
    assert not ui.services.opds_catalogue.is_offered


def test_settings_and_the_page_show_the_same_switch(ui: Ui) -> None:
    card, section = shown(ui), KoreaderSection(ui.context)
    ui.show(section)
    assert section.catalogue.box.isChecked()

    click(section.catalogue.box)
    ui.until(lambda: not card.offer.isChecked())

    assert not ui.services.preferences.current.offer_catalogue


def test_the_taps_show_when_asked(ui: Ui) -> None:
    card = shown(ui)

    def steps() -> list[str]:
        return [
            label.text() for label in card.findChildren(QLabel) if label.isVisible() and "▸" in label.text()
        ]

    assert not steps()
    click(card.guide)
    assert any("OPDS catalog" in text for text in steps())
