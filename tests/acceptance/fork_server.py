"""Starts the program without importing it each time: `python -m tests.acceptance.fork_server SOCKET [window]`.

What an import costs is paid once. Each start is a process of its own, forked from this one, with its own words,
environment, folder, streams and end. `forked` is the other side.
"""

import atexit
import gc
import importlib
import io
import itertools
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import sys
import threading
import time
import traceback
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TextIO

import bookorbit_desktop
from bookorbit_desktop.app import data_folder
from bookorbit_desktop.server import control
from bookorbit_desktop.storage.db import grouped_writes

PATIENT_PUSHES = "TESTS_PATIENT_PUSHES"
"""The variable with the seconds that a program of a test may take to store a push, to begin a command of another
start, and to let go of its data folder; a busy machine takes its time."""
LIMITS = "TESTS_LIMITS"
"""The variable with limits of time, and the seconds that they are for this program (`program.at_leisure`)."""
HALTS = "TESTS_HALTS"
"""The variable with the places where a program waits for its test (`halts`)."""
OF_WINDOWS = ("bookorbit_desktop.ui.", "bookorbit_desktop.app.window.")
NUMBER = struct.Struct("=i")


def main(socket_number: int, *, has_window: bool) -> None:
    """Start what is asked for until the other side is gone."""
    import_program(has_window=has_window)
    gc.collect()
    gc.freeze()  # the collector of a child leaves alone what all of them share
    door = socket.socket(fileno=socket_number)
    woken, wake = socket.socketpair()
    for end in (woken, wake):
        end.setblocking(False)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    running: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([door, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            tell_ends(running)
        if door in ready:
            request = receive(door)
            if request is None:
                return
            details, (*streams, told) = request
            child = os.fork()
            if not child:
                for end in (door, woken, wake):
                    end.detach()
                end_as_program(details, streams)
            running[child] = told
            os.write(told, NUMBER.pack(child))
            for number in streams:
                os.close(number)


def import_program(*, has_window: bool) -> None:
    """Import what commands and server do, and the window too; no keyring, which looks at the environment."""
    for module in pkgutil.walk_packages(bookorbit_desktop.__path__, "bookorbit_desktop."):
        is_of_windows = f"{module.name}.".startswith(OF_WINDOWS)
        if not module.name.endswith("__main__") and (has_window or not is_of_windows):
            importlib.import_module(module.name)


def receive(door: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next request and the files that came with it; None when there will be none."""
    header, files, _, _ = socket.recv_fds(door, NUMBER.size, 4)
    if not header:
        return None
    (left,) = NUMBER.unpack(header)
    parts = []
    while left:
        parts.append(door.recv(left))
        left -= len(parts[-1])
    return json.loads(b"".join(parts)), files


def tell_ends(running: dict[int, int]) -> None:
    """Hand on the exit codes of those that have ended."""
    for child, told in list(running.items()):
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            os.write(told, NUMBER.pack(os.waitstatus_to_exitcode(status)))
            os.close(told)
            del running[child]


def become_program(details: dict[str, Any], streams: list[int]) -> None:
    """Be what a new interpreter with these words would be, until the program ends."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, given in enumerate(streams):
        os.dup2(given, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.environ.clear()
    os.environ.update(details["environment"])
    if patience := os.environ.pop(PATIENT_PUSHES, ""):
        grouped_writes.GIVE_UP = float(patience)  # type: ignore[misc]
        control._ANSWER_WITHIN = data_folder.WAIT_FOR_FOLDER = float(patience)
    for place, seconds in json.loads(os.environ.pop(LIMITS, "{}")).items():
        module, _, name = place.partition(":")
        setattr(importlib.import_module(module), name, seconds)
    for place, times, pipe in json.loads(os.environ.pop(HALTS, "[]")):
        halt(place, times, pipe)
    time.tzset()
    os.chdir(details["folder"])
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        opened = stream(number, mode, getattr(sys, name))
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)
    sys.argv = ["", *details["words"]]
    runpy.run_module("bookorbit_desktop", run_name="__main__", alter_sys=True)


def halt(place: str, times: int, pipe: str) -> None:
    """Let the call of a function with this number wait at its end, until somebody opens the pipe and closes it."""
    module, _, name = place.partition(":")
    *outer, last = name.split(".")
    owner: Any = importlib.import_module(module)
    for part in outer:
        owner = getattr(owner, part)
    work, calls = getattr(owner, last), itertools.count(1)

    @wraps(work)
    def halting(*arguments: Any, **options: Any) -> Any:
        done = work(*arguments, **options)
        if next(calls) == times:
            Path(pipe).read_bytes()
        return done

    setattr(owner, last, halting)


def end_as_program(details: dict[str, Any], streams: list[int]) -> NoReturn:
    """Run to the end, and end as an interpreter does, but for taking apart what all of them share."""
    code = 0
    try:
        become_program(details, streams)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
    except KeyboardInterrupt:
        traceback.print_exc()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:  # noqa: BLE001 - nobody else would tell
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # as the children of multiprocessing end
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code & 0xFF)


def stream(number: int, mode: str, before: TextIO) -> TextIO:
    """A standard stream as the interpreter opens it, with the encoding that the environment gave this one."""
    raw = io.open(number, f"{mode}b", closefd=False)  # noqa: UP020, SIM115
    return io.TextIOWrapper(
        raw, before.encoding, before.errors, newline="\n", line_buffering=number == 2 or raw.isatty()
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), has_window="window" in sys.argv[2:])
