"""A screen with a window manager, and a person's hands on it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.acceptance.program import PATIENCE, until
from tests.acceptance.screen import open_screen

TITLE = "^BookOrbit$"
PROGRAM = "^bookorbit-desktop$"
"""StartupWMClass in the desktop entry: panels find the program's icon by it."""
UNHEARD = 10.0
"""Seconds after which a key is pressed or an icon clicked again: openbox loses one key in a hundred at a window that
is just there, a menu that is just there has no keys yet, and a tray moves its icons when a new one comes."""


@dataclass(frozen=True)
class Desk:
    """What a person sees and does; `environment` is how a program finds the screen."""

    environment: dict[str, str]

    def windows(self) -> list[str]:
        """The program's main windows that can be seen."""
        return self._ask("search", "--onlyvisible", "--name", TITLE).split()

    def wait_for_window(self) -> None:
        """Wait until the window is in front and takes the keys."""
        until(self.is_in_front, "the window in front")

    def wait_until_hidden(self) -> None:
        """Wait until no window is left to be seen."""
        until(lambda: not self.windows(), "no window to be seen")

    def close_window(self) -> None:
        """Close it as the window manager does for its cross."""
        self.wait_for_window()
        until_heard(lambda: self.press("alt+F4"), lambda: not self.is_in_front(), "the window to go")

    def hide_window(self, click: Callable[[], object]) -> None:
        """Click the icon until the window goes: one that does not know yet that it is in front comes there."""
        self.wait_for_window()
        until_heard(click, lambda: not self.windows(), "no window to be seen")

    def click_icon(self, tray: str, button: int, seen: Callable[[], object], what: str) -> None:
        """Click the icon of a tray that holds one, until what it leads to is seen."""
        until_heard(lambda: self._click(tray, button), seen, what)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._ask("key", *keys)

    def parts(self) -> set[str]:
        """The windows of every kind that the program shows, such as its icon and an open menu."""
        return set(self._ask("search", "--onlyvisible", "--classname", PROGRAM).split())

    def is_in_front(self) -> bool:
        """Whether the window takes the keys."""
        return self._ask("getactivewindow") in self.windows()

    def _click(self, tray: str, button: int) -> None:
        found = self._ask("search", "--onlyvisible", "--class", tray, "getwindowgeometry", "--shell")
        place = dict(line.split("=") for line in found.splitlines() if "=" in line)
        if not place:
            return  # it has no icon yet
        across = int(place["X"]) + int(place["WIDTH"]) // 2
        down = int(place["Y"]) + int(place["HEIGHT"]) // 2
        self._ask("mousemove", str(across), str(down), "click", str(button))

    def _ask(self, *words: str) -> str:
        """What xdotool answers; again where a window went away while it looked at all of them."""
        while True:
            done = subprocess.run(
                ["xdotool", *words],
                capture_output=True,
                text=True,
                env=os.environ | self.environment,
                check=False,
            )
            if "BadWindow" not in done.stderr:
                return done.stdout.strip()


def until_heard(act: Callable[[], object], seen: Callable[[], object], what: str) -> None:
    """Act, and again where nothing came of it; what it leads to must not be undone by one more."""
    for heard_within in (UNHEARD, UNHEARD, PATIENCE):
        act()
        with suppress(AssertionError):
            until(seen, what, heard_within)
            return
    raise AssertionError(f"three times in vain: {what}")


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
