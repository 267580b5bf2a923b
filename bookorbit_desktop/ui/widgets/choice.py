"""A combo box."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QStyle, QStyledItemDelegate

from bookorbit_desktop.ui import icons, theme

_POPUP = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
"""Without a frame of its own: the list inside has one with round corners."""
_ICON = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 20)


class Choice(QComboBox):
    """A combo box whose arrow follows the palette."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self._tinted = theme.tokens()
        """The current colours of the icons."""
        self.setAccessibleName(accessible_name)
        self.view().setAccessibleName(accessible_name)
        popup = self.view().window()
        popup.setWindowFlags(_POPUP)
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))

    def add(self, icon: str, text: str, data: object) -> None:
        """Add an entry, with an icon that follows the palette."""
        self.addItem(icons.icon(icon, "muted"), text, data)
        self.setItemData(self.count() - 1, icon, _ICON)

    def offer(self, values: Sequence[tuple[str, object]]) -> None:
        """Replace all entries below the first. The current value is kept, even if it is no longer offered."""
        current, word = self.currentData(), self.currentText()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for text, value in values:
            self.addItem(text, value)
        if current is not None and self.findData(current) < 0:
            self.addItem(word, current)
        self.setCurrentIndex(max(0, self.findData(current)) if current is not None else 0)
        self.blockSignals(False)

    def take_over(self, before: "Choice") -> None:
        """Copy the value of another box, even if it is not offered yet. Emits no signal."""
        value = before.currentData()
        self.blockSignals(True)
        if self.findData(value) < 0:
            self.addItem(before.currentText(), value)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons in the current colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._tinted is not theme.tokens():
            self._tinted = theme.tokens()
            for index in range(self.count()):
                if name := self.itemData(index, _ICON):
                    self.setItemIcon(index, icons.icon(name, "muted"))

    def showPopup(self) -> None:
        """Show the choices in a list with a frame of its own, and none for the popup around it."""
        popup = self.view().window()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * theme.SPACE_8)
        if isinstance(popup, QFrame):
            popup.setFrameShape(QFrame.Shape.NoFrame)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        size = theme.px(14)
        arrow = QRect(self.width() - size - theme.SPACE_8, (self.height() - size) // 2, size, size)
        box = QStyle.visualRect(self.layoutDirection(), self.rect(), arrow)
        painter = QPainter(self)
        icons.paint(painter, box, "chevron-down", "muted")
        painter.end()
