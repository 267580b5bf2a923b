"""What closing the window does where there is a tray."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from bookorbit_desktop.ui.bridge import EventBridge
from bookorbit_desktop.ui.messages import Messages
from bookorbit_desktop.ui.shell import Shell
from bookorbit_desktop.ui.tray import Tray
from tests.ui.harness import Ui


@pytest.fixture
def shell(ui: Ui) -> Iterator[Shell]:
    shell = Shell(replace(ui.context, bridge=EventBridge(ui.services.events), messages=Messages()))
    yield shell
    shell.window.hide()
    ui.run(shell.end())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_two_closings_in_a_row_say_once_that_it_stays(
    ui: Ui, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second comes before the settings could be written."""
    told: list[str] = []
    monkeypatch.setattr(Tray, "is_there", True)
    monkeypatch.setattr(shell.tray, "tell", lambda title, _text: told.append(title))
    for _ in range(2):
        shell.window.show()
        shell.window.close()

    assert (told, shell.window.isVisible()) == (["BookOrbit is still running"], False)
    ui.until(lambda: ui.services.preferences.current.close_to_tray_told)
