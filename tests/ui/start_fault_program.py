"""The window program on data folders that are spoilt, one after the other: `python -m tests.ui.start_fault_program`.

Words behind it: "quit", or "set aside"; then the names of faults. Prints a line of JSON for each: what the messages
said, their buttons, what was written to standard error, the exit code, and whether the window opened in the end.
"""

import io
import json
import sys
from contextlib import redirect_stderr, suppress
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

import bookorbit_desktop.server.control
import bookorbit_desktop.ui.start_fault  # noqa: F401 - as above
from bookorbit_desktop.app import main
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.qt_application import qt_application
from tests.faulty_starts import STARTS, content_of, open_case


class Person:
    """Reads each message that comes and answers it; ends the window once it is there."""

    def __init__(self, *, sets_aside: bool) -> None:
        self.read: list[str] = []
        self.buttons: list[list[str]] = []
        self.cut: list[str] = []
        self.saw_window = False
        self._sets_aside = sets_aside
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
        self.read.append(" ".join(dialog.texts))
        shown = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
        self.buttons.append([one.text() for one in shown])
        self.cut += [one.text() for one in shown if one.width() < one.sizeHint().width()]
        ways = [
            getattr(dialog, name, None) for name in ("go_on", "set_aside" if self._sets_aside else "close_it")
        ]
        next(way for way in ways if way is not None and way.isVisible()).click()


def try_start(fault: str, *, sets_aside: bool) -> dict[str, Any]:
    """What comes of one start."""
    spoil = next(start for start in STARTS if start.__name__ == fault)
    with pytest.MonkeyPatch.context() as patch, open_case(patch) as case:
        spoil(case)
        before = content_of(case)
        person = Person(sets_aside=sets_aside)
        with redirect_stderr(io.StringIO()) as errors:
            code = main(case.data_dir)
        person.stop()
        aside = sorted(case.folder.glob("library-set-aside-*")) if sets_aside else []
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
            told = try_start(name, sets_aside=sys.argv[1] == "set aside")
            sys.stdout.write(json.dumps(told) + "\n")
