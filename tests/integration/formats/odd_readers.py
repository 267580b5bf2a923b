"""Readers that misbehave, for the pool's workers to run."""

import itertools
import os
import signal
import threading
from pathlib import Path

from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.domain.library.metadata import BookMetadata, Extraction


def extraction(title: str) -> Extraction:
    return Extraction("0" * 32, "1" * 32, BookMetadata(title=title))


def tell_process(path: bytes) -> Extraction:
    """Return the number of the worker process as the title."""
    return extraction(str(os.getpid()))


def misbehave(path: bytes) -> Extraction:
    """Do what the file's name says; other files are read."""
    file = Path(os.fsdecode(path))
    match file.name:
        case "hang.txt":
            threading.Event().wait()
        case "patient.txt":
            threading.Event().wait(1.0)
        case "busy.txt":
            for _ in itertools.count():
                pass
        case "crash.txt":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "abort.txt":
            os.abort()
        case "exit.txt":
            os._exit(0)
        case "hungry.txt":
            bytearray(4 << 30)
        case "bug.txt":
            raise RuntimeError("a bug in a reader")
        case "noisy.txt":
            print("noise")  # noqa: T201
            os.write(1, b"noise")
            os.write(2, b"noise")
        case "ended.txt":
            if not file.read_bytes():
                file.write_bytes(b"seen")
                os.kill(os.getpid(), signal.SIGTERM)
    return extraction(str(os.getpid()))


def announce_and_hang(path: bytes) -> Extraction:
    """Write this process's number into the FIFO `path`, then hang."""
    Path(os.fsdecode(path)).write_text(str(os.getpid()))
    threading.Event().wait()
    return extraction("")


def hang(path: bytes) -> FileIdentity:
    """Never come to an end."""
    threading.Event().wait()
    raise AssertionError("nobody waits for ever")
