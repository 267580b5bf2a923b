"""A restore in the window: the window comes back by itself with the backup in place, or says why it was not."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import AT_LEISURE
from tests.new_library import new_library

ROOT = Path(__file__).parents[2]


def windows(data_dir: Path, *words: str) -> list[list[str]]:
    """What the windows of a program showed, one after the other."""
    new_library(data_dir)
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.restart_program", str(data_dir), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=AT_LEISURE,
    )
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in done.stdout.splitlines()]


def test_the_window_comes_back_with_the_backup_and_says_so(tmp_path: Path) -> None:
    first, second = windows(tmp_path, "--minimized")

    assert first[1:] == ["0", "True", ""]
    assert second[1:3] == ["1", "False"], "the person waits for it"
    assert second[3].startswith("The backup was restored. What was there before is in ")
    if sys.platform != "win32":
        assert first[0] == second[0], "whoever started the program still has hold of it"


def test_a_restore_that_fails_is_said_in_the_window_that_comes_back(tmp_path: Path) -> None:
    _, second = windows(tmp_path, "spoil")

    assert second[1] == "2"
    assert second[3].startswith("The backup wasn't restored. Your library is as it was. ")
    assert "can't be restored" in second[3]
