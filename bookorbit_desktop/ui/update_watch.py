"""Starts the program again once an update has replaced it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from bookorbit_desktop.system.own_program import LOOK_EVERY, OwnProgram, Restart
from bookorbit_desktop.ui.shell import Shell
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import Offer


class UpdateWatch(QObject):
    """At once while nothing is shown, as devices sync with what runs; otherwise the person is asked."""

    def __init__(
        self, shell: Callable[[], Shell], end: Callable[[], object], own: OwnProgram | None = None
    ) -> None:
        """`end` closes the program. `own` is for tests."""
        super().__init__()
        self._shell = shell
        self._end = end
        self._own = own or OwnProgram()
        self._is_told = False
        self.restart: Restart | None = None
        """How to start again after the end; None to stay ended."""
        self._timer = QTimer(self, interval=round(LOOK_EVERY * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look every now and then."""
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Start the new program, or ask about it."""
        if not self._own.was_replaced():
            return
        shell = self._shell()
        if not shell.window.isVisible() and shell.question is None:
            self._start_again(Restart.HIDDEN)
        elif not self._is_told:
            self._is_told = True
            text = tr("BookOrbit was updated. Some things work only after a restart.")
            offer = Offer(tr("Restart now"), lambda: self._start_again(Restart.SHOWN))
            shell.window.message_bar.tell(text, Tone.ATTENTION, offer)

    def _start_again(self, restart: Restart) -> None:
        self._timer.stop()
        self.restart = restart
        self._end()
