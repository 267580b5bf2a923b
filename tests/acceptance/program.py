"""The program as people and scripts run it: a process for each command, its two outputs, its exit code."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, TypeVar

from bookorbit_desktop.services.core import DATABASE_NAME
from tests.acceptance.fork_server import LIMITS, PATIENT_PUSHES
from tests.acceptance.forked import CHECKOUT, LANGUAGE, Forked, can_be_forked

PATIENCE = 120.0
"""Seconds that a test waits for an event before it gives up; a busy machine can be slow."""

PASSPHRASE = "baga deka mufa tuna"
"""Of the account that `make_account` makes."""
NOWHERE = "http://127.0.0.1:9/v1/graphql"
"""A Hardcover that nobody reaches; nothing of a test ever goes to the real one."""

STALE = 1.0
"""Seconds after which an answer is asked for again though nothing was stored."""
BUILT = os.environ.get("BOOKORBIT_PROGRAM", "")
"""An installed or frozen program to be tested in place of the source: its path."""
START = (BUILT,) if BUILT else (sys.executable, "-m", "bookorbit_desktop")
"""Words of a command line before the program's own."""

T = TypeVar("T")


def until(ask: Callable[[], T], what: str, within: float = PATIENCE) -> T:
    """Ask again and again for a state until the answer is true, and return it."""
    give_up = time.monotonic() + within
    pause = threading.Event()
    while not (answer := ask()):
        assert time.monotonic() < give_up, f"not within {within:g} s: {what}"
        pause.wait(0.02)
    return answer


def at_leisure(*limits: str) -> dict[str, str]:
    """The environment of a program that takes as long as it needs where it has limits, "package.module:NAME"."""
    return {LIMITS: json.dumps(dict.fromkeys(limits, PATIENCE))}


class Running:
    """A process under way, and the lines that it has written so far."""

    def __init__(self, process: subprocess.Popen[str] | Forked) -> None:
        self.process = process
        self.out: list[str] = []
        self.err: list[str] = []
        self._changed = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read, args=pair, daemon=True)
            for pair in ((process.stdout, self.out), (process.stderr, self.err))
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    def line(self, pattern: str, lines: list[str] | None = None) -> re.Match[str]:
        """Wait for a line on standard output (or in `lines`) that fits."""
        where = self.out if lines is None else lines

        def found() -> re.Match[str] | None:
            return next(filter(None, (re.search(pattern, line) for line in where)), None)

        with self._changed:
            ready = self._changed.wait_for(lambda: found() or self._has_ended(), PATIENCE)
        match = found()
        assert match, f"no line like {pattern!r}; ended or late ({ready}):\n{self.out}\n{self.err}"
        return match

    def stop(self) -> int:
        """Send SIGTERM; the program ends. Returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"still running {PATIENCE:g} s after SIGTERM:\n{self.err}") from None
        self._join()
        assert not any("Traceback" in line for line in self.err), self.err
        return code

    def wait(self) -> int:
        """Wait until the process has ended by itself. Returns its exit code."""
        code = self.process.wait(PATIENCE)
        self._join()
        return code

    def kill(self) -> None:
        """SIGKILL: no chance to save anything."""
        self.process.kill()
        self.process.wait()
        self._join()

    def _has_ended(self) -> bool:
        return not any(reader.is_alive() for reader in self._readers)

    def _join(self) -> None:
        for reader in self._readers:
            reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _read(self, stream: IO[str], lines: list[str]) -> None:
        with stream:
            for line in stream:
                with self._changed:
                    lines.append(line.rstrip("\n"))
                    self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()


class Server(Running):
    """`bookorbit-desktop serve`, ready for readers."""

    @property
    def address(self) -> str:
        return self.line(r"(http://[^ ]+:\d+)")[1]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


class Program:
    """BookOrbit Desktop on one data folder, without a screen, a password store or a way to Hardcover."""

    def __init__(self, data_dir: Path, runtime: Path, **environment: str) -> None:
        """`runtime` is a private folder with a short name, for the control socket."""
        self.data_dir = data_dir
        self.home = data_dir.with_name(f"{data_dir.name}-home")
        self.home.mkdir(exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": LANGUAGE,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(CHECKOUT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "BOOKORBIT_HARDCOVER_URL": NOWHERE,
            PATIENT_PUSHES: str(PATIENCE),
            **{name: os.environ[name] for name in ("TZ",) if name in os.environ},
            **environment,
        }
        self.started: list[Running] = []

    def command(self, *words: str | Path | bytes) -> list[str | bytes]:
        """What is typed: the data folder comes before the command."""
        typed = [word if isinstance(word, bytes) else str(word) for word in words]
        return [*START, "--data-dir", str(self.data_dir), *typed]

    def run(
        self,
        *words: str | Path | bytes,
        stdin: str | bytes | None = None,
        code: int | None = 0,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """One command to its end; it must end with exit code `code` (None: with any) and never with a traceback."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        raw = self._run(words, given, cwd or self.home, self.environment | dict(env or {}))
        done = subprocess.CompletedProcess(raw.args, raw.returncode, raw.stdout.decode(), raw.stderr.decode())
        assert "Traceback" not in done.stderr, done.stderr
        assert code in (None, done.returncode), (done.returncode, done.stdout, done.stderr)
        return done

    def json(self, *words: str | Path | bytes, **options: Any) -> Any:
        """One command to its end, and the JSON document it wrote."""
        return json.loads(self.run(*words, **options).stdout)

    def export(self) -> dict[str, Any]:
        """The whole library."""
        document: dict[str, Any] = self.json("export")
        return document

    def books(self) -> dict[str, dict[str, Any]]:
        """The library by title."""
        return {book["title"]: book for book in self.export()["books"]}

    def digest(self, title: str) -> str:
        """KOReader's binary digest of the first file of a book."""
        found: str = self.books()[title]["files"][0]["partial_md5"]
        return found

    def start(
        self,
        *words: str | Path | bytes,
        env: Mapping[str, str] | None = None,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        cwd: Path | None = None,
    ) -> Running:
        """A command that goes on; it is ended with the test."""
        running = Running(self._open(words, env, stdin, cwd))
        self.started.append(running)
        return running

    def start_command(self, typed: list[str]) -> Running:
        """The same for a whole command line, such as one of a shell that runs the program."""
        process = subprocess.Popen(
            typed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.home,
            env=self.environment,
        )
        running = Running(process)
        self.started.append(running)
        return running

    def serve(self, *words: str, env: Mapping[str, str] | None = None) -> Server:
        """The server on a free port of this computer, ready for readers; it is ended with the test."""
        options = words or ("--host", "127.0.0.1", "--port", "0")
        server = Server(self._open(("serve", *options), env))
        self.started.append(server)
        assert server.address
        return server

    def until(self, ask: Callable[[], T | None], what: str) -> T:
        """Run a command again until its answer is true, and return it: once now, then when something was stored.

        A process each time, over and over, would take from the program the time that it needs. What changes
        without being stored is seen after STALE seconds.
        """
        asked_for, stale = None, 0.0

        def ask_when_changed() -> T | None:
            nonlocal asked_for, stale
            stored = self._stored()
            if stored == asked_for and time.monotonic() < stale:
                return None
            answer = ask()
            asked_for, stale = stored, time.monotonic() + STALE
            return answer

        answer = until(ask_when_changed, what)
        assert answer is not None
        return answer

    def make_account(self, username: str = "reader") -> None:
        """Make the account anew, with PASSPHRASE."""
        self.run("credentials", "--username", username, "--password-stdin", stdin=PASSPHRASE)

    def passphrase(self, username: str = "reader") -> str:
        """Make the account anew; its passphrase."""
        shown = self.run("credentials", "--username", username, "--generate").stdout
        found = re.search(r"^Passphrase: (.+)$", shown, re.MULTILINE)
        assert found, shown
        return found[1]

    def end(self) -> None:
        """End everything that was started, as a session's end would; what hangs is a failure."""
        while self.started:
            self.started.pop().stop()

    def _stored(self) -> list[tuple[str, int, int]]:
        """What tells whether the program has stored something: its database and the log of writes beside it."""
        found = []
        for path in sorted(self.data_dir.glob(f"{DATABASE_NAME}*")):
            with contextlib.suppress(FileNotFoundError):  # a log goes when the last connection does
                state = path.stat()
                found.append((path.name, state.st_mtime_ns, state.st_size))
        return [one for one in found if not one[0].endswith("-shm")]

    def _run(
        self, words: tuple[str | Path | bytes, ...], given: bytes | None, cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        command = self.command(*words)
        if BUILT or not can_be_forked(env):
            stdin = subprocess.DEVNULL if given is None else None
            return subprocess.run(
                command, input=given, stdin=stdin, capture_output=True, cwd=cwd, env=env, timeout=2 * PATIENCE
            )
        stdin = subprocess.DEVNULL if given is None else subprocess.PIPE
        forked = Forked(command[len(START) :], cwd=cwd, env=env, stdin=stdin, text=False)
        out, err = forked.communicate(given, 2 * PATIENCE)
        return subprocess.CompletedProcess(command, forked.wait(), out, err)

    def _open(
        self,
        words: tuple[str | Path | bytes, ...],
        env: Mapping[str, str] | None,
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        cwd: Path | None = None,
    ) -> subprocess.Popen[str] | Forked:
        command, environment = self.command(*words), self.environment | dict(env or {})
        if not BUILT and can_be_forked(environment):
            given = command[len(START) :]
            return Forked(given, cwd=cwd or self.home, env=environment, stdin=stdin, text=True)
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd or self.home,
            env=environment,
        )
