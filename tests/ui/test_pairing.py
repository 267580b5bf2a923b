"""Pairing in the window: opened, counted down, confirmed, listed, revoked and put back."""

from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.koreader.pairing import REFUSED, PairingRefused
from bookorbit_desktop.ui.first_run.steps import KoreaderStep
from bookorbit_desktop.ui.koreader.login_card import CredentialsDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.shell import PairingPrompt
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.ui.conftest import MakeUi
from tests.ui.harness import PATIENCE, LockedSecretStore, Ui, click, names_of, part_of, text_of

KEY = koreader_key("her own words")


def shown(ui: Ui) -> KoreaderPage:
    page = ui.show(KoreaderPage(ui.context))
    ui.until(lambda: page.login.username.value and text_of(page.help, "push"))
    return page


def prompted(ui: Ui) -> tuple[MainWindow, PairingPrompt]:
    window = ui.show(MainWindow(ui.context))
    return window, PairingPrompt(ui.context, window)


def register(ui: Ui, name: str = "anna", address: str = "192.168.1.40") -> "Future[None]":
    """A device asks; the future is its answer."""
    return ui.network.submit(ui.services.pairing.register(name, KEY, address))


def add(ui: Ui, *names: str) -> None:
    for name in names:
        ui.services.paired_logins.add(name, KEY, "192.168.1.40")


def paired(page: KoreaderPage) -> list[str]:
    return names_of(page.pairing.findChildren(QWidget, "entry"))


def accepts(ui: Ui, name: str) -> bool:
    return ui.on_network(ui.services.koreader_login.accepts(name, KEY))


def words_of(prompt: PairingPrompt) -> str:
    assert prompt.dialog is not None
    return " ".join(label.text() for label in prompt.dialog.findChildren(QLabel))


def test_the_button_opens_pairing_and_counts_down(ui: Ui) -> None:
    page = shown(ui)
    strip = page.login.strip
    page.login.ways.bar.setCurrentIndex(1)
    click(strip.toggle)
    ui.until(lambda: text_of(strip, "state").startswith("2:00 left."))
    assert "Waiting for a device to register." in text_of(strip, "state")
    assert strip.toggle.text() == "Stop pairing"

    ui.services.clock.move(seconds=55)  # type: ignore[attr-defined] # the test's own clock
    ui.until(lambda: text_of(strip, "state").startswith("1:05 left."))
    ui.services.clock.move(seconds=65)  # type: ignore[attr-defined]
    ui.until(lambda: text_of(strip, "state") == "Pairing timed out.")
    assert strip.toggle.text() == "Pair a device"


def test_open_pairing_is_stopped_with_its_button(ui: Ui) -> None:
    page = shown(ui)
    strip = page.login.strip
    page.login.ways.bar.setCurrentIndex(1)
    click(strip.toggle)
    ui.until(lambda: strip.toggle.text() == "Stop pairing")
    click(strip.toggle)
    ui.until(lambda: text_of(strip, "state") == "Pairing stopped.")
    assert not ui.services.pairing.window.is_open


def test_a_device_is_asked_about_by_name_and_address_and_allowed(ui: Ui) -> None:
    window, prompt = prompted(ui)
    window.sidebar.select(Page.KOREADER)
    page = window.pages.koreader
    prompt.begin()
    ui.until(lambda: ui.services.pairing.window.is_open)
    answer = register(ui)
    ui.until(lambda: prompt.dialog)
    assert "A device at 192.168.1.40 wants to log in as “\u2068anna\u2069”. Allow?" in words_of(prompt)
    assert "Allow it?" in text_of(page.login.strip, "state")

    assert prompt.dialog is not None
    click(prompt.dialog.act)
    ui.until(lambda: paired(page))

    assert answer.result(PATIENCE) is None
    assert accepts(ui, "anna")
    ui.until(lambda: text_of(page.login.strip, "state") == "“\u2068anna\u2069” paired.")
    assert not ui.problems


@pytest.mark.parametrize("closes", ["keep", "escape"])
def test_a_device_is_not_let_in_unless_allow_is_pressed(ui: Ui, closes: str) -> None:
    _, prompt = prompted(ui)
    ui.services.pairing.open()
    answer = register(ui)
    ui.until(lambda: prompt.dialog)
    assert prompt.dialog is not None
    assert prompt.dialog.keep.isDefault()
    if closes == "keep":
        click(prompt.dialog.keep)
    else:
        prompt.dialog.reject()
    ui.until(answer.done)
    with pytest.raises(PairingRefused, match=REFUSED):
        answer.result()
    assert not accepts(ui, "anna")
    assert ui.services.pairing.window.is_open


def test_a_question_goes_away_when_pairing_closes(ui: Ui) -> None:
    _, prompt = prompted(ui)
    ui.services.pairing.open()
    answer = register(ui)
    ui.until(lambda: prompt.dialog)
    ui.services.pairing.close()
    ui.until(lambda: prompt.dialog is None)
    with pytest.raises(PairingRefused):
        answer.result(PATIENCE)
    assert not ui.problems


def test_a_question_goes_away_when_the_time_is_up(ui: Ui) -> None:
    _, prompt = prompted(ui)
    ui.services.pairing.open()
    answer = register(ui)
    ui.until(lambda: prompt.dialog)
    ui.services.clock.move(seconds=120)  # type: ignore[attr-defined]
    ui.until(lambda: prompt.dialog is None)
    with pytest.raises(PairingRefused):
        answer.result(PATIENCE)


def test_a_long_name_does_not_burst_the_question(ui: Ui) -> None:
    _, prompt = prompted(ui)
    ui.services.pairing.open()
    register(ui, "w" * 100)
    ui.until(lambda: prompt.dialog)
    assert "w" * 41 not in words_of(prompt)
    ui.services.pairing.close()
    ui.until(lambda: prompt.dialog is None)


def test_paired_devices_are_listed_revoked_and_put_back(ui: Ui) -> None:
    add(ui, "anna", "ben")
    page = shown(ui)
    offers: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda text, given: offers.append((text, given)))
    assert paired(page) == ["\u2068anna\u2069", "\u2068ben\u2069"]
    texts = [label.text() for label in page.pairing.findChildren(QLabel)]
    assert "paired just now · 192.168.1.40 · not used yet" in texts
    assert accepts(ui, "anna")
    page.pairing.refresh()
    texts = [label.text() for label in page.pairing.findChildren(QLabel)]
    assert "paired just now · 192.168.1.40 · last used just now" in texts

    click(part_of(page.pairing, QPushButton, "anna"))
    ui.until(lambda: offers)
    assert not accepts(ui, "anna")
    assert accepts(ui, "ben")
    ui.until(lambda: paired(page) == ["\u2068ben\u2069"])

    text, (undo,) = offers[0]
    assert (text, undo.takes_back) == ("“\u2068anna\u2069” can no longer log in.", True)
    undo.act()
    ui.until(lambda: len(paired(page)) == 2)
    assert accepts(ui, "anna")


def test_all_paired_devices_can_be_revoked_at_once(ui: Ui) -> None:
    add(ui, "anna", "ben")
    page = shown(ui)
    offers: list[str] = []
    ui.context.messages.offered.connect(lambda text, given: offers.append(text))
    click(page.pairing.revoke_all)
    ui.until(lambda: offers == ["2 paired devices can no longer log in."])
    ui.until(lambda: not page.pairing.revoke_all.isVisible())
    assert ui.services.paired_logins.all() == []


def test_a_new_passphrase_says_that_paired_devices_stay(ui: Ui) -> None:
    add(ui, "anna")
    page = shown(ui)
    offers: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda text, given: offers.append((text, given)))
    click(page.login.change)
    dialog = page.login.findChild(CredentialsDialog)
    assert dialog is not None
    assert any("stay logged in" in label.text() for label in dialog.findChildren(QLabel))
    click(dialog.generate)
    click(dialog.save)
    ui.until(lambda: offers)
    text, (revoke,) = offers[0]
    assert (text, revoke.text) == ("Devices paired with their own password stay logged in.", "Revoke all")
    assert accepts(ui, "anna")
    revoke.act()
    ui.until(lambda: not ui.services.paired_logins.all())
    assert not accepts(ui, "anna")


def test_the_pairing_button_says_why_no_device_could_pair_now(ui: Ui) -> None:
    page = shown(ui)
    strip = page.login.strip
    page.login.ways.bar.setCurrentIndex(1)
    ui.on_network(ui.server.stop())
    ui.until(lambda: not strip.toggle.isEnabled())
    assert strip.toggle.toolTip() == "Start the server first."
    ui.on_network(ui.server.start())
    ui.services.preferences.change(accept_progress=False)
    ui.until(lambda: "Accept progress" in strip.toggle.toolTip())


def test_the_tray_opens_pairing_and_stops_it(ui: Ui) -> None:
    window, prompt = prompted(ui)
    tray = Tray(ui.context)
    tray.menu.pair.triggered.connect(lambda: prompt.begin())
    assert tray.menu.pair.text() == "Pair a device (2 min)"
    tray.menu.pair.trigger()
    ui.until(lambda: ui.services.pairing.window.is_open)
    assert window.pages.currentWidget() is window.pages.koreader
    ui.until(window.pages.koreader.login.strip.isVisible)
    tray.menu.refresh()
    assert tray.menu.pair.text() == "Stop pairing"
    tray.menu.pair.trigger()
    assert not ui.services.pairing.window.is_open
    tray.close()


def test_the_first_steps_can_pair_too(ui: Ui) -> None:
    step = ui.show(KoreaderStep(ui.context))
    step.login.ways.bar.setCurrentIndex(1)
    click(step.login.strip.toggle)
    ui.until(lambda: "2:00 left." in text_of(step.login.strip, "state"))
    assert ui.services.pairing.window.is_open


def test_without_a_password_store_pairing_works(make_ui: MakeUi) -> None:
    ui = make_ui(secrets=LockedSecretStore())
    _, prompt = prompted(ui)
    ui.services.pairing.open()
    answer = register(ui)
    ui.until(lambda: prompt.dialog)
    assert prompt.dialog is not None
    click(prompt.dialog.act)
    ui.until(answer.done)
    assert answer.result() is None
    assert accepts(ui, "anna")
