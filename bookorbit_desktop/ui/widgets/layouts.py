"""Layout helpers for pages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and throw it away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # it lives until the next turn of the loop, and is not to be clicked until then
            widget.deleteLater()


def scrolling(body: QWidget) -> QScrollArea:
    """A column that scrolls up and down, never sideways."""
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
    """A list on a surface with a border of its own."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(content)
    return frame


def tab_from(place: QWidget, late: Sequence[QWidget]) -> None:
    """Have Tab come to controls that were made late where `place` is, and not after everything else."""
    before = place
    while (earlier := before.previousInFocusChain()) is not None and earlier is not place:
        before = earlier
        if before.focusPolicy() is not Qt.FocusPolicy.NoFocus and before not in late:
            break
    for one in late:
        QWidget.setTabOrder(before, one)
        before = one
