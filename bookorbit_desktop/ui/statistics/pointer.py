"""The pointer of a plot, for mouse and keyboard. It is a layer above the plot."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.plot_data import PlotData, Shape


class Pointer(QAbstractSlider):
    """Screen readers see a slider along the points, with the current one as its description."""

    pointed = Signal(int)
    """The point under the mouse or keyboard pointer; -1 for none."""
    activated = Signal(int)

    def __init__(self, parent: QWidget, point_at: Callable[[QPointF], int]) -> None:
        """`point_at` returns the point at a position, or -1."""
        super().__init__(parent)
        self._point_at = point_at
        self._plot: PlotData | None = None
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.valueChanged.connect(self.point_to)

    def show_plot(self, data: PlotData) -> None:
        """Take another plot and point to nothing."""
        self._plot = data
        self.current = -1
        with QSignalBlocker(self):
            self.setRange(0, max(0, data.count - 1))
            self.setValue(0)
        self.setAccessibleName(data.title)
        self._say()

    def point_to(self, index: int) -> None:
        """Point to a point, or to none for -1."""
        if index == self.current:
            return
        self.current = index
        with QSignalBlocker(self):
            self.setValue(max(0, index))
        self.pointed.emit(index)
        self._say()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point to what is under the mouse."""
        index = self._point_at(event.position())
        self.point_to(index)
        if index >= 0 and self._plot is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._plot.describe(index), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the point clicked."""
        index = self._point_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self.point_to(index)
            self.activated.emit(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ignore the release; there is nothing to drag."""

    def leaveEvent(self, event: QEvent) -> None:
        """Point to nothing, unless the keyboard is in use."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_to(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from point to point; Enter opens one."""
        plot, steps = self._plot, self._steps()
        if plot is not None and plot.count and event.key() in steps:
            step = steps[event.key()]
            start = 0 if step > 0 and step != plot.count else plot.count - 1
            index = self.current + step if self.current >= 0 else start
            self.point_to(max(0, min(plot.count - 1, index)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.activated.emit(self.current)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point to nothing when the focus leaves."""
        super().focusOutEvent(event)
        self.point_to(-1)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only the focus frame."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme.RADIUS_FIELD, theme.RADIUS_FIELD)

    def _steps(self) -> Mapping[int, int]:
        """How many points a key moves. Cells are numbered down the columns or along the rows."""
        key, plot = Qt.Key, self._plot
        count = plot.count if plot is not None else 0
        steps: dict[int, int] = {key.Key_Home: -count, key.Key_End: count, key.Key_Left: -1, key.Key_Right: 1}
        if plot is not None and plot.shape is Shape.BARS:
            steps |= {key.Key_Up: -1, key.Key_Down: 1}
        elif plot is not None and plot.shape is Shape.CELLS and plot.count > 1:
            down_columns = plot.cells[0][0] == plot.cells[1][0]
            across, along = (plot.cell_rows, 1) if down_columns else (1, plot.cell_columns)
            steps |= {
                key.Key_Left: -across,
                key.Key_Right: across,
                key.Key_Up: -along,
                key.Key_Down: along,
            }
        return steps

    def _say(self) -> None:
        """Set the text for screen readers."""
        if self._plot is not None:
            said = self._plot.describe(self.current) if self.current >= 0 else self._plot.sentence
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
