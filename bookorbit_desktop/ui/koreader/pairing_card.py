"""Paired devices: list and revoke."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.koreader.pairing import PairedLogin
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.pairing_text import login_facts, name_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import empty, in_row, new_column, new_row
from bookorbit_desktop.ui.widgets.mark import Mark
from bookorbit_desktop.ui.widgets.message_bar import Offer

MOST_SHOWN = 50
"""Longer lists are left to the command line."""


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

    @property
    def entries(self) -> list[str]:
        """The names of the entries shown."""
        items = [self._entries.itemAt(number) for number in range(self._entries.count())]
        return [widget.accessibleName() for item in items if item and (widget := item.widget())]

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
        self.revoke_all.clicked.connect(lambda: self._start_revoking(None))
        context.bridge.pairing_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current logins."""
        logins, now = self._paired_logins.all(), self._context.services.clock.now()
        self.show_entries([self._entry_of(login, now) for login in logins])
        self.revoke_all.setVisible(len(logins) > 1)
        self.setVisible(bool(logins))

    def revoke_button(self, username: str) -> QPushButton | None:
        """The button that revokes a device's login; None if it is not shown."""
        return self.findChild(QPushButton, username)

    def tell_who_stays(self) -> None:
        """Say that paired devices are unaffected by the account's new passphrase."""
        if self._paired_logins.all():
            revoke = Offer(tr("Revoke all"), lambda: self._start_revoking(None))
            self.offered.emit(tr("Devices paired with their own password stay logged in."), (revoke,))

    def _entry_of(self, login: PairedLogin, now: datetime) -> Entry:
        revoke = button(tr("Revoke"))
        revoke.setObjectName(login.username)
        revoke.setAccessibleName(tr("Revoke “{0}”").format(name_text(login.username)))
        revoke.clicked.connect(lambda: self._start_revoking([login.username]))
        return Entry(name_text(login.username), login_facts(login, now), revoke)

    def _start_revoking(self, usernames: Sequence[str] | None) -> None:
        self._context.tasks.start(self._revoke(usernames))

    async def _revoke(self, usernames: Sequence[str] | None) -> None:
        revoked = await self._context.tasks.blocking(self._paired_logins.revoke, usernames)
        undo = Undo.of(self._paired_logins.restore, revoked, len(revoked))
        if len(revoked) == 1:
            text = tr("“{0}” can no longer log in.").format(name_text(revoked[0].login.username))
        else:
            text = tr("%n paired device(s) can no longer log in.", len(revoked))
        self.offered.emit(text, (offer_of(self._context, undo, self.message.emit),))
