"""`dev.py test --soak`: the suite several times over, in random order, alone and in parallel, under load."""

import stat
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType

import pytest

PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "xdist", "-p", "randomly"]


@pytest.fixture
def loops(soak: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many busy loops were to run beside: none does, for the other tests' sake. No plugin that is not needed."""
    asked: list[int] = []

    def idle(count: int) -> AbstractContextManager[None]:
        asked.append(count)
        return nullcontext()

    monkeypatch.setattr(soak, "busy_loops", idle)
    monkeypatch.setattr(soak, "WORKERS", 2)  # for two tests
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return asked


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Two tests, one of which fails when it is told to."""
    folder = tmp_path / "suite"
    folder.mkdir(mode=0o755)
    (folder / "test_two.py").write_text(
        "from pathlib import Path\n"
        "def test_one() -> None: pass\n"
        f"def test_two() -> None: assert not Path({str(tmp_path / 'fail')!r}).exists()\n"
    )
    return folder


def test_a_round_is_one_process_or_several_in_turn_and_each_has_its_own_order(soak: ModuleType) -> None:
    rounds = soak.rounds(5)
    assert [one.workers for one in rounds] == [4, 0, 4, 0, 4]
    assert len({one.seed for one in rounds}) == 5


def test_soaking_prints_a_table_of_its_runs(
    soak: ModuleType, suite: Path, capsys: pytest.CaptureFixture[str], loops: list[int]
) -> None:
    mode = stat.S_IMODE(suite.stat().st_mode)
    assert soak.soak([*PYTEST, str(suite)], suite, 2) == 0
    *as_they_end, heading, first, second = capsys.readouterr().out.splitlines()
    lines = [heading, first, second]
    assert lines[0].split() == ["run", "seed", "processes", "load", "passed", "failed", "minutes", "Python"]
    assert [line.split()[2] for line in lines[1:]] == ["2", "1"]
    assert [line.split()[6:8] for line in lines[1:]] == [["2", "0"], ["2", "0"]]
    assert as_they_end == [first, second]
    assert stat.S_IMODE(suite.stat().st_mode) == mode
    assert loops == [soak.BUSY_LOOPS]


def test_a_failing_test_is_counted_and_sets_the_exit_code(
    soak: ModuleType, suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], loops: list[int]
) -> None:
    (tmp_path / "fail").touch()
    assert soak.soak([*PYTEST, str(suite)], suite, 1) == 1
    assert capsys.readouterr().out.splitlines()[-1].split()[6:8] == ["1", "1"]


def test_a_run_that_wrote_no_report_has_failed(soak: ModuleType, tmp_path: Path) -> None:
    assert soak.counts(tmp_path / "none.xml") == (0, 1)
    (tmp_path / "cut.xml").write_text("<testsuites><testsuite tests='2'")
    assert soak.counts(tmp_path / "cut.xml") == (0, 1)


def test_the_busy_loops_end_with_the_run_and_with_an_error(soak: ModuleType) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = soak.subprocess.Popen

    def remember(*arguments: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments))
        return started[-1]

    soak.subprocess.Popen = remember
    try:
        with pytest.raises(RuntimeError), soak.busy_loops(2):
            raise RuntimeError
    finally:
        soak.subprocess.Popen = popen
    assert len(started) == 2
    assert all(loop.poll() is not None for loop in started)
