"""Layout helpers for pages."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from bookorbit_desktop.ui import theme

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
