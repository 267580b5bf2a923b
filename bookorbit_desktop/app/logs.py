"""The log file: rotated, without secrets, beside the library."""

import faulthandler
import logging
import os
import sys
import threading
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import cast

from bookorbit_desktop.cli.console import printable
from bookorbit_desktop.hardcover.tokens import scrub
from bookorbit_desktop.services.overview.diagnostics import LOG_FOLDER
from bookorbit_desktop.system.private_files import make_private, open_private

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 1_000_000
_KEPT = 3


class _PrivateLog(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        return cast(TextIOWrapper, open(self.baseFilename, self.mode, encoding="utf-8", opener=open_private))


class _ScrubbingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class _TerminalFormatter(_ScrubbingFormatter):
    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def warn_on_the_terminal() -> None:
    """Short commands have no log file: Python writes their warnings to standard error, with titles in them."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_TerminalFormatter())


def log_to(data_dir: Path) -> None:
    """Write what happens to `log/bookorbit.log` in the data folder, uncaught errors too."""
    folder = data_dir / LOG_FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_private(folder.parent, folder.name, f"{folder.name}/*.log*")
    handler = _PrivateLog(folder / "bookorbit.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(_ScrubbingFormatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    crashes = open_private(str(folder / "crash.log"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    faulthandler.enable(os.fdopen(crashes, "a", encoding="utf-8"))
    sys.excepthook = lambda kind, error, trace: root.critical("Uncaught", exc_info=(kind, error, trace))
    threading.excepthook = lambda args: root.critical("Uncaught in %s", args.thread, exc_info=args.exc_value)
