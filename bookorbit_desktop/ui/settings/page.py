"""The settings page, one section at a time."""

from enum import StrEnum
from functools import cached_property

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.account import AccountBar
from bookorbit_desktop.ui.hardcover.connect import ConnectCard, PrivacyChoice
from bookorbit_desktop.ui.settings.about import AboutSection
from bookorbit_desktop.ui.settings.advanced import AdvancedSection
from bookorbit_desktop.ui.settings.general import GeneralSection
from bookorbit_desktop.ui.settings.koreader import KoreaderSection
from bookorbit_desktop.ui.settings.library import LibrarySection
from bookorbit_desktop.ui.settings.quotes import QuoteRows
from bookorbit_desktop.ui.settings.rows import ChoiceRow, Section, SettingRow, TickRow, clock_choices
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column, new_column, new_row, scrolling
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text


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
        self.quotes = QuoteRows(context, self)
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
        self.quotes.refresh()
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
        self.add_card(
            tr("Highlights"),
            *self.quotes.rows,
            sentence=tr("Your highlights and notes as quotes on your books' pages."),
        )
        self.column.addStretch(1)


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


class SettingsTopic(StrEnum):
    """The sections, in order (screens.md section 10)."""

    GENERAL = "general"
    LIBRARY = "library"
    KOREADER = "koreader"
    HARDCOVER = "hardcover"
    NOTIFICATIONS = "notifications"
    ADVANCED = "advanced"
    ABOUT = "about"


class SettingsPage(QWidget):
    """Every setting says what it does, and takes effect immediately or says when."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.chips: dict[SettingsTopic, QPushButton] = {}
        self._stack = QStackedWidget()
        self._bodies: dict[SettingsTopic, QWidget] = {}
        """The bodies of sections shown so far; others are not built yet."""
        self._build()
        left = context.services.window_memory.text("settings")
        self.show_topic(SettingsTopic(left) if left in list(SettingsTopic) else SettingsTopic.GENERAL)

    @cached_property
    def general(self) -> GeneralSection:
        """Start, appearance and language."""
        return GeneralSection(self._context)

    @cached_property
    def library(self) -> LibrarySection:
        """Folders, files and backups."""
        return LibrarySection(self._context)

    @cached_property
    def koreader(self) -> KoreaderSection:
        """Server address, finished threshold and relay."""
        return KoreaderSection(self._context)

    @cached_property
    def hardcover(self) -> HardcoverSection:
        """Account, automatic sync and privacy."""
        return HardcoverSection(self._context)

    @cached_property
    def notifications(self) -> NotificationsSection:
        """Notifications and quiet hours."""
        return NotificationsSection(self._context)

    @cached_property
    def advanced(self) -> AdvancedSection:
        """Log, folders and diagnostics."""
        return AdvancedSection(self._context)

    @cached_property
    def about(self) -> AboutSection:
        """Version, licence and help."""
        return AboutSection(self._context)

    def show_topic(self, topic: SettingsTopic) -> None:
        """Show a section, with the focus on its name."""
        chip = self.chips[topic]
        chip.setChecked(True)
        self.setFocusProxy(chip)
        if any(other.hasFocus() for other in self.chips.values()):
            chip.setFocus()
        self._stack.setCurrentWidget(self._body(topic))
        self._context.services.window_memory.put("settings", topic.value)

    def _body(self, topic: SettingsTopic) -> QWidget:
        if topic not in self._bodies:
            section: Section = getattr(self, topic.value)
            self._bodies[topic] = self._scrolling(section)
            self._stack.addWidget(self._bodies[topic])
        return self._bodies[topic]

    def _build(self) -> None:
        head = QWidget()
        column = new_column(
            head, theme.SPACE_16, (theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, 0)
        )
        column.addWidget(PageHeader(tr("Settings"), tr("How BookOrbit behaves on this computer.")))
        line = QWidget()
        line.setAccessibleName(tr("Sections"))
        flow = FlowLayout()
        line.setLayout(flow)
        group = QButtonGroup(self)
        for topic, text in _names().items():
            chip = button(text, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, topic=topic: self.show_topic(topic))
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[topic] = chip
        column.addWidget(line)
        in_column(head, self._stack, inside=self, spacing=theme.SPACE_16, grows=self._stack)

    def _scrolling(self, section: Section) -> QWidget:
        body = QWidget()
        # Beside each other: only so does Qt count the lines of a text at the width that the section really has.
        row = new_row(body)
        row.addWidget(section, 1)
        row.addStretch()
        return scrolling(body)


def _names() -> dict[SettingsTopic, str]:
    return {
        SettingsTopic.GENERAL: tr("General"),
        SettingsTopic.LIBRARY: tr("Library"),
        SettingsTopic.KOREADER: tr("KOReader"),
        SettingsTopic.HARDCOVER: tr("Hardcover"),
        SettingsTopic.NOTIFICATIONS: tr("Notifications"),
        SettingsTopic.ADVANCED: tr("Advanced"),
        SettingsTopic.ABOUT: tr("About"),
    }
