"""New versions in the window: asked first, switched on and off, told of once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from bookorbit_desktop.ui.tray import Tray
from tests.ui.harness import Ui, click
from tests.web_site import WebSite, open_web_site


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebSite]:
    with open_web_site() as site:
        monkeypatch.setenv("BOOKORBIT_SITE", site.url)
        yield site


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The web pages that were opened."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    return opened


def offers(window: MainWindow) -> dict[str, QPushButton]:
    shown = window.message_bar.findChildren(QPushButton)
    return {one.text(): one for one in shown if one.text() and one.isVisible()}


def asked(ui: Ui) -> tuple[MainWindow, Tray]:
    ui.services.preferences.change(first_run_done=True)
    window, tray = ui.show(MainWindow(ui.context)), Tray(ui.context)
    NoticePresenter(ui.context, window, tray).ask_about_new_versions()
    return window, tray


def test_the_web_site_is_asked_for_a_new_version_only_after_a_yes(
    site: WebSite, ui: Ui, pages: list[str]
) -> None:
    window, tray = asked(ui)
    assert window.message_bar.text == (
        "Should BookOrbit ask 127.0.0.1 once a week whether there is a new version?"
    )
    assert site.asked == []
    click(offers(window)["Yes, once a week"])
    ui.until(lambda: window.message_bar.text == "BookOrbit 99.0.0 is available.")
    assert ui.services.preferences.current.tell_of_new_versions
    click(offers(window)["Open web page"])
    assert pages == [site.url]
    tray.close()


def test_a_no_is_final_and_sends_nothing(site: WebSite, ui: Ui) -> None:
    window, tray = asked(ui)
    click(offers(window)["No"])
    NoticePresenter(ui.context, window, tray).ask_about_new_versions()
    assert "Yes, once a week" not in offers(window)
    assert not ui.services.preferences.current.tell_of_new_versions
    assert site.asked == []
    tray.close()


def test_the_version_check_is_switched_on_run_and_opened_from_settings(
    site: WebSite, ui: Ui, pages: list[str]
) -> None:
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(SettingsTopic.ABOUT)
    card = page.about.new_version
    assert card.isVisible()
    assert not card.open.isVisible()
    click(card.wanted.box)
    ui.until(card.open.isVisible)
    assert card.state.help.text() == "BookOrbit 99.0.0 is available."
    ui.until(lambda: ui.services.preferences.current.tell_of_new_versions)  # stored beside the look
    click(card.open)
    assert pages == [site.url]
    site.content = b"nonsense"
    click(card.look)
    ui.until(lambda: "doesn't name a version" in card.state.help.text())
    site.content = b'{"version": "0.0.1"}'
    click(card.look)
    ui.until(lambda: card.state.help.text() == "This is the newest version. Asked just now.")
    assert not card.open.isVisible()


def test_without_a_web_site_settings_do_not_show_the_version_check(ui: Ui) -> None:
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(SettingsTopic.ABOUT)
    assert not page.about.new_version.isVisible()
