"""A real X server for programs with a window, and what can be seen on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.acceptance.program import Program, until


@contextmanager
def open_screen() -> Iterator[dict[str, str]]:
    """A screen of its own; how a program finds it."""
    assert shutil.which("Xvfb"), "Xvfb is missing: python3 packaging/dev.py test installs it"
    read, write = os.pipe()
    server = subprocess.Popen(
        # Without -noreset the server starts anew when its last client leaves, and cuts off whoever connects just then.
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = number.readline().strip()
    try:
        yield {"DISPLAY": f":{display}"}
    finally:
        server.terminate()
        server.wait()


def wait_for_door(program: Program) -> None:
    """Wait until the running program can be spoken to by a second start."""
    note = program.data_dir / "control-socket"
    until(lambda: note.exists() and Path(note.read_text()).exists(), "the first start to listen")


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
