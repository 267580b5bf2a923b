"""From the start of the process to a painted window and a listening server, warm, under Xvfb or off screen."""

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
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.program import CHECKOUT
from tests.acceptance.screen import open_screen
from tests.bench.library import fill
from tests.services import make_services

WINDOW_MUST, WINDOW_AIM = 0.6, 0.3
SERVER_MUST, SERVER_AIM = 1.0, 0.6
PATIENCE = 30.0


@dataclass(frozen=True)
class Start:
    """Seconds from the start of the process."""

    window: float
    server: float
    work: float
    """Seconds of the processor until the window; other programs on the computer change it little."""


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


def start(data_dir: Path, port: int, environment: dict[str, str]) -> Start:
    """Start the program once and end it."""
    began = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench._painted", "--data-dir", str(data_dir)],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    listening = when_listening(port)
    painted, work = map(float, process.stdout.readline().split())
    process.send_signal(signal.SIGTERM)
    process.wait()
    process.stdout.close()
    return Start(painted - began, listening - began, work)


def verdict(seconds: float, must: float, aim: float) -> str:
    return "aim reached" if seconds <= aim else "must reached" if seconds <= must else "too slow"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench start", description=__doc__)
    parser.add_argument("--books", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        screen = {"QT_QPA_PLATFORM": "offscreen"}
        if shutil.which("Xvfb"):
            screen = stack.enter_context(open_screen())
        environment = (
            os.environ
            | screen
            | {
                "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
                "BOOKORBIT_HARDCOVER_URL": "http://127.0.0.1:9/v1/graphql",
            }
        )
        port = prepare(folder / "data", options.books)
        start(folder / "data", port, environment)  # the first one warms the disk's cache
        starts = [start(folder / "data", port, environment) for _ in range(options.rounds)]
    window = statistics.median(one.window for one in starts)
    server = statistics.median(one.server for one in starts)
    work = statistics.median(one.work for one in starts)
    print(f"{options.books:,} books, {options.rounds} warm starts, median of each ({', '.join(screen)})")
    print(f"window painted    {window:5.2f} s   {verdict(window, WINDOW_MUST, WINDOW_AIM)}")
    print(f"  of the processor {work:4.2f} s")
    print(f"server listening  {server:5.2f} s   {verdict(server, SERVER_MUST, SERVER_AIM)}")


if __name__ == "__main__":
    main()
