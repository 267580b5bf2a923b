"""The message bar over the lower edge of the page. It doesn't move the content."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import for_button, one_line
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import at_edge, lies_under_pointer, room_over
from bookorbit_desktop.ui.widgets.labels import Mark, button, icon_button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, new_column, new_row

TOAST_MS = 6000
OFFER_MS = 10_000
"""Milliseconds that good news with an Undo is shown."""
WIDEST = 760
_NARROW = 720
"""Below this width, several offers are placed below the text."""
_LONGEST_NAME = 40
"""Characters of a message in the name of its Undo."""
_ICONS = {
    Tone.OK: "check",
    Tone.PENDING: "info",
    Tone.ATTENTION: "warning",
    Tone.ERROR: "exclamation",
    Tone.NEUTRAL: "info",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An action offered with a message: the text of a button, and what it does."""

    text: str
    act: Callable[[], object]
    takes_back: bool = False
    """Ctrl+Z does the same."""


def undo_offer(act: Callable[[], object]) -> Offer:
    """The offer to undo what was just done."""
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
    def undo(self) -> Offer | None:
        return next((offer for offer in self.offers if offer.takes_back), None)


class MessageBar(QWidget):
    """Shows one message, the newest. Good news disappears by itself; what needs the person stays.

    Undo and Ctrl+Z do the same: they undo what the visible message names. Once it is gone, Ctrl+Z first shows
    the last undoable message again, and does nothing else. Automatic news keeps the visible Undo, labelled
    with what it undoes.

    The bar covers other content, never under the pointer, and does not vanish or change under it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("floats", True)
        self._below: QWidget | None = None
        self._others: tuple[QWidget, ...] = ()
        self._at_top = False
        self._message: _Message | None = None
        self._undoable: _Message | None = None
        self._held: _Message | None = None
        self._frame = QFrame()
        self._frame.setProperty("kind", "toast")
        self._drawing = Mark(18)
        self._text = label("", wrap=True)
        self._offers = new_row(spacing=theme.SPACE_4)
        self._close = icon_button("close", self.tr("Dismiss message"))
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        self._build()
        self.hide()

    def _build(self) -> None:
        outer = new_column(self)
        outer.addWidget(self._frame)
        layout = new_row(
            self._frame, theme.SPACE_8, (theme.SPACE_12, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        )
        layout.addWidget(self._drawing)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(theme.SPACE_4)
        self._words.addWidget(self._text, 1)
        self._words.addLayout(self._offers)
        layout.addLayout(self._words, 1)
        layout.addWidget(self._close)

    def float_over(self, below: QWidget, *others: QWidget) -> None:
        """Float over the lower edge of `below`, a child of the same parent or deeper, avoiding `others`."""
        self._below = below
        self._others = others
        below.installEventFilter(self)

    @property
    def text(self) -> str:
        """The text shown; empty if there is none."""
        return "" if self.isHidden() or self._message is None else self._message.text

    def say(self, text: str, tone: Tone = Tone.OK, *offers: Offer) -> None:
        """Show the result of an action, with a button for each offer."""
        self._held = None
        self._show(_Message(text, tone, offers))

    def tell(self, text: str, tone: Tone = Tone.OK, *offers: Offer) -> None:
        """Show automatic news. Waits while the pointer is on the bar, as it may be about to click."""
        message = _Message(text, tone, offers)
        if not self.isHidden() and self.underMouse():
            self._held = message
        else:
            self._show(self._with_undo_of_before(message))

    def _with_undo_of_before(self, message: _Message) -> _Message:
        before = self._message if not self.isHidden() else None
        undo = before.undo if before else None
        if before is None or undo is None or not self._timer.isActive() or message.undo is not None:
            return message
        named = undo
        if undo.text == tr("Undo"):
            named = replace(undo, text=tr("Undo: {0}").format(one_line(before.text, _LONGEST_NAME)))
        return replace(message, offers=(*message.offers, named))

    def undo(self) -> bool:
        """Ctrl+Z: run the visible Undo, or show the last undoable message; returns whether there was one."""
        message = self._message if not self.isHidden() else None
        undo = message.undo if message else None
        if undo is not None:
            self._take(undo)
        elif self._undoable is not None:
            self._show(self._undoable)
        return undo is not None or self._undoable is not None

    def _show(self, message: _Message) -> None:
        was_hidden = self.isHidden()
        self._message = message
        if message.undo is not None:
            self._undoable = message
        self._text.setText(message.text)
        empty(self._offers)
        for offer in message.offers:
            choice = self._build_offer(offer, message)
            self._offers.addWidget(choice)
            choice.show()  # a layout would show it only with the next turn of the loop
            self.setTabOrder(choice, self._close)
        set_tone(self._frame, message.tone)
        self._drawing.show_icon(_ICONS[message.tone], message.tone)
        self._lie_down(choose_side=was_hidden)
        self.show()
        self.raise_()
        self._lie_down(choose_side=False)
        self._start_time(message)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def _start_time(self, message: _Message) -> None:
        if message.goes_by_itself or message.undo is not None:
            self._timer.start(OFFER_MS if message.offers else TOAST_MS)
        else:
            self._timer.stop()

    def _on_time(self) -> None:
        """Hide the message when its time is up, unless the pointer is on the bar."""
        message = self._message
        if self.underMouse() and message is not None:
            self._start_time(message)
        elif message is not None and not message.goes_by_itself:
            self._drop_undo(message)
        else:
            self.hide()

    def _drop_undo(self, message: _Message) -> None:
        """Drop an Undo that was kept for a while from a message that stays."""
        self._show(replace(message, offers=tuple(offer for offer in message.offers if not offer.takes_back)))

    def _build_offer(self, offer: Offer, message: _Message) -> QPushButton:
        choice = button(for_button(offer.text), "quiet")
        if offer.takes_back:
            choice.setToolTip(
                tr("Undo: {0}").format(message.text) if offer.text == tr("Undo") else offer.text
            )
        choice.clicked.connect(lambda: self._take(offer))
        return choice

    def _take(self, offer: Offer) -> None:
        if (
            self._undoable is not None
            and (taken := self._undoable.undo) is not None
            and taken.act is offer.act
        ):
            self._undoable = None
        self._held = None
        self.hide()
        offer.act()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the news that waited for the pointer to leave."""
        super().leaveEvent(event)
        held, self._held = self._held, None
        if held is not None and not self.isHidden():
            self._show(self._with_undo_of_before(held))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the edge of the widget below."""
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lie_down(choose_side=False)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the offers to where there is room."""
        super().resizeEvent(event)
        self._arrange(self.width())

    def _lie_down(self, *, choose_side: bool) -> None:
        parent = self.parentWidget()
        if self._below is None or parent is None:
            self._arrange(self.width())
            return
        room = room_over(self._below, parent)
        width = min(room.width() - 2 * theme.SPACE_16, theme.px(WIDEST))
        self._arrange(width)
        height = min(self.heightForWidth(width), room.height())
        size = QSize(width, height)
        if choose_side:
            self._at_top = lies_under_pointer(at_edge(room, size, self._others, at_top=False), parent)
        self.setGeometry(at_edge(room, size, self._others, at_top=self._at_top))

    def _arrange(self, width: int) -> None:
        is_crowded = 2 * self._offers.sizeHint().width() > width
        is_narrow = is_crowded or (self._offers.count() > 1 and width < theme.px(_NARROW))
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(direction)
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0)
        self._words.setAlignment(self._offers, side)
