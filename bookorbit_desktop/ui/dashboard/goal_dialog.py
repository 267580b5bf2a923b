"""Asks for the reading goal, and from how many minutes on a day counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

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

WIDTH = 420


class GoalDialog(QDialog):
    """A number of books, pages or hours; 0 or nothing is no goal."""

    chosen = Signal(object)
    """The fields of the settings that it is about, by name."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading goal"))
        self.setFixedWidth(theme.px(WIDTH))
        self.books = QLineEdit(str(settings.books_per_year or ""), placeholderText=tr("No goal"))
        self.books.setAccessibleName(tr("Goal"))
        self.books.selectAll()
        self.measure = Choice(tr("What to count"))
        for measure, words in (
            (GoalMeasure.BOOKS, tr("books")),
            (GoalMeasure.PAGES, tr("pages")),
            (GoalMeasure.HOURS, tr("hours")),
        ):
            self.measure.addItem(words, measure)
        self.period = Choice(tr("Period"))
        for period, words in ((GoalPeriod.YEAR, tr("a year")), (GoalPeriod.MONTH, tr("a month"))):
            self.period.addItem(words, period)
        self.measure.setCurrentIndex(self.measure.findData(settings.goal_measure))
        self.period.setCurrentIndex(self.period.findData(settings.goal_period))
        self.minutes = QLineEdit(str(settings.minutes_per_day))
        self.minutes.setAccessibleName(tr("Minutes for a day to count"))
        self.minutes.setValidator(QIntValidator(1, MOST_MINUTES_PER_DAY, self))
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self._build()
        self._limit()

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
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.measure.currentIndexChanged.connect(lambda _index: self._limit())
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.books.setFocus()


def ask_for_goal(context: UiContext, parent: QWidget) -> None:
    """Let the person say how much they want to read."""
    preferences = context.services.preferences
    dialog = GoalDialog(preferences.current, parent)
    dialog.chosen.connect(
        lambda fields: context.tasks.start(context.tasks.blocking(preferences.change, **fields))
    )
    dialog.open()
