"""Paired devices: list and revoke."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.koreader.pairing import PairedLogin
from bookorbit_desktop.services.runtime.undo import Undo
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.lists import Entry, ListCard
from bookorbit_desktop.ui.koreader.pairing_text import login_facts, name_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.undoing import offer_of
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.widgets.message_bar import Offer


class PairingCard(ListCard):
    """Every login that came through pairing; hidden while there is none."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Paired devices"),
            tr("They log in with a name and password of their own."),
            tr("No paired devices yet."),
            "tablet",
        )
        self.message, self.offered = context.messages.message, context.messages.offered
        self._context = context
        self._paired = context.services.paired_logins
        self.revoke_all = button(tr("Revoke all"))
        last = in_row(None, self.revoke_all, spacing=-1)
        self.body.addLayout(last)
        self.revoke_all.clicked.connect(lambda: self._start_revoking(None))
        context.bridge.pairing_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who is paired."""
        logins, now = self._paired.all(), self._context.services.clock.now()
        self.show_entries([self._entry_of(login, now) for login in logins])
        self.revoke_all.setVisible(len(logins) > 1)
        self.setVisible(bool(logins))

    def revoke_button(self, username: str) -> QPushButton | None:
        """The button that shuts a device out; None when it is not shown."""
        return self.findChild(QPushButton, username)

    def tell_who_stays(self) -> None:
        """The account's passphrase was changed: say that paired devices do not mind."""
        if self._paired.all():
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
        revoked = await self._context.tasks.blocking(self._paired.revoke, usernames)
        undo = Undo.of(self._paired.restore, revoked, len(revoked))
        if len(revoked) == 1:
            words = tr("“{0}” can no longer log in.").format(name_text(revoked[0].login.username))
        else:
            words = tr("%n paired device(s) can no longer log in.", len(revoked))
        self.offered.emit(words, (offer_of(self._context, undo, self.message.emit),))
