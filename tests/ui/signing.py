"""A window that can sign in: the issuer is a local Hardcover, the browser a person of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from qasync import QEventLoop

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.acceptance.hardcover import Hardcover
from tests.browser import Person
from tests.ui.harness import LockedSecretStore, Ui

MakeSigning = Callable[..., Ui]


class Browser(Person):
    """The person's browser as the window opens it; it may stay closed, or show the page and wait."""

    opens = True
    acts = True
    """False leaves it to the test to press."""

    def take(self, address: QUrl) -> bool:
        if self.opens and self.acts:
            self.open(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        else:
            self.addresses.append(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self.opens


@pytest.fixture
def hardcover() -> Iterator[Hardcover]:
    hardcover = Hardcover()
    yield hardcover
    hardcover.close()


@pytest.fixture
def make_signing(qt_loop: QEventLoop, tmp_path: Path, hardcover: Hardcover) -> Iterator[MakeSigning]:
    """The window's parts over a Hardcover where this program is registered."""
    made: list[Ui] = []

    def make(secrets: MemorySecretStore | LockedSecretStore | None = None, issuer: str = "") -> Ui:
        endpoint = HardcoverEndpoint(
            hardcover.url, None, DEMO_CLIENT_ID, issuer or hardcover.local.oauth.issuer
        )
        services = open_services(
            tmp_path / "data", secret_store=secrets or MemorySecretStore(), hardcover=endpoint
        )
        made.append(Ui(qt_loop, services, hardcover.local))
        return made[-1]

    yield make
    for ui in made:
        ui.close()
        ui.services.database.close()


@pytest.fixture
def signing(make_signing: MakeSigning) -> Ui:
    return make_signing()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    browser = Browser()
    monkeypatch.setattr(QDesktopServices, "openUrl", browser.take)
    yield browser
    browser.join()
