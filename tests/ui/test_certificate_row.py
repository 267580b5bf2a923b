"""Settings ▸ KOReader: the encrypted address and its certificate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import SOON, Certificate
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.settings.koreader import CertificateRow, certificate_text, unkept_text
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from tests.ui.harness import Ui, click, text_of

SELF_SIGNED = Path(__file__).parents[1] / "integration" / "self_signed.pem"


def ticked(ui: Ui) -> CertificateRow:
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(SettingsTopic.KOREADER)
    row = page.koreader.certificate
    assert not row.isVisible()
    click(page.koreader.https.box)
    ui.until(row.isVisible)
    return row


def choose_file(row: CertificateRow, path: Path) -> None:
    """Choose a file in the dialog that was opened last."""
    row.window().findChildren(QFileDialog)[-1].fileSelected.emit(str(path))


def test_encryption_that_is_ticked_shows_its_address_and_certificate(ui: Ui) -> None:
    row = ticked(ui)
    assert ui.server.address is not None
    address = ui.server.address = replace(ui.server.address, encrypted_port=7443)
    click(row.renew)
    ui.until(lambda: "SHA-256" in row.facts.text())
    made = ui.services.certificates.current()
    assert made is not None
    assert made.fingerprint in row.facts.text().replace(" ", ":")
    ui.until(lambda: row.state.text() == f"Encrypted: {address.encrypted_urls[0]}")
    click(row.renew)
    ui.until(lambda: made.fingerprint not in row.facts.text().replace(" ", ":"))


def test_an_encryption_problem_is_shown_in_settings_and_on_the_koreader_page(ui: Ui) -> None:
    row, page = ticked(ui), ui.show(KoreaderPage(ui.context))
    assert ui.server.address is not None
    why = Message("Port {0} is used by another program. Stop it, or choose another port.", "<b>7443</b>")
    ui.server.address = replace(ui.server.address, encryption_problem=why)
    ui.services.events.emit(ServerChanged())
    ui.until(lambda: row.state.text() == str(why))
    ui.until(lambda: text_of(page.server, "encrypted") == str(why))


def test_encryption_that_failed_can_be_tried_again(ui: Ui) -> None:
    row = ticked(ui)
    assert not row.retry.isVisible()
    assert ui.server.address is not None
    ui.server.address = replace(ui.server.address, encryption_problem=Message("The store is locked."))
    ui.services.events.emit(ServerChanged())
    ui.until(row.retry.isVisible)
    before = ui.services.certificates.version
    ui.server.address = replace(ui.server.address, encryption_problem=NOTHING)
    click(row.retry)
    assert ui.services.certificates.version == before + 1
    ui.until(lambda: not row.retry.isVisible())


def test_a_certificate_that_is_not_stored_or_expires_soon_says_so_with_the_next_step() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert unkept_text(NOTHING) == ""
    why = Message("<b>{0}</b> is gone.", "The store")
    assert unkept_text(why) == "This certificate works until BookOrbit quits. <b>The store</b> is gone."
    theirs = Certificate("AB:CD", (), now + SOON, is_own=False)
    assert certificate_text(theirs, now).endswith("Choose a renewed one, or make a new certificate.")
    assert "soon" not in certificate_text(theirs, now - timedelta(seconds=1))
    assert "soon" not in certificate_text(replace(theirs, is_own=True), now)


def test_ones_own_certificate_is_chosen_with_its_key_and_a_wrong_one_is_refused(
    ui: Ui, tmp_path: Path
) -> None:
    row = ticked(ui)
    (tmp_path / "wrong.pem").write_text("no key")
    click(row.choose)
    choose_file(row, SELF_SIGNED)
    choose_file(row, tmp_path / "wrong.pem")
    ui.until(lambda: "has no private key" in row.state.text())
    assert ui.services.certificates.current() is None

    click(row.choose)
    choose_file(row, SELF_SIGNED)
    choose_file(row, SELF_SIGNED)
    ui.until(lambda: ui.services.certificates.current() is not None)
    ui.until(lambda: "has no private key" not in row.state.text())
