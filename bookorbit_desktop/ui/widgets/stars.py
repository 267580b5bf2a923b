"""A rating set by mouse or keyboard."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.widgets.painting import STARS, paint_stars, rating_at
from bookorbit_desktop.ui.wording import number

_DIGITS = {Qt.Key.Key_0 + digit: 2 * digit for digit in range(STARS + 1)}


class StarRating(QAbstractSlider):
    """Five stars in halves. Keys 0 to 5 set, arrows step by a half; a click on the current rating clears it.

    For screen readers it is a slider whose value is the number of half stars.
    """

    rated = Signal(object)
    """The new rating, 0.5 to 5 in halves, or None if it was cleared."""

    def __init__(self) -> None:
        super().__init__()
        self._hovered: float | None = None
        self._size = theme.px(22)
        self.setRange(0, 2 * STARS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._on_value)
        self._describe()

    @property
    def rating(self) -> float | None:
        """The rating shown."""
        return self.value() / 2 or None

    def set_rating(self, rating: float | None) -> None:
        """Set the rating."""
        with QSignalBlocker(self):
            self.setValue(round(2 * (rating or 0.0)))
        self._describe()

    def _describe(self) -> None:
        rating = self.rating
        said = self.tr("{0} of 5 stars").format(number(rating)) if rating else self.tr("Not rated")
        self.setAccessibleName(self.tr("Rating: {0}").format(said))
        self.setToolTip(said)
        self.update()

    def _on_value(self) -> None:
        self._describe()
        self.rated.emit(self.rating)

    def sizeHint(self) -> QSize:
        """Room for five stars and the focus ring."""
        return QSize(STARS * (self._size + 2) + 2 * theme.SPACE_4, self._size + 2 * theme.SPACE_4)

    def minimumSizeHint(self) -> QSize:
        """Same as the preferred size: the stars do not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stars, previewing the rating under the mouse."""
        painter = QPainter(self)
        shown = self._hovered if self._hovered is not None else self.rating
        paint_stars(painter, self._area(), shown, self._size, self.layoutDirection())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(
                self.rect().adjusted(1, 1, -1, -1), theme.RADIUS_FIELD, theme.RADIUS_FIELD
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview the rating under the mouse."""
        self._hovered = self._rating_at(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the actual rating again."""
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the rating; a click on the current one clears it."""
        chosen = self._rating_at(event.position().toPoint())
        if chosen is not None:
            self.setValue(0 if chosen == self.rating else round(2 * chosen))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, so that a rating is not changed by accident."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits set a rating, arrows step by a half, in the direction of the text."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        more, less = Qt.Key.Key_Right, Qt.Key.Key_Left
        if is_mirrored:
            more, less = less, more
        if event.key() in _DIGITS:
            self.setValue(_DIGITS[event.key()])
        elif event.key() in (more, Qt.Key.Key_Plus):
            self.setValue(self.value() + 1)
        elif event.key() in (less, Qt.Key.Key_Minus):
            self.setValue(self.value() - 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        super().focusOutEvent(event)
        self.update()

    def _area(self) -> QRect:
        return self.rect().adjusted(theme.SPACE_4, 0, -theme.SPACE_4, 0)

    def _rating_at(self, point: QPoint) -> float | None:
        return rating_at(point.x(), self._area(), self._size, self.layoutDirection())
