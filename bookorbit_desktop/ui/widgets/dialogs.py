"""What all dialogs share: size, a column of parts, buttons in the platform's order, and questions before a loss."""

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label

_Buttons = QPushButton | Sequence[QPushButton]
_Role = QDialogButtonBox.ButtonRole
FRAME = QSize(16, 48)
"""The room for the desktop's title bar and borders, which Qt only knows once a window is shown."""
WIDTH = 440


class Answers(QDialogButtonBox):
    """The buttons of a dialog. Create it after everything above it, so that it comes last in the Tab order.

    Enter presses the focused button, otherwise the default one: the first of `accept`, or of `reject` if
    there is no `accept`. A destructive button is never the default; if there is one, the focus starts on the
    way out. `beside` goes to the other end of the row.
    """

    def __init__(
        self,
        dialog: QDialog,
        *,
        accept: _Buttons = (),
        reject: _Buttons = (),
        destroy: _Buttons = (),
        act: _Buttons = (),
        beside: _Buttons = (),
        has_default: bool = True,
    ) -> None:
        """Without a default, Enter is left to the dialog's lists and fields."""
        super().__init__(dialog)
        for role, buttons in (
            (_Role.AcceptRole, accept),
            (_Role.DestructiveRole, destroy),
            (_Role.ActionRole, act),
            (_Role.RejectRole, reject),
            (_Role.ResetRole, beside),
        ):
            for answer in _listed(buttons):
                self._add(answer, role)
                answer.setAutoDefault(True)
        layout = self.layout()
        assert layout is not None  # the box comes with it
        layout.setSpacing(theme.SPACE_8)
        if not has_default:
            self._nothing().setDefault(True)
            return
        default = (*_listed(reject), *_listed(accept))[0] if destroy else self._usual(accept, reject)
        default.setDefault(True)
        if destroy:
            default.setFocus()

    def _nothing(self) -> QPushButton:
        """A default button that is never shown; without it, Qt would use the first accepting button."""
        nothing = QPushButton(self)
        nothing.setEnabled(False)
        nothing.hide()
        return nothing

    def _add(self, button: QPushButton, role: QDialogButtonBox.ButtonRole) -> None:
        """Add a button but keep its visibility: Qt would show a hidden one."""
        is_hidden = button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        self.addButton(button, role)
        button.setVisible(not is_hidden)

    @staticmethod
    def _usual(accept: _Buttons, reject: _Buttons) -> QPushButton:
        return (*_listed(accept), *_listed(reject))[0]


def dialog_column(
    dialog: QDialog, spacing: int = theme.SPACE_12, *, right: int = theme.SPACE_24
) -> QVBoxLayout:
    """Give a dialog its column. If a part scrolls up to the edge, the margin at the `right` is smaller."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.SPACE_24, theme.SPACE_24, right, theme.SPACE_16)
    column.setSpacing(spacing)
    return column


def _listed(buttons: _Buttons) -> Sequence[QPushButton]:
    return (buttons,) if isinstance(buttons, QPushButton) else buttons


def choose_folder(parent: QWidget, title: str, then: Callable[[bytes], object]) -> None:
    """Ask for a folder and pass it to `then`."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(os.fsencode(path)))
    dialog.open()


def fit(window: QWidget, width: float, height: float, *, least: tuple[float, float] = (0, 0)) -> None:
    """Set a window's size and minimum size, in design pixels.

    Both grow with the font size and are limited by the screen; on a small screen, or at a large scale, the
    window is smaller and its content scrolls.
    """
    room = window.screen().availableSize() - FRAME
    wanted = QSize(theme.px(width), theme.px(height))
    smallest = QSize(theme.px(least[0]), theme.px(least[1])).boundedTo(room)
    if not smallest.isNull():
        window.setMinimumSize(smallest)
    window.resize(wanted.boundedTo(room).expandedTo(smallest))


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
