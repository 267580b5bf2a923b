"""What commands write may not be storable, or nobody may read it: a word, exit code 1, no traceback."""

import io
import logging
import subprocess
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from bookorbit_desktop.app import main
from bookorbit_desktop.app.logs import log_to
from bookorbit_desktop.services.runtime.log_level import LOG_FOLDER

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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_log_on_a_full_disk_ends_on_standard_error_in_plain_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / LOG_FOLDER
    folder.mkdir()
    stop = log_to(tmp_path)
    handler = next(one for one in logging.getLogger().handlers if isinstance(one, RotatingFileHandler))
    assert handler.stream is not None
    handler.stream.close()
    handler.stream = io.TextIOWrapper(io.FileIO("/dev/full", "w"), "utf-8")
    logger = logging.getLogger("of.a.test")
    try:
        logger.info("A book was read")
        try:
            (tmp_path / "gone").stat()
        except OSError:
            logger.exception("Nothing can be stored. Free some space.")
    finally:
        stop()

    assert capsys.readouterr().err == "bookorbit-desktop: Nothing can be stored. Free some space.\n"
