"""What commands write may not be storable, or nobody may read it: a word, exit code 1, no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from bookorbit_desktop.app import main

ROOT = Path(__file__).parents[2]


def start(redirection: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`list` with its output sent elsewhere by a shell."""
    command = f'exec "$0" -m bookorbit_desktop --data-dir "$1" list {redirection}'
    words = ["sh", "-c", command, sys.executable, str(folder)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_output_that_a_full_disk_does_not_take_is_said(tmp_path: Path) -> None:
    done = start("> /dev/full", tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("bookorbit-desktop: The output could not be written (No space left")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_a_closed_output_is_no_fault(tmp_path: Path) -> None:
    done = start(">&-", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command",
    [["status", "9" * 25, "read"], ["merge", "1", "9" * 25], ["highlights", "remove", "-" + "9" * 25]],
    ids=lambda words: words[0],
)
def test_a_number_that_is_too_large_is_a_usage_error(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--data-dir", str(tmp_path), *command])

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
