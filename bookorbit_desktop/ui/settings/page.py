"""The settings page, one section at a time."""

from enum import StrEnum
from functools import cached_property

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.settings.about import AboutSection
from bookorbit_desktop.ui.settings.advanced import AdvancedSection
from bookorbit_desktop.ui.settings.general import GeneralSection
from bookorbit_desktop.ui.settings.hardcover import HardcoverSection
from bookorbit_desktop.ui.settings.koreader import KoreaderSection
from bookorbit_desktop.ui.settings.library import LibrarySection
from bookorbit_desktop.ui.settings.notifications import NotificationsSection
from bookorbit_desktop.ui.settings.rows import Section
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import FlowLayout, in_column, new_column, new_row, scrolling
from bookorbit_desktop.ui.widgets.page_header import PageHeader


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
