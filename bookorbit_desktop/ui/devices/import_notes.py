"""Notes about a device: its clock, gaps, and unreadable files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QWidget

from bookorbit_desktop.domain.usb.device_import import DeviceImportPlan
from bookorbit_desktop.domain.usb.files import DeviceScan
from bookorbit_desktop.domain.usb.plan import UNREAD_HINT
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.devices.device_text import folder_text
from bookorbit_desktop.ui.devices.import_text import clock_reason, clock_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text

_LIST_HEIGHT = 96


class Notes(QFrame):
    """Hidden if there is nothing to report. Long notes stay collapsed until opened."""

    changed = Signal()
    """Whether to correct the clock has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.clock = TickBox("")
        self.clock_reason = label("", "detail", wrap=True)
        self.clock_reason.setContentsMargins(under_text(), 0, 0, 0)
        self.hints = label("", wrap=True)
        self.trust = button(tr("Trust device clock again"), "quiet")
        self.trust.setToolTip(tr("Times from this device are no longer corrected."))
        self.away_words = label("", wrap=True)
        self.card = button(tr("Add memory card…"), "quiet")
        self._away = _beside(self.away_words, self.card)
        self.unread = DisclosureButton("")
        self.files = QPlainTextEdit()
        self.files.setReadOnly(True)
        self.files.setTabChangesFocus(True)
        self.files.setFixedHeight(theme.px(_LIST_HEIGHT))
        self.files.setAccessibleName(tr("Unreadable files"))
        self.unread.toggled.connect(self.files.setVisible)
        self.unread_hint = label(
            tr("Open the book once more in KOReader, then import again."), "detail", wrap=True
        )
        self._unread = QWidget()
        in_row(self.unread, self.unread_hint, inside=self._unread, grows=self.unread_hint)
        self.clock.clicked.connect(self.changed)
        layout = new_column(self, theme.SPACE_4, (theme.SPACE_12, theme.SPACE_8))
        for part in (
            self.clock,
            self.clock_reason,
            _beside(self.hints, self.trust),
            self._away,
            self._unread,
            self.files,
        ):
            layout.addWidget(part)

    def show_plan(self, scan: DeviceScan, plan: DeviceImportPlan, *, has_card: bool) -> None:
        """Show the notes about a device. `has_card`: its memory card was read with it."""
        away = 0 if has_card else scan.out_of_reach
        self.away_words.setText(tr("%n book(s) on a memory card couldn't be read.", away))
        self._away.setVisible(bool(away))
        self.clock.setChecked(False)
        if plan.clock is not None:
            self.clock.setText(clock_text(plan.clock))
            self.clock_reason.setText(clock_reason(plan.clock))
            self.clock.setAccessibleDescription(self.clock_reason.text())
        self.clock.setHidden(plan.clock is None)
        self.clock_reason.setHidden(plan.clock is None)
        # The files are listed below.
        hints = [localize(hint) for hint in plan.hints if hint != UNREAD_HINT]
        self.hints.setText("\n".join(hints))
        self.hints.setHidden(not hints)
        self.trust.setHidden(plan.corrected is None)
        lines = [f"{folder_text(file.path)}: {localize(file.reason)}" for file in scan.unread]
        self.unread.setText(tr("%n file(s) couldn't be read", len(lines)))
        self.files.setPlainText("\n".join(lines))
        self.unread.setChecked(False)
        self._unread.setHidden(not lines)
        self.files.hide()
        self.setHidden(plan.clock is None and not hints and not away and not lines)


def _beside(words: QLabel, act: QPushButton) -> QWidget:
    """Text with an action after it."""
    both = QWidget()
    in_row(words, act, inside=both, spacing=-1, grows=words)
    return both
