"""A text as a QR code."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bookorbit_desktop.ui import theme

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
