"""The progress of a scan, below the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import ScanProgressed
from bookorbit_desktop.services.overview.activity import ActivityService
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, button, label
from bookorbit_desktop.ui.wording import number


class ScanStrip(QFrame):
    """Hidden while no scan is running."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._text = label("", name="text")
        self._current = ElidedLabel()
        self._current.setProperty("step", "detail")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(theme.px(220))
        self._bar.setAccessibleName(tr("Scan"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_12, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._text)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._current, 1)
        self.cancel = button(tr("Cancel"))
        self.cancel.setAccessibleName(tr("Cancel the scan"))
        self.cancel.setToolTip(tr("Scanned books are kept. The next scan continues from there."))
        self.cancel.clicked.connect(lambda: self.cancel.setEnabled(False))
        layout.addWidget(self.cancel)
        self.hide()

    def follow(self, context: UiContext) -> None:
        """Show the scans that start from now on."""
        self._activity = context.services.activity
        bridge = context.bridge
        bridge.scan_progressed.connect(self.show_progress)
        bridge.scan_finished.connect(lambda _summary: self.hide())
        bridge.jobs_changed.connect(self._hide_when_over)

    def show_progress(self, progress: ScanProgressed) -> None:
        """Show the progress of the scan."""
        if progress.total is None:
            self._text.setText(tr("Scanning your folders…"))
            self._bar.setRange(0, 0)
        else:
            done, total = number(progress.done), number(progress.total)
            text = tr("Making covers: {0} of {1}") if progress.covers else tr("Reading files: {0} of {1}")
            self._text.setText(text.format(done, total))
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
        self._current.setText(progress.current)
        if self.isHidden():
            self.cancel.setEnabled(True)
        self.show()

    def _hide_when_over(self) -> None:
        """Hide after a failed scan, which has no summary; the message bar has the result."""
        if not is_scanning(self._activity):
            self.hide()


def is_scanning(activity: ActivityService) -> bool:
    """Whether a scan is running or queued."""
    return any(job.kind is JobKind.SCAN for job in activity.running())
