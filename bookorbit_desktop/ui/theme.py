"""The design system: two palettes, one type scale, one spacing scale (design.md)."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
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

from bookorbit_desktop.domain.base.appearance import ThemeChoice
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.stylesheet import stylesheet
from bookorbit_desktop.ui.tokens import DARK, LIGHT, MARKS, Tokens

SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24, SPACE_32 = 4, 8, 12, 16, 24, 32
PAGE_MARGIN = SPACE_24
CARD_PADDING = SPACE_16
RADIUS_CARD = 8
RADIUS_FIELD = 6
BADGE_TINT = 0.14
"""The opacity of a state's colour behind its text."""
_USUAL_POINTS = 9.0 if sys.platform == "win32" else 11.0
"""The system's normal font size; with a larger one, everything grows."""
_MOTION_MS = 150


class Tone(StrEnum):
    """The meaning of a state to the person."""

    OK = "ok"
    PENDING = "pending"
    ATTENTION = "attention"
    ERROR = "error"
    NEUTRAL = "neutral"


class Type(StrEnum):
    """The steps of the type scale."""

    TITLE = "title"
    FIGURE = "figure"
    SECTION = "section"
    CARD = "card"
    BODY = "body"
    DETAIL = "detail"


_POINTS = {
    Type.TITLE: 20.0,
    Type.FIGURE: 16.0,
    Type.SECTION: 14.0,
    Type.CARD: 11.0,
    Type.BODY: 11.0,
    Type.DETAIL: 9.5,
}
_STRONG = frozenset({Type.TITLE, Type.FIGURE, Type.SECTION, Type.CARD})


@dataclass(slots=True)
class _Current:
    tokens: Tokens = LIGHT
    scale: float = 1.0


_current = _Current()


def tokens() -> Tokens:
    """The current colours."""
    return _current.tokens


def colour(name: str, opacity: float = 1.0) -> QColor:
    """A colour of the current palette by its token, such as "muted"."""
    result = QColor(getattr(_current.tokens, name))
    result.setAlphaF(opacity)
    return result


def mark_colour(name: str) -> QColor:
    """The colour of a highlight by KOReader's name; unknown names get the colour of borders."""
    return QColor(MARKS[name]) if name in MARKS else colour("border")


def px(length: float) -> int:
    """A design length in logical pixels, scaled with the person's font size."""
    return round(length * _current.scale)


def font(step: Type, *, numbers: bool = False) -> QFont:
    """A font of the type scale; `numbers` gives all digits the same width."""
    result = QFont(QApplication.font())
    result.setPointSizeF(_POINTS[step] * _current.scale)
    result.setWeight(QFont.Weight.DemiBold if step in _STRONG else QFont.Weight.Normal)
    if numbers:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result


def prefers_dark() -> bool:
    """The system's preference; light if it has none."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def is_dark(choice: ThemeChoice) -> bool:
    """Whether a choice currently means the dark palette."""
    return prefers_dark() if choice is ThemeChoice.SYSTEM else choice is ThemeChoice.DARK


def reduces_motion() -> bool:
    """Whether the person wants reduced motion. Every animation asks here.

    The system's setting as known to Qt; BOOKORBIT_REDUCED_MOTION=1 or 0 overrides it.
    """
    wish = os.environ.get("BOOKORBIT_REDUCED_MOTION", "")
    return wish == "1" if wish else not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def motion_ms() -> int:
    """The length of an animation in milliseconds (design.md, "Motion"); 0 with reduced motion."""
    return 0 if reduces_motion() else _MOTION_MS


def set_up(application: QApplication, *, dark: bool) -> None:
    """Set the application's style, base font and colours. Call once, before the first window."""
    _current.scale = max(1.0, application.font().pointSizeF() / _USUAL_POINTS)
    application.setStyle(HouseStyle())
    if reduces_motion():
        for effect in (
            Qt.UIEffect.UI_AnimateMenu,
            Qt.UIEffect.UI_AnimateCombo,
            Qt.UIEffect.UI_AnimateTooltip,
        ):
            application.setEffectEnabled(effect, False)
    application.setFont(font(Type.BODY))
    apply(application, dark=dark)


def apply(application: QApplication, *, dark: bool) -> None:
    """Change the colours, which widgets see as a palette change. The same colours change nothing."""
    tokens = DARK if dark else LIGHT
    if application.styleSheet() and tokens is _current.tokens:
        return
    _current.tokens = tokens
    sheet = stylesheet(tokens, px, lambda step: _POINTS[Type(step)] * _current.scale, motion_ms())
    if application.styleSheet():
        application.setStyle(HouseStyle(Appearance(_palette(tokens), sheet)))
    else:
        application.setPalette(_palette(tokens))
        application.setStyleSheet(sheet)


@contextmanager
def styled_once_built() -> Iterator[None]:
    """Build a window without the style sheet, and apply it at the end.

    With a sheet, Qt restyles a widget each time that it is reparented: half of the time it takes to build a
    window.
    """
    application = cast(QApplication, QApplication.instance())
    sheet = application.styleSheet()
    application.setStyleSheet("")
    try:
        yield
    finally:
        application.setStyleSheet(sheet)


def _palette(used: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: used.window,
        QPalette.ColorRole.WindowText: used.text,
        QPalette.ColorRole.Base: used.surface,
        QPalette.ColorRole.AlternateBase: used.sunken,
        QPalette.ColorRole.Text: used.text,
        QPalette.ColorRole.PlaceholderText: used.muted,
        QPalette.ColorRole.Button: used.surface,
        QPalette.ColorRole.ButtonText: used.text,
        QPalette.ColorRole.Highlight: used.accent,
        QPalette.ColorRole.HighlightedText: used.on_accent,
        QPalette.ColorRole.Accent: used.accent,
        QPalette.ColorRole.ToolTipBase: used.surface,
        QPalette.ColorRole.ToolTipText: used.text,
        QPalette.ColorRole.Link: used.accent,
        QPalette.ColorRole.Mid: used.border,
        QPalette.ColorRole.Dark: used.border,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(used.muted))
    return palette


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
