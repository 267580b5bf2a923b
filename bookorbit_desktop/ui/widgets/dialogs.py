"""The layout shared by all dialogs: a column of parts, and below it buttons in the platform's order."""

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme

_Buttons = QPushButton | Sequence[QPushButton]
_Role = QDialogButtonBox.ButtonRole


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
            for button in _listed(buttons):
                self._add(button, role)
                button.setAutoDefault(True)
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
