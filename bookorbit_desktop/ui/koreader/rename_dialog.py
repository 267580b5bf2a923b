"""Asks what a device shall be called."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bookorbit_desktop.domain.koreader.devices import LONGEST_NAME, Device
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.koreader.device_text import breakable, device_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 440


class RenameDialog(QDialog):
    """A name, or nothing to call the device as it sends itself."""

    entered = Signal(str)

    def __init__(self, parent: QWidget, device: Device) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rename device"))
        self.setFixedWidth(theme.px(WIDTH))
        self.field = QLineEdit(device.shown_name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setPlaceholderText(device.name or tr("Unnamed device"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.selectAll()
        self.save = button(tr("Save"), "primary")
        self.save.setDefault(True)
        self.cancel = button(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._sent = device.name
        self._build(device_name(device))

    def _save(self) -> None:
        name = self.field.text().strip()
        self.entered.emit("" if name == self._sent else name)
        self.accept()

    def _build(self, name: str) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(theme.SPACE_8)
        answers.addStretch(1)
        answers.addWidget(self.cancel)
        answers.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(
            label(tr("What shall “{0}” be called?").format(breakable(name)), "section", wrap=True)
        )
        hint = tr(
            "The name is shown in BookOrbit only; your devices still see the one that it sends. "
            "Leave it empty to use that one here too."
        )
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.field)
        layout.addLayout(answers)
        self.field.setFocus()
