"""Deliver 6 and 7: the desktop, as a process with a window. Its pages are held to their promises in `tests/ui`."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.program import Program, until
from tests.books import write_epub

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A real X server; how a program finds it."""
    assert shutil.which("Xvfb"), "Xvfb is missing: python3 packaging/dev.py test installs it"
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = number.readline().strip()
    yield {"DISPLAY": f":{display}"}
    server.terminate()
    server.wait()


def wait_for_door(program: Program) -> None:
    """Wait until the running program can be spoken to by a second start."""
    note = program.data_dir / "control-socket"
    until(lambda: note.exists() and Path(note.read_text()).exists(), "the first start to listen")


def window_titles(screen: dict[str, str]) -> str:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "BookOrbit", "getwindowname"],
        capture_output=True,
        text=True,
        env=os.environ | screen,
        check=False,
    )
    return found.stdout


def test_the_window_shows_on_a_real_screen_and_ends_with_a_signal(
    program: Program, screen: dict[str, str]
) -> None:
    running = program.start(env=screen)
    assert "BookOrbit" in until(lambda: window_titles(screen), "a visible window")
    assert running.stop() == 0


def test_a_second_start_raises_the_first_and_ends(program: Program, screen: dict[str, str]) -> None:
    first = program.start(env=screen)
    until(lambda: window_titles(screen), "a visible window")
    program.run(env=screen)
    assert first.process.poll() is None
    assert first.stop() == 0


def test_changing_commands_hand_over_to_the_window(program: Program, tmp_path: Path) -> None:
    books = tmp_path / "shelf"
    books.mkdir()
    write_epub(books / "one.epub", "Handed Over")
    program.start(env=OFFSCREEN)
    wait_for_door(program)
    program.run("scan", books)
    program.run("status", "1", "want_to_read")
    assert program.books()["Handed Over"]["status"] == "want_to_read"


def test_without_a_tray_host_minimized_still_runs(program: Program, screen: dict[str, str]) -> None:
    running = program.start("--minimized", env=screen)
    wait_for_door(program)
    program.run(env=screen)
    assert "BookOrbit" in until(lambda: window_titles(screen), "the window that was asked for")
    assert running.stop() == 0


def test_the_demo_opens_a_window_and_leaves_nothing_behind(program: Program, screen: dict[str, str]) -> None:
    temporary = program.home / "tmp"
    temporary.mkdir()
    running = program.start("--demo", env=screen | {"TMPDIR": str(temporary)})
    until(lambda: window_titles(screen), "a visible window")
    assert running.stop() == 0
    assert not list(temporary.glob("bookorbit-demo-*"))
    assert not program.data_dir.exists()
