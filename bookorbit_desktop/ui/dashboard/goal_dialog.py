"""Asks for the goal of the year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QSpinBox, QWidget

from bookorbit_desktop.services.runtime.preferences import MOST_BOOKS_PER_YEAR
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 380
_HEIGHT = 32
"""Pixels; as high as the other fields."""


class GoalBox(QSpinBox):
    """A number of books to finish each year; 0 is no goal."""

    def __init__(self, goal: int) -> None:
        super().__init__(minimum=0, maximum=MOST_BOOKS_PER_YEAR, value=goal)
        self.setAccessibleName(tr("Books per year"))
        self.setSpecialValueText(tr("No goal"))
        self.setMinimumHeight(theme.px(_HEIGHT))


class GoalDialog(QDialog):
    """Takes effect with Save. The settings have the same number."""

    chosen = Signal(int)

    def __init__(self, goal: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading goal"))
        self.setFixedWidth(theme.px(WIDTH))
        self.books = GoalBox(goal)
        self.books.selectAll()
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        layout = dialog_column(self)
        layout.addWidget(label(tr("How many books do you want to finish each year?"), "section", wrap=True))
        layout.addWidget(self.books)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.books.setFocus()

    def _save(self) -> None:
        self.chosen.emit(self.books.value())
        self.accept()
