"""Hardcover: account, automatic sync and privacy."""

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.account import AccountBar
from bookorbit_desktop.ui.hardcover.connect import ConnectCard, PrivacyChoice
from bookorbit_desktop.ui.settings.rows import Section, SettingRow, TickRow
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card


class HardcoverSection(Section):
    """Account, automatic sync, Want to Read and privacy, each in a row."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.connect_card = ConnectCard(context)
        self.account = AccountBar(context)
        self._account = Card(tr("Account"))
        self._account.body.addWidget(self.account)
        self._replacing = False
        self.privacy = PrivacyChoice(context)
        self.master = TickRow(
            context,
            tr("Send changes automatically"),
            tr("When off, automatic sync is paused. Sync now still works."),
            "hardcover_enabled",
        )
        self.triggers = [
            TickRow(
                context,
                tr("Status changes"),
                tr("Send changes to a book's reading status."),
                "hardcover_on_status",
            ),
            TickRow(
                context,
                tr("Reading progress"),
                tr("Send progress and dates when your device reports them."),
                "hardcover_on_progress",
            ),
            TickRow(context, tr("Ratings"), tr("Send your star ratings."), "hardcover_on_rating"),
        ]
        self.wishes = TickRow(
            context,
            tr("Sync Want to Read in both directions"),
            tr(
                "Each sync adds your Want to Read books from Hardcover to matching books without "
                "reading data here, and clears them when you remove them there."
            ),
            "hardcover_pull_wishes",
        )
        self._build()
        self.account.replace_requested.connect(lambda by_token: self._ask(replacing=True, by_token=by_token))
        self.connect_card.connected.connect(lambda: self._ask(replacing=False))
        self.connect_card.cancelled.connect(lambda: self._ask(replacing=False))
        context.bridge.account_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current account and settings."""
        super().refresh()
        has_token = self._context.services.hardcover_account.has_token
        asks = self._replacing or not has_token
        self.connect_card.setVisible(asks)
        self._account.setVisible(not asks)
        self.connect_card.cancel.setVisible(has_token)
        self.account.refresh()
        self.privacy.show_current()
        self.connect_card.privacy.show_current()
        is_on = self._context.services.preferences.current.hardcover_enabled
        reason = (
            "" if is_on else tr("Nothing is sent automatically while “Send changes automatically” is off.")
        )
        for trigger in self.triggers:
            trigger.disable(reason)

    def _ask(self, *, replacing: bool, by_token: bool = False) -> None:
        self._replacing = replacing
        self.connect_card.show_ways(by_token=by_token)
        self.refresh()

    def _build(self) -> None:
        self.column.addWidget(self.connect_card)
        self.column.addWidget(self._account)
        self.add_card(
            tr("Automatic sync"),
            self.master,
            *self.triggers,
            sentence=tr("Starts after your first sync. Unread books aren't sent."),
        )
        self.add_card(tr("Import from Hardcover"), self.wishes)
        self.add_card(
            tr("Privacy"),
            SettingRow(
                tr("Who can see your books"),
                tr("Applies to books sent from now on. Entries you created yourself aren't changed."),
                self.privacy,
            ),
        )
        self.column.addStretch(1)
