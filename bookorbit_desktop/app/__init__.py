"""The composition root: opens a data folder with its services for the window, server or command line.

Imports are late on purpose: worker processes import this module again, and a window wants to be there first.
"""

import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def run() -> NoReturn:
    """The entry point of both scripts: ends with the exit code of `main`."""
    _write_any_text()
    try:
        code = main(sys.argv[1:])
        if sys.stdout is not None:  # None in a window on Windows
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone, as `head` does; the interpreter flushes once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def main(argv: Sequence[str]) -> int:
    """Read the arguments and hand over to the window, the server or a command. Returns the exit code.

    0 done, 1 failed (with the reason on standard error), 2 usage error.
    """
    from bookorbit_desktop.cli.arguments import build_parser, check_arguments, wanted_command

    parser = build_parser(wanted_command(argv))
    arguments = parser.parse_args(argv)
    check_arguments(parser, arguments)

    from bookorbit_desktop.app.modes import dispatch

    return dispatch(arguments, list(argv))


def _write_any_text() -> None:
    """Titles come in every script: files and pipes get UTF-8, a terminal as much as it can show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
