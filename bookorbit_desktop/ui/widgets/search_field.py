"""A search field that waits for a pause in typing, or for Enter."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QToolButton

from bookorbit_desktop.ui import icons, theme

PAUSE_MS = 120


class SearchField(QLineEdit):
    """Emits the search text after a short pause in typing, or at once on Enter."""

    searched = Signal(str)

    def __init__(self, placeholder: str, pause_ms: int = PAUSE_MS) -> None:
        """`pause_ms` is the pause in milliseconds; use a short one if searching is fast."""
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(theme.px(160))
        self._glass = QAction(self.tr("Search"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setIcon(icons.icon("search", "muted", theme.px(16)))
        for part in self.findChildren(QToolButton):
            name = self.tr("Search") if part.defaultAction() is self._glass else self.tr("Clear")
            part.setAccessibleName(name)
            part.setToolTip(name)
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda: self._pause.start())

    def take_over(self, before: "SearchField") -> None:
        """Copy the text of another field without searching."""
        self.blockSignals(True)
        self.setText(before.text())
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the field; in a dialog, or if it is empty, it is passed on.

        Enter cancels the pause: a later search would replace what Enter started.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pause.isActive():
            self._pause.stop()
            self._search()
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.text() and not isinstance(self.window(), QDialog):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self.searched.emit(self.text().strip())

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon in the current colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icons.icon("search", "muted", theme.px(16)))
