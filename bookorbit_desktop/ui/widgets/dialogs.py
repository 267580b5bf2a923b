"""What every dialog shares: its column of parts, and below it the buttons in the order of the platform."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout

from bookorbit_desktop.ui import theme

_Buttons = QPushButton | Sequence[QPushButton]
_Role = QDialogButtonBox.ButtonRole


class Answers(QDialogButtonBox):
    """The buttons of a dialog. Make it once everything above it is there: Tab comes to it last.

    Enter presses the button with the focus, else the default one: the first of `accept`, or of `reject` where nothing
    is accepted. What destroys is never the default; where it can be chosen, the focus is on the way out. `beside`
    stands at the other end of the row.
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
        """Without a default Enter belongs to the lists and fields of the dialog."""
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
        """A default button that is never there: Qt would make the first one that accepts the default."""
        nothing = QPushButton(self)
        nothing.setEnabled(False)
        nothing.hide()
        return nothing

    def _add(self, button: QPushButton, role: QDialogButtonBox.ButtonRole) -> None:
        """Qt shows a button that it is given, also one that is hidden for now."""
        is_hidden = button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        self.addButton(button, role)
        button.setVisible(not is_hidden)

    @staticmethod
    def _usual(accept: _Buttons, reject: _Buttons) -> QPushButton:
        return (*_listed(accept), *_listed(reject))[0]


def dialog_column(
    dialog: QDialog, spacing: int = theme.SPACE_12, *, right: int = theme.SPACE_24
) -> QVBoxLayout:
    """Give a dialog its column. A column with a part that scrolls up to the edge has less room at the `right`."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.SPACE_24, theme.SPACE_24, right, theme.SPACE_16)
    column.setSpacing(spacing)
    return column


def _listed(buttons: _Buttons) -> Sequence[QPushButton]:
    return (buttons,) if isinstance(buttons, QPushButton) else buttons
