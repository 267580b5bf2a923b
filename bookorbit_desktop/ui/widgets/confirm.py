"""Asks before something that can't easily be undone, and before input is discarded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 440


class Confirm(QDialog):
    """A question whose default answer changes nothing."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, question: str, consequence: str, *, act: str, keep: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(theme.px(WIDTH))
        self.act = button(act)
        self.keep = button(keep, "primary")
        self.act.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        self.accepted.connect(self.confirmed)
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(label(consequence, wrap=True))
        layout.addWidget(Answers(self, destroy=self.act, reject=self.keep))


class FormDialog(QDialog):
    """Asks before Esc or the window's close button discards changes. Cancel discards them without asking."""

    @property
    def has_changes(self) -> bool:
        """Whether closing would lose changes."""
        return False

    def reject(self) -> None:
        """Close, or ask first."""
        if not self.has_changes:
            self.discard()
            return
        question = Confirm(
            self,
            tr("Discard your changes?"),
            tr("What you changed here hasn't been saved."),
            act=tr("Discard"),
            keep=tr("Keep editing"),
        )
        question.confirmed.connect(self.discard)
        question.open()

    def discard(self) -> None:
        """Close without asking."""
        self.done(QDialog.DialogCode.Rejected)
