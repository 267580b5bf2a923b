"""A decorative icon beside text that says the same."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.ui import icons, theme


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
