"""General: startup, closing, appearance and language."""

from datetime import datetime

from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from bookorbit_desktop.domain.base.appearance import LanguageChoice, ThemeChoice, TrayIconChoice
from bookorbit_desktop.domain.base.errors import AutostartUnavailable
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod
from bookorbit_desktop.domain.reading.reading_days import LATEST_START
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.settings.goal_dialog import ask_for_goal
from bookorbit_desktop.ui.settings.rows import ChoiceRow, Section, SettingRow, TickRow
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import languages, tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text
from bookorbit_desktop.ui.wording import clock_time


class LoginRow(QWidget):
    """Start at login. The system's own setting counts, and is read each time this is shown."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.box = TickBox(tr("Start BookOrbit when I log in"))
        self.help = label(tr("Starts in the tray so your devices can always sync."), "detail", wrap=True)
        self.help.setContentsMargins(under_text(), 0, 0, 0)
        in_column(self.box, self.help, inside=self, spacing=0)
        self.box.clicked.connect(lambda ticked: context.tasks.start_for(self, self._switch(ticked)))
        if context.demo:
            self.box.setEnabled(False)
            self.help.setText(tr("Not available in the demo, which is deleted when you quit."))
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read the system's setting."""
        self._context.tasks.start_for(self, self._load())

    async def _load(self) -> None:
        autostart = self._context.services.autostart
        self.box.setChecked(await self._context.tasks.blocking(autostart.is_on))
        self.box.setToolTip(autostart.where)

    async def _switch(self, on: bool) -> None:
        try:
            await self._context.tasks.blocking(self._context.services.autostart.switch, on)
        except AutostartUnavailable as error:
            self.help.setText(localize(error.message))
            set_tone(self.help, Tone.ERROR)
        finally:
            await self._load()


class TrayRow(TickRow):
    """Keep running in the tray when the window is closed."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Keep running in the tray when I close the window"),
            tr(
                "When off, closing the window quits BookOrbit and devices can't sync until you start "
                "it again."
            ),
            "close_to_tray",
        )
        self.refresh()

    def refresh(self) -> None:
        """Show the stored setting, and whether there is a tray."""
        super().refresh()
        has_tray = QSystemTrayIcon.isSystemTrayAvailable()
        self.disable(
            "" if has_tray else tr("This desktop has no tray, so closing the window quits BookOrbit.")
        )


class GoalRow(SettingRow):
    """The number of books to finish each year, as on the dashboard."""

    def __init__(self, context: UiContext) -> None:
        self._context = context
        self.change = button(self._goal())
        text = tr("Books, pages or hours in a year or month. The dashboard shows how you're doing.")
        super().__init__(tr("Reading goal"), text, self.change)
        self.change.clicked.connect(lambda: ask_for_goal(context, self))

    def refresh(self) -> None:
        """Show the stored setting."""
        self.change.setText(self._goal())

    def _goal(self) -> str:
        settings = self._context.services.preferences.current
        return goal_text(settings) if settings.books_per_year else tr("Set a goal…")


def goal_text(settings: Settings) -> str:
    """The goal, such as "12 books a year…"."""
    goal, is_year = settings.books_per_year, settings.goal_period == GoalPeriod.YEAR
    if settings.goal_measure == GoalMeasure.PAGES:
        return tr("%n page(s) a year…", goal) if is_year else tr("%n page(s) a month…", goal)
    if settings.goal_measure == GoalMeasure.HOURS:
        return tr("%n hour(s) a year…", goal) if is_year else tr("%n hour(s) a month…", goal)
    return tr("%n book(s) a year…", goal) if is_year else tr("%n book(s) a month…", goal)


def theme_row(context: UiContext) -> ChoiceRow:
    """System, light or dark."""
    return ChoiceRow(
        context,
        tr("Theme"),
        tr("System follows your desktop."),
        "theme",
        [
            (tr("System"), ThemeChoice.SYSTEM),
            (tr("Light"), ThemeChoice.LIGHT),
            (tr("Dark"), ThemeChoice.DARK),
        ],
    )


def tray_icon_row(context: UiContext) -> ChoiceRow:
    """In colour, or in the one that suits the panel."""
    return ChoiceRow(
        context,
        tr("Tray icon"),
        tr("Choose the one that your panel shows best."),
        "tray_icon",
        [
            (tr("System"), TrayIconChoice.SYSTEM),
            (tr("In colour"), TrayIconChoice.COLOUR),
            (tr("Dark, for light panels"), TrayIconChoice.DARK),
            (tr("Light, for dark panels"), TrayIconChoice.LIGHT),
        ],
    )


def day_start_row(context: UiContext) -> ChoiceRow:
    """The hour at which a reading day begins."""
    hours = [(clock_time(datetime(2000, 1, 1, hour)), hour) for hour in range(LATEST_START + 1)]
    return ChoiceRow(
        context,
        tr("A day of reading begins at"),
        tr(
            "What you read before that hour counts for the day before. Dates sent to Hardcover stay as they are."
        ),
        "day_starts_at",
        hours,
    )


class GeneralSection(Section):
    """Settings of the program as a whole."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.login = LoginRow(context)
        self.tray = TrayRow(context)
        self.theme = theme_row(context)
        texts = {
            LanguageChoice.SYSTEM: tr("System"),
            LanguageChoice.ENGLISH: "English",
            LanguageChoice.GERMAN: "Deutsch",
            LanguageChoice.FRENCH: "Français",
            LanguageChoice.SPANISH: "Español",
            LanguageChoice.ITALIAN: "Italiano",
        }
        self.language = ChoiceRow(
            context,
            tr("Language"),
            tr("System follows your desktop."),
            "language",
            [(texts[choice], choice) for choice in languages()],
        )
        self.add_card(tr("Startup and closing"), self.login, self.tray)
        self.goal = GoalRow(context)
        self.tray_icon = tray_icon_row(context)
        self.add_card(tr("Appearance"), self.theme, self.language, self.tray_icon)
        self.day_start = day_start_row(context)
        self.add_card(tr("Goals"), self.goal, self.day_start)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the stored settings and the system's."""
        super().refresh()
        self.goal.refresh()
        if not self._context.demo:
            self.login.refresh()
