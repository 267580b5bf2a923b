"""Tabs over panels of which one is shown; a hidden panel asks for no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.layouts import new_column


class Tabs(QWidget):
    """One thing at a time. Arrow keys move between the tabs, Tab goes into the panel."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.bar = QTabBar(drawBase=False, expanding=False, documentMode=True)
        self.bar.setAccessibleName(accessible_name)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panels: list[QWidget] = []
        self._column = new_column(self, theme.SPACE_12)
        self._column.addWidget(self.bar)
        self.bar.currentChanged.connect(self._show)

    def add(self, word: str, panel: QWidget) -> None:
        """Put a panel behind the others."""
        self._panels.append(panel)
        self._column.addWidget(panel)
        self.bar.addTab(word)
        self._show(self.bar.currentIndex())

    def _show(self, index: int) -> None:
        for other, panel in enumerate(self._panels):
            panel.setVisible(other == index)
