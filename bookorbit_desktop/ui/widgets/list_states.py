"""A list that shows its loading, empty, no-matches and error states in the same place."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import Mark, button, label


class EmptyState(QWidget):
    """Says why the list is empty, and offers the next step."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", *, main: bool = False) -> None:
        super().__init__()
        self.sentence = label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SPACE_12)
        layout.addStretch(2)
        layout.addWidget(Mark(56, icon), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.sentence)
        self.button = button(action, "primary" if main else "")
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class Skeleton(QWidget):
    """Placeholder rows for a list that is loading."""

    def __init__(self, row_height: int, accessible_name: str) -> None:
        super().__init__()
        self._row_height = row_height
        self.setAccessibleName(accessible_name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grey rows where books will be."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        for top in range(theme.SPACE_8, self.height() - self._row_height, self._row_height):
            painter.drawRoundedRect(
                QRect(theme.SPACE_16, top, theme.px(32), self._row_height - theme.SPACE_8), 3, 3
            )
            left = theme.SPACE_16 + theme.px(32) + theme.SPACE_12
            painter.drawRoundedRect(QRect(left, top + theme.SPACE_8, self.width() // 3, theme.px(12)), 6, 6)
            painter.drawRoundedRect(QRect(left, top + theme.px(28), self.width() // 5, theme.px(10)), 5, 5)


class ListStates(QStackedWidget):
    """Shows the list if it has rows, otherwise the reason why not."""

    def __init__(self, content: QWidget, loading: Skeleton, empty: EmptyState, filtered: EmptyState) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setContentsMargins(1, 1, 1, 1)
        self.content, self.loading, self.empty, self.filtered = content, loading, empty, filtered
        self.error = EmptyState("warning", "", self.tr("Try again"))
        for state in (loading, content, empty, filtered, self.error):
            self.addWidget(state)

    @property
    def is_loading(self) -> bool:
        """Whether the first rows have not arrived yet."""
        return self.currentWidget() is self.loading

    def show_rows(self, shown: int, *, is_filtered: bool) -> None:
        """Choose the state for `shown` rows."""
        had_keyboard = self.loading.hasFocus()
        instead = self.filtered if is_filtered else self.empty
        state = self.content if shown else instead
        self.setCurrentWidget(state)
        if had_keyboard:
            _give_keyboard(state)

    def show_error(self, sentence: str) -> None:
        """Say why the list could not be loaded."""
        self.error.sentence.setText(sentence)
        self.setCurrentWidget(self.error)


def _give_keyboard(state: QWidget) -> None:
    """Move the focus waiting for the list to it, or to the button shown in its place."""
    for part in (state, *state.findChildren(QWidget)):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled():
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
