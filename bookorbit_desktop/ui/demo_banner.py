"""The line above everything while the demo runs."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.mark import Mark


class DemoBanner(QFrame):
    """Says that nothing leaves this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_4, theme.SPACE_16, theme.SPACE_4)
        row.addWidget(Mark(16, "info", "pending"))
        row.addWidget(label(tr("Demo: nothing leaves this computer.")), 1)
