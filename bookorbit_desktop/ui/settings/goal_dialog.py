"""The dialog for the reading goal and the minimum minutes that make a reading day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices, QIntValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import HardcoverError
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverGoal
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.reading.goals import MOST, GoalMeasure, GoalPeriod
from bookorbit_desktop.services.runtime.preferences import MOST_MINUTES_PER_DAY
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.wording import date_text, isolated, joined, number

WIDTH = 420


class GoalDialog(QDialog):
    """A number of books, pages or hours; 0 or an empty field means no goal."""

    chosen = Signal(object)
    """The changed fields of the settings, by name."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading goal"))
        self.setFixedWidth(theme.px(WIDTH))
        self.books = QLineEdit(str(settings.books_per_year or ""), placeholderText=tr("No goal"))
        self.books.setAccessibleName(tr("Goal"))
        self.books.selectAll()
        self.measure = Choice(tr("What to count"))
        for measure, text in (
            (GoalMeasure.BOOKS, tr("books")),
            (GoalMeasure.PAGES, tr("pages")),
            (GoalMeasure.HOURS, tr("hours")),
        ):
            self.measure.addItem(text, measure)
        self.period = Choice(tr("Period"))
        for period, text in ((GoalPeriod.YEAR, tr("a year")), (GoalPeriod.MONTH, tr("a month"))):
            self.period.addItem(text, period)
        self.measure.setCurrentIndex(self.measure.findData(settings.goal_measure))
        self.period.setCurrentIndex(self.period.findData(settings.goal_period))
        self.minutes = QLineEdit(str(settings.minutes_per_day))
        self.minutes.setAccessibleName(tr("Minutes for a day to count"))
        self.minutes.setValidator(QIntValidator(1, MOST_MINUTES_PER_DAY, self))
        self.elsewhere = label("", "detail", wrap=True)
        self.new_token = button(tr("Create a token that can read them…"))
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self._build()
        self._limit()

    def show_goals(self, goals: Sequence[HardcoverGoal] | None, *, is_signed_in: bool = False) -> None:
        """Show the goals set on Hardcover; None if they may not be read: a sign-in never may, a new token can."""
        if goals is None and is_signed_in:
            self.elsewhere.setText(tr("Signing in doesn't let BookOrbit read your goals on Hardcover."))
        elif goals is None:
            self.elsewhere.setText(tr("Your token can't read your goals on Hardcover."))
        elif goals:
            self.elsewhere.setText("\n".join([tr("On Hardcover:"), *map(_goal_text, goals)]))
        else:
            self.elsewhere.setText(tr("You have no reading goal on Hardcover just now."))
        self.elsewhere.show()
        self.new_token.setVisible(goals is None and not is_signed_in)

    def show_failure(self) -> None:
        """Say that the goals could not be fetched; a goal can still be set here."""
        self.elsewhere.setText(tr("Couldn't read your goals on Hardcover."))
        self.elsewhere.show()

    def _limit(self) -> None:
        self.books.setValidator(QIntValidator(0, MOST[GoalMeasure(self.measure.currentData())], self))

    def _save(self) -> None:
        most = MOST[GoalMeasure(self.measure.currentData())]
        self.chosen.emit(
            {
                "books_per_year": min(int(self.books.text() or 0), most),
                "goal_measure": str(self.measure.currentData()),
                "goal_period": str(self.period.currentData()),
                "minutes_per_day": max(1, int(self.minutes.text() or 1)),
            }
        )
        self.accept()

    def _build(self) -> None:
        layout = dialog_column(self)
        layout.addWidget(label(tr("How much do you want to read?"), "section", wrap=True))
        layout.addLayout(in_row(self.books, self.measure, self.period, grows=self.books))
        layout.addWidget(
            label(tr("From how many minutes on does a day count for your streak?"), "body", wrap=True)
        )
        layout.addWidget(self.minutes)
        layout.addWidget(self.elsewhere)
        layout.addLayout(in_row(self.new_token, None))
        for part in (self.elsewhere, self.new_token):
            part.hide()
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.measure.currentIndexChanged.connect(lambda _index: self._limit())
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.books.setFocus()


def ask_for_goal(context: UiContext, parent: QWidget) -> None:
    """Let the person set a reading goal."""
    preferences = context.services.preferences
    dialog = GoalDialog(preferences.current, parent)
    dialog.chosen.connect(
        lambda fields: context.tasks.start(context.tasks.blocking(preferences.change, **fields))
    )
    dialog.open()
    account = context.services.hardcover_account
    if account.has_token and not account.problem:
        goals = context.services.hardcover_goals
        dialog.new_token.clicked.connect(lambda: QDesktopServices.openUrl(goals.token_page))
        context.tasks.start_for(dialog, _show_goals_elsewhere(context, dialog))


async def _show_goals_elsewhere(context: UiContext, dialog: GoalDialog) -> None:
    try:
        goals = await context.tasks.network(context.services.hardcover_goals.current())
    except HardcoverError:
        dialog.show_failure()
        return
    dialog.show_goals(goals, is_signed_in=context.services.hardcover_account.sign_in is not None)


def _goal_text(goal: HardcoverGoal) -> str:
    """A Hardcover goal as text; an unknown unit is shown under Hardcover's own name."""
    amounts = number(int(goal.progress)), number(goal.goal)
    counted = goal.metric.casefold().removesuffix("s")
    if counted == "book":
        amount = tr("{0} of {1} books").format(*amounts)
    elif counted == "page":
        amount = tr("{0} of {1} pages").format(*amounts)
    else:
        amount = joined(tr("{0} of {1}").format(*amounts), goal.metric)
    until = tr("until {0}").format(date_text(goal.ends_on)) if goal.ends_on else ""
    return joined(isolated(goal.description) if goal.description else "", amount, until)
