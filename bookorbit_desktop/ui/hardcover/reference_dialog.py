"""Asks for the ID, slug, link or ISBN of a Hardcover book."""

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
    """Shows the saved reference and the one in the file; an empty field uses the file's again."""

    entered = Signal(str)
    """The text as it was typed; empty for nothing."""

    def __init__(self, parent: QWidget, title: str, saved: SavedReference) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Hardcover ID"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(saved.text)
        self.field.setAccessibleName(tr("Link, ID, slug or ISBN"))
        self.field.setPlaceholderText(saved.in_file or tr("Link, ID, slug or ISBN"))
        self.problem = label("", "detail", wrap=True)
        set_tone(self.problem, Tone.ERROR)
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.field.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._build(title, saved)

    def _on_edited(self) -> None:
        problem = reference_problem(self.field.text())
        self.problem.setText(problem)
        self.save.setEnabled(not problem)

    def _save(self) -> None:
        self.entered.emit(self.field.text().strip())
        self.accept()

    def _build(self, title: str, saved: SavedReference) -> None:
        layout = dialog_column(self)
        layout.addWidget(label(tr("Find “{0}” on Hardcover").format(title), "section", wrap=True))
        layout.addWidget(label(_hint(saved), "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self.field.selectAll()
        self.field.setFocus()


def reference_problem(text: str) -> str:
    """What is wrong with a Hardcover ID, slug or link; empty if nothing is."""
    try:
        if text.strip():
            parse_reference(text)
    except InvalidInput as error:
        return localize(error.message)
    return ""


def _hint(saved: SavedReference) -> str:
    if saved.pinned:
        return tr("You picked this match yourself, so it's kept. Re-match uses what you enter here.")
    if saved.in_file:
        return tr(
            "The next sync will use this to find the book. Leave empty to use {0} from the file."
        ).format(saved.in_file)
    return tr("The next sync will use this to find the book. The file isn't changed.")
