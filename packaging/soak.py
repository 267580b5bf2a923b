"""The whole suite several times over, under conditions that show what depends on order, folder or load."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUSY_LOOPS = 4
WORKERS = 4
_FORMAT = "{:>3}  {:>10}  {:<9}  {:<12}  {:>6}  {:>6}  {:>7}  {}"


@dataclass(frozen=True)
class Round:
    """One run of the suite. `workers` is 0 for a single process."""

    number: int
    seed: int
    workers: int

    def options(self, report: Path) -> list[str]:
        """What pytest is told beside the tests."""
        parallel = [f"--numprocesses={self.workers}", "--dist=worksteal"] if self.workers else []
        return [f"--randomly-seed={self.seed}", f"--junitxml={report}", *parallel]


@dataclass(frozen=True)
class Outcome:
    """How a round ended."""

    passed: int
    failed: int
    minutes: float

    @property
    def is_good(self) -> bool:
        """Whether tests ran, and all of them passed."""
        return bool(self.passed) and not self.failed


def rounds(count: int) -> list[Round]:
    """So many rounds in new random orders, in turn by one process and by several."""
    return [Round(number, random.randrange(2**32), WORKERS * (number % 2)) for number in range(1, count + 1)]


def soak(tests: Sequence[str], checkout: Path, count: int) -> int:
    """Runs `tests` (a pytest command) so often and prints a table; the exit code says whether all was well."""
    done: list[tuple[Round, Outcome]] = []
    with only_root_may_read(checkout), busy_loops(BUSY_LOOPS):
        for one in rounds(count):
            done.append((one, _run(one, tests)))
            print(table(done)[-1], flush=True)  # a soak takes hours, and may be ended before its table
    print("\n".join(table(done)), flush=True)
    return 0 if all(outcome.is_good for _, outcome in done) else 1


def _run(one: Round, tests: Sequence[str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        started = time.monotonic()
        subprocess.run([*tests, *one.options(report)], check=False)
        minutes = (time.monotonic() - started) / 60
        passed, failed = counts(report)
    return Outcome(passed, failed, minutes)


def counts(report: Path) -> tuple[int, int]:
    """Tests passed and failed by a JUnit report; one that was not written, or is cut off, is a failure."""
    try:
        suites = ElementTree.parse(report).getroot().iter("testsuite")
        found = [(int(suite.get("tests", 0)), suite) for suite in suites]
    except (OSError, ElementTree.ParseError):
        return 0, 1
    failed = sum(int(suite.get(name, 0)) for _, suite in found for name in ("failures", "errors"))
    skipped = sum(int(suite.get("skipped", 0)) for _, suite in found)
    return sum(tests for tests, _ in found) - failed - skipped, failed


def table(done: Sequence[tuple[Round, Outcome]]) -> list[str]:
    """A line for each round, below a heading."""
    lines = [_FORMAT.format("run", "seed", "processes", "load", "passed", "failed", "minutes", "Python")]
    for one, outcome in done:
        lines.append(
            _FORMAT.format(
                one.number,
                one.seed,
                one.workers or 1,
                f"{BUSY_LOOPS} busy loops",
                outcome.passed,
                outcome.failed,
                f"{outcome.minutes:.1f}",
                f"{sys.version_info[0]}.{sys.version_info[1]}",
            )
        )
    return lines


@contextlib.contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """So many programs that want all of a processor, ended on every way out."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@contextlib.contextmanager
def only_root_may_read(folder: Path) -> Iterator[None]:
    """Closes a folder to all others while root runs the tests in it; without root it stays as it is."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    mode = folder.stat().st_mode & 0o7777
    folder.chmod(0o700)
    try:
        yield
    finally:
        folder.chmod(mode)
