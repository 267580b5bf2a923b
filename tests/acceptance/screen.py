"""A real X server for programs with a window, and what can be seen on it."""

import itertools
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.acceptance.program import Program, until

_FREE = itertools.count(100 + os.getpid() * 10 % 50_000)
"""Numbers of screens. A server that ends takes away the socket of the next one with its number."""


@contextmanager
def open_screen() -> Iterator[dict[str, str]]:
    """A screen of its own; how a program finds it."""
    assert shutil.which("Xvfb"), "Xvfb is missing: python3 packaging/dev.py test installs it"
    server, display = next(started for number in _FREE if (started := _start_server(number)))
    try:
        yield {"DISPLAY": display}
    finally:
        server.terminate()
        server.wait()


def _start_server(number: int) -> "tuple[subprocess.Popen[bytes], str] | None":
    """An X server and its display, once it listens; None where somebody else has that number."""
    read, write = os.pipe()
    # Without -noreset the server starts anew when its last client leaves, and cuts off whoever connects just then.
    words = ["Xvfb", f":{number}", "-displayfd", str(write), "-screen", "0", "1280x900x24"]
    server = subprocess.Popen(
        [*words, "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        if display := told.readline().strip():
            return server, f":{display}"
    server.wait()
    return None


def wait_for_door(program: Program) -> None:
    """Wait until the running program can be spoken to by a second start."""
    note = program.data_dir / "control-socket"
    until(lambda: note.exists() and _is_open(note.read_text()), "the first start to listen")


def _is_open(door: str) -> bool:
    """Whether somebody listens: the file is there a moment earlier."""
    with socket.socket(socket.AF_UNIX) as knocking:
        return knocking.connect_ex(door) == 0


def window_titles(screen: dict[str, str]) -> str:
    """The titles of the program's windows that can be seen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "BookOrbit", "getwindowname"],
        capture_output=True,
        text=True,
        env=os.environ | screen,
        check=False,
    )
    return found.stdout
