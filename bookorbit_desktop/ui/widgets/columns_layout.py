"""Lays cards out in columns of equal width, as many as fit."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.flow_layout import FlowLayout


class ColumnsLayout(FlowLayout):
    """Cards share the width, each at least `narrowest` pixels or as wide as the widest one needs.

    Rows are as high as their highest card. `is_even` balances the rows: four cards where three fit become two
    and two.
    """

    def __init__(self, narrowest: int, *, is_even: bool = False) -> None:
        super().__init__()
        self._narrowest = narrowest
        self._is_even = is_even
        self.setSpacing(theme.SPACE_16)

    def minimumSize(self) -> QSize:
        """One column, one card high."""
        height = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(self._narrowest, height)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, move: bool) -> int:
        shown, gap = self._shown(), self.spacing()
        if not shown:
            return 0
        narrowest = max(self._narrowest, *(item.minimumSize().width() for item in shown))
        columns = max(1, (area.width() + gap) // (narrowest + gap))
        columns = min(columns, max(len(shown), self._fewest(area.width())))
        if self._is_even and len(shown) > columns:
            columns = ceil(len(shown) / ceil(len(shown) / columns))
        width = (area.width() - gap * (columns - 1)) // columns
        parent = self.parentWidget()
        is_mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top = area.top()
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(_height(item, width) for item in row)
            for column, item in enumerate(row):
                box = QRect(area.left() + column * (width + gap), top, width, height)
                if is_mirrored:
                    box.moveRight(area.right() - column * (width + gap))
                if move:
                    item.setGeometry(box)
            top += height + gap
        return top - gap - area.top()

    def _fewest(self, width: int) -> int:
        """The least number of columns: a single card takes at most half the width where two would fit."""
        return 2 if width >= 2 * self._narrowest + self.spacing() else 1


def _height(item: QLayoutItem, width: int) -> int:
    """The height of a card at this width, with wrapped text taken into account."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
