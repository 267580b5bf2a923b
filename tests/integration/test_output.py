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
from tests.conftest import AT_LEISURE

ROOT = Path(__file__).parents[2]


def start(redirection: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`list` with its output sent elsewhere by a shell."""
    command = f'exec "$0" -m bookorbit_desktop --data-dir "$1" list {redirection}'
    words = ["sh", "-c", command, sys.executable, str(folder)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=AT_LEISURE)


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


def test_a_hostile_name_is_obeyed_by_no_terminal_that_shows_the_log_and_makes_up_no_line(
    tmp_path: Path,
) -> None:
    stop = log_to(tmp_path)
    logger = logging.getLogger("of.a.test")
    name = "\x1b]0;owned\x07\x9b31m\u202e\n2026-11-22 10:00:00,000 INFO forged: all is well"
    try:
        logger.warning("Couldn't read %s", name)
        try:
            int(name)
        except ValueError:
            logger.exception("Nor this")
    finally:
        stop()

    log = (tmp_path / LOG_FOLDER / "bookorbit.log").read_text("utf-8")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(log)
    first, second, *_ = log.splitlines()
    assert first.endswith("WARNING of.a.test: Couldn't read �]0;owned��31m�")
    assert second == "  2026-11-22 10:00:00,000 INFO forged: all is well"
    assert "ERROR of.a.test: Nor this\nTraceback" in log
