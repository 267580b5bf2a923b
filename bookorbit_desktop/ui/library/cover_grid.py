"""The grid of the library: covers of the chosen size, filling the whole width."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.library.card import TEXT_HEIGHT, CardDelegate, cover_height
from bookorbit_desktop.ui.widgets.card_grid import CardGrid

SMALLEST, LARGEST, USUAL = 104, 248, 152
STEP = 8
_GROWS_BY = 1.4
"""The largest growth: a few books in a wide window must not become posters."""
_EVEN = 4
"""Widths in steps of this many pixels, so that resizing does not need new pictures constantly."""


class CoverGrid(CardGrid):
    """The chosen width is a minimum; the space left in a line widens all its covers."""

    size_requested = Signal(int)
    """Another cover width, requested by Ctrl+wheel."""

    def __init__(self, accessible_name: str) -> None:
        self._chosen = USUAL
        self._laid_out = (1, QSize(1, 1))
        self._planned_for: tuple[int, int] | None = None
        self._planned = (1, USUAL, QSize(1, 1))
        self._delegate: CardDelegate | None = None
        super().__init__(accessible_name, QSize(USUAL, cover_height(USUAL) + TEXT_HEIGHT))

    @property
    def chosen_width(self) -> int:
        """The minimum width of a cover, in design pixels."""
        return self._chosen

    @property
    def per_line(self) -> int:
        """The number of covers in a line."""
        return self._plan()[0]

    @property
    def cover_width(self) -> int:
        """The current width of a cover, in logical pixels."""
        return self._plan()[1]

    def cell(self) -> QSize:
        """The size of a card with the space around it."""
        return self._plan()[2]

    def show_with(self, delegate: CardDelegate) -> None:
        """Set the delegate that paints the cards and tell it the cover width."""
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def choose_width(self, width: int) -> None:
        """Change the width of covers; the book at the top stays in place."""
        self._chosen = min(LARGEST, max(SMALLEST, width))
        self._lay_out()

    def updateGeometries(self) -> None:
        """Set the scroll bar to the height of the content."""
        super().updateGeometries()
        self._laid_out = (self.per_line, self.cell())
        if self._delegate is not None:
            self._delegate.width = self.cover_width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the number of covers in a line to the new width; the book at the top stays in place."""
        before = self._laid_out
        super().resizeEvent(event)
        self._stay(before)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible covers, new ones over several frames."""
        if self._delegate is None:
            super().paintEvent(event)
            return
        self._delegate.begin_frame()
        super().paintEvent(event)
        self._delegate.end_frame()
        if self._delegate.puts_off:
            QTimer.singleShot(0, self.viewport(), self.viewport().update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl+wheel zooms the covers."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = STEP if event.angleDelta().y() > 0 else -STEP
            self.size_requested.emit(min(LARGEST, max(SMALLEST, self._chosen + step)))
            event.accept()
        else:
            super().wheelEvent(event)

    def _lay_out(self) -> None:
        before = self._laid_out
        self.updateGeometries()
        self._stay(before)
        self.viewport().update()

    def _stay(self, before: tuple[int, QSize]) -> None:
        """Scroll so that the top line still starts with the same book."""
        per_line, cell = before
        bar = self.verticalScrollBar()
        if (self.per_line, self.cell()) == before or not bar.value():
            return
        line, into = divmod(bar.value(), cell.height())
        share = into / cell.height()
        now = line * per_line // self.per_line
        bar.setValue(round((now + share) * self.cell().height()))

    def _plan(self) -> tuple[int, int, QSize]:
        """Cards in a line, cover width and cell size. Called for every card painted."""
        basis = (self.viewport().width() - theme.SPACE_8, theme.px(self._chosen))
        if basis != self._planned_for:
            self._planned_for, self._planned = basis, _planned(*basis)
        return self._planned


def _planned(room: int, least: int) -> tuple[int, int, QSize]:
    per_line = max(1, room // (least + theme.SPACE_16))
    share = room // per_line - theme.SPACE_16
    width = max(least, min(share, round(least * _GROWS_BY)) // _EVEN * _EVEN)
    height = cover_height(width) + theme.px(TEXT_HEIGHT)
    return per_line, width, QSize(width + theme.SPACE_16, height + theme.SPACE_16)
