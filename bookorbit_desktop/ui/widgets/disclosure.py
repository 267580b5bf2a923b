"""A heading that expands or collapses its content."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle

from bookorbit_desktop.ui import icons, theme

_CHEVRON = 18


class DisclosureButton(QPushButton):
    """Checked while its content is shown; it starts expanded."""

    def __init__(self, text: str, *, is_title: bool = False, is_quiet: bool = False) -> None:
        """`is_title`: a card's title, aligned with other titles, with the chevron at the end.

        `is_quiet`: styled as secondary text.
        """
        super().__init__(text)
        self._is_title = is_title
        self.setProperty("step", "section" if is_title else "muted" if is_quiet else "")
        self.setProperty("kind", "disclosure")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.toggled.connect(self._show_state)
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chevron of a title."""
        super().paintEvent(event)
        if self._is_title:
            size = theme.px(_CHEVRON)
            end = self.rect().right() + 1 - size
            area = QRect(end, (self.height() - size) // 2, size, size)
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), area)
            icons.paint(QPainter(self), area, self._chevron, "muted")

    @property
    def _chevron(self) -> str:
        return "chevron-down" if self.isChecked() else "chevron-right"

    def _show_state(self, _is_shown: bool) -> None:
        if not self._is_title:
            icons.put(self, self._chevron, "muted")
        self.update()
