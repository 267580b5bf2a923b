"""One line below the page for what the person should know now: nothing above it moves."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty
from bookorbit_desktop.ui.widgets.mark import Mark

TOAST_MS = 6000
OFFER_MS = 10_000
"""How long good news stays that can be taken back."""
_NARROW = 720
"""Below this width several offers stand under the words, which so keep their room."""
_ICONS = {
    Tone.OK: "check",
    Tone.PENDING: "info",
    Tone.ATTENTION: "warning",
    Tone.ERROR: "exclamation",
    Tone.NEUTRAL: "info",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do about a message: the words of a button, and what it does."""

    words: str
    act: Callable[[], object]
    takes_back: bool = False
    """Ctrl+Z does it too, until something else can be taken back."""


def undo_offer(act: Callable[[], object]) -> Offer:
    """The offer to take back what was just done."""
    return Offer(tr("Undo"), act, takes_back=True)


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    tone: Tone
    offers: tuple[Offer, ...]

    @property
    def goes_by_itself(self) -> bool:
        return self.tone in (Tone.OK, Tone.NEUTRAL)

    @property
    def is_plain_news(self) -> bool:
        return self.goes_by_itself and not self.offers


class MessageBar(QWidget):
    """Shows the newest message. Good news goes by itself; what needs the person stays until it is closed.

    Good news that can still be taken back is not replaced: what comes meanwhile is shown after it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[_Message] = deque()
        self._frame = QFrame()
        self._frame.setProperty("kind", "notice")
        self._drawing = Mark(18)
        self._text = label("", wrap=True)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(theme.SPACE_4)
        self._close = icon_button("close", self.tr("Close this message"))
        self._close.clicked.connect(self._show_next)
        self._undo: Offer | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._show_next)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, theme.SPACE_12)
        outer.addWidget(self._frame)
        layout = QHBoxLayout(self._frame)
        layout.setContentsMargins(theme.SPACE_12, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_8)
        layout.addWidget(self._drawing)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(theme.SPACE_4)
        self._words.addWidget(self._text, 1)
        self._words.addLayout(self._offers)
        layout.addLayout(self._words, 1)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: Tone = Tone.OK, *offers: Offer) -> None:
        """Show a message, with a button for each thing there is to do about it."""
        message = _Message(text, tone, offers)
        self._undo = next((offer for offer in offers if offer.takes_back), self._undo)
        if self._timer.isActive() and self._offers.count() and not self.isHidden():
            self._queue(message)
        else:
            self._show(message)

    def _queue(self, message: _Message) -> None:
        """Plain news says how things are now: only the newest is worth the wait."""
        if self._waiting and self._waiting[-1].is_plain_news and message.is_plain_news:
            self._waiting.pop()
        self._waiting.append(message)

    def _show_next(self) -> None:
        self._timer.stop()
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()

    def _show(self, message: _Message) -> None:
        self._text.setText(message.text)
        empty(self._offers)
        for offer in message.offers:
            choice = self._build_offer(offer)
            self._offers.addWidget(choice)
            self.setTabOrder(choice, self._close)
        self._arrange()
        set_tone(self._frame, message.tone)
        self._drawing.show_icon(_ICONS[message.tone], message.tone)
        self.show()
        if message.goes_by_itself:
            self._timer.start(OFFER_MS if message.offers else TOAST_MS)
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def undo(self) -> bool:
        """Take back what was offered last, once. Whether there was anything."""
        offer, self._undo = self._undo, None
        if offer is None:
            return False
        waiting = [message for message in self._waiting if offer not in message.offers]
        if len(waiting) < len(self._waiting):
            self._waiting = deque(waiting)
        else:
            self._show_next()
        offer.act()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the offers where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = self._offers.count() > 1 and self.width() < theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(direction)
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0)
        self._words.setAlignment(self._offers, side)

    def _build_offer(self, offer: Offer) -> QPushButton:
        choice = button(offer.words, "quiet")
        choice.clicked.connect(lambda: self._take(offer))
        return choice

    def _take(self, offer: Offer) -> None:
        if offer is self._undo:
            self._undo = None
        self._show_next()
        offer.act()
