"""Errors that nobody expected: what the person reads, and can copy into a report."""

import sys
import threading
from collections.abc import Callable
from typing import Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from bookorbit_desktop.services.overview.crash_report import crash_report
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import CopyButton, fixed_font
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH, HEIGHT = 680, 520
MOST: Final = 20
"""Different errors of one run that are shown; the log has them all."""


class CrashWatch(QObject):
    """Hears of errors that nobody caught, on any thread. Each is told once: a screen may fail at every turn."""

    reported = Signal(str)
    """The report, as plain text."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._reported: set[str] = set()
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread

    def close(self) -> None:
        """Hear of nothing any more."""
        sys.excepthook, threading.excepthook = self._before

    def tell(self, error: BaseException) -> None:
        """Report an error, from any thread."""
        key = _place_of(error)
        if (
            isinstance(error, KeyboardInterrupt | SystemExit)
            or key in self._reported
            or len(self._reported) >= MOST
        ):
            return
        self._reported.add(key)
        self.reported.emit(crash_report(error, self._clock, Qt=pyside_version))

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self._before[0](kind, error, error.__traceback__)
        self.tell(error)

    def _on_thread(self, uncaught: threading.ExceptHookArgs) -> None:
        self._before[1](uncaught)
        if uncaught.exc_value is not None:
            self.tell(uncaught.exc_value)


class CrashDialog(QDialog):
    """The report in full, to be read and copied. Nothing is sent."""

    def __init__(self, report: str, parent: QWidget | None, check: Callable[[], object]) -> None:
        """`check` opens the check of this computer."""
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        fit(self, WIDTH, HEIGHT)
        self.report = QPlainTextEdit(report, readOnly=True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setFont(fixed_font())
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setTabChangesFocus(True)
        self.copy = CopyButton(tr("report"), report)
        self.check = button(tr("Check this computer…"))
        self.close_button = button(tr("Close"), "primary")
        self.check.clicked.connect(check)
        self.close_button.clicked.connect(self.reject)
        column = dialog_column(self)
        column.addWidget(label(tr("Something went wrong"), "section", wrap=True))
        column.addWidget(
            label(
                tr(
                    "BookOrbit ran into an error and carried on. Everything saved is safe. If it happens again, "
                    "include this report in your bug report. It contains no token or passphrase, but may name "
                    "books and folders."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.report, 1)
        column.addWidget(
            Answers(self, reject=self.close_button, act=(self.copy,), beside=(self.check,), has_default=False)
        )
        self.close_button.setFocus()


def _place_of(error: BaseException) -> str:
    """Where it was raised, and as what."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return f"{type(error).__name__} {place}"
