"""A card: a titled surface for related parts."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import new_column


class Card(QFrame):
    """Lays out its parts from top to bottom. `corner` is a widget to the right of the title."""

    def __init__(self, title: str = "", sentence: str = "", corner: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        padding = theme.CARD_PADDING
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.SPACE_12)
        if title:
            self.setAccessibleName(title)
            self.body.addLayout(self._head(title, sentence, corner))

    def _head(self, title: str, sentence: str, corner: QWidget | None) -> QHBoxLayout:
        head = QHBoxLayout()
        words = new_column(spacing=theme.SPACE_4)
        words.addWidget(label(title, "section"))
        if sentence:
            words.addWidget(label(sentence, "muted", wrap=True))
        head.addLayout(words, 1)
        if corner is not None:
            head.addWidget(corner)
        return head
