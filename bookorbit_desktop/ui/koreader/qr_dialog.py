"""The server's address in large type and as a QR code."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.qr_code import QrCode


class QrDialog(QDialog):
    """For reading it off across the room, or for a camera."""

    def __init__(self, address: str, parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        name = title or tr("Server address")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.code = QrCode(tr("{0} as a QR code").format(name))
        self.code.set_text(address)
        self.address = label(address, "title")
        self.address.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(self.code, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.address)
        layout.addWidget(
            label(tr("Type it into KOReader, or scan it where that is possible."), "muted", wrap=True)
        )
        layout.addLayout(actions)
