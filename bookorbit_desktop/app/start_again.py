"""Replaces this program with a new instance."""

import os
import subprocess
import sys
from typing import NoReturn

_MINIMIZED = "--minimized"


def start_again(*, minimized: bool = False) -> NoReturn:
    """End, and start again with the same arguments; `minimized` or not as wanted now.

    Nothing else closes what other threads have open in the library, which a restore needs exclusively.
    """
    arguments = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    command = [sys.executable, *(word for word in arguments if word != _MINIMIZED)]
    if minimized:
        command.append(_MINIMIZED)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None in a window on Windows
            stream.flush()
    if sys.platform == "win32":  # it has no exec that keeps words with blanks in them together
        subprocess.Popen(command)
        sys.exit(0)
    os.execv(command[0], command)
