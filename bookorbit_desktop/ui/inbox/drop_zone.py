"""Where files are dropped, and what the last addition came to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.inbox.text import reject_text, result_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.mark import Mark

MOST_REJECTS = 5


class DropZone(QWidget):
    """A dashed frame with one sentence: the window takes drops anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark(24, "inbox")
        self._words = label(tr("Drop books or folders anywhere in this window."), wrap=True)
        self.result = label("", "card", wrap=True)
        self.rejects = label("", "detail", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_4)
        for part in (self.result, self.rejects, self._words):
            words.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_16, theme.SPACE_12, theme.SPACE_16, theme.SPACE_12)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)
        self.show_result(None)

    def show_result(self, summary: ScanSummary | None) -> None:
        """Say what the last addition came to; None while nothing was added."""
        self.result.setVisible(summary is not None)
        self.rejects.setVisible(False)
        if summary is None:
            return
        self.result.setText(result_text(summary))
        rejects = reject_text(summary)
        more = len(rejects) - MOST_REJECTS
        shown = rejects[:MOST_REJECTS] + ([tr("and {0} more").format(more)] if more > 0 else [])
        self.rejects.setText("\n".join(shown))
        self.rejects.setVisible(bool(rejects))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1.5, Qt.PenStyle.DashLine))
        frame = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
