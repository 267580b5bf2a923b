"""The server's address in large type and as a QR code."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

QUIET_ZONE = 4
"""Modules of white around the code; readers need them (ISO/IEC 18004)."""
SIDE = 208


class QrCode(QWidget):
    """Black on white in both themes, which cameras read best."""

    def __init__(self, what: str) -> None:
        """`what` names the text for screen readers."""
        super().__init__()
        self._what = what
        self._modules: tuple[bytearray, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show a text; an empty one shows an empty field."""
        self._modules = tuple(segno.make_qr(text).matrix) if text else ()
        self.setAccessibleName(self._what)
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough for a phone at arm's length."""
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole pixels only: blurred edges slow down scanning."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        count = len(self._modules) + 2 * QUIET_ZONE
        side = max(1, min(self.width(), self.height()) // count)
        left = (self.width() - side * len(self._modules)) // 2
        top = (self.height() - side * len(self._modules)) // 2
        for row, modules in enumerate(self._modules):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    square = QRect(left + column * side, top + row * side, side, side)
                    painter.fillRect(square, QColor(Qt.GlobalColor.black))


class QrDialog(QDialog):
    """For reading across the room, or by a camera."""

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
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(self.code, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.address)
        layout.addWidget(
            label(tr("Enter it in KOReader, or scan the code if your device can."), "muted", wrap=True)
        )
        layout.addWidget(Answers(self, reject=close))
