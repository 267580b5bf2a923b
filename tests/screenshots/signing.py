"""Signing in with Hardcover: the ways, the wait, what can go wrong, and an account that is signed in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.hardcover.sign_in import DeviceCode
from bookorbit_desktop.services.hardcover import sign_in as sign_in_service
from bookorbit_desktop.ui.hardcover.sign_in import DeviceDialog, SignInPanel
from bookorbit_desktop.ui.main_window import MainWindow
from tests.browser import press
from tests.screenshots.shelf import pass_time
from tests.ui.harness import Ui

ADDRESS = "https://hardcover.app/oauth2/authorize?response_type=code&client_id=bookorbit-desktop"
LINK = "https://hardcover.app/link"
DEVICE = DeviceCode("", "WDJB-MJHT", LINK, f"{LINK}?code=WDJB-MJHT", 900.0, 5.0)


def panel_of(window: MainWindow) -> SignInPanel:
    return window.pages.hardcover.connect_card.sign_in


def wait(ui: Ui, window: MainWindow) -> str:
    """Press the button; the person has not answered yet. Returns the address that the browser has."""
    panel = panel_of(window)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDesktopServices, "openUrl", lambda address: True)
        panel.begin.click()
        ui.until(lambda: panel.address.isVisible())
    return panel.address.value


def waiting(ui: Ui, window: MainWindow) -> MainWindow:
    """As it is until the person answers, but at rest, and with the address that everyone sees."""
    wait(ui, window)
    panel = panel_of(window)
    panel.cancel.click()
    ui.until(lambda: not ui.tasks.is_busy)
    panel._await(panel._awaited.text(), ADDRESS)
    return window


def _answered(ui: Ui, window: MainWindow, decision: str) -> MainWindow:
    address = wait(ui, window)
    ui.run(ui.context.tasks.blocking(press, address, decision))
    ui.until(lambda: not ui.tasks.is_busy)
    return window


def denied(ui: Ui, window: MainWindow) -> MainWindow:
    return _answered(ui, window, "deny")


def timed_out(ui: Ui, window: MainWindow) -> MainWindow:
    panel = panel_of(window)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sign_in_service, "PATIENCE", 0.05)
        patch.setattr(QDesktopServices, "openUrl", lambda address: True)
        panel.begin.click()
        ui.until(lambda: panel.begin.isVisible())
    return window


def on_another_device(ui: Ui, window: MainWindow) -> QWidget:
    dialog = DeviceDialog(ui.context, window)
    dialog.show()
    ui.until(lambda: dialog.code.isVisible())
    ui.services.sign_in.cancel()
    ui.until(lambda: not ui.tasks.is_busy)
    dialog._show(DEVICE)
    return dialog


def signed_in(ui: Ui, window: MainWindow) -> MainWindow:
    _answered(ui, window, "allow")
    ui.services.preferences.change(
        hardcover_user_id=ui.hardcover.user_id, hardcover_username="demo", hardcover_confirmed=True
    )
    return window


def ended(ui: Ui, window: MainWindow) -> MainWindow:
    """Removed from the person's list of connected apps."""
    ui.on_network(_do(ui.hardcover.oauth.revoke_all))
    _check(ui, window)
    return window


def ends_soon(ui: Ui, window: MainWindow) -> MainWindow:
    """With an answer to a renewal that was lost on the last day."""
    _anew(ui, window)
    pass_time(ui, timedelta(days=6, hours=12))
    ui.hardcover.faults.add(FaultKind.WRITE_THEN_RESET, operation="oauth-token")
    _check(ui, window)
    return window


def another_account(ui: Ui, window: MainWindow) -> MainWindow:
    """Signed in as somebody else than this library was synced with."""
    ines = ui.hardcover.world.add_user("ines")
    ui.hardcover.oauth.person_id = ines
    return _anew(ui, window)


def _anew(ui: Ui, window: MainWindow) -> MainWindow:
    window.pages.hardcover.account_actions.change.trigger()
    return _answered(ui, window, "allow")


def _check(ui: Ui, window: MainWindow) -> None:
    window.pages.hardcover.account_actions.check.trigger()
    ui.until(lambda: not ui.tasks.is_busy)


async def _do(act: Callable[[], object]) -> None:
    act()
