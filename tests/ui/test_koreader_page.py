"""The KOReader page: what to type, what arrived, and why nothing did."""

from dataclasses import replace

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from bookorbit_desktop.app.server_follower import PROBLEM
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.system.firewall import Firewall
from bookorbit_desktop.ui.devices.link_dialog import LinkDialog
from bookorbit_desktop.ui.koreader import page as koreader_page
from bookorbit_desktop.ui.koreader.address_cards import QrDialog
from bookorbit_desktop.ui.koreader.login_card import CredentialsDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.widgets.qr_code import QrCode
from tests.ui.conftest import MakeUi
from tests.ui.harness import LockedSecretStore, Ui, click, names_of, part_of, text_of


def shown(ui: Ui) -> KoreaderPage:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    return page


def press_copy(field: CopyField) -> str:
    click(field.copy_button)
    return QGuiApplication.clipboard().text()


def test_address_name_and_passphrase_can_be_copied(ui: Ui) -> None:
    page = shown(ui)

    assert press_copy(page.login.typed.fields[0]) == "http://192.168.1.20:7200"
    assert press_copy(page.login.username) == "reader"
    assert press_copy(page.login.passphrase) == ui.services.koreader_login.show().passphrase
    assert not page.login.typed.fields[2].isVisible()


def test_the_passphrase_shows_only_when_asked(ui: Ui) -> None:
    page = shown(ui)
    passphrase = ui.services.koreader_login.show().passphrase
    assert part_of(page.login.passphrase, QLineEdit).displayText() != passphrase

    click(page.login.reveal)
    assert part_of(page.login.passphrase, QLineEdit).displayText() == passphrase
    click(page.login.reveal)

    assert part_of(page.login.passphrase, QLineEdit).displayText() != passphrase


def test_name_and_passphrase_can_be_changed(ui: Ui) -> None:
    page = shown(ui)
    click(page.login.change)
    dialog = page.login.findChild(CredentialsDialog)
    assert dialog is not None
    dialog.username.setText("ines")
    click(dialog.generate)
    made_up = dialog.passphrase.text()
    assert len(made_up.split()) == 4

    click(dialog.save)
    ui.until(lambda: page.login.username.value == "ines")

    assert page.login.passphrase.value == made_up
    assert ui.on_network(ui.services.koreader_login.accepts("ines", koreader_key(made_up)))


def test_a_name_koreader_cannot_send_is_refused_in_the_dialog(ui: Ui) -> None:
    page = shown(ui)
    click(page.login.change)
    dialog = page.login.findChild(CredentialsDialog)
    assert dialog is not None
    dialog.username.clear()
    QTest.keyClicks(dialog.username, "a:b")

    click(dialog.save)
    ui.until(lambda: dialog.problem.isVisible())

    assert "colon" in dialog.problem.text()
    assert page.login.username.value == "reader"


def test_without_a_password_store_the_passphrase_is_shown_until_the_program_ends(make_ui: MakeUi) -> None:
    ui = make_ui(secrets=LockedSecretStore())
    ui.services.koreader_login.change("reader", "badu gemu")
    page = shown(ui)

    ui.until(lambda: text_of(page.login, "notice"))

    assert "Write down the passphrase now: it can't be shown again." in text_of(page.login, "notice")
    assert page.login.passphrase.value == "badu gemu"
    assert page.login.reveal.isEnabled()


def test_a_device_that_tries_https_is_told_of_on_the_page(ui: Ui) -> None:
    """KOReader fills in https:// and says nothing when that fails."""
    page = shown(ui)
    assert text_of(page.login, "https") == ""

    ui.services.logins.note_https("192.168.1.31")
    ui.until(lambda: text_of(page.login, "https"))
    assert "begin with http://" in text_of(page.login, "https")
    assert "192.168.1.31" in text_of(page.login, "https")
    ui.services.logins.note_login("reader", address="192.168.1.31")
    ui.until(lambda: not text_of(page.login, "https"))


def test_the_last_login_is_shown_as_accepted_or_refused(ui: Ui) -> None:
    page = shown(ui)
    assert text_of(page.help, "login") == "No device has tried to log in since BookOrbit started."

    ui.services.logins.note_login("raeder", Message("Wrong username or password."))
    ui.until(lambda: "refused" in text_of(page.help, "login"))
    assert (
        text_of(page.help, "login") == "Last login: just now, “raeder”, refused. Wrong username or password."
    )
    ui.services.logins.note_login("reader")
    ui.until(lambda: "accepted" in text_of(page.help, "login"))


def test_devices_and_unmatched_documents_appear_when_they_push(ui: Ui) -> None:
    book = ui.book("Dune")
    page = shown(ui)
    assert names_of(page.devices.rows) == []

    ui.push(book, 0.4, "Kobo Libra 2")
    ui.push("7f3c9a1e" + "0" * 24, 0.05, "Boox Poke5")
    ui.push(
        "a" * 32,
        0.22,
        "Boox Poke5",
        DocumentMetadata("The Name of the Wind", "Patrick Rothfuss", "wind.epub"),
    )
    ui.until(lambda: len(names_of(page.devices.rows)) == 2 and len(names_of(page.documents.rows)) == 2)

    assert set(names_of(page.devices.rows)) == {"Kobo Libra 2", "Boox Poke5"}
    assert set(names_of(page.documents.rows)) == {"The Name of the Wind", "Document 7f3c9a1e"}


def test_a_document_that_is_linked_leaves_the_list(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.push("a" * 32, 0.22)
    page = shown(ui)
    ui.until(lambda: names_of(page.documents.rows) == ["Document aaaaaaaa"])

    ui.services.documents.link("a" * 32, book)
    ui.until(lambda: names_of(page.documents.rows) == [])
    assert ui.services.progress.documents()[0].book_id == book


def test_the_server_can_be_stopped_and_started(ui: Ui) -> None:
    page = shown(ui)
    assert text_of(page.server, "state") == "Running on port 7200."

    click(page.server.toggle)
    ui.until(lambda: page.server.toggle.text() == "Start" and page.server.toggle.isEnabled())
    ui.until(lambda: page.login.typed.fields[0].value == "")
    assert text_of(page.server, "state").startswith("Stopped.")
    click(page.server.toggle)
    ui.until(lambda: page.login.typed.fields[0].value == "http://192.168.1.20:7201")

    assert text_of(page.server, "state") == "Running on port 7201."


def test_the_server_card_offers_the_way_back_to_the_port(ui: Ui) -> None:
    page = shown(ui)
    assert not page.server.go_back.isVisible()
    ui.on_network(ui.server.start())
    ui.until(page.server.go_back.isVisible)

    click(page.server.go_back)

    ui.until(lambda: text_of(page.server, "port") == "Using port 7201 until 7200 is free.")
    assert not page.server.go_back.isVisible()


def test_the_announced_name_is_shown_with_what_it_is_good_for(ui: Ui) -> None:
    page = shown(ui)
    assert text_of(page.server, "name") == ""
    assert ui.server.address is not None

    ui.server.address = replace(ui.server.address, name="bookorbit.local")
    ui.services.events.emit(ServerChanged())
    ui.until(lambda: "http://bookorbit.local:7200" in text_of(page.server, "name"))
    assert "Most e-readers can't" in text_of(page.server, "name")

    ui.server.address = replace(ui.server.address, name="", name_problem=PROBLEM)
    ui.services.events.emit(ServerChanged())
    ui.until(lambda: "UDP port 5353" in text_of(page.server, "name"))


def test_progress_can_be_turned_away(ui: Ui) -> None:
    page = shown(ui)

    click(page.server.accept)
    ui.until(lambda: "not accepting progress" in text_of(page.server, "state"))

    assert not ui.services.preferences.current.accept_progress


def unmatched(ui: Ui) -> KoreaderPage:
    """A page with one document that could be Dune."""
    ui.push("a" * 32, 0.22, "Kobo", DocumentMetadata("Dune: Deluxe Edition", "Ada Example", "dune.epub"))
    page = shown(ui)
    ui.until(lambda: names_of(page.documents.rows) == ["Dune: Deluxe Edition"])
    return page


def link_dialog(ui: Ui, page: KoreaderPage) -> LinkDialog:
    click(page.documents.rows[0].link)
    dialog = page.findChild(LinkDialog)
    assert dialog is not None
    return dialog


def test_a_document_is_linked_to_the_book_that_is_suggested_and_taken_back(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.book("The Clocks", "Somebody Else")
    page = unmatched(ui)
    offered: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda text, offers: offered.append((text, offers)))

    dialog = link_dialog(ui, page)
    ui.until(lambda: dialog.link.isEnabled())
    assert [choice.row.title for choice in dialog.model.rows] == ["Dune"]
    assert dialog.model.rows[0].facts == "Ada Example · 97% confident"
    assert dialog.model.rows[0].why == "Similar title. Same author."
    click(dialog.link)
    ui.until(lambda: offered and names_of(page.documents.rows) == [])

    text, (undo,) = offered[0]
    reading = ui.services.library.book(dune).reading
    assert (text, undo.text) == ("Linked to “Dune”", "Undo")
    assert (reading.status, reading.percentage) == (ReadingStatus.READING, 0.22)

    undo.act()
    ui.until(lambda: names_of(page.documents.rows) == ["Dune: Deluxe Edition"])
    assert ui.services.library.book(dune).reading == ReadingState()


def test_a_document_without_a_likely_book_is_searched_for(ui: Ui) -> None:
    clocks = ui.book("The Clocks", "Somebody Else")
    page = unmatched(ui)
    dialog = link_dialog(ui, page)
    assert not dialog.link.isEnabled()
    assert dialog.link.toolTip() == "Select a book first."

    QTest.keyClicks(dialog.query, "clocks")
    ui.until(lambda: dialog.link.isEnabled())
    QTest.keyClick(dialog.query, Qt.Key.Key_Return)
    ui.until(lambda: names_of(page.documents.rows) == [])

    assert ui.services.library.book(clocks).reading.percentage == 0.22


def test_enter_before_the_search_is_through_links_no_book_that_was_found_before(ui: Ui) -> None:
    dune = ui.book("Dune")
    clocks = ui.book("The Clocks", "Somebody Else")
    page = unmatched(ui)
    dialog = link_dialog(ui, page)
    ui.until(lambda: dialog.link.isEnabled())
    assert [choice.row.title for choice in dialog.model.rows] == ["Dune"]

    QTest.keyClicks(dialog.query, "clocks")
    QTest.keyClick(dialog.query, Qt.Key.Key_Return)
    ui.until(lambda: dialog.link.isEnabled())
    assert [choice.row.title for choice in dialog.model.rows] == ["The Clocks"]
    QTest.keyClick(dialog.query, Qt.Key.Key_Return)
    ui.until(lambda: names_of(page.documents.rows) == [])

    assert ui.services.library.book(dune).reading == ReadingState()
    assert ui.services.library.book(clocks).reading.percentage == 0.22


def test_a_search_that_finds_nothing_says_what_to_do(ui: Ui) -> None:
    page = unmatched(ui)
    dialog = link_dialog(ui, page)
    ui.until(lambda: dialog.nothing.isVisible())
    assert not dialog.link.isEnabled()


def test_the_connection_can_be_tested(ui: Ui) -> None:
    page = shown(ui)
    click(page.server.test)
    ui.until(lambda: text_of(page.server, "tested"))
    assert "http://192.168.1.20:7200 is reachable." in text_of(page.server, "tested")
    assert "firewall" in text_of(page.server, "tested")

    ui.server.problems["http://10.0.0.5:7200"] = "Nothing answers here."
    click(page.server.test)
    ui.until(lambda: "Nothing answers here." in text_of(page.server, "tested"))
    assert "firewall" not in text_of(page.server, "tested")


@pytest.mark.parametrize(
    ("firewall", "said", "command"),
    [
        (None, "Check the Wi-Fi and the address.", ""),
        (
            Firewall("ufw", None, "sudo ufw allow 7200/tcp"),
            "ufw is on. To let devices in, run:",
            "sudo ufw allow 7200/tcp",
        ),
        (Firewall("firewalld", True, "sudo firewall-cmd"), "firewalld is on, and lets devices in.", ""),
        (Firewall("macOS", None), "Allow BookOrbit in System Settings ▸ Network ▸ Firewall.", ""),
    ],
)
def test_the_firewall_that_is_on_is_named_with_what_lets_devices_in(
    ui: Ui, monkeypatch: pytest.MonkeyPatch, firewall: Firewall | None, said: str, command: str
) -> None:
    asked: list[int] = []

    def find(port: int) -> Firewall | None:
        asked.append(port)
        return firewall

    monkeypatch.setattr(koreader_page, "find_firewall", find)
    page = shown(ui)
    ui.until(lambda: asked and text_of(page.help, "firewall").endswith(said))
    assert (page.help.command.value, page.help.command.isVisible()) == (command, bool(command))
    page.refresh()
    ui.services.events.emit(ServerChanged())
    assert asked == [7200]


def test_the_test_waits_for_the_server(ui: Ui) -> None:
    page = shown(ui)
    click(page.server.toggle)
    ui.until(lambda: not page.server.test.isEnabled() and page.server.toggle.isEnabled())
    assert page.server.test.toolTip() == "Start the server first."


def test_the_address_is_shown_large_and_as_a_qr_code(ui: Ui) -> None:
    page = shown(ui)
    click(page.login.typed.large)
    dialog = page.login.findChild(QrDialog)
    assert dialog is not None
    assert dialog.address.text() == "http://192.168.1.20:7200"
    assert dialog.code.accessibleDescription() == "http://192.168.1.20:7200"
    assert dark_squares(dialog.code) == segno.make_qr("http://192.168.1.20:7200").matrix


def dark_squares(code: QrCode) -> tuple[bytearray, ...]:
    """What a camera would see: each module of the code, 1 where it is dark."""
    picture = code.grab().toImage()
    dark = [
        (x, y)
        for y in range(picture.height())
        for x in range(picture.width())
        if picture.pixelColor(x, y).lightness() < 128
    ]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    corner = next(x for x in range(left, picture.width()) if picture.pixelColor(x, top).lightness() >= 128)
    side = (corner - left) // 7  # a finder pattern is seven modules wide
    count = (max(x for x, _ in dark) + 1 - left) // side
    points = set(dark)
    return tuple(
        bytearray((left + x * side + side // 2, top + y * side + side // 2) in points for x in range(count))
        for y in range(count)
    )


def test_the_matching_method_of_the_device_is_told(ui: Ui) -> None:
    book = ui.book("Dune")
    page = shown(ui)
    ui.push(book, 0.4)
    ui.until(lambda: text_of(page.help, "method") == "Matching method on the device: binary.")
    ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
    ui.push("b" * 32, 0.1)
    ui.until(lambda: text_of(page.help, "method").startswith("This file isn't in your library."))
    assert "bbbbbbbb" in text_of(page.help, "push")


def test_the_set_up_guide_can_be_folded_away(ui: Ui) -> None:
    page = shown(ui)
    steps = [part for part in page.login.findChildren(QLabel) if "Progress sync" in part.text()]
    assert steps[0].isVisible()
    click(page.login.heading)
    assert not steps[0].isVisible()
