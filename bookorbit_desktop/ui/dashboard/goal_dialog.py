"""Asks for the goal of the year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.services.runtime.preferences import MOST_BOOKS_PER_YEAR
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 380


class GoalDialog(QDialog):
    """A number of books; 0 or nothing is no goal."""

    chosen = Signal(int)

    def __init__(self, goal: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading goal"))
        self.setFixedWidth(theme.px(WIDTH))
        self.books = QLineEdit(str(goal or ""), placeholderText=tr("No goal"))
        self.books.setAccessibleName(tr("Books per year"))
        self.books.setValidator(QIntValidator(0, MOST_BOOKS_PER_YEAR, self))
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
        self.chosen.emit(int(self.books.text() or 0))
        self.accept()


def ask_for_goal(context: UiContext, parent: QWidget) -> None:
    """Let the person say how many books they want to finish each year."""
    change = context.services.preferences.change
    dialog = GoalDialog(context.services.preferences.current.books_per_year, parent)
    dialog.chosen.connect(
        lambda books: context.tasks.start(context.tasks.blocking(change, books_per_year=books))
    )
    dialog.open()
