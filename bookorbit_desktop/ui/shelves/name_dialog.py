"""Asks for the name of a shelf, a saved filter or a tag."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from bookorbit_desktop.domain.library.collection import name_key
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 420


class NameDialog(QDialog):
    """One field; it cannot be left empty."""

    entered = Signal(str)

    def __init__(self, parent: QWidget, question: str, act: str, *, name: str = "", hint: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setMaxLength(2**31 - 1)  # a name that came from elsewhere is not cut
        self.field.selectAll()
        self.save = button(act, "primary")
        self.cancel = button(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._allow)
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        if hint:
            layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        self._allow()
        self.field.setFocus()

    def _allow(self) -> None:
        has_name = bool(name_key(self.field.text()))
        self.save.setEnabled(has_name)
        self.save.setToolTip("" if has_name else tr("Enter a name first."))

    def _save(self) -> None:
        self.accept()
        self.entered.emit(self.field.text())
