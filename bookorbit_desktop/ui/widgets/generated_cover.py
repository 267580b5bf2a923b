"""A cover for books that have none: title and author set on a colour from the title (design.md, "Cover")."""

import hashlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

_CLOTHS = (
    "#7A3B3B",
    "#86522A",
    "#66642C",
    "#3C684C",
    "#2C6666",
    "#2D5A79",
    "#424E8A",
    "#5C4989",
    "#794274",
    "#893C59",
    "#4A4F57",
)
_DESIGN = QSize(152, 228)
_LARGEST, _SMALLEST = 22.0, 10.0
_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


def cloth(title: str) -> str:
    """The colour of a title, always the same one."""
    digest = hashlib.md5(title.encode("utf-8", "replace"), usedforsecurity=False).digest()
    return _CLOTHS[digest[0] % len(_CLOTHS)]


def generated_cover(title: str, author: str, size: QSize, family: str) -> QImage:
    """A cover of `size` device pixels. May be called on any thread."""
    scale = max(1.0, size.width() / _DESIGN.width())
    image = QImage(_DESIGN * scale, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(image.width() / _DESIGN.width(), image.height() / _DESIGN.height())
    _paint_cloth(painter, QColor(cloth(title)))
    _paint_title(painter, title, family)
    _paint_author(painter, author, family)
    painter.end()
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _paint_cloth(painter: QPainter, colour: QColor) -> None:
    area = QRectF(0, 0, _DESIGN.width(), _DESIGN.height())
    shade = QLinearGradient(area.topLeft(), area.bottomRight())
    shade.setColorAt(0, colour.lighter(112))
    shade.setColorAt(1, colour.darker(118))
    painter.fillRect(area, shade)
    painter.fillRect(QRectF(0, 0, 7, area.height()), QColor(0, 0, 0, 50))
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
    painter.drawRect(area.adjusted(16.5, 10.5, -10.5, -10.5))


def _paint_title(painter: QPainter, title: str, family: str) -> None:
    area = QRectF(24, 26, _DESIGN.width() - 42, 130)
    font = QFont(family)
    font.setWeight(QFont.Weight.DemiBold)
    points = _LARGEST
    while points > _SMALLEST:
        font.setPixelSize(round(points))
        if _fits(title, QFontMetricsF(font), area):
            break
        points -= 1
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(area, int(_WRAP), title)


def _fits(title: str, metrics: QFontMetricsF, area: QRectF) -> bool:
    longest = max((metrics.horizontalAdvance(word) for word in title.split()), default=0.0)
    return longest <= area.width() and metrics.boundingRect(area, int(_WRAP), title).height() <= area.height()


def _paint_author(painter: QPainter, author: str, family: str) -> None:
    font = QFont(family)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(255, 255, 255, 220))
    area = QRectF(22, 166, _DESIGN.width() - 38, 46)
    painter.drawText(area, int(_WRAP | Qt.AlignmentFlag.AlignBottom), author)
