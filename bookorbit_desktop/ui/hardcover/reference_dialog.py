"""Asks which id, slug, address or ISBN names a book on Hardcover."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.hardcover.references import parse_reference
from bookorbit_desktop.services.hardcover.matches import SavedReference
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone

WIDTH = 480


class ReferenceDialog(QDialog):
    """Shows what is saved and what the file says; an empty field goes by the file again."""

    entered = Signal(str)
    """The text as it was typed; empty for nothing."""

    def __init__(self, parent: QWidget, title: str, saved: SavedReference) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Hardcover id"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(saved.text)
        self.field.setAccessibleName(tr("Address, number, slug or ISBN"))
        self.field.setPlaceholderText(saved.in_file or tr("Address, number, slug or ISBN"))
        self.problem = label("", "detail", wrap=True)
        set_tone(self.problem, Tone.ERROR)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.field.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._build(title, saved)

    def _on_edited(self) -> None:
        problem = _problem(self.field.text())
        self.problem.setText(problem)
        self.save.setEnabled(not problem)

    def _save(self) -> None:
        self.entered.emit(self.field.text().strip())
        self.accept()

    def _build(self, title: str, saved: SavedReference) -> None:
        layout = dialog_column(self)
        layout.addWidget(label(tr("What is “{0}” on Hardcover?").format(title), "section", wrap=True))
        layout.addWidget(label(_hint(saved), "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.selectAll()
        self.field.setFocus()


def _problem(text: str) -> str:
    try:
        if text.strip():
            parse_reference(text)
    except InvalidInput as error:
        return localize(error.message)
    return ""


def _hint(saved: SavedReference) -> str:
    if saved.pinned:
        return tr(
            "You picked this book's record by hand, and that stays. Re-match goes by what is saved here."
        )
    if saved.in_file:
        return tr(
            "It is looked up by this from the next sync on. Leave it empty to go by the file, which says {0}."
        ).format(saved.in_file)
    return tr("It is looked up by this from the next sync on. The file stays as it is.")
