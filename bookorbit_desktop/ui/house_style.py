"""Rules for every widget of the program, our own and Qt's, in one place that sees each of them once.

A style polishes each widget before it is first laid out or painted, even the label that Qt creates for a
tooltip, so no page can forget a rule.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMainWindow,
    QProxyStyle,
    QScrollBar,
    QTabBar,
    QWidget,
)

from bookorbit_desktop.ui.foreign_text import one_line


@dataclass(frozen=True, slots=True)
class Appearance:
    """The palette and style sheet of the program."""

    palette: QPalette
    sheet: str


class HouseStyle(QProxyStyle):
    """Fusion with plain-text labels, window titles safe for panels, and a wheel that only scrolls.

    Qt guesses HTML from the text: a title with `<img src="/dev/zero">` would make the window read that file.
    It also lets the wheel change an unfocused control under the pointer while the page scrolls.
    """

    def __init__(self, look: Appearance | None = None) -> None:
        """A `look` is applied when the application gets this style."""
        super().__init__("Fusion")
        self._look = look
        self._wheel = _WheelNeedsFocus(self)

    def polish(self, what: Any) -> Any:
        """Called for the application, for the palette, and for each widget before it is shown."""
        if isinstance(what, QApplication):
            self._take_on_look(what)
        elif isinstance(what, QLabel):
            what.setTextFormat(Qt.TextFormat.PlainText)
        elif isinstance(what, QDialog | QMainWindow):
            what.setWindowTitle(one_line(what.windowTitle()))
        elif isinstance(what, _WHEEL_CHANGES) and not isinstance(what, QScrollBar):
            _take_no_focus_from_the_wheel(what)
            what.installEventFilter(self._wheel)
        return super().polish(what)

    def _take_on_look(self, application: QApplication) -> None:
        """Apply the look before any widget is polished: replacing a sheet later polishes each ten times."""
        look, self._look = self._look, None
        if look is not None:
            application.setPalette(look.palette)
            application.setStyleSheet(look.sheet)


_WHEEL_CHANGES = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
"""What the wheel changes; date and time fields are spin boxes."""


def _take_no_focus_from_the_wheel(widget: QWidget) -> None:
    if widget.focusPolicy() is Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _WheelNeedsFocus(QObject):
    """Passes the wheel from a control without focus to its parent."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the event without delivering it: Qt then offers it to the parent, which scrolls."""
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True
