"""A value that is typed or pasted elsewhere, with a button that copies it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.widgets.labels import button

SAID_MS = 1500


class CopyField(QWidget):
    """Shows a value, which can be selected, and copies it."""

    def __init__(self, what: str, *, secret: bool = False, narrow: bool = False) -> None:
        """`what` names the value for screen readers; a `secret` shows as dots until it is revealed.

        A `narrow` one leaves the room to the value: its button is an icon without a word.
        """
        super().__init__()
        self._what = what
        self._value = ""
        self._secret = secret
        self._narrow = narrow
        self._field = QLineEdit(readOnly=True)
        self._field.setAccessibleName(what)
        self._field.setFont(fixed_font())
        self.copy_button = button("", icon="copy")
        self.copy_button.setAccessibleName(self.tr("Copy {0}").format(what))
        self.copy_button.clicked.connect(self.copy)
        self._said = QTimer(self, singleShot=True, interval=SAID_MS)
        self._said.timeout.connect(self._offer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self._field, 1)
        self.row = layout
        layout.addWidget(self.copy_button)
        self._offer()
        self.set_value("")
        self.reveal(not secret)

    @property
    def value(self) -> str:
        """What is copied."""
        return self._value

    @property
    def shown(self) -> str:
        """What can be read on the screen."""
        return self._field.displayText()

    def set_value(self, value: str, instead: str = "") -> None:
        """Show a value; without one, what stands `instead`."""
        self._value = value
        self._field.setText(value)
        self._field.setPlaceholderText(instead)
        self._field.setCursorPosition(0)
        self.copy_button.setEnabled(bool(value))
        offer = self.copy_button.accessibleName() if self._narrow else ""
        self.copy_button.setToolTip(offer if value else self.tr("There is nothing to copy yet."))

    def reveal(self, shown: bool) -> None:
        """Show a secret, or hide it again."""
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def copy(self) -> None:
        """Put the value on the clipboard."""
        QGuiApplication.clipboard().setText(self._value)
        self._say(self.tr("Copied"))
        icons.put(self.copy_button, "check", "ok")
        self._said.start()

    def _offer(self) -> None:
        self._say(self.tr("Copy"))
        icons.put(self.copy_button, "copy")

    def _say(self, word: str) -> None:
        self.copy_button.setText("" if self._narrow else word)


def fixed_font() -> QFont:
    """Letters of one width: easy to compare with what was typed on a device."""
    result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    result.setPointSizeF(theme.font(Type.BODY).pointSizeF())
    return result
