"""A screen with a window manager, and a person's hands on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.acceptance.program import PATIENCE, until
from tests.acceptance.screen import open_screen

TITLE = "^BookOrbit$"
PROGRAM = "^bookorbit-desktop$"
"""StartupWMClass in the desktop entry: panels find the program's icon by it."""
UNHEARD = 10.0
"""Seconds after which a key is pressed again: openbox loses one in a hundred at a window that is just there."""


@dataclass(frozen=True)
class Desk:
    """What a person sees and does; `environment` is how a program finds the screen."""

    environment: dict[str, str]

    def windows(self) -> list[str]:
        """The program's main windows that can be seen."""
        return self._ask("search", "--onlyvisible", "--name", TITLE).split()

    def wait_for_window(self) -> None:
        """Wait until the window is in front and takes the keys."""
        until(self._is_in_front, "the window in front")

    def wait_until_hidden(self) -> None:
        """Wait until no window is left to be seen."""
        until(lambda: not self.windows(), "no window to be seen")

    def close_window(self) -> None:
        """Close it as the window manager does for its cross."""
        self.wait_for_window()
        for heard_within in (UNHEARD, UNHEARD, PATIENCE):
            self._ask("key", "alt+F4")
            with suppress(AssertionError):
                until(lambda: not self._is_in_front(), "the window to go", heard_within)
                return
        raise AssertionError("the window stays")

    def click_icon(self, tray: str, button: int) -> None:
        """Click the icon of a tray that holds one."""
        found = self._ask("search", "--onlyvisible", "--class", tray, "getwindowgeometry", "--shell")
        place = dict(line.split("=") for line in found.splitlines() if "=" in line)
        across = int(place["X"]) + int(place["WIDTH"]) // 2
        down = int(place["Y"]) + int(place["HEIGHT"]) // 2
        self._ask("mousemove", str(across), str(down), "click", str(button))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._ask("key", *keys)

    def parts(self) -> set[str]:
        """The windows of every kind that the program shows, such as its icon and an open menu."""
        return set(self._ask("search", "--onlyvisible", "--classname", PROGRAM).split())

    def _is_in_front(self) -> bool:
        return self._ask("getactivewindow") in self.windows()

    def _ask(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            capture_output=True,
            text=True,
            env=os.environ | self.environment,
            check=False,
        )
        return done.stdout.strip()


@contextmanager
def open_desk(*more: list[str], bus: dict[str, str]) -> Iterator[Desk]:
    """A screen with openbox and with each of the programs `more`; `bus` is where its session bus is."""
    commands = [["openbox"], *more]
    missing = [command[0] for command in commands if shutil.which(command[0]) is None]
    assert not missing, f"{missing} are missing: python3 packaging/dev.py test installs them"
    with open_screen() as screen:
        started = [
            subprocess.Popen(
                command,
                env=os.environ | screen | bus,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in commands
        ]
        try:
            yield Desk(screen | bus)
        finally:
            for process in started:
                process.terminate()
                process.wait()
