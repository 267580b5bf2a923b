"""Asks what to do with the files of removed books."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.wording import isolated

WIDTH = 460


class RemoveDialog(QDialog):
    """The file stays unless the person says otherwise."""

    chosen = Signal(bool)
    """Whether the files go to the Trash."""

    def __init__(self, parent: QWidget, count: int, title: str) -> None:
        """`title` is that of the book, if it is one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question = (
            tr("Remove “{0}”?").format(isolated(title)) if count == 1 else tr("Remove %n book(s)?", count)
        )
        self.setWindowTitle(tr("Remove from BookOrbit"))
        self.setFixedWidth(theme.px(WIDTH))
        self.keep_file = QRadioButton(tr("Remove from BookOrbit (keep the file)"))
        self.trash_file = QRadioButton(tr("Move file to Trash"))
        self.keep_file.setChecked(True)
        self._group = QButtonGroup(self)
        self._group.addButton(self.keep_file)
        self._group.addButton(self.trash_file)
        self.remove = button(tr("Remove"))
        self.cancel = button(tr("Cancel"), "primary")
        self.trash_file.toggled.connect(self._name_action)
        self.remove.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.trash_file.isChecked()))
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(
            label(tr("Reading progress, digests and history are kept. You can undo this."), wrap=True)
        )
        layout.addWidget(self.keep_file)
        layout.addWidget(self.trash_file)
        layout.addWidget(Answers(self, destroy=self.remove, reject=self.cancel))

    def _name_action(self, to_trash: bool) -> None:
        self.remove.setText(tr("Move to Trash") if to_trash else tr("Remove"))
