"""A device went back: what it did, and the two answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.wording import percent


class StepBackNotice(QFrame):
    """Shown while a device stands before the place of its book. Kept places can still be given up."""

    accepted = Signal(float)
    """0..1, where the book is to stand."""
    kept = Signal(float)
    """0..1, where it stays."""

    def __init__(self) -> None:
        super().__init__()
        self._here = self._there = 0.0
        self._words = label("", wrap=True)
        self.accept = button(tr("Accept"))
        self.keep = button(tr("Keep"))
        self.setProperty("kind", "notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_12, theme.SPACE_12)
        layout.addWidget(self._words)
        answers = FlowLayout()
        answers.addWidget(self.accept)
        answers.addWidget(self.keep)
        layout.addLayout(answers)
        self.accept.clicked.connect(lambda: self.accepted.emit(self._there))
        self.keep.clicked.connect(lambda: self.kept.emit(self._here))
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def show_reading(self, state: ReadingState) -> None:
        """Show how a book stands towards its device."""
        self.setVisible(state.back is not None)
        if state.back is None:
            return
        self._here, self._there = state.percentage or 0.0, state.back.percentage
        here, there = percent(self._here), percent(self._there)
        device = state.back.device or tr("Unnamed device")
        went = tr("{0} went back from {1} to {2}.").format(device, here, there)
        stays = tr("The book stays at {0}. {1} is at {2}.").format(here, device, there)
        self._words.setText(went if state.asks_back else stays)
        self.accept.setText(tr("Accept {0}").format(there))
        self.keep.setText(tr("Keep {0}").format(here))
        self.keep.setVisible(state.asks_back)
        set_tone(self, Tone.ATTENTION if state.asks_back else None)
