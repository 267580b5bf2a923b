"""One program for one theme, scale and language, and the pictures taken of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, VirtualClock, World
from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.ui import theme as design
from bookorbit_desktop.ui.translation import install_language
from tests.ports import free_port
from tests.screenshots import screens
from tests.screenshots.demo import fill_with_demo
from tests.screenshots.shelf import BOOKS, fill
from tests.services import TestClock
from tests.ui.harness import Ui, open_ui_services

_kept: list[QWidget] = []
"""What was shown: a window that is thrown away would still be told what happens."""


def take_pictures(data: Path, output: Path, only: str, *, theme: str, scale: str, language: str) -> int:
    """Take every picture of one variant; how many it were."""
    application = QApplication([])
    install_language(application, LanguageChoice(language))
    design.set_up(application, dark=theme == "dark")
    taken = 0
    with QEventLoop(application) as loop:
        for state in dict.fromkeys([*screens.BY_STATE, *screens.PICTURES_ONLY]):
            shots = screens.BY_STATE.get(state, []) + screens.PICTURES_ONLY.get(state, [])
            wanted = [(name, shot) for name, shot in shots if only in f"{name}-{state}"]
            if not wanted:
                continue
            with stage(loop, data / state, state) as ui:
                for name, shot in wanted:
                    widget = shot(ui)
                    screens.settle(ui)
                    picture = output / f"{name}-{state}-{theme}-{scale}-{language}.png"
                    widget.grab().save(str(picture))
                    widget.hide()
                    _kept.append(widget)
                    taken += 1
    return taken


@contextmanager
def stage(loop: QEventLoop, data: Path, state: str, books: int = BOOKS) -> Iterator[Ui]:
    """The program over a library in a state, with so many books unless it is empty."""
    virtual = VirtualClock()
    world = World()
    world.add_user("demo")
    hardcover = LocalHardcover(world, clock=virtual, sleep=virtual.sleep)
    token = None if state in ("empty", "sign-in") else DEMO_TOKEN
    issuer_port = free_port() if state == "sign-in" else 0
    services = open_ui_services(data, hardcover, TestClock(virtual), token, None, issuer_port)
    ui = Ui(loop, services, hardcover)
    if issuer_port:
        ui.on_network(hardcover.start(port=issuer_port))
    if state == "demo":
        fill_with_demo(ui, data / "Books")
    elif issuer_port:
        services.hardcover_account.use_for_session(DEMO_TOKEN)
        fill(ui, books)
        services.hardcover_account.remove()
    elif state != "empty":
        fill(ui, books)
    try:
        yield ui
    finally:
        if issuer_port:
            ui.on_network(hardcover.stop())
        ui.close()
        services.database.close()
