"""From the start of the process to a painted window and to a listening server, beside what the frameworks take.

How many modules of the package are imported until then has a limit: each costs every start a little, and nobody
notices the one that was added. Warm, under Xvfb or off screen. Each round measures everything once, so that a busy
computer slows all alike: the ratios stay when the seconds do not.
"""

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.acceptance.forked import CHECKOUT
from tests.acceptance.screen import open_screen
from tests.bench.library import fill
from tests.services import make_services

WINDOW_MUST, WINDOW_AIM = 0.6, 0.3
SERVER_MUST, SERVER_AIM = 0.6, 0.3
PATIENCE = 60.0
MOST_MODULES = {"--version": 15, "status": 165, "serve listening": 240, "window painted": 300}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Took:
    """Seconds since the start of the process."""

    wall: float
    work: float
    """Of the processor; other programs on the computer change it little."""


@dataclass(frozen=True)
class Setting:
    """Where the programs start, and with what."""

    folder: Path
    port: int
    environment: Mapping[str, str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(data_dir: Path, books: int) -> int:
    """A library as it is after a while. The port that the server will have."""
    services = make_services(data_dir)
    port = free_port()
    services.preferences.change(port=port, first_run_done=True, close_to_tray=False)
    fill(services, books)
    services.database.close()
    return port


def when_listening(port: int) -> float:
    """Ask until somebody takes the connection."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.time()
        time.sleep(0.002)
    raise TimeoutError("the server does not listen")


def work_of(process: subprocess.Popen[str]) -> float:
    """Seconds of the processor that a running process has used (Linux only)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def launch(
    setting: Setting, *words: str, errors: int | IO[str] = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=dict(setting.environment),
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    process.communicate()


def whole(setting: Setting, *words: str) -> Took:
    """A program that ends by itself."""
    began = time.time()
    process = launch(setting, *words)
    assert process.stdout is not None
    process.stdout.read()
    _, code, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(code)
    assert process.returncode == 0, words
    process.stdout.close()
    return Took(time.time() - began, used.ru_utime + used.ru_stime)


def painted(setting: Setting, *words: str) -> Took:
    """A program that says when its window was painted."""
    began = time.time()
    process = launch(setting, *words)
    assert process.stdout is not None
    when, work = map(float, process.stdout.readline().split())
    end(process)
    return Took(when - began, work)


def listening(setting: Setting, *words: str) -> Took:
    """A program that listens on the setting's port."""
    began = time.time()
    process = launch(setting, *words)
    when = when_listening(setting.port)
    took = Took(when - began, work_of(process))
    end(process)
    return took


def window_and_server(setting: Setting) -> tuple[Took, Took]:
    """The program with its window: painted, and listening behind it."""
    began = time.time()
    process = launch(setting, "-m", "tests.bench._painted", "--data-dir", str(setting.folder))
    assert process.stdout is not None
    heard = when_listening(setting.port)
    server = Took(heard - began, work_of(process))
    when, work = map(float, process.stdout.readline().split())
    end(process)
    return Took(when - began, work), server


def measure(setting: Setting) -> dict[str, Took]:
    """Everything once."""
    program = ("-m", "bookorbit_desktop", "--data-dir", str(setting.folder))
    window, server = window_and_server(setting)
    return {
        "python -c pass": whole(setting, "-c", "pass"),
        "import PySide6.QtWidgets": whole(setting, "-c", "import PySide6.QtWidgets"),
        "empty Qt window painted": painted(setting, "-m", "tests.bench._bare", "window"),
        "window painted": window,
        "bare aiohttp listening": listening(setting, "-m", "tests.bench._bare", "server", str(setting.port)),
        "serve listening": listening(setting, *program, "serve"),
        "window's server listening": server,
        "status": whole(setting, *program, "status"),
        "--version": whole(setting, *program, "--version"),
    }


def modules(setting: Setting) -> dict[str, int]:
    """How many modules of the package are imported until each is done."""
    program = ("-m", "bookorbit_desktop", "--data-dir", str(setting.folder))
    window = ("-m", "tests.bench._painted", "--data-dir", str(setting.folder))
    return {
        "--version": imported(setting, *program, "--version", until=lambda process: process.wait()),
        "status": imported(setting, *program, "status", until=lambda process: process.wait()),
        "serve listening": imported(setting, *program, "serve", until=lambda _: when_listening(setting.port)),
        "window painted": imported(
            setting, *window, until=lambda process: (process.stdout or sys.stdin).readline()
        ),
    }


def imported(setting: Setting, *words: str, until: Callable[[subprocess.Popen[str]], object]) -> int:
    with tempfile.TemporaryFile("w+") as told:
        process = launch(setting, "-X", "importtime", *words, errors=told)
        until(process)
        told.seek(0)
        count = sum("bookorbit_desktop" in line for line in told)
        end(process)
    return count


BASELINES = {
    "window painted": "import PySide6.QtWidgets",
    "serve listening": "bare aiohttp listening",
    "window's server listening": "bare aiohttp listening",
    "status": "python -c pass",
    "--version": "python -c pass",
}
GOALS = {"window painted": (WINDOW_MUST, WINDOW_AIM), "serve listening": (SERVER_MUST, SERVER_AIM)}


def verdict(seconds: float, must: float, aim: float) -> str:
    return "aim reached" if seconds <= aim else "must reached" if seconds <= must else "too slow"


def report(rounds: list[dict[str, Took]]) -> None:
    """Medians, and ratios of the same round."""
    print(f"{'':26}{'seconds':>9}{'processor':>11}   ratio, of the processor")
    for name in rounds[0]:
        wall = statistics.median(one[name].wall for one in rounds)
        work = statistics.median(one[name].work for one in rounds)
        line = f"{name:26}{wall:9.2f}{work:11.2f}"
        if name in BASELINES:
            base = BASELINES[name]
            ratio = statistics.median(one[name].wall / one[base].wall for one in rounds)
            worked = statistics.median(one[name].work / one[base].work for one in rounds)
            line += f"   {ratio:4.1f}, {worked:4.1f} of “{base}”"
        if name in GOALS:
            line += f"   {verdict(wall, *GOALS[name])}"
        print(line)


def report_modules(counts: dict[str, int]) -> None:
    print("modules of the package imported")
    for name, count in counts.items():
        most = MOST_MODULES[name]
        print(f"{name:26}{count:9}   of at most {most}: {'kept' if count <= most else 'too many'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench start", description=__doc__)
    parser.add_argument("--books", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"
        screen = {"QT_QPA_PLATFORM": "offscreen"}
        if shutil.which("Xvfb"):
            screen = stack.enter_context(open_screen())
        environment = {
            **os.environ,
            **screen,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "BOOKORBIT_HARDCOVER_URL": "http://127.0.0.1:9/v1/graphql",
        }
        setting = Setting(folder, prepare(folder, options.books), environment)
        measure(setting)  # the first one warms the disk's cache
        rounds = [measure(setting) for _ in range(options.rounds)]
        counts = modules(setting)
    load = os.getloadavg()[0]
    print(
        f"{options.books:,} books, {options.rounds} warm starts, medians ({', '.join(screen)}; load {load:.1f})"
    )
    report(rounds)
    report_modules(counts)


if __name__ == "__main__":
    main()
