"""The tray icon's menu and states. Real tray hosts are the end-to-end tests' business."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from bookorbit_desktop.domain.sync_state import HardcoverState
from bookorbit_desktop.ui.standing import Standing
from bookorbit_desktop.ui.tray import Tray
from tests.ui.harness import Ui


def test_the_menu_says_how_things_stand(ui: Ui) -> None:
    tray = Tray(ui.context)
    tray.show_standing(Standing(states={HardcoverState.PENDING: 4}))

    assert [action.text() for action in tray.menu.actions() if not action.isSeparator()] == [
        "Sync now (4)",
        "Open BookOrbit",
        "Serving 192.168.1.20:7200",
        "Copy server address",
        "Quit",
    ]
    assert not tray.server.isEnabled()
    assert "4 pending" in tray.icon.toolTip()
    tray.close()


def test_every_entry_does_what_it_says(ui: Ui) -> None:
    tray = Tray(ui.context)
    heard: list[str] = []
    tray.sync_wanted.connect(lambda: heard.append("sync"))
    tray.open_wanted.connect(lambda: heard.append("open"))
    tray.quit_wanted.connect(lambda: heard.append("quit"))
    tray.toggled.connect(lambda: heard.append("toggle"))

    for action in (tray.sync, tray.open, tray.quit, tray.copy):
        action.trigger()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)

    assert heard == ["sync", "open", "quit", "toggle"]
    assert QGuiApplication.clipboard().text() == "http://192.168.1.20:7200"
    tray.close()


def test_a_stopped_server_has_no_address_to_copy(ui: Ui) -> None:
    ui.on_network(ui.server.stop())
    tray = Tray(ui.context)

    assert tray.server.text() == "Server stopped"
    assert not tray.copy.isEnabled()
    tray.close()


def test_without_a_tray_host_the_icon_is_not_there(ui: Ui) -> None:
    tray = Tray(ui.context)

    assert not tray.is_there
    tray.close()
