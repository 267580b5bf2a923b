"""A value to choose that may not fit into its column."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QRadioButton

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import for_button

_NARROWEST = 120


class OfferButton(QRadioButton):
    """The value of a source: elided to fit, with the whole text in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show_text(self, text: str, accessible_name: str) -> None:
        """Set the value."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(accessible_name)
        self._fit()

    def sizeHint(self) -> QSize:
        """The minimum width of its column."""
        return QSize(theme.px(_NARROWEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Same as the preferred size."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - theme.px(36)
        fits = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText(for_button(fits))
