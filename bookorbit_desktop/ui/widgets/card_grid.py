"""Books as a grid of cards."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.cells import CellView
from bookorbit_desktop.ui.widgets.list_states import Skeleton
from bookorbit_desktop.ui.widgets.table_columns import ROW_HEIGHT


class CardSkeleton(Skeleton):
    """Placeholders for cards or rows that are loading."""

    def __init__(self, accessible_name: str, card: QSize, shape: QSize) -> None:
        """`card` is the size of each one, `shape` the part that is drawn, in design pixels."""
        super().__init__(theme.px(ROW_HEIGHT), accessible_name)
        self.show_size(card, shape)
        self.is_grid = True

    def show_size(self, card: QSize, shape: QSize) -> None:
        """Change the size of the cards."""
        self._card, self._shape = card, shape
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grey cards or rows."""
        if not self.is_grid:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        width, height = theme.px(self._card.width()), theme.px(self._card.height())
        shape = QSize(theme.px(self._shape.width()), theme.px(self._shape.height()))
        for top in range(theme.SPACE_16, self.height(), height + theme.SPACE_16):
            for left in range(theme.SPACE_24, self.width() - width, width + theme.SPACE_16):
                painter.drawRoundedRect(QRect(QPoint(left, top), shape), theme.RADIUS_CARD, theme.RADIUS_CARD)


class CardGrid(CellView):
    """As many cards in a line as fit. Shares model and selection with the table."""

    def __init__(self, accessible_name: str, card: QSize) -> None:
        """`card` is the size of each card, in design pixels."""
        self._card = card
        super().__init__(accessible_name)

    @property
    def per_line(self) -> int:
        """The number of cards in a line."""
        return max(1, (self.viewport().width() - theme.SPACE_16) // self.cell().width())

    def cell(self) -> QSize:
        """The size of a card with the space around it."""
        width, height = theme.px(self._card.width()), theme.px(self._card.height())
        return QSize(width + theme.SPACE_16, height + theme.SPACE_16)
