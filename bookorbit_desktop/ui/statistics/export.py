"""Exports a plot: as a picture, as SVG or as a table."""

import csv
import io

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.statistics.chart import Chart
from bookorbit_desktop.ui.statistics.plot_data import PlotData
from bookorbit_desktop.ui.theme import Type

_SHARP = 2.0
"""Picture pixels per screen pixel, as it may be shown larger elsewhere."""
_HEAD = 56
_MARGIN = 20


def picture_of(chart: Chart) -> QImage:
    """The plot under its title, in the theme's colours."""
    size = _size(chart)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    painter = QPainter(image)
    _draw(painter, chart, size)
    painter.end()
    return image


def png_of(chart: Chart) -> bytes:
    """The plot as a PNG file."""
    return png_bytes(picture_of(chart))


def png_bytes(image: QImage) -> bytes:
    """A picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def svg_of(chart: Chart) -> bytes:
    """The plot as SVG."""
    buffer, size = QBuffer(), _size(chart)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(chart.plot_data.title)
    painter = QPainter(generator)
    _draw(painter, chart, size)
    painter.end()
    return bytes(buffer.data().data())


def csv_of(data: PlotData) -> bytes:
    """The table behind a plot."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in (data.columns, *data.rows()):
        writer.writerow(map(guarded, row))
    return file.getvalue().encode()


def _size(chart: Chart) -> QSize:
    margin = theme.px(_MARGIN)
    return QSize(chart.width() + 2 * margin, chart.height() + theme.px(_HEAD) + 2 * margin)


def _draw(painter: QPainter, chart: Chart, size: QSize) -> None:
    margin, head = theme.px(_MARGIN), theme.px(_HEAD)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.colour("surface"))
    line = QRectF(margin, margin, chart.width(), head / 2)
    data = chart.plot_data
    unit = f" ({data.unit})" if data.unit else ""
    for text, step, colour in (
        (data.title + unit, Type.SECTION, "text"),
        (data.sentence, Type.DETAIL, "muted"),
    ):
        painter.setFont(theme.font(step))
        painter.setPen(theme.colour(colour))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), text)
        line.translate(0, head / 2)
    target = QRectF(margin, margin + head, chart.width(), chart.height())
    chart.render(painter, target, chart.viewport().rect())
