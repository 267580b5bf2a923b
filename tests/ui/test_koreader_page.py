"""The KOReader page: what to type, what arrived, and why nothing did."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.passphrase import koreader_key
from bookorbit_desktop.domain.progress import DocumentMetadata
from bookorbit_desktop.ui.koreader.credentials import CredentialsDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from tests.ui.conftest import MakeUi
from tests.ui.harness import LockedSecretStore, Ui, click


def shown(ui: Ui) -> KoreaderPage:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and page.help.push)
    return page


def press_copy(field: CopyField) -> str:
    click(field.copy_button)
    return QGuiApplication.clipboard().text()


def test_address_name_and_passphrase_can_be_copied(ui: Ui) -> None:
    page = shown(ui)

    assert press_copy(page.login.addresses[0]) == "http://192.168.1.20:7200"
    assert press_copy(page.login.username) == "reader"
    assert press_copy(page.login.passphrase) == ui.services.account.show().passphrase
    assert not page.login.addresses[2].isVisible()


def test_the_passphrase_shows_only_when_asked(ui: Ui) -> None:
    page = shown(ui)
    passphrase = ui.services.account.show().passphrase
    assert page.login.passphrase.shown != passphrase

    click(page.login.reveal)
    assert page.login.passphrase.shown == passphrase
    click(page.login.reveal)

    assert page.login.passphrase.shown != passphrase


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
    assert ui.on_network(ui.services.account.accepts("ines", koreader_key(made_up)))


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


def test_without_a_password_store_it_says_why_the_passphrase_cannot_be_shown(make_ui: MakeUi) -> None:
    ui = make_ui(secrets=LockedSecretStore())
    ui.services.account.change("reader", "badu gemu")
    page = shown(ui)

    ui.until(lambda: page.login.notice)

    assert "cannot be shown" in page.login.notice
    assert not page.login.reveal.isEnabled()


def test_logins_and_refusals_are_told(ui: Ui) -> None:
    page = shown(ui)
    assert page.help.login == "No device has tried to log in since BookOrbit started."

    ui.services.logins.note_login("raeder", "Wrong username or password.")
    ui.until(lambda: "refused" in page.help.login)
    assert page.help.login == "Last login: just now, “raeder”, refused. Wrong username or password."
    ui.services.logins.note_login("reader")
    ui.until(lambda: "accepted" in page.help.login)


def test_devices_and_unmatched_documents_appear_when_they_push(ui: Ui) -> None:
    book = ui.book("Dune")
    page = shown(ui)
    assert page.devices.entries == []

    ui.push(book, 0.4, "Kobo Libra 2")
    ui.push("7f3c9a1e" + "0" * 24, 0.05, "Boox Poke5")
    ui.push(
        "a" * 32,
        0.22,
        "Boox Poke5",
        DocumentMetadata("The Name of the Wind", "Patrick Rothfuss", "wind.epub"),
    )
    ui.until(lambda: len(page.devices.entries) == 2 and len(page.documents.entries) == 2)

    assert set(page.devices.entries) == {"Kobo Libra 2", "Boox Poke5"}
    assert set(page.documents.entries) == {"The Name of the Wind", "Document 7f3c9a1e"}


def test_a_document_that_is_linked_leaves_the_list(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.push("a" * 32, 0.22)
    page = shown(ui)
    ui.until(lambda: page.documents.entries == ["Document aaaaaaaa"])

    ui.services.progress.link("a" * 32, book)
    ui.until(lambda: page.documents.entries == [])


def test_the_server_can_be_stopped_and_started(ui: Ui) -> None:
    page = shown(ui)
    assert page.server.state == "Running on port 7200."

    click(page.server.toggle)
    ui.until(lambda: page.server.toggle.text() == "Start" and page.server.toggle.isEnabled())
    ui.until(lambda: page.login.addresses[0].value == "")
    assert page.server.state.startswith("Stopped.")
    click(page.server.toggle)
    ui.until(lambda: page.login.addresses[0].value == "http://192.168.1.20:7201")

    assert page.server.state == "Running on port 7201."


def test_progress_can_be_turned_away(ui: Ui) -> None:
    page = shown(ui)

    click(page.server.accept)
    ui.until(lambda: "not accepting progress" in page.server.state)

    assert not ui.services.preferences.current.accept_progress
