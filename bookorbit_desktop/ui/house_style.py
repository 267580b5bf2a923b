"""What holds for every widget of the program, ours and Qt's own: one place that sees each of them once.

A style is asked to polish each widget before it is first laid out or painted, also the label that Qt makes for a
tooltip. So a rule here cannot be forgotten by a page.
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
    """The colours of the program, and its style sheet."""

    palette: QPalette
    sheet: str


class HouseStyle(QProxyStyle):
    """Fusion, with text that is never markup, titles a panel can show, and a wheel that only scrolls.

    Qt takes text for HTML where it looks like it: a title with `<img src="/dev/zero">` would make the window read
    that file. And it lets the wheel change a control that only lies under the pointer while the page scrolls.
    """

    def __init__(self, look: Appearance | None = None) -> None:
        """A `look` is taken on when the application is given this style."""
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
        """At this moment no widget is polished: a sheet that is replaced at any other polishes each ten times."""
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
    """Hands the wheel on to what lies around a control that does not have the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignored and not delivered: Qt then offers it to the parent, which scrolls."""
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True
