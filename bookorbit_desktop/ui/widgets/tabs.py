"""Tabs over panels; hidden panels take no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.layouts import new_column


class Tabs(QWidget):
    """Shows one panel at a time. Arrow keys move between the tabs, Tab moves into the panel."""

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
        """Add a panel after the others."""
        self._panels.append(panel)
        self._column.addWidget(panel)
        self.bar.addTab(word)
        self._show(self.bar.currentIndex())

    def _show(self, index: int) -> None:
        for other, panel in enumerate(self._panels):
            panel.setVisible(other == index)
