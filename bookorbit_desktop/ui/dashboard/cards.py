"""Numbers as cards that lead to what they count."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label


class NumberCard(QPushButton):
    """A number over what it counts. It is a button: Enter and a click lead there."""

    def __init__(self, word: str, hint: str) -> None:
        super().__init__()
        self.setProperty("kind", "number")
        self.setAutoDefault(False)
        self.setToolTip(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._word = word
        self._number = label("", "title")
        layout = self._layout = QVBoxLayout(self)
        padding = theme.CARD_PADDING
        layout.setContentsMargins(padding, theme.SPACE_12, padding, theme.SPACE_12)
        layout.setSpacing(theme.SPACE_4)
        for part in (self._number, label(word, "detail")):
            layout.addWidget(part)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_number("0")

    @property
    def number(self) -> str:
        """What the card says."""
        return self._number.text()

    def set_number(self, number: str) -> None:
        """Show a number, as words of the person's locale."""
        self._number.setText(number)
        self.setAccessibleName(f"{self._word}: {number}")

    def sizeHint(self) -> QSize:
        """Room for what is in it."""
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self._layout.minimumSize()
