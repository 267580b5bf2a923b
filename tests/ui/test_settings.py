"""The settings page: each section's main action, over the real services."""

import json
import logging
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.domain.base.appearance import LanguageChoice, LogLevel, ThemeChoice
from bookorbit_desktop.domain.base.errors import AutostartUnavailable
from bookorbit_desktop.domain.overview.events import NetworkReturned
from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.services.library.folder_watch import FolderWatch
from bookorbit_desktop.ui import translation
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.settings.general import GeneralSection
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from bookorbit_desktop.ui.settings.rows import Section, TickRow
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.labels import busy
from tests.books import write_epub
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click, text_of


def shown(ui: Ui, topic: SettingsTopic) -> SettingsPage:
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(topic)
    return page


def choose(box: QComboBox, index: int) -> None:
    """As a person does: the box is told, then it says that it was used."""
    box.setCurrentIndex(index)
    box.activated.emit(index)


@pytest.fixture
def listening(ui: Ui) -> Iterator[tuple[UiContext, Background]]:
    """The real server on a free port of this computer, and the window's context with it."""
    ui.services.preferences.change(port=free_port(), listen_on="127.0.0.1")
    background = Background(ui.services, show=lambda: None)
    ui.on_network(background.start())
    yield replace(ui.context, server=background), background
    ui.on_network(background.stop())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_start_at_login_is_what_the_system_says(ui: Ui) -> None:
    page = shown(ui, SettingsTopic.GENERAL)
    login = page.general.login
    ui.until(lambda: login.box.toolTip())
    assert not login.box.isChecked()

    click(login.box)
    ui.until(ui.services.autostart.is_on)
    ui.services.autostart.switch(on=False)
    page.general.refresh()

    ui.until(lambda: not login.box.isChecked())


def test_a_system_that_refuses_autostart_is_said_and_the_box_tells_the_truth(ui: Ui) -> None:
    folder = ui.services.data_dir / "autostart"
    folder.write_text("no folder")
    with pytest.raises(AutostartUnavailable):
        ui.services.autostart.switch(on=True)
    login = shown(ui, SettingsTopic.GENERAL).general.login

    click(login.box)
    ui.until(lambda: "Couldn't change the file" in login.help.text() and not login.box.isChecked())

    assert not ui.services.autostart.is_on()


def test_the_demo_says_why_it_does_not_start_at_login(make_ui: MakeUi) -> None:
    login = shown(make_ui(demo=True), SettingsTopic.GENERAL).general.login

    assert (login.box.isEnabled(), login.help.text()[:25]) == (False, "Not available in the demo")


def test_theme_is_stored_and_shown_everywhere(ui: Ui) -> None:
    page = shown(ui, SettingsTopic.GENERAL)

    choose(page.general.theme.box, 2)
    ui.until(lambda: ui.services.preferences.current.theme == ThemeChoice.DARK)

    other = ui.show(SettingsPage(ui.context))
    assert other.general.theme.box.currentText() == "Dark"


def test_the_hour_at_which_a_day_of_reading_begins_is_chosen_here(ui: Ui) -> None:
    page = shown(ui, SettingsTopic.GENERAL)
    assert page.general.day_start.box.currentText() == "04:00"

    choose(page.general.day_start.box, 6)

    ui.until(lambda: ui.services.preferences.current.day_starts_at == 6)
    assert page.general.day_start.box.currentText() == "06:00"


def test_languages_are_those_with_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "translation_folder", lambda: tmp_path)
    assert translation.languages() == [LanguageChoice.SYSTEM, LanguageChoice.ENGLISH]

    (tmp_path / "bookorbit_fr.qm").touch()

    assert translation.languages() == [LanguageChoice.SYSTEM, LanguageChoice.ENGLISH, LanguageChoice.FRENCH]


def test_a_folder_is_added_looked_through_and_removed_with_its_books_kept(ui: Ui, tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    book = write_epub(tmp_path / "books" / "clocks.epub", title="The Clocks")
    library = shown(ui, SettingsTopic.LIBRARY).library
    ui.until(lambda: not library.rescan.isEnabled())

    library.adding.add_paths([str(book.parent)])
    ui.until(lambda: [row.path for row in library.rows] == [str(book.parent)])
    write_epub(book.parent / "later.epub", title="Later")
    click(library.rescan)
    ui.until(lambda: sum(ui.services.book_list.counts().values()) == 2)
    click(library.rows[0].remove)
    question = library.findChild(Confirm)
    assert question is not None
    click(question.act)
    ui.until(lambda: library.rows == [] and not library.rescan.isEnabled())

    assert ui.services.library.folders() == []
    assert book.exists()
    assert sum(ui.services.book_list.counts().values()) == 2


@pytest.mark.parametrize("typed", ["99999", "0", "seven"])
def test_an_invalid_port_is_refused_and_the_server_stays(ui: Ui, typed: str) -> None:
    koreader = shown(ui, SettingsTopic.KOREADER).koreader
    koreader.port.selectAll()
    QTest.keyClicks(koreader.port, typed)

    QTest.keyClick(koreader.port, Qt.Key.Key_Return)
    ui.until(lambda: "Enter a port" in koreader.problem.text())

    assert koreader.port.text() == typed
    assert ui.services.preferences.current.port == 7200
    assert ui.server.address is not None


def test_a_port_in_use_is_said_and_devices_still_reach_the_old_one(
    ui: Ui, listening: tuple[UiContext, Background]
) -> None:
    context, background = listening
    before = background.address
    koreader = ui.show(SettingsPage(context)).koreader
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        koreader.port.setFocus()
        koreader.port.selectAll()
        QTest.keyClicks(koreader.port, str(taken))

        koreader.use_port.click()
        ui.until(lambda: f"Port {taken} is used by another program" in koreader.problem.text())

    context.bridge.server_changed.emit()
    assert f"Port {taken} is used by another program" in koreader.problem.text(), (
        "news of the old port came late"
    )
    assert koreader.port.text() == str(taken)
    assert before is not None
    assert (background.address, ui.services.preferences.current.port) == (before, before.port)
    assert [check.problem for check in ui.on_network(background.check())] == [""]


def test_another_port_is_served_at_once(ui: Ui, listening: tuple[UiContext, Background]) -> None:
    context, background = listening
    koreader = ui.show(SettingsPage(context)).koreader
    wanted = free_port()
    koreader.port.selectAll()
    QTest.keyClicks(koreader.port, str(wanted))

    koreader.use_port.click()
    ui.until(lambda: koreader.problem.text() == f"Running on port {wanted}.")

    assert ui.services.preferences.current.port == wanted
    (answer,) = ui.on_network(background.check())
    assert (answer.url, answer.problem) == (f"http://127.0.0.1:{wanted}", "")


def test_the_networks_are_those_of_this_computer(ui: Ui, listening: tuple[UiContext, Background]) -> None:
    context, background = listening
    koreader = ui.show(SettingsPage(context)).koreader
    assert koreader.host.currentText() == "This computer only"
    assert koreader.host.itemText(0) == "All networks"

    choose(koreader.host, 0)
    ui.until(lambda: ui.services.preferences.current.listen_on == "")

    assert background.address is not None
    assert background.address.host == "0.0.0.0"


def test_devices_can_be_turned_away_and_finished_moved(ui: Ui) -> None:
    koreader = shown(ui, SettingsTopic.KOREADER).koreader

    click(koreader.accept.box)
    choose(koreader.finished.box, 3)
    ui.until(lambda: ui.services.preferences.current.finished_at == 1.0)
    ui.until(lambda: not ui.services.preferences.current.accept_progress)

    assert [koreader.finished.box.itemText(index) for index in range(4)] == ["95%", "98%", "99%", "100%"]


def test_a_token_is_connected_and_the_switches_say_why_they_rest(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    hardcover = shown(ui, SettingsTopic.HARDCOVER).hardcover
    assert hardcover.connect_card.isVisible()
    QTest.keyClicks(hardcover.connect_card.token, DEMO_TOKEN)

    click(hardcover.connect_card.save)
    ui.until(lambda: hardcover.account.isVisible() and "demo" in text_of(hardcover.account, "name"))
    click(hardcover.master.box)
    ui.until(lambda: not hardcover.triggers[0].box.isEnabled())

    assert not ui.services.preferences.current.hardcover_enabled
    assert "Nothing is sent automatically while" in hardcover.triggers[0].help.text()
    click(hardcover.master.box)
    ui.until(lambda: hardcover.triggers[2].box.isEnabled())
    click(hardcover.triggers[2].box)
    ui.until(lambda: not ui.services.preferences.current.hardcover_on_rating)
    click(hardcover.wishes.box)
    ui.until(lambda: ui.services.preferences.current.hardcover_pull_wishes)


def test_kinds_are_muted_and_quiet_hours_are_set(ui: Ui) -> None:
    notifications = shown(ui, SettingsTopic.NOTIFICATIONS).notifications
    assert [row.kind for row in notifications.kinds] == list(NotificationKind)
    assert not notifications.begins.box.isEnabled()

    click(notifications.kinds[1].box)
    ui.until(lambda: ui.services.preferences.current.muted_notifications == ("new_device",))
    click(notifications.quiet.box)
    ui.until(lambda: notifications.begins.box.isEnabled())
    choose(notifications.begins.box, 46)
    ui.until(lambda: ui.services.preferences.current.quiet_from == 23 * 60)

    assert notifications.begins.box.currentText() == "23:00"


def test_diagnostics_hold_no_secret(ui: Ui, tmp_path: Path) -> None:
    services = ui.services
    passphrase = services.koreader_login.ensure().passphrase
    assert passphrase
    services.diagnostics.log_folder.mkdir(parents=True)
    log = services.diagnostics.log_folder / "bookorbit.log"
    log.write_text(f"token {DEMO_TOKEN} and {passphrase} in {Path.home()}\n")
    services.preferences.change(hardcover_username="ines")
    page = shown(ui, SettingsTopic.ADVANCED)
    said: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: said.append(text))

    page.advanced.save_diagnostics(str(tmp_path / "out.zip"))
    ui.until(lambda: said)

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert sorted(archive.namelist()) == ["about.txt", "log/bookorbit.log", "settings.json"]
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
        assert json.loads(archive.read("settings.json"))["port"] == 7200
    assert "BookOrbit Desktop: " in everything
    for secret in (DEMO_TOKEN, passphrase, str(Path.home()), "ines"):
        assert secret not in everything


def test_diagnostics_that_cannot_be_written_are_said(ui: Ui, tmp_path: Path) -> None:
    page = shown(ui, SettingsTopic.ADVANCED)

    page.advanced.save_diagnostics(str(tmp_path / "nowhere" / "out.zip"))
    ui.until(lambda: ui.problems)

    assert ui.problems[0].startswith("Couldn't write the file there")
    assert (page.advanced.save.text(), page.advanced.save.isEnabled()) == ("Save diagnostics…", True)


def test_a_button_says_that_its_work_goes_on(ui: Ui) -> None:
    save = shown(ui, SettingsTopic.ADVANCED).advanced.save

    with busy(save, "Saving…"):
        assert (save.text(), save.isEnabled()) == ("Saving…", False)
    assert (save.text(), save.isEnabled()) == ("Save diagnostics…", True)


def test_the_log_level_takes_effect_at_once(ui: Ui) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    try:
        choose(shown(ui, SettingsTopic.ADVANCED).advanced.level, 0)
        ui.until(lambda: root.level == logging.WARNING)
    finally:
        root.setLevel(before)

    assert ui.services.preferences.current.log_level == LogLevel.WARNING


def test_every_setting_has_its_line_and_every_control_its_name(ui: Ui) -> None:
    page = shown(ui, SettingsTopic.GENERAL)
    for chip in page.chips.values():
        click(chip)

    ticks = list(page.findChildren(TickRow))

    assert len(ticks) >= 13
    assert [row.box.text() for row in ticks if not row.help.text()] == []
    nameless = [box for box in page.findChildren(QComboBox) if not box.accessibleName()]
    assert nameless == []


def test_a_section_is_built_when_it_is_first_shown_and_kept_from_then_on(ui: Ui) -> None:
    page = shown(ui, SettingsTopic.GENERAL)
    assert {type(section) for section in page.findChildren(Section)} == {GeneralSection}

    click(page.chips[SettingsTopic.ADVANCED])
    advanced = page.advanced
    click(page.chips[SettingsTopic.GENERAL])
    click(page.chips[SettingsTopic.ADVANCED])

    assert page.advanced is advanced
    assert advanced.isVisible()
    assert not page.general.isVisible()


def test_control_and_comma_open_settings_and_the_section_is_remembered(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: "Serving" in window.status.server.text())
    window.activateWindow()

    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: window.pages.currentWidget() is window.pages.settings)
    click(window.pages.settings.chips[SettingsTopic.KOREADER])
    current: QWidget = window.pages.settings.koreader
    assert current.isVisible()
    click(window.pages.settings.koreader.login)
    ui.until(lambda: window.pages.currentWidget() is window.pages.koreader)

    assert ui.services.window_memory.text("settings") == "koreader"


def test_the_keyboard_begins_at_the_section_that_is_shown(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: "Serving" in window.status.server.text())
    window.activateWindow()
    settings = window.pages.settings
    settings.show_topic(SettingsTopic.HARDCOVER)

    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    ui.until(settings.isVisible)
    assert window.focusWidget() is settings.chips[SettingsTopic.HARDCOVER]

    settings.show_topic(SettingsTopic.ADVANCED)
    assert window.focusWidget() is settings.chips[SettingsTopic.ADVANCED]


def test_each_folder_says_whether_changes_there_are_noticed(ui: Ui, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    write_epub(folder / "one.epub", "One", cover=False)
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    ui.on_network(started(ui.services.folder_watch))
    library = shown(ui, SettingsTopic.LIBRARY).library
    ui.until(lambda: [text_of(row, "state") for row in library.rows] == ["Watched for changes."])

    folder.rename(tmp_path / "unplugged")
    ui.services.events.emit(NetworkReturned(()))

    ui.until(lambda: [text_of(row, "state")[:18] for row in library.rows] == ["Not available. Its"])
    click(library.watching.box)
    ui.until(lambda: [text_of(row, "state")[:12] for row in library.rows] == ["Scanned when"])
    ui.on_network(ui.services.folder_watch.stop())
    assert not ui.services.preferences.current.watch_folders


async def started(watch: FolderWatch) -> None:
    watch.start()
