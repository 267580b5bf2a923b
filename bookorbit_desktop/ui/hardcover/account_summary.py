"""The line under the page title: the account and its last sync."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.account_settings import account_name, kept_text
from bookorbit_desktop.ui.hardcover.pause_notice import AccountProblem
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import ElidedLabel
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.wording import ago, joined


class AccountLine(QWidget):
    """One line. `notice` gives the reason if sending is paused; the page places it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._synced_at: datetime | None = None
        self._text_label = ElidedLabel()
        self.notice = AccountProblem(context)
        layout = new_column(self)
        layout.addWidget(self._text_label)

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text_label.text()

    @property
    def problem(self) -> str:
        """The reason why sending is paused, as shown; empty if it is not."""
        return self.notice.text

    def show_last_sync(self, moment: datetime | None) -> None:
        """Show when a book or a whole run was last in sync; None for never."""
        known = [time for time in (moment, self._synced_at) if time is not None]
        self._synced_at = max(known, default=None)
        self.refresh()

    def refresh(self) -> None:
        """Show the current account."""
        services = self._context.services
        now = services.clock.now()
        synced = tr("last synced {0}").format(ago(self._synced_at, now)) if self._synced_at else ""
        is_automatic = services.preferences.current.hardcover_enabled
        self._text_label.setText(
            joined(
                account_name(services.hardcover_account),
                synced or tr("never synced"),
                "" if is_automatic else tr("manual sync only"),
            )
        )
        self._text_label.setToolTip(kept_text(services.hardcover_account.source))
        self.notice.refresh()
