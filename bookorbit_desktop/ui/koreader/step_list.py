"""Numbered steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label


def step_list(steps: Sequence[str]) -> QVBoxLayout:
    """A line for each step, with its number before it."""
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE_8)
    for place, step in enumerate(steps, start=1):
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_12)
        number = label(f"{place}.", "muted")
        number.setFixedWidth(theme.px(18))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(number)
        row.addWidget(label(step, wrap=True), 1)
        column.addLayout(row)
    return column
