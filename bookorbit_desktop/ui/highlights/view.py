"""The list of highlights, and what keys mean in it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowView


class HighlightsView(RowView):
    """Copies and removes what is selected."""

    copy_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Highlights and notes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that are meant for highlights; those of Qt's own copying too."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)
