"""A Qt loop for each test, and the window's parts over real services."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

# A screen as most people have it; the offscreen platform's own is 800 pixels wide.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

import pytest
from PySide6.QtCore import QLocale, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, VirtualClock, World
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.system.secrets import MemorySecretStore, SecretStore
from bookorbit_desktop.ui import tasks, theme
from tests.acceptance.hardcover import Hardcover
from tests.services import TestClock
from tests.ui.harness import Ui, open_ui_services
from tests.ui.signing import browser, hardcover, make_signing, signing

__all__ = ["browser", "hardcover", "make_signing", "signing"]

MakeUi = Callable[..., Ui]


_NOWHERE = QPoint(-1000, -1000)
"""Where no window is."""


@pytest.fixture(scope="session")
def english(qapp: QApplication) -> None:
    """The program's own look and words, as `application` sets them up."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.set_up(qapp, dark=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of some things that it cannot do them; nobody needs them here."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _patient_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that goes on beyond the end of its test would wake a loop of Qt's that is gone."""
    monkeypatch.setattr(tasks, "CLOSE_SECONDS", 20.0)


@pytest.fixture
def qt_loop(qapp: QApplication, english: None) -> Iterator[QEventLoop]:
    """The window's loop; tests drive it step by step."""
    QCursor.setPos(_NOWHERE)  # another test left it where a bar may appear now, which waits for it to go
    loop = QEventLoop(qapp)
    yield loop
    loop.close()


@pytest.fixture
def world() -> World:
    """An empty Hardcover with one person."""
    world = World()
    world.add_user("demo")
    return world


@pytest.fixture
def make_ui(qt_loop: QEventLoop, world: World, tmp_path: Path) -> Iterator[MakeUi]:
    """Builds the harness; with the token of the local Hardcover unless said otherwise."""
    made: list[Ui] = []

    def make(
        *,
        token: str | None = DEMO_TOKEN,
        secrets: SecretStore | None = None,
        hardcover: Callable[..., LocalHardcover] = LocalHardcover,
        demo: bool = False,
    ) -> Ui:
        virtual = VirtualClock()
        local = hardcover(world, clock=virtual, sleep=virtual.sleep)
        services = open_ui_services(tmp_path / "data", local, TestClock(virtual), token, secrets)
        made.append(Ui(qt_loop, services, local, demo=demo))
        return made[-1]

    yield make
    while made:
        ui = made.pop()
        ui.close()
        ui.services.database.close()


@pytest.fixture
def ui(make_ui: MakeUi) -> Ui:
    """The harness as most tests want it."""
    return make_ui()


@pytest.fixture
def online(qt_loop: QEventLoop, tmp_path: Path) -> Iterator[Ui]:
    """The window's parts over a Hardcover on a real socket, which has pictures."""
    hardcover = Hardcover()
    hardcover.add("Dune", "Frank Herbert")
    endpoint = HardcoverEndpoint(hardcover.url, DEMO_TOKEN)
    services = open_services(tmp_path / "data", secret_store=MemorySecretStore(), hardcover=endpoint)
    ui = Ui(qt_loop, services, hardcover.local)
    yield ui
    ui.close()
    services.database.close()
    hardcover.close()
