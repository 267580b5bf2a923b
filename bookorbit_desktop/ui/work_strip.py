"""The line below the page while the window's own work takes longer."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.long_work import LongWork, Work
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.wording import joined, number

SHOWN_AFTER_MS = 500
"""What is done sooner needs no line."""


class WorkStrip(QFrame):
    """What is done, how far it is, and Cancel. Hidden while nothing takes longer."""

    def __init__(self, works: LongWork) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._works = works
        self._shown: Work | None = None
        self._text = label("")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(theme.px(220))
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel = button(tr("Cancel"))
        self.cancel.setToolTip(tr("What is done so far is kept."))
        self.cancel.clicked.connect(self._on_cancel)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._refresh)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_8, theme.SPACE_24, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.cancel)
        works.changed.connect(self._follow)
        self.hide()

    @property
    def text(self) -> str:
        """What is said of the work."""
        return self._text.text()

    def _follow(self) -> None:
        current = self._works.current
        if current is not self._shown:
            self._shown = current
            self.hide()
            self.cancel.setEnabled(True)
            self._soon.start()
        elif self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        work = self._works.current
        if work is not None:
            self._text.setText(
                joined(work.words, tr("{0} of {1}").format(number(work.done), number(work.total)))
            )
            self._bar.setRange(0, work.total)
            self._bar.setValue(work.done)
        self.setVisible(work is not None)

    def _on_cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancelled.set()
            self.cancel.setEnabled(False)
