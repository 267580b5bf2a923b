"""A value with a button that copies it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.layouts import new_row

SAID_MS = 1500
WIDEST = 280


class CopyButton(QPushButton):
    """Copies a value to the clipboard and briefly confirms it."""

    def __init__(self, what: str, value: str = "", *, kind: str = "", wordless: bool = False) -> None:
        """`what` names the value for screen readers; a `wordless` button has only an icon."""
        super().__init__()
        self._value = value
        self._wordless = wordless
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(tr("Copy {0}").format(what))
        self.clicked.connect(self.copy)
        self._said = QTimer(self, singleShot=True, interval=SAID_MS)
        self._said.timeout.connect(self._offer)
        self._offer()
        self.set_value(value)

    @property
    def value(self) -> str:
        """The value to copy."""
        return self._value

    def set_value(self, value: str) -> None:
        """Set the value; the button is disabled without one."""
        self._value = value
        self.setEnabled(bool(value))
        offer = self.accessibleName() if self._wordless else ""
        self.setToolTip(offer if value else tr("Nothing to copy yet."))

    def copy(self) -> None:
        """Copy the value to the clipboard."""
        QGuiApplication.clipboard().setText(self._value)
        self._say(tr("Copied"))
        icons.put(self, "check", "ok")
        self._said.start()

    def _offer(self) -> None:
        self._say(tr("Copy"))
        icons.put(self, "copy")

    def _say(self, word: str) -> None:
        self.setText("" if self._wordless else word)


class CopyField(QWidget):
    """Shows a selectable value with a copy button."""

    def __init__(self, what: str, *, secret: bool = False, narrow: bool = False) -> None:
        """`what` names the value for screen readers; a `secret` shows as dots until revealed.

        `narrow` makes the button an icon, to leave more room for the value.
        """
        super().__init__()
        self._is_secret = secret
        self._field = QLineEdit(readOnly=True)
        self._field.setAccessibleName(what)
        self._field.setFont(fixed_font())
        self.copy_button = CopyButton(what, wordless=narrow)
        layout = new_row(self, theme.SPACE_8)
        layout.addWidget(self._field, 1)
        self.row = layout
        layout.addWidget(self.copy_button)
        self.set_value("")
        self.reveal(not secret)

    @property
    def value(self) -> str:
        """The value to copy."""
        return self.copy_button.value

    def set_value(self, value: str, instead: str = "") -> None:
        """Set the value; without one, `instead` is shown."""
        self._field.setText(value)
        self._field.setPlaceholderText(instead)
        self._field.setCursorPosition(0)
        self._field.setMinimumWidth(self._room_for(value))
        self.copy_button.set_value(value)

    def _room_for(self, value: str) -> int:
        """The width in pixels for a moderately long value: the end of an address matters most."""
        if self._is_secret:
            return 0
        whole = self._field.fontMetrics().horizontalAdvance(value) + theme.SPACE_24
        return min(whole, theme.px(WIDEST))

    def reveal(self, shown: bool) -> None:
        """Reveal a secret, or hide it again."""
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def fixed_font() -> QFont:
    """A monospaced font, for comparing a value with what was typed on a device."""
    result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    result.setPointSizeF(theme.font(Type.BODY).pointSizeF())
    return result
