"""First steps, settings and what is remembered, with the program as a process."""

import json
import os
import sqlite3
import struct
import subprocess
from base64 import b64decode
from contextlib import closing
from pathlib import Path

from bookorbit_desktop.services.core import DATABASE_NAME
from bookorbit_desktop.system.autostart import start_command
from tests.acceptance.program import Program, Running, until
from tests.acceptance.screen import wait_for_door, window_titles
from tests.books import write_epub


def xdotool(screen: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        ["xdotool", *words], capture_output=True, text=True, env=os.environ | screen, check=False
    )
    return done.stdout.strip()


def main_window(screen: dict[str, str]) -> str:
    found = xdotool(screen, "search", "--onlyvisible", "--name", "^BookOrbit").splitlines()
    return found[0] if found else ""


def test_a_newcomer_sees_the_first_steps_and_someone_with_books_does_not(
    program: Program, screen: dict[str, str], tmp_path: Path
) -> None:
    running = program.start(env=screen)
    until(lambda: "First steps" in all_titles(screen), "the first steps")
    assert running.stop() == 0
    (tmp_path / "shelf").mkdir()
    write_epub(tmp_path / "shelf" / "one.epub", "One")
    program.run("scan", tmp_path / "shelf")

    again = program.start(env=screen)
    until(lambda: window_titles(screen), "a visible window")
    wait_for_door(program)

    assert "First steps" not in all_titles(screen)
    assert again.stop() == 0


def test_the_window_comes_back_as_large_as_it_was(program: Program, screen: dict[str, str]) -> None:
    first = program.start(env=screen)
    window = until(lambda: main_window(screen), "the window")
    wait_for_door(program)
    xdotool(screen, "windowsize", "--sync", window, "901", "611")
    until(lambda: remembered_size(program) == (901, 611), "the new size to be remembered")
    assert first.stop() == 0

    second = program.start(env=screen)
    window = until(lambda: main_window(screen), "the window again")

    until(lambda: "901x611" in xdotool(screen, "getwindowgeometry", window), "its earlier size")
    assert second.stop() == 0


def remembered_size(program: Program) -> tuple[int, int] | None:
    """What is on the disk: the program takes a new size in some time after the screen has, and its first one too."""
    with closing(sqlite3.connect(program.data_dir / DATABASE_NAME)) as database:
        row = database.execute("SELECT value FROM setting WHERE key = 'window:geometry'").fetchone()
    if row is None:
        return None
    # As QWidget.saveGeometry writes it: after its version the window with its frame, and then without.
    *_, left, top, right, bottom = struct.unpack_from(">IHH8i", b64decode(json.loads(row[0])))
    return right - left + 1, bottom - top + 1


def test_the_start_at_login_serves_this_library_without_a_window(
    program: Program, screen: dict[str, str]
) -> None:
    command = start_command(program.data_dir)
    process = subprocess.Popen(
        command,
        env=program.environment | screen,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=program.home,
    )
    running = Running(process)
    program.started.append(running)

    wait_for_door(program)

    assert command[-1] == "--minimized"
    assert "First steps" not in all_titles(screen)
    assert running.stop() == 0


def all_titles(screen: dict[str, str]) -> str:
    return xdotool(screen, "search", "--onlyvisible", "--name", ".", "getwindowname", "%@")
