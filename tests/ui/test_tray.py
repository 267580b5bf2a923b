"""The tray icon's menu and states. Real tray hosts are the end-to-end tests' business."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from bookorbit_desktop.domain.base.appearance import TrayIconChoice
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui import icons
from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.context import Messages
from bookorbit_desktop.ui.counts import Counts, load_counts
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.shell import Shell
from bookorbit_desktop.ui.tray import Tray
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui


def shown(actions: list[QAction]) -> list[str]:
    return [action.text() for action in actions if action.isVisible() and not action.isSeparator()]


def test_the_menu_says_how_things_stand(ui: Ui) -> None:
    tray = Tray(ui.context)
    tray.show_counts(Counts(states={HardcoverState.PENDING: 4}))

    assert shown(tray.menu.menu.actions()) == [
        "Sync now (4)",
        "Pause Hardcover",
        "Currently reading",
        "Serving 192.168.1.20:7200",
        "Copy server address",
        "Accept KOReader progress",
        "Pair a device (2 min)",
        "Open BookOrbit",
        "Settings",
        "Quit",
    ]
    assert shown(tray.menu.pause.actions()) == ["For an hour", "Until tomorrow", "Until I resume"]
    assert not tray.menu.server.isEnabled()
    assert "4 pending" in tray.icon.toolTip()
    tray.close()


def test_every_entry_of_the_tray_menu_does_what_it_says(ui: Ui) -> None:
    tray = Tray(ui.context)
    heard: list[str] = []
    menu = tray.menu
    ui.context.navigation.command_asked.connect(heard.append)
    menu.window_requested.connect(lambda: heard.append("window"))
    ui.context.navigation.route_asked.connect(lambda route: heard.append(route.page))
    menu.quit.triggered.connect(lambda: heard.append("quit"))
    tray.toggled.connect(lambda: heard.append("toggle"))

    for action in (menu.sync, menu.open, menu.settings, menu.quit, menu.copy):
        action.trigger()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)

    assert heard == [Command.SYNC, "window", "window", Page.SETTINGS, "quit", "toggle"]
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200"
    tray.close()


def test_the_books_being_read_are_listed_and_open(ui: Ui) -> None:
    long = ui.book("The Extraordinary Adventures of a Clockmaker & Daughters of the Moon")
    clocks = ui.book("Clocks")
    ui.push(long, 0.43)
    ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
    ui.push(clocks, 0.1)
    tray = Tray(ui.context)
    tray.show_counts(load_counts(ui.services))
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)

    books = tray.menu.current.actions()
    assert books[0].text() == "Clocks · 10%"
    assert books[1].text().startswith("The Extraordinary Adventures of a Clock")
    assert books[1].text().endswith("… · 43%")
    books[1].trigger()

    assert asked == [Route(Page.LIBRARY, book_id=long)]
    assert "Clocks · 10%" in tray.icon.toolTip()
    tray.close()


def test_hardcover_is_paused_and_resumed(ui: Ui) -> None:
    tray = Tray(ui.context)
    hour, _tomorrow, endless = tray.menu.pause.actions()
    hour.trigger()
    ui.until(lambda: ui.services.pause.until is not None)
    tray.refresh()
    tray.menu.refresh()
    assert not tray.menu.pause.menuAction().isVisible()
    assert tray.menu.resume.text().startswith("Resume Hardcover (paused until ")

    tray.menu.resume.trigger()
    ui.until(lambda: not ui.services.pause.is_paused)
    endless.trigger()
    ui.until(lambda: ui.services.pause.is_paused)
    tray.menu.refresh()
    assert tray.menu.resume.text() == "Resume Hardcover"
    tray.close()


def test_without_a_token_there_is_nothing_to_pause(make_ui: MakeUi) -> None:
    tray = Tray(make_ui(token=None).context)
    assert not tray.menu.pause.isEnabled()
    assert tray.menu.pause.menuAction().toolTip() == "Connect your Hardcover account first."
    tray.close()


def test_koreader_is_turned_away_and_let_in_again(ui: Ui) -> None:
    tray = Tray(ui.context)
    assert tray.menu.accept.isChecked()
    tray.menu.accept.trigger()
    ui.until(lambda: not ui.services.preferences.current.accept_progress)
    tray.menu.accept.trigger()
    ui.until(lambda: ui.services.preferences.current.accept_progress)
    ui.until(tray.menu.accept.isChecked)  # news of the first change may have come in between
    tray.close()


def test_a_stopped_server_has_no_address_to_copy(ui: Ui) -> None:
    ui.on_network(ui.server.stop())
    tray = Tray(ui.context)

    assert tray.menu.server.text() == "Server stopped"
    assert not tray.menu.copy.isEnabled()
    tray.close()


def test_without_a_tray_host_the_icon_is_not_there(ui: Ui) -> None:
    tray = Tray(ui.context)

    assert not tray.is_there
    tray.close()


def test_the_icon_turns_while_a_sync_runs_and_stands_still_otherwise(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKORBIT_REDUCED_MOTION", "0")
    tray = Tray(ui.context)
    assert not tray.is_turning

    tray.show_syncing(True)
    assert tray.is_turning
    shown = {tray.icon.icon().cacheKey()}

    def sees_four() -> bool:
        shown.add(tray.icon.icon().cacheKey())
        return len(shown) >= 4

    ui.until(sees_four)
    pictures = {frame.pixmap(22, 22).toImage().cacheKey() for frame in tray._frames}
    assert len(pictures) == 4
    tray.show_syncing(False)
    assert not tray.is_turning
    assert tray.icon.icon().cacheKey() not in {frame.cacheKey() for frame in tray._frames}
    tray.close()


def colours(tray: Tray) -> set[str]:
    """Of all that is drawn fully."""
    picture = tray.icon.icon().pixmap(64, 64).toImage()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    drawn = (picture.pixelColor(x, y) for x, y in points)
    return {one.name().upper() for one in drawn if one.alpha() == 255}


@pytest.mark.parametrize(
    ("choice", "colour"), [(TrayIconChoice.DARK, "#1F1D1A"), (TrayIconChoice.LIGHT, "#FFFFFF")]
)
def test_for_light_and_dark_panels_each_state_is_drawn_in_one_colour(
    ui: Ui, choice: TrayIconChoice, colour: str
) -> None:
    tray = Tray(ui.context)
    in_colour = colours(tray)
    assert len(in_colour) > 1
    ui.services.preferences.change(tray_icon=choice)
    ui.until(lambda: colours(tray) == {colour})
    tray.show_syncing(True)
    assert colours(tray) == {colour}
    ui.services.preferences.change(tray_icon="of a later version")
    tray.show_syncing(False)
    ui.until(lambda: colours(tray) == in_colour)
    tray.close()


def test_on_macos_the_system_colours_the_icon(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "_TRAY_COLOURS", {TrayIconChoice.SYSTEM: "#000000"})
    assert icons.tray_icon("idle", TrayIconChoice.SYSTEM).isMask()
    assert not icons.tray_icon("idle", TrayIconChoice.COLOUR).isMask()


def test_nothing_turns_where_the_person_wants_no_motion(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKORBIT_REDUCED_MOTION", "1")
    tray = Tray(ui.context)
    tray.show_syncing(True)
    assert not tray.is_turning
    tray.close()


def test_the_hint_that_the_program_still_runs_is_shown_once_even_on_a_slow_disk(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Tray, "is_there", True)
    monkeypatch.setattr(Tray, "tell", lambda tray, title, text: told.append(title))
    shell = Shell(replace(ui.context, bridge=EventBridge(ui.services.events), messages=Messages()))
    written = threading.Event()
    ui.services.database.submit(lambda: written.wait(120))

    for _ in range(2):
        shell.window.show()
        shell.window.close()
        assert not shell.window.isVisible()
    assert not ui.services.preferences.current.close_to_tray_told
    written.set()
    ui.until(lambda: ui.services.preferences.current.close_to_tray_told)

    assert told == ["BookOrbit is still running"]
    shell.tray.close()
    ui.run(shell.end())
