"""Books as a grid of cards."""

from PySide6.QtCore import QSize

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.cells import CellView


class CardGrid(CellView):
    """As many cards in a line as there is room for. Shares model and selection with the table."""

    def __init__(self, accessible_name: str, card: QSize) -> None:
        """`card` is the size of each, in the pixels of the design."""
        self._card = card
        super().__init__(accessible_name)

    @property
    def per_line(self) -> int:
        """How many cards stand beside each other."""
        return max(1, (self.viewport().width() - theme.SPACE_16) // self.cell().width())

    def cell(self) -> QSize:
        """A card and the space around it."""
        width, height = theme.px(self._card.width()), theme.px(self._card.height())
        return QSize(width + theme.SPACE_16, height + theme.SPACE_16)
