"""Notifications: which ones are shown, and quiet hours."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.settings.rows import ChoiceRow, Section, TickRow, clock_choices
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text


def kind_text() -> dict[NotificationKind, tuple[str, str]]:
    """The name of each kind, and when it is shown."""
    return {
        NotificationKind.BOOK_FINISHED: (
            tr("Finished book"),
            tr("Includes stars to rate it."),
        ),
        NotificationKind.NEW_DEVICE: (
            tr("New device"),
            tr("When a device syncs for the first time."),
        ),
        NotificationKind.SHARED_ID: (
            tr("Two devices have the same ID"),
            tr("Once, with steps to fix it."),
        ),
        NotificationKind.TOKEN_PROBLEM: (
            tr("Hardcover token problem"),
            tr(
                "When your token is refused or about to expire. Sync pauses until you replace a "
                "refused token."
            ),
        ),
        NotificationKind.UNMATCHED_DOCUMENT: (
            tr("A device sent an unknown book"),
            tr("Several are combined into one notification."),
        ),
        NotificationKind.SYNC_PROBLEMS: (
            tr("A sync finished with problems"),
            tr("When books couldn't be matched or sent."),
        ),
        NotificationKind.FILE_MISSING: (
            tr("Book file missing"),
            tr("When a file was moved or deleted. Progress is kept."),
        ),
        NotificationKind.DEVICE_CONNECTED: (
            tr("KOReader device connected by USB"),
            tr("When its reading data can be imported. Nothing is read until you start an import."),
        ),
        NotificationKind.WENT_BACK: (
            tr("A device went back in a book"),
            tr("Once per book, if BookOrbit asks you what to do."),
        ),
    }


class KindRow(QWidget):
    """One kind of notification."""

    def __init__(self, kind: NotificationKind, text: str, help_text: str) -> None:
        super().__init__()
        self.kind = kind
        self.box = TickBox(text)
        self.box.setAccessibleDescription(help_text)
        hint = label(help_text, "detail", wrap=True)
        hint.setContentsMargins(under_text(), 0, 0, 0)
        in_column(self.box, hint, inside=self, spacing=0)


class NotificationsSection(Section):
    """Takes effect immediately. Page turns have no notification."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.kinds = [KindRow(kind, *texts) for kind, texts in kind_text().items()]
        self.quiet = TickRow(
            context,
            tr("Use quiet hours"),
            tr("No notifications are shown. You can still see everything in the window."),
            "quiet_hours",
        )
        self._quiet_help = tr("Can span midnight.")
        self.begins = ChoiceRow(context, tr("From"), "", "quiet_from", clock_choices())
        self.ends = ChoiceRow(context, tr("To"), self._quiet_help, "quiet_to", clock_choices())
        self.add_card(
            tr("Notify me about"),
            *self.kinds,
            sentence=tr("You're never notified about individual progress updates."),
        )
        self.add_card(tr("Quiet hours"), self.quiet, self.begins, self.ends)
        self.column.addStretch(1)
        for row in self.kinds:
            row.box.clicked.connect(lambda: context.tasks.start(self._store(self._muted())))
        self.refresh()

    def refresh(self) -> None:
        """Show the stored settings."""
        super().refresh()
        settings = self._context.services.preferences.current
        for row in self.kinds:
            row.box.setChecked(row.kind not in settings.muted_notifications)
        reason = "" if settings.quiet_hours else tr("Turn on “Use quiet hours” first.")
        self.begins.disable(reason, "")
        self.ends.disable(reason, self._quiet_help)

    def _muted(self) -> tuple[str, ...]:
        return tuple(row.kind.value for row in self.kinds if not row.box.isChecked())

    async def _store(self, muted: tuple[str, ...]) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, muted_notifications=muted
        )
