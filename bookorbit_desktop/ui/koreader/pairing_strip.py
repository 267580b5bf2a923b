"""Starts and stops pairing, with a countdown."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.pairing_text import why_not_text, window_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row

SECOND_MS = 1000


class PairingStrip(QWidget):
    """A button, and below it the state: how long pairing stays open, who asks, or why it closed."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._pairing = context.services.pairing
        self.toggle = button(tr("Pair a device"))
        self._state = label("", wrap=True)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self.refresh)
        self.toggle.clicked.connect(self._open_or_close)
        for changed in (
            context.bridge.pairing_changed,
            context.bridge.server_changed,
            context.bridge.preferences_changed,
        ):
            changed.connect(self.refresh)
        self._build()
        self.refresh()

    @property
    def state(self) -> str:
        """The text shown; empty before the first window."""
        return self._state.text()

    def refresh(self) -> None:
        """Show the current state."""
        window = self._pairing.window
        text, tone = window_text(window, self._context.services.clock.now())
        self._state.setText(text)
        self._state.setVisible(bool(text))
        set_tone(self._state, tone)
        why_not = "" if window.is_open else why_not_text(self._context)
        self.toggle.setText(tr("Stop pairing") if window.is_open else tr("Pair a device"))
        self.toggle.setEnabled(not why_not)
        self.toggle.setToolTip(why_not)
        if window.is_open and not self._second.isActive():
            self._second.start()
        elif not window.is_open:
            self._second.stop()

    def _open_or_close(self) -> None:
        if self._pairing.window.is_open:
            self._pairing.close()
        else:
            self._context.tasks.start(open_pairing(self._context))

    def _build(self) -> None:
        first = in_row(self.toggle, None, spacing=-1)
        in_column(first, self._state, inside=self)


async def open_pairing(context: UiContext) -> None:
    """Open the pairing window as a task, so that an error is shown."""
    context.services.pairing.open()
