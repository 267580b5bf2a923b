"""Reading statistics over Wi-Fi on the KOReader page: address, QR code, what came last, and the taps to make."""

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.domain.koreader.cloud_files import VOCABULARY, Precondition
from bookorbit_desktop.domain.overview.events import ReadingTimeChanged
from bookorbit_desktop.ui.koreader.address_cards import CloudCard, QrDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui) -> CloudCard:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    click(page.cloud.heading)
    return page.cloud


def put_vocabulary(ui: Ui) -> None:
    """As a device puts it."""
    folder = ui.services.cloud_folder
    part = folder.part()
    part.unlink()
    with closing(sqlite3.connect(part)) as database:
        database.executescript("CREATE TABLE title (id, name); CREATE TABLE vocabulary (word, title_id);")
    folder.keep(VOCABULARY, Path(part), Precondition())


def test_the_address_can_be_copied_and_scanned(ui: Ui) -> None:
    card = shown(ui)
    click(card.address.copy_button)
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200/dav"
    click(card.large)
    dialog = card.findChild(QrDialog)
    assert dialog is not None
    assert dialog.code.accessibleDescription() == "http://192.168.1.20:7200/dav"
    dialog.close()


def test_the_card_says_when_each_database_came_and_how_large_it_is(ui: Ui) -> None:
    card = shown(ui)
    ui.until(lambda: card.came.text() == "No device has synced yet.")
    put_vocabulary(ui)
    ui.services.events.emit(ReadingTimeChanged())
    ui.until(lambda: card.came.text().startswith("Vocabulary: "))
    assert card.came.text().endswith("kB")


def test_the_taps_show_when_asked(ui: Ui) -> None:
    card = shown(ui)
    steps = [label for label in card.findChildren(QLabel) if "Cloud storage" in label.text()]
    assert not any(step.isVisible() for step in steps)
    click(card.guide)
    assert all(step.isVisible() for step in steps)
