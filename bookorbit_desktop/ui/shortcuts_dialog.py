"""The list of keyboard shortcuts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.shortcuts import Shortcut, keys_text, list_shortcuts, window_shortcuts
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers
from bookorbit_desktop.ui.widgets.fitting import fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column, new_row, scrolling

TWO_COLUMNS_FROM = 760


class ShortcutsDialog(QDialog):
    """Shows the table from which the shortcuts are registered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        fit(self, 900, 640)
        self._body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._columns.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_8)
        self._columns.setSpacing(theme.SPACE_32)
        for title, shortcuts in (
            (tr("Anywhere"), window_shortcuts()),
            (tr("In a list of books"), list_shortcuts()),
        ):
            column = in_column(label(title, "section"), _table(shortcuts), None, spacing=theme.SPACE_12)
            self._columns.addLayout(column, 1)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        layout = new_column(self)
        layout.addWidget(scrolling(self._body), 1)
        foot = in_row(Answers(self, reject=close))
        foot.setContentsMargins(theme.SPACE_24, theme.SPACE_8, theme.SPACE_24, theme.SPACE_16)
        layout.addLayout(foot)
        close.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns if there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= theme.px(TWO_COLUMNS_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)


def _table(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_16)
    grid.setVerticalSpacing(theme.SPACE_8)
    grid.setColumnStretch(1, 1)
    for row, shortcut in enumerate(shortcuts):
        keys = new_row(spacing=theme.SPACE_4)
        for key in shortcut.keys:
            cap = label(keys_text(key), "detail")
            cap.setProperty("kind", "key")
            keys.addWidget(cap)
        keys.addStretch(1)
        grid.addLayout(keys, row, 0)
        grid.addWidget(label(shortcut.text, wrap=True), row, 1)
    return grid
