"""Processes of the program that cost no import each: `fork_server` starts them."""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

from tests.acceptance.fork_server import NUMBER

CHECKOUT = Path(__file__).resolve().parents[2]
READ_LATE = ("PYTHONPATH", "PYTHON_KEYRING_BACKEND")
"""What begins like the interpreter's own variables, and is looked at when the program asks for it."""
OF_SCREENS = ("DISPLAY", "QT_QPA_PLATFORM")
"""What tells a program that it can show a window."""
LANGUAGE = "C.UTF-8"
LOST = -1_000
"""The exit code of a process whose fork server was ended before it."""


def can_be_forked(environment: Mapping[str, str]) -> bool:
    """Whether nothing in an environment changes how an interpreter starts."""
    plain = (name for name in environment if name not in READ_LATE)
    return (
        hasattr(os, "fork")
        and environment.get("PYTHONPATH") == str(CHECKOUT)
        and environment.get("LANG") == LANGUAGE
        and not any(name.startswith(("PYTHON", "LC_", "LD_", "COVERAGE")) for name in plain)
    )


class Forked:
    """What `subprocess.Popen` is to a child, for one that the fork server has."""

    stdin: IO[Any] | None = None
    stdout: IO[Any] | None = None
    stderr: IO[Any] | None = None

    def __init__(
        self,
        words: Sequence[str | bytes],
        *,
        cwd: Path,
        env: Mapping[str, str],
        stdin: int | IO[bytes],
        text: bool,
    ) -> None:
        """Start the program with these words; what it writes comes through pipes."""
        kinds: dict[str, Any] = {"encoding": "utf-8"} if text else {}
        mode = "" if text else "b"
        if stdin == subprocess.PIPE:
            given, ours = os.pipe()
            self.stdin = os.fdopen(ours, f"w{mode}", **kinds)
        else:
            given = (
                os.open(os.devnull, os.O_RDONLY) if stdin == subprocess.DEVNULL else os.dup(_number(stdin))
            )
        (out, their_out), (err, their_err), (ends, told) = os.pipe(), os.pipe(), os.pipe()
        self.stdout, self.stderr = os.fdopen(out, f"r{mode}", **kinds), os.fdopen(err, f"r{mode}", **kinds)
        self.returncode: int | None = None
        self._ended = threading.Event()
        theirs = [given, their_out, their_err, told]
        try:
            _server(has_window=any(name in env for name in OF_SCREENS)).start(words, cwd, env, theirs)
        finally:
            for number in theirs:
                os.close(number)
        (self.pid,) = NUMBER.unpack(os.read(ends, NUMBER.size))
        threading.Thread(target=self._await_end, args=(ends,), daemon=True).start()

    def poll(self) -> int | None:
        """The exit code, once there is one."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end. Returns the exit code; raises subprocess.TimeoutExpired."""
        self._ended.wait(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("bookorbit-desktop", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # it has ended, and the word of it is on its way
                os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, given: bytes | None, timeout: float) -> tuple[bytes, bytes]:
        """Write standard input, read both outputs to their ends, and wait. Raises subprocess.TimeoutExpired."""
        kept: dict[int, bytes] = {}
        helpers = [
            threading.Thread(target=self._keep, args=(kept, number), daemon=True) for number in (1, 2)
        ] + [threading.Thread(target=self._feed, args=(given,), daemon=True)]
        for helper in helpers:
            helper.start()
        for helper in helpers:
            helper.join(timeout)
        if any(helper.is_alive() for helper in helpers):
            self.kill()
            raise subprocess.TimeoutExpired("bookorbit-desktop", timeout)
        self.wait(timeout)
        return kept[1], kept[2]

    def _await_end(self, ends: int) -> None:
        told = os.read(ends, NUMBER.size)
        os.close(ends)
        (self.returncode,) = NUMBER.unpack(told) if told else (LOST,)
        self._ended.set()

    def _keep(self, kept: dict[int, bytes], number: int) -> None:
        stream = self.stdout if number == 1 else self.stderr
        assert stream is not None
        with stream:
            kept[number] = stream.read()

    def _feed(self, given: bytes | None) -> None:
        if self.stdin is None:
            return
        try:
            self.stdin.write(given or b"")
            self.stdin.close()
        except BrokenPipeError:
            pass  # it did not want all of it


class _Server:
    """A fork server of this process: one for commands and servers, one for programs with a window."""

    def __init__(self, *, has_window: bool) -> None:
        self._door, theirs = socket.socketpair()
        self._turn = threading.Lock()
        environment = {"PATH": os.environ["PATH"], "LANG": LANGUAGE, "PYTHONPATH": str(CHECKOUT)}
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.acceptance.fork_server", str(theirs.fileno())),
                *["window"] * has_window,
            ],
            cwd=CHECKOUT,
            env=environment,
            pass_fds=(theirs.fileno(),),
        )
        theirs.close()
        atexit.register(self.close)

    def start(
        self, words: Sequence[str | bytes], cwd: Path, env: Mapping[str, str], files: Sequence[int]
    ) -> None:
        details = {
            "words": [os.fsdecode(word) for word in words],
            "folder": str(cwd),
            "environment": dict(env),
        }
        message = json.dumps(details).encode()
        with self._turn:
            socket.send_fds(self._door, [NUMBER.pack(len(message))], files)
            self._door.sendall(message)

    def close(self) -> None:
        """Let it end."""
        self._door.close()
        self._process.wait()


@cache
def _server(*, has_window: bool) -> _Server:
    return _Server(has_window=has_window)


def _number(file: int | IO[bytes]) -> int:
    return file if isinstance(file, int) else file.fileno()
