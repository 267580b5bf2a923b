"""Asks for the page count of a book."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 440
MOST_PAGES = 100_000


class PagesDialog(QDialog):
    """A number from 1 to 100,000, or nothing to count in the edition's own pages again."""

    entered = Signal(object)
    """The page count, or None."""

    def __init__(self, parent: QWidget, titles: list[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Page count"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Pages"))
        self.field.setPlaceholderText(tr("Use edition's page count"))
        self.field.setValidator(QIntValidator(0, MOST_PAGES, self))
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.field.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._build(titles)

    def _on_edited(self) -> None:
        is_number = not self.field.text() or self._pages() is not None
        self.save.setEnabled(is_number)
        self.save.setToolTip("" if is_number else tr("A page count is a number from 1 to 100,000."))

    def _pages(self) -> int | None:
        text = self.field.text()
        return int(text) if text.isdecimal() and 1 <= int(text) <= MOST_PAGES else None

    def _save(self) -> None:
        self.entered.emit(self._pages())
        self.accept()

    def _build(self, titles: list[str]) -> None:
        asked = tr("How many pages does “{0}” have?").format(titles[0])
        question = asked if len(titles) == 1 else tr("How many pages do these %n book(s) have?", len(titles))
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        hint = tr("Hardcover counts progress in pages. Leave empty to use the edition's page count.")
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.setFocus()
