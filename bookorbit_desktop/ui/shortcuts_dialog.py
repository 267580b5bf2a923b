"""The list of keyboard shortcuts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.shortcuts import Shortcut, list_shortcuts, shown, window_shortcuts
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers
from bookorbit_desktop.ui.widgets.fitting import fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column, new_row, scrolling


class ShortcutsDialog(QDialog):
    """Shows the table that the shortcuts are registered from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        fit(self, 560, 620)
        body = QWidget()
        column = new_column(
            body, theme.SPACE_12, (theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_8)
        )
        column.addWidget(label(tr("Anywhere"), "section"))
        column.addLayout(_table(window_shortcuts()))
        column.addSpacing(theme.SPACE_12)
        column.addWidget(label(tr("In a list of books"), "section"))
        column.addLayout(_table(list_shortcuts()))
        column.addStretch(1)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        layout = new_column(self)
        layout.addWidget(scrolling(body), 1)
        foot = in_row(Answers(self, reject=close))
        foot.setContentsMargins(theme.SPACE_24, theme.SPACE_8, theme.SPACE_24, theme.SPACE_16)
        layout.addLayout(foot)
        close.setFocus()


def _table(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_16)
    grid.setVerticalSpacing(theme.SPACE_8)
    grid.setColumnStretch(1, 1)
    for row, shortcut in enumerate(shortcuts):
        keys = new_row(spacing=theme.SPACE_4)
        for one in shortcut.keys:
            cap = label(shown(one), "detail")
            cap.setProperty("kind", "key")
            keys.addWidget(cap)
        keys.addStretch(1)
        grid.addLayout(keys, row, 0)
        grid.addWidget(label(shortcut.words, wrap=True), row, 1)
    return grid
