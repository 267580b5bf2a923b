"""The check of this computer; of the one that takes the picture it says nothing."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.ui.crash import CrashDialog
from bookorbit_desktop.ui.settings.checkup import CheckupDialog
from tests.ui.harness import Ui

REPORT = """\
BookOrbit Desktop: 0.1.0
Python: 3.11.7
SQLite: 3.40.1
Qt: 6.11.0
System: Linux-6.1.0-x86_64
Time: 2026-11-23 16:24:39 UTC

Traceback (most recent call last):
  File "~/bookorbit_desktop/ui/library/page.py", line 214, in _show
    first = rows[0]
            ~~~~^^^
IndexError: list index out of range"""
FOUND = (
    CheckResult(
        "data_folder",
        Message("Data folder"),
        CheckState.OK,
        Message("{0}, with {1} GB free.", "/home/ines/.local/share/bookorbit-desktop", 74),
    ),
    CheckResult(
        "database",
        Message("Database"),
        CheckState.FAILURE,
        Message("The database is damaged or empty. BookOrbit leaves it as it is."),
        Message("Quit BookOrbit and restore a backup: “backup --list” shows them."),
    ),
    CheckResult(
        "server",
        Message("Server"),
        CheckState.OK,
        Message("It answers at {0}.", "http://192.168.1.20:7200"),
    ),
    CheckResult(
        "firewall",
        Message("Firewall"),
        CheckState.WARNING,
        Message("{0} is on. Only an administrator can see whether it lets devices in.", "ufw"),
        Message("To let devices in, run: {0}", "sudo ufw allow 7200/tcp"),
    ),
    CheckResult("password_store", Message("Password store"), CheckState.OK, Message("It answers."), NOTHING),
)


def crash(ui: Ui, parent: QWidget) -> QWidget:
    """The report of an error that nobody expected."""
    dialog = CrashDialog(REPORT, parent, lambda: None)
    dialog.show()
    return dialog


def checkup(ui: Ui, parent: QWidget) -> QWidget:
    """What was found where this and that is wrong."""
    dialog = CheckupDialog(ui.context, parent)
    dialog.show()
    ui.until(lambda: dialog.results)
    dialog.show_results(FOUND)
    return dialog
