"""The log file: rotated, without secrets, beside the library."""

import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

from bookorbit_desktop.cli.console import printable
from bookorbit_desktop.services.runtime.event_bus import plain_failure
from bookorbit_desktop.services.runtime.hiding import hide_secrets
from bookorbit_desktop.services.runtime.log_level import LOG_FOLDER
from bookorbit_desktop.system.folders import make_private, open_private

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 1_000_000
_KEPT = 3


class _PrivateLog(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        return cast(TextIOWrapper, open(self.baseFilename, self.mode, encoding="utf-8", opener=open_private))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is that of logging
        """On a full disk, write log lines to standard error, without a traceback."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)
        elif record.levelno >= logging.WARNING and sys.stderr is not None:
            with suppress(OSError):
                sys.stderr.write(f"bookorbit-desktop: {printable(hide_secrets(record.getMessage()))}\n")


class _PlainFormatter(logging.Formatter):
    """Removes secrets, and characters that terminals obey, as people view the file in one, too."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(hide_secrets(super().format(record)))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is that of logging
        """Indent further lines, so that the name of a file cannot fake a line of its own."""
        return "\n  ".join(super().formatMessage(record).splitlines())


def _say_damage(record: logging.LogRecord) -> bool:
    """Report damage found by background work in the window and by `status`, too."""
    if record.exc_info and record.exc_info[1] is not None:
        plain_failure(record.exc_info[1])
    return True


def warn_on_the_terminal() -> None:
    """Print warnings to standard error, made safe, for short commands without a log file.

    So is the trace of an unexpected error, which may hold anything.
    """
    sys.excepthook = _say_uncaught
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_PlainFormatter())


def _say_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(printable(hide_secrets("".join(traceback.format_exception(error)))))


def log_to(data_dir: Path) -> Callable[[], None]:
    """Log to `log/bookorbit.log` in the data folder, also uncaught errors. Returns a function to stop it."""
    folder = data_dir / LOG_FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_private(folder.parent, folder.name, f"{folder.name}/*.log*")
    handler = _PrivateLog(folder / "bookorbit.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(_PlainFormatter(_FORMAT))
    handler.addFilter(_say_damage)
    root = logging.getLogger()
    crashes = os.fdopen(
        open_private(str(folder / "crash.log"), os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a", encoding="utf-8"
    )
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(crashes)
    before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda kind, error, trace: root.critical("Uncaught", exc_info=(kind, error, trace))
    threading.excepthook = lambda args: root.critical("Uncaught in %s", args.thread, exc_info=args.exc_value)

    def stop() -> None:
        root.removeHandler(handler)
        with suppress(OSError):  # a full disk: what is left was said on standard error
            handler.close()
        faulthandler.disable()
        crashes.close()
        sys.excepthook, threading.excepthook = before

    return stop
