"""Pairing: starting it with a countdown, the paired devices, and the texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.koreader.pairing import PairedLogin, PairingRequest, PairingWindow, WindowEnd
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.tasks import async_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import empty, in_column, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import ago, isolated, joined

MOST_SHOWN = 50
"""Longer lists are left to the command line."""
SECOND_MS = 1000
LONGEST_NAME = 40
"""Characters of a name: a device may send any."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its facts and action."""

    name: str
    facts: str
    action: QWidget | None = None


class ListCard(Card):
    """A card with a few entries, or one sentence if there are none."""

    def __init__(self, title: str, sentence: str, nothing: str, icon: str) -> None:
        super().__init__(title, sentence)
        self._icon = icon
        self._empty = label(nothing, "muted", wrap=True)
        self._more = label("", "detail")
        self._entries = new_column(spacing=theme.SPACE_12)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._entries)
        self.body.addWidget(self._more)
        self.show_entries([])

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        empty(self._entries)
        for entry in entries[:MOST_SHOWN]:
            self._entries.addWidget(self._widget(entry))
        self._empty.setVisible(not entries)
        hidden = len(entries) - MOST_SHOWN
        self._more.setText(tr("and %n more", max(0, hidden)))
        self._more.setVisible(hidden > 0)

    def _widget(self, entry: Entry) -> QWidget:
        widget = QWidget()
        widget.setObjectName("entry")
        widget.setAccessibleName(entry.name)
        row = new_row(widget, theme.SPACE_12)
        row.addWidget(Mark(20, self._icon))
        column = new_column(spacing=0)
        column.addWidget(label(entry.name, "card", wrap=True))
        column.addWidget(label(entry.facts, "detail", wrap=True))
        row.addLayout(column, 1)
        if entry.action is not None:
            row.addWidget(entry.action)
        return widget


class PairingCard(ListCard):
    """The paired logins; hidden if there are none."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Paired devices"),
            tr("They log in with a name and password of their own."),
            tr("No paired devices yet."),
            "tablet",
        )
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._paired_logins = context.services.paired_logins
        self.revoke_all = button(tr("Revoke all"))
        last = in_row(None, self.revoke_all, spacing=-1)
        self.body.addLayout(last)
        self.revoke_all.clicked.connect(lambda: self._revoke(None))
        context.bridge.pairing_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current logins."""
        logins, now = self._paired_logins.all(), self._context.services.clock.now()
        self.show_entries([self._entry_of(login, now) for login in logins])
        self.revoke_all.setVisible(len(logins) > 1)
        self.setVisible(bool(logins))

    def tell_who_stays(self) -> None:
        """Say that paired devices are unaffected by the account's new passphrase."""
        if self._paired_logins.all():
            revoke = Offer(tr("Revoke all"), lambda: self._revoke(None))
            self.offered.emit(tr("Devices paired with their own password stay logged in."), (revoke,))

    def _entry_of(self, login: PairedLogin, now: datetime) -> Entry:
        revoke = button(tr("Revoke"))
        revoke.setObjectName(login.username)
        revoke.setAccessibleName(tr("Revoke “{0}”").format(name_text(login.username)))
        revoke.clicked.connect(lambda: self._revoke([login.username]))
        return Entry(name_text(login.username), login_facts(login, now), revoke)

    @async_slot
    async def _revoke(self, usernames: Sequence[str] | None) -> None:
        revoked = await self._context.tasks.blocking(self._paired_logins.revoke, usernames)
        undo = Undo.of(self._paired_logins.restore, revoked, len(revoked))
        if len(revoked) == 1:
            text = tr("“{0}” can no longer log in.").format(name_text(revoked[0].login.username))
        else:
            text = tr("%n paired device(s) can no longer log in.", len(revoked))
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit),))


class PairingStrip(QWidget):
    """A button, and below it the state: how long pairing stays open, who asks, or why it closed."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._pairing = context.services.pairing
        self.toggle = button(tr("Pair a device"))
        self._state = label("", wrap=True, name="state")
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


def name_text(username: str) -> str:
    """A name chosen by a device, cut to the width of a dialog."""
    shown = username if len(username) <= LONGEST_NAME else f"{username[: LONGEST_NAME - 1]}…"
    return isolated(shown)


def window_text(window: PairingWindow, now: datetime) -> tuple[str, Tone | None]:
    """The state of pairing, or why the last window closed, and what that means."""
    if window.is_open:
        left = "{}:{:02}".format(*divmod(window.seconds_left(now), 60))
        if window.request is not None:
            text = tr("{0} left. A device wants to log in as “{1}”. Allow it?")
            return text.format(left, name_text(window.request.username)), Tone.ATTENTION
        text = tr("{0} left. Waiting for a device to register.")
        return text.format(left), Tone.PENDING
    match window.end:
        case WindowEnd.PAIRED:
            return tr("“{0}” paired.").format(name_text(window.paired)), Tone.OK
        case WindowEnd.TIME:
            return tr("Pairing timed out."), Tone.ATTENTION
        case WindowEnd.CLOSED:
            return tr("Pairing stopped."), None
        case None:
            return "", None


def why_not_text(context: UiContext) -> str:
    """Why pairing cannot be opened now; empty if it can."""
    if context.is_starting:
        return tr("The server is starting…")
    if context.server.address is None:
        return tr("Start the server first.")
    if not context.services.preferences.current.accept_progress:
        return tr("Turn on “Accept progress from devices” first.")
    return ""


def question_text(request: PairingRequest) -> str:
    """The question about a device."""
    text = tr("A device at {0} wants to log in as “{1}”. Allow?")
    return text.format(request.address, name_text(request.username))


def login_facts(login: PairedLogin, now: datetime) -> str:
    """When and from where a device was paired, and its last login."""
    used = (
        tr("last used {0}").format(ago(login.last_used_at, now)) if login.last_used_at else tr("not used yet")
    )
    return joined(tr("paired {0}").format(ago(login.paired_at, now)), login.address, used)
