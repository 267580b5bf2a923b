"""Asks what to do with the files of removed books."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
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
        self.remove = button(tr("Remove"), "primary")
        self.cancel = button(tr("Cancel"))
        self.remove.setDefault(True)
        self.trash_file.toggled.connect(self._name_action)
        self.remove.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.trash_file.isChecked()))
        answers = QHBoxLayout()
        answers.setSpacing(theme.SPACE_8)
        answers.addStretch(1)
        answers.addWidget(self.cancel)
        answers.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(label(question, "section", wrap=True))
        layout.addWidget(
            label(tr("Reading progress, digests and history are kept. You can undo this."), wrap=True)
        )
        layout.addWidget(self.keep_file)
        layout.addWidget(self.trash_file)
        layout.addLayout(answers)
        self.keep_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_action(self, to_trash: bool) -> None:
        self.remove.setText(tr("Move to Trash") if to_trash else tr("Remove"))
