"""Names a book without a file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 480


class EntryDialog(QDialog):
    """Title and authors, filled in with what the device sent."""

    entered = Signal(str, object)
    """The title, and a tuple of authors."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Entry without a file"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.title = QLineEdit(document.title)
        self.title.setAccessibleName(tr("Title"))
        self.authors = QLineEdit("; ".join(document.authors.splitlines()))
        self.authors.setAccessibleName(tr("Authors"))
        self.authors.setPlaceholderText(tr("Separate several with ;"))
        self.save = button(tr("Create entry"), "primary")
        self.save.setDefault(True)
        self.cancel = button(tr("Cancel"))
        self.title.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._create)
        self.cancel.clicked.connect(self.reject)
        self._build()
        self._on_edited()

    def _on_edited(self) -> None:
        has_title = bool(self.title.text().strip())
        self.save.setEnabled(has_title)
        self.save.setToolTip("" if has_title else tr("Type the title of your book first."))

    def _create(self) -> None:
        named = (name.strip() for name in self.authors.text().split(";"))
        self.entered.emit(self.title.text().strip(), tuple(name for name in named if name))
        self.accept()

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(label(tr("Title")), self.title)
        form.addRow(label(tr("Authors")), self.authors)
        answers = QHBoxLayout()
        answers.setSpacing(theme.SPACE_8)
        answers.addStretch(1)
        answers.addWidget(self.cancel)
        answers.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(label(tr("Which book is this?"), "section", wrap=True))
        hint = tr(
            "It reads, syncs and matches like any other book. "
            "A file with this digest that comes later becomes its file."
        )
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addLayout(form)
        layout.addLayout(answers)
        self.title.setFocus()
