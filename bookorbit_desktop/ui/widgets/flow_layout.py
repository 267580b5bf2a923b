"""A flow layout: widgets that wrap like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from bookorbit_desktop.ui import theme


class FlowLayout(QLayout):
    """Starts a new line where the window is too narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.SPACE_8)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at an index, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the item at an index."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """True: a narrower layout is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height needed at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Lay out all items in an area."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def expandingDirections(self) -> Qt.Orientation:
        """None: it takes only the height it needs."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """The size of the largest item: the rest can wrap."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The size of the largest item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, move: bool) -> int:
        x, y, line_height = area.left(), area.top(), 0
        for item in self._items:
            if item.isEmpty():  # hidden: it takes no room, and no gap either
                continue
            size = item.sizeHint()
            if line_height and x + size.width() > area.right() + 1:
                x, y, line_height = area.left(), y + line_height + self.spacing(), 0
            if move:
                box = QRect(QPoint(x, y), size)
                parent = self.parentWidget()
                if parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                    box.moveRight(area.right() - (x - area.left()))
                item.setGeometry(box)
            x += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return y + line_height - area.top()
