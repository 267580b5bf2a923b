"""Numbered steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row


def step_list(steps: Sequence[str]) -> QVBoxLayout:
    """A line for each step, with its number before it."""
    column = new_column(spacing=theme.SPACE_8)
    for position, step in enumerate(steps, start=1):
        row = new_row(spacing=theme.SPACE_12)
        number = label(f"{position}.", "muted")
        number.setFixedWidth(theme.px(18))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(number)
        row.addWidget(label(step, wrap=True), 1)
        column.addLayout(row)
    return column
