"""A card with one plot, the value pointed at, its table, and its export menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.plot_data import LEVELS, PlotData, Shape, line_pen
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.painting import paint_text

if TYPE_CHECKING:
    from bookorbit_desktop.ui.statistics.chart import Chart

_SWATCH = 11


class Legend(QWidget):
    """Names the lines, or shows the scale from little to much."""

    def __init__(self) -> None:
        super().__init__()
        self._plot: PlotData | None = None
        self.setFixedHeight(theme.px(18))

    def show_plot(self, data: PlotData) -> None:
        """Explain a plot; a single line needs no legend."""
        self._plot = data
        self.setVisible(not data.is_empty and (data.shape is Shape.CELLS or len(data.series) > 1))
        self.setAccessibleName(", ".join(series.name for series in data.series))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the card."""
        return QSize(theme.px(80), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the samples and their labels."""
        if self._plot is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._plot.shape is Shape.CELLS:
            self._paint_shades(painter)
        else:
            self._paint_lines(painter, self._plot)

    def _paint_shades(self, painter: QPainter) -> None:
        size = theme.px(_SWATCH)
        left = self._word(painter, 0, tr("Less"))
        shades = [theme.colour("sunken"), *(theme.colour("accent", level) for level in LEVELS)]
        for shade in shades:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(QRect(left, (self.height() - size) // 2, size, size), 2, 2)
            left += size + 3
        self._word(painter, left + theme.SPACE_4, tr("More"))

    def _paint_lines(self, painter: QPainter, data: PlotData) -> None:
        left = 0
        for number, series in enumerate(data.series):
            middle = self.height() // 2
            painter.setPen(line_pen(number))
            painter.drawLine(QPoint(left, middle), QPoint(left + theme.px(24), middle))
            left = self._word(painter, left + theme.px(30), series.name) + theme.SPACE_8

    def _word(self, painter: QPainter, left: int, word: str) -> int:
        font = theme.font(Type.DETAIL)
        width = QFontMetrics(font).horizontalAdvance(word) + 2
        paint_text(painter, QRect(left, 0, width, self.height()), word, font, "muted")
        return left + width + theme.px(6)


class PlotCard(Card):
    """Creates the plot, and so loads the plot library, only when there is something to show."""

    opened = Signal(int)
    """The point that was opened."""
    table_requested = Signal()
    copy_requested = Signal()
    file_requested = Signal(str)
    """The file type to save the plot as: "png", "svg" or "csv"."""

    def __init__(self, title: str, *, corner: QWidget | None = None, leads_on: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._leads_on = leads_on
        self.plot: PlotData | None = None
        self.chart: Chart | None = None
        self.title = label(title, "section")
        self.readout = ElidedLabel()
        self.readout.setProperty("step", "detail")
        self.unit = label("", "detail")
        self.legend = Legend()
        self.legend.hide()
        self._room = QWidget()
        """A placeholder for the plot until it is drawn, so that nothing moves."""
        self._room.hide()
        self.nothing = label("", "muted", wrap=True)
        self.more = icon_button("more", tr("More actions for {0}").format(title))
        self._build(corner)

    def announce(self, data: PlotData) -> None:
        """Show a plot's title and reserve its room until it is drawn, which needs the plot library."""
        if self.chart is None:
            self._say(data)
            self._room.setVisible(not data.is_empty)
            self._fit()

    def show_plot(self, data: PlotData) -> None:
        """Show other values."""
        self._say(data)
        if not data.is_empty:
            self._draw(data)
            self._room.hide()
            self._fit()
        if self.chart is not None:
            self.chart.setVisible(not data.is_empty)
        self._point(-1)

    def _say(self, data: PlotData) -> None:
        self.plot = data
        self.nothing.setText(data.nothing)
        self.nothing.setVisible(data.is_empty)
        self.more.setEnabled(not data.is_empty)
        self.unit.setText(data.unit)
        self.unit.setVisible(bool(data.unit) and not data.is_empty)
        self.legend.show_plot(data)
        self._point(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the height that the plot needs at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() - 2 * theme.CARD_PADDING
        if self.chart is not None:
            self.chart.fit_height(width)
        elif self.plot is not None:
            self._room.setFixedHeight(self.plot.height_in(width))

    def menu(self) -> QMenu:
        """The menu of the plot."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Show as table…"), self.table_requested.emit)
        menu.addAction(tr("Copy as picture"), self.copy_requested.emit)
        menu.addSeparator()
        for kind in ("png", "svg", "csv"):
            menu.addAction(tr("Save as {0}…").format(kind.upper()), partial(self.file_requested.emit, kind))
        return menu

    def _draw(self, data: PlotData) -> None:
        if self.chart is not None:
            self.chart.show_plot(data)
            return
        from bookorbit_desktop.ui.statistics.chart import Chart

        self.chart = Chart(data)
        self.chart.pointer.pointed.connect(self._point)
        if self._leads_on:
            self.chart.pointer.activated.connect(self.opened)
        self.body.insertWidget(self.body.count() - 1, self.chart)
        QWidget.setTabOrder(self.more, self.chart.pointer)

    def _point(self, index: int) -> None:
        if self.plot is None or self.plot.is_empty:
            self.readout.setText("")
        else:
            self.readout.setText(self.plot.describe(index) if index >= 0 else self.plot.sentence)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _build(self, corner: QWidget | None) -> None:
        words = in_column(self.title, self.readout, spacing=2)
        corners = [corner] if corner is not None else []
        acts = in_column(in_row(*corners, self.more, spacing=theme.SPACE_8), None)
        self.body.setSpacing(theme.SPACE_8)
        self.body.addLayout(in_row(words, acts, spacing=theme.SPACE_8, grows=words))
        self.body.addWidget(self.unit)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.legend)
        self.body.addWidget(self._room)
        self.body.addStretch(1)
        self.unit.hide()
        self.more.clicked.connect(self._open_menu)
