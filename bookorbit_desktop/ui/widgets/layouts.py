"""Layouts: rows, columns, grids of cards, widgets that wrap like words, numbered steps."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.labels import label

Margins = int | tuple[int, int] | tuple[int, int, int, int]
"""All equal; horizontal and vertical; or left, top, right and bottom."""
PAGE_MARGINS = (theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)


def new_column(inside: QWidget | None = None, spacing: int = -1, margins: Margins = 0) -> QVBoxLayout:
    """A column, in the widget `inside` or for another layout. By default it has the parent's spacing."""
    layout = QVBoxLayout(inside) if inside is not None else QVBoxLayout()
    layout.setContentsMargins(_around(margins))
    layout.setSpacing(spacing)
    return layout


def new_row(inside: QWidget | None = None, spacing: int = -1, margins: Margins = 0) -> QHBoxLayout:
    """A row, in the widget `inside` or for another layout. By default it has the parent's spacing."""
    layout = QHBoxLayout(inside) if inside is not None else QHBoxLayout()
    layout.setContentsMargins(_around(margins))
    layout.setSpacing(spacing)
    return layout


def _around(margins: Margins) -> QMargins:
    if isinstance(margins, int):
        return QMargins(margins, margins, margins, margins)
    return QMargins(*margins) if len(margins) == 4 else QMargins(*margins, *margins)


def in_column(
    *parts: QWidget | QLayout | None,
    inside: QWidget | None = None,
    spacing: int = theme.SPACE_8,
    margins: Margins = 0,
    grows: QWidget | QLayout | None = None,
) -> QVBoxLayout:
    """Stack parts vertically. None adds stretch; the part `grows` takes the extra room."""
    layout = new_column(inside, spacing, margins)
    _fill(layout, parts, grows)
    return layout


def in_row(
    *parts: QWidget | QLayout | None,
    inside: QWidget | None = None,
    spacing: int = theme.SPACE_8,
    margins: Margins = 0,
    grows: QWidget | QLayout | None = None,
) -> QHBoxLayout:
    """Place parts side by side. None adds stretch; the part `grows` takes the extra room."""
    layout = new_row(inside, spacing, margins)
    _fill(layout, parts, grows)
    return layout


def _fill(
    layout: QBoxLayout, parts: Sequence[QWidget | QLayout | None], grows: QWidget | QLayout | None
) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part, int(part is grows))
        else:
            layout.addWidget(part, int(part is grows))


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # it lives until the next turn of the loop, and is not to be clicked until then
            widget.deleteLater()


def scrolling(body: QWidget) -> QScrollArea:
    """A column that scrolls vertically only."""
    body.setObjectName("pageBody")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # What is in it takes the keyboard, and Page Up and Page Down come here from there.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area


def framed(content: QWidget) -> QFrame:
    """A list on a bordered surface."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(content)
    return frame


def tab_from(anchor: QWidget, late: Sequence[QWidget]) -> None:
    """Put controls created late into the Tab order at `anchor` instead of at the end."""
    before = anchor
    while (earlier := before.previousInFocusChain()) is not None and earlier is not anchor:
        before = earlier
        if before.focusPolicy() is not Qt.FocusPolicy.NoFocus and before not in late:
            break
    for widget in late:
        QWidget.setTabOrder(before, widget)
        before = widget


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


def step_list(steps: Sequence[str]) -> QVBoxLayout:
    """A line for each step, with its number before it."""
    column = new_column(spacing=theme.SPACE_8)
    for position, step in enumerate(steps, start=1):
        row = new_row(spacing=theme.SPACE_12)
        number = label(f"{position}.", "muted")
        number.setFixedWidth(theme.px(18))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(number)
        row.addWidget(label(step, wrap=True), 1)
        column.addLayout(row)
    return column
