"""The standard streams, each of which may be a file on a full disk, a closed pipe, or missing."""

import io
import os
import sys

from bookorbit_desktop.cli.console import printable
from bookorbit_desktop.domain.base.errors import InvalidInput, OutputLost
from bookorbit_desktop.domain.base.messages import Message


def prepare_output() -> None:
    """Use UTF-8 for files and pipes, as titles may be in any script; a terminal shows what it can."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this, or a window on Windows
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, "w"), "utf-8"))
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")


def write_out(text: str, *, at_once: bool = False) -> None:
    """Write to standard output. Raises OutputLost if that fails, BrokenPipeError if nobody reads it."""
    try:
        sys.stdout.write(text)
        if at_once:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise OutputLost(
            Message(
                "The output could not be written ({0}). Write it to another place, and start the command again.",
                error.strerror or "",
            )
        ) from error


def drop_output() -> None:
    """Discard further output, as the interpreter flushes once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str) -> None:
    """Say on standard error what is wrong or what was done beside the work."""
    if sys.stderr is not None:  # None in a window on Windows
        sys.stderr.write(f"bookorbit-desktop: {printable(text)}\n")


def read_answer(question: str) -> str | None:
    """Ask on the terminal; None at the end of standard input.

    Reads byte by byte past Python's own buffer, whose lock would keep the program from ending until there is
    an answer.
    """
    sys.stderr.write(question)
    sys.stderr.flush()
    line = b""
    while not line.endswith(b"\n"):
        read = b"" if sys.stdin is None else os.read(sys.stdin.fileno(), 1)
        if not read:
            return line.decode("utf-8", "replace") if line else None
        line += read
    return line.decode("utf-8", "replace")


def read_stdin() -> str:
    """Read all of standard input. Raises InvalidInput if it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput(Message("Standard input is not text in UTF-8. Nothing was changed.")) from error
