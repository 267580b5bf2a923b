"""The window program on data folders that are spoilt, one after the other: `python -m tests.ui.start_fault_program`.

Words behind it: "quit", "set aside" or "restore", for which there is a backup; then the names of faults. Prints a line
of JSON for each: what the messages said, their buttons, what was written to standard error, the exit code, and whether
the window opened in the end.
"""

import io
import json
import sys
from contextlib import redirect_stderr, suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from bookorbit_desktop.app import main
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.storage.db.backup_folder import back_up_somewhere
from bookorbit_desktop.ui.application import qt_application
from bookorbit_desktop.ui.main_window import MainWindow
from tests.faulty_starts import STARTS, content_of, open_case
from tests.ui.harness import texts_of

MADE_AT = datetime(2026, 11, 22, 21, 4, tzinfo=UTC)


class Person:
    """Reads each message that comes and answers it; ends the window once it is there."""

    def __init__(self, answer: str) -> None:
        self.read: list[str] = []
        self.buttons: list[list[str]] = []
        self.cut: list[str] = []
        self.saw_window = False
        self._way = {"quit": "close_it", "set aside": "set_aside", "restore": "restore"}[answer]
        self._looking = QTimer(interval=5)
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def stop(self) -> None:
        """Look no more."""
        self._looking.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            self._answer(dialog)
        windows = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
        if any(window.isVisible() for window in windows):  # that of an earlier start may be there still
            self.saw_window = True
            QApplication.quit()

    def _answer(self, dialog: Any) -> None:
        self.read.append(" ".join(texts_of(dialog)))
        shown = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
        self.buttons.append([one.text() for one in shown])
        self.cut += [one.text() for one in shown if one.width() < one.sizeHint().width()]
        ways = [getattr(dialog, name, None) for name in ("go_on", self._way)]
        next(way for way in ways if way is not None and way.isVisible()).click()


def try_start(fault: str, answer: str) -> dict[str, Any]:
    """What comes of one start."""
    spoil = next(start for start in STARTS if start.__name__ == fault)
    with pytest.MonkeyPatch.context() as patch, open_case(patch) as case:
        if answer == "restore":
            back_up_somewhere(case.library, BackupReason.DAILY, MADE_AT)
        spoil(case)
        before = content_of(case)
        person = Person(answer)
        with redirect_stderr(io.StringIO()) as errors:
            code = main(case.data_dir)
        person.stop()
        aside = sorted(case.folder.glob("library-set-aside-*")) if answer != "quit" else []
        kept = (aside[0] / case.library.name).read_bytes() if aside else content_of(case)
        return {
            "fault": fault,
            "code": code,
            "read": person.read,
            "buttons": person.buttons,
            "cut": person.cut,
            "errors": errors.getvalue(),
            "is_kept": kept == before,
            "aside": [str(folder) for folder in aside],
            "saw_window": person.saw_window,
        }


if __name__ == "__main__":
    qt_application()  # timers need it
    for name in sys.argv[2:]:
        with suppress(pytest.skip.Exception):
            told = try_start(name, sys.argv[1])
            sys.stdout.write(json.dumps(told) + "\n")
