"""Labels by type step and tone, marks, badges, and buttons."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.painting import badge_width, paint_badge
from bookorbit_desktop.ui.wording import BadgeStyle

LONGEST_WORD = 320
"""Wider than any ordinary word, in every step of the type scale."""


def label(text: str = "", step: str = "body", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label in a step of the type scale, or "muted" for quiet text of normal size, that is found by its name."""
    result = _WrappedLabel(text) if wrap else QLabel(text)
    result.setProperty("step", step)
    result.setWordWrap(wrap)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setObjectName(name)
    return result


def selectable(text: str, name: str) -> QLabel:
    """A wrapping label with selectable text; `name` is for screen readers."""
    result = label(text, wrap=True)
    result.setAccessibleName(f"{name}: {text}")
    result.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return result


class _WrappedLabel(QLabel):
    """A wrapping label. Endless words, as outside texts may have, are cut instead of widening the window."""

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest ordinary words."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.px(LONGEST_WORD)), least.height())


class ElidedLabel(QLabel):
    """One line, elided where it does not fit."""

    def minimumSizeHint(self) -> QSize:
        """It may shrink to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(theme.colour("muted"))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """Colour a label or notice by its meaning."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, kind: str = "", icon: str = "", colour: str = "text") -> QPushButton:
    """A button; `kind` is "primary", "quiet", "icon", "chip", "status" or empty for an ordinary one.

    "lead" is a quiet button at the start of a line, whose text aligns with the lines above and below.
    """
    result = QPushButton(text)
    result.setProperty("kind", kind)
    result.setAutoDefault(False)
    if icon:
        icons.put(result, icon, colour)
    return result


def icon_button(name: str, accessible_name: str) -> QPushButton:
    """A button with only an icon; its name is also the tooltip."""
    result = button("", "icon", name, "muted")
    result.setAccessibleName(accessible_name)
    result.setToolTip(accessible_name)
    return result


def line() -> QFrame:
    """A hairline separator."""
    result = QFrame()
    result.setProperty("kind", "line")
    return result


class Mark(QLabel):
    """An icon that follows the palette. It has no accessible name, as the text beside it says the same."""

    def __init__(self, size: int, icon: str = "", colour: str = "muted") -> None:
        """`size` is in design pixels, `colour` a token."""
        super().__init__()
        self._size = theme.px(size)
        self._icon, self._colour = icon, colour
        self._draw()

    def show_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw in the current colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_icon"):
            self._draw()

    def _draw(self) -> None:
        if self._icon:
            self.setPixmap(icons.pixmap(self._icon, self._colour, self._size, self.devicePixelRatioF()))


class Badge(QWidget):
    """Shows one state."""

    def __init__(self) -> None:
        super().__init__()
        self._look: BadgeStyle | None = None

    def set_look(self, look: BadgeStyle) -> None:
        """Show a state."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        return QSize(badge_width(self._look) if self._look else 0, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        if self._look is not None:
            paint_badge(QPainter(self), self.rect(), self._look, self.layoutDirection())


@contextmanager
def busy(button: QPushButton, text: str) -> Iterator[None]:
    """Inside the block, the button shows `words` and is disabled."""
    before = button.text()
    button.setText(text)
    button.setEnabled(False)
    try:
        yield
    finally:
        button.setText(before)
        button.setEnabled(True)
