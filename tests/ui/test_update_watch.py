"""An update while the program runs: started again where nobody looks, asked about where somebody does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.system.own_program import OwnProgram, Restart
from bookorbit_desktop.ui.application import UpdateWatch
from bookorbit_desktop.ui.shell import Shell
from tests.ui.harness import Ui, click


class Watched:
    """A window over a program whose file can be replaced."""

    def __init__(self, ui: Ui, file: Path) -> None:
        self.file = file
        file.write_text("one")
        self.shell = Shell(ui.context)
        self.ends = 0
        self.watch = UpdateWatch(lambda: self.shell, self._end, OwnProgram(file))

    def _end(self) -> None:
        self.ends += 1

    def update(self) -> None:
        """Replace the file, and let it be looked at until it is sure."""
        self.file.write_text("another")
        self.watch.look()
        self.watch.look()

    def offered(self) -> list[QPushButton]:
        bar = self.shell.window.message_bar
        return [
            one for one in bar.findChildren(QPushButton) if one.text() == "Restart now" and one.isVisible()
        ]


@pytest.fixture
def watched(ui: Ui, tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(ui, tmp_path / "program")
    yield watched
    watched.watch.close()
    watched.shell.tray.close()
    watched.shell.window.hide()
    watched.shell.window.deleteLater()


def test_an_updated_program_in_the_tray_restarts_by_itself_and_stays_there(watched: Watched) -> None:
    watched.watch.look()
    assert (watched.ends, watched.watch.restart) == (0, None)
    watched.update()
    assert (watched.ends, watched.watch.restart) == (1, Restart.HIDDEN)


def test_a_window_is_asked_once_and_started_again_on_request(watched: Watched) -> None:
    watched.shell.window.show()
    watched.update()
    assert watched.shell.window.message_bar.text == (
        "BookOrbit was updated. Some things work only after a restart."
    )
    assert watched.ends == 0
    [restart] = watched.offered()
    watched.watch.look()
    assert watched.offered() == [restart]
    click(restart)
    assert (watched.ends, watched.watch.restart) == (1, Restart.SHOWN)


def test_closing_the_window_after_an_update_restarts_the_program_in_the_tray(watched: Watched) -> None:
    watched.shell.window.show()
    watched.update()
    watched.shell.window.hide()
    watched.watch.look()
    assert (watched.ends, watched.watch.restart) == (1, Restart.HIDDEN)
