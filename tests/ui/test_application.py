"""The window program from outside: it starts, can be called up, and ends cleanly."""

import ast
import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app import window
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program; whatever still runs afterwards is ended."""
    running: list[subprocess.Popen[str]] = []

    def start(then: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.ui.window_program", str(tmp_path / "data"), then]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def next_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def errors_of(process: "subprocess.Popen[str]") -> list[str]:
    """What it said on standard error, without what the offscreen platform says."""
    _, errors = process.communicate(timeout=PATIENCE)
    return [line for line in errors.splitlines() if "plugin does not support" not in line]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_window_program_cleanly(start: Start, number: signal.Signals) -> None:
    process = start("wait")
    assert next_line(process) == "ready"

    process.send_signal(number)

    assert process.wait(PATIENCE) == 0
    assert errors_of(process) == []


@pytest.mark.parametrize("way", ["close", "quit"])
def test_without_a_tray_closing_the_window_quits_the_program_even_while_it_starts(
    start: Start, way: str
) -> None:
    process = start(way)

    assert process.wait(PATIENCE) == 0
    assert errors_of(process) == []


def test_a_lost_screen_ends_the_program_with_a_message(start: Start) -> None:
    process = start("lose the screen")

    assert process.wait(PATIENCE) == 1
    assert errors_of(process) == ["The screen is gone, so BookOrbit ends."]


def test_another_thread_can_call_the_window_up(start: Start) -> None:
    process = start("show")

    assert {next_line(process), next_line(process)} == {"ready", "shown"}


def test_another_language_shows_at_once_and_the_program_ends_cleanly(start: Start) -> None:
    process = start("german")
    assert {next_line(process), next_line(process)} == {"ready", "german"}

    process.terminate()

    process.wait(PATIENCE)
    assert errors_of(process) == []


def test_another_theme_shows_at_once(start: Start) -> None:
    process = start("dark")

    assert {next_line(process), next_line(process)} == {"ready", "dark"}


def test_an_error_that_nobody_expected_can_be_read_and_holds_no_secret(start: Start) -> None:
    process = start("crash")

    lines = [next_line(process), next_line(process)]
    assert "ready" in lines
    report = ast.literal_eval(next(line for line in lines if line != "ready"))
    assert report.startswith("BookOrbit Desktop: ")
    assert "in crash\n" in report
    assert "ZeroDivisionError: [hidden], [hidden], ~" in report
    for secret in ("hc_pat_secret", "a passphrase of mine", str(Path.home())):
        assert secret not in report


class Stalled(window.LateBackground):
    """What runs behind a window on a computer that does not come to end it."""

    def __init__(self) -> None:
        super().__init__(lambda: pytest.fail("nobody needs it"))

    async def close(self) -> None:
        await asyncio.Event().wait()


def test_services_that_close_slowly_are_reported_and_the_program_ends_in_order(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(window, "CLOSE_WITHIN", 0.01)
    network = NetworkLoop()
    network.start()

    with caplog.at_level(logging.WARNING):
        window.close_behind(Stalled(), network)

    network.stop()
    said = [record.getMessage() for record in caplog.records if record.name == window.__name__]
    assert said == ["What runs behind the window took more than 0.01 s to end."]


def test_the_window_waits_for_no_network_library() -> None:
    code = (
        "import sys, bookorbit_desktop.app.modes, bookorbit_desktop.app.window; "
        "print({'aiohttp', 'lxml', 'keyring', 'PIL', 'graphql'} & set(sys.modules))"
    )

    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (process.stdout.strip(), process.stderr) == ("set()", "")
