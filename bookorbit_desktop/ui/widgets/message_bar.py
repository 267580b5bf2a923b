"""One line below the page for what the person should know now: nothing above it moves."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, set_tone

TOAST_MS = 6000
_ICONS = {
    Tone.OK: "check",
    Tone.PENDING: "info",
    Tone.ATTENTION: "warning",
    Tone.ERROR: "exclamation",
    Tone.NEUTRAL: "info",
}


class MessageBar(QWidget):
    """Shows the newest message. Good news goes by itself; what needs the person stays until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._frame = QFrame()
        self._frame.setProperty("kind", "notice")
        self._drawing = QLabel()
        self._text = label("", wrap=True)
        self._action = button("", "quiet")
        self._action.hide()
        self._action.clicked.connect(self._act)
        self._close = icon_button("close", self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._on_action: Callable[[], object] = lambda: None
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self.hide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, theme.SPACE_12)
        outer.addWidget(self._frame)
        layout = QHBoxLayout(self._frame)
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self._drawing)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self,
        text: str,
        tone: Tone = Tone.OK,
        action: str = "",
        on_action: Callable[[], object] = lambda: None,
    ) -> None:
        """Show a message, with a button when there is something to do about it."""
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._on_action = on_action
        set_tone(self._frame, tone)
        self._drawing.setPixmap(icons.pixmap(_ICONS[tone], tone, theme.px(18), self.devicePixelRatioF()))
        self.show()
        if tone in (Tone.OK, Tone.NEUTRAL):
            self._timer.start()
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _act(self) -> None:
        self.hide()
        self._on_action()
