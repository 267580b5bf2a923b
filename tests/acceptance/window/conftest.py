"""The fixtures of `tests/ui`, for tests of what an issue promises of the window."""

from pathlib import Path

import pytest

from bookorbit_desktop.ui.widgets import message_bar
from tests.ui.conftest import (
    _patient_end,
    browser,
    english,
    hardcover,
    make_signing,
    make_ui,
    qt_loop,
    signing,
    ui,
    world,
)

__all__ = [
    "_patient_end",
    "browser",
    "english",
    "hardcover",
    "make_signing",
    "make_ui",
    "qt_loop",
    "signing",
    "ui",
    "world",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of some things that it cannot do them; nobody needs them here."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _patient_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test reads or takes back is still on the screen then, however busy the computer is."""
    for name in ("TOAST_MS", "OFFER_MS"):
        monkeypatch.setattr(message_bar, name, 600_000)
