"""Generated covers: title and author on a design derived from the title (design.md, "Cover").

Works for any script: system fonts supply letters that the preferred font families lack.
"""

import hashlib
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

_WIDTH, _HEIGHT = 152, 228
_DESIGN = QSize(_WIDTH, _HEIGHT)
_LARGEST, _SMALLEST = 25, 9
_SMALLEST_WHOLE = 13
"""Long words are split rather than setting a title smaller than this."""
_AUTHOR = QRectF(17, 32, _WIDTH - 32, 15)
"""Below the badge that a grid shows at the top of books needing attention."""
_TITLE = QRectF(17, 50, _WIDTH - 32, 82)
_AUTHOR_SIZE = 10
_SERIFS = ("Georgia", "Source Serif 4", "Noto Serif", "Palatino Linotype", "P052", "DejaVu Serif")
_ART = QRectF(0, 134, _WIDTH, 66)
"""The design's picture, below the text. In a grid, the reading state is below it."""
_MOST_LETTERS = 160
"""The rest of a longer title is left out, as nobody could read it."""
_MARKS = ("Mn", "Mc", "Cf")
"""Marks that belong to the letter before: accents, vowel signs, joiners."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Three colours. The contrast of text (`ink`) on its background (`ground`) is at least 4.5."""

    ground: str
    ink: str
    accent: str


PALETTES = (
    Palette("#1F3A4D", "#F3EBDD", "#E0A458"),
    Palette("#EFE6D5", "#2B2A28", "#B4472E"),
    Palette("#6E2F34", "#F6E7D8", "#E3A07C"),
    Palette("#25483C", "#EFEBDC", "#C9B458"),
    Palette("#E4DCCB", "#21394A", "#2F7F79"),
    Palette("#3B335C", "#EFE8F2", "#D98FA9"),
    Palette("#D9E2DC", "#22352C", "#5B8C6B"),
    Palette("#7A4A1E", "#FBF0DF", "#F0C36B"),
    Palette("#2C2C2E", "#ECE7DE", "#C8553D"),
    Palette("#F1DFD3", "#472636", "#B85C6E"),
    Palette("#1E4E5F", "#EAF1EE", "#8CC3B5"),
)


def _digest(title: str) -> bytes:
    return hashlib.md5(title.encode("utf-8", "replace"), usedforsecurity=False).digest()


def palette_of(title: str) -> Palette:
    """The colours for a title; the same title always gets the same ones."""
    return PALETTES[_digest(title)[0] % len(PALETTES)]


def generated_cover(title: str, author: str, size: QSize, family: str) -> QImage:
    """A cover of `size` device pixels, in `family` if there is no serif font. May be called on any thread."""
    scale = max(1.0, size.width() / _WIDTH)
    image = QImage(_DESIGN * scale, QImage.Format.Format_ARGB32_Premultiplied)
    colours, design = palette_of(title), _DESIGNS[_digest(title)[1] % len(_DESIGNS)]
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(image.width() / _WIDTH, image.height() / _HEIGHT)
    painter.fillRect(QRectF(0, 0, _WIDTH, _HEIGHT), QColor(colours.ground))
    design(painter, colours, _digest(title)[2])
    _paint_title(painter, title, QColor(colours.ink), family)
    _paint_author(painter, author, QColor(colours.ink), family)
    _paint_fold(painter)
    painter.end()
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _paint_fold(painter: QPainter) -> None:
    """Draw the fold beside the spine that makes the picture look like a book."""
    painter.fillRect(QRectF(0, 0, 3, _HEIGHT), QColor(255, 255, 255, 26))
    painter.fillRect(QRectF(5, 0, 1.5, _HEIGHT), QColor(0, 0, 0, 46))


def _paint_title(painter: QPainter, title: str, ink: QColor, family: str) -> None:
    font = _font(family, bold=True)
    text = _drawable(title, font)
    if len(text) > _MOST_LETTERS:
        text = f"{text[:_MOST_LETTERS].rstrip()}…"
    option = _option(text)
    font.setPixelSize(_title_size(text, font, option))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(_TITLE, text, option)


def _title_size(text: str, font: QFont, option: QTextOption) -> int:
    """The largest font size at which the title fits, without splitting long words if it stays readable."""
    for pixels in range(_LARGEST, _SMALLEST_WHOLE - 1, -1):
        font.setPixelSize(pixels)
        if _longest_word(text, QFontMetricsF(font)) <= _TITLE.width() and _fits(text, font, option):
            return pixels
    for pixels in range(_LARGEST - 7, _SMALLEST, -1):
        font.setPixelSize(pixels)
        if _fits(text, font, option):
            return pixels
    return _SMALLEST


def _longest_word(text: str, metrics: QFontMetricsF) -> float:
    """The width of the longest word, in scripts that put spaces between words."""
    words = (word for word in text.split() if not any(map(_is_wide, word)))
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _fits(text: str, font: QFont, option: QTextOption) -> bool:
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_TITLE.width())
        height += line.height()
    layout.endLayout()
    return height <= _TITLE.height()


def _drawable(text: str, font: QFont) -> str:
    """The text without letters that no installed font has: empty boxes would look worse than nothing."""
    metrics = QFontMetricsF(font)
    kept = "".join(
        letter
        for letter in " ".join(text.split())
        if letter.isascii() or unicodedata.category(letter) in _MARKS or metrics.inFontUcs4(ord(letter))
    ).strip()
    return kept if any(unicodedata.category(letter)[0] in "LNS" for letter in kept) else ""


def _paint_author(painter: QPainter, author: str, ink: QColor, family: str) -> None:
    font = _font(family, bold=False)
    font.setPixelSize(_AUTHOR_SIZE)
    metrics = QFontMetricsF(font)
    text = _drawable(author, font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _AUTHOR.width())
    painter.setFont(font)
    painter.setPen(ink)
    option = _option(text)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    painter.drawText(_AUTHOR, text, option)


def _font(family: str, *, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies([*_SERIFS, family])
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _option(text: str) -> QTextOption:
    """Line breaking and direction, according to the script."""
    option = QTextOption()
    is_from_right = _reads_from_right(text)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if is_from_right else Qt.LayoutDirection.LeftToRight
    )
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)  # "left" is where the line begins
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _reads_from_right(text: str) -> bool:
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _sun(painter: QPainter, colours: Palette, seed: int) -> None:
    """A sun setting behind hills."""
    painter.save()
    painter.setClipRect(_ART)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(QPointF(48 + seed % 60, 168), 27, 27)
    for depth, opacity in ((0, 0.35), (1, 0.55)):
        hills = QPainterPath(QPointF(0, _HEIGHT))
        hills.lineTo(0, 180 + depth * 10)
        for step in range(1, 9):
            wave = math.sin(seed / 20 + step * (0.9 + depth * 0.5)) * 7
            hills.lineTo(step * _WIDTH / 8, 180 + depth * 10 + wave)
        hills.lineTo(_WIDTH, _HEIGHT)
        painter.fillPath(hills, _veil(colours, opacity))
    painter.restore()


def _arches(painter: QPainter, colours: Palette, seed: int) -> None:
    """Rings opening like a gate."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    centre = QPointF(_WIDTH / 2, 200)
    for ring in range(5):
        accent = QColor(colours.accent)
        accent.setAlphaF(1 - 0.16 * ring)
        painter.setPen(QPen(accent, 3.4))
        radius = 14 + ring * (9 + seed % 3)
        painter.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 0, 180 * 16)
    painter.setPen(QPen(QColor(colours.accent), 1))
    painter.drawLine(QPointF(17, 200), QPointF(_WIDTH - 15, 200))


def _slope(painter: QPainter, colours: Palette, seed: int) -> None:
    """Overlapping sheets of paper."""
    lower = QPainterPath(QPointF(0, 158 + seed % 14))
    for point in ((_WIDTH, 134 + seed % 18), (_WIDTH, 168 + seed % 18), (0, 190 + seed % 12)):
        lower.lineTo(*point)
    painter.fillPath(lower, QColor(colours.accent))
    thin = QPainterPath(QPointF(0, 196 + seed % 12))
    for point in ((_WIDTH, 174 + seed % 18), (_WIDTH, 178 + seed % 18), (0, 200 + seed % 12)):
        thin.lineTo(*point)
    painter.fillPath(thin, _veil(colours, 0.5))


def _frame(painter: QPainter, colours: Palette, seed: int) -> None:
    """The printed label of a cloth binding, with an ornament."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.accent), 1.4))
    painter.drawRect(QRectF(11.5, 8.5, _WIDTH - 20, _HEIGHT - 17))
    centre, petals = QPointF(_WIDTH / 2 + 1, 166), 6 + seed % 3 * 2
    painter.setPen(Qt.PenStyle.NoPen)
    for petal in range(petals):
        painter.save()
        painter.translate(centre)
        painter.rotate(petal * 360 / petals)
        painter.setBrush(_veil(colours, 0.25) if petal % 2 else QColor(colours.accent))
        painter.drawEllipse(QPointF(0, -14), 4.6, 12)
        painter.restore()


def _waves(painter: QPainter, colours: Palette, seed: int) -> None:
    """Rows of waves."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in range(6):
        accent = QColor(colours.accent)
        accent.setAlphaF(0.35 + 0.12 * line)
        painter.setPen(QPen(accent, 1.8))
        top = 146 + line * 10
        path = QPainterPath(QPointF(-4, top))
        for x in range(0, _WIDTH + 8, 4):
            path.lineTo(x, top + math.sin((x + seed + line * 13) / 17) * (2.5 + line * 0.5))
        painter.drawPath(path)


def _tiles(painter: QPainter, colours: Palette, seed: int) -> None:
    """Rotated quarter discs."""
    painter.setPen(Qt.PenStyle.NoPen)
    side = 20.0
    for row in range(3):
        for column in range(6):
            turn = (seed * (row + 3) + column * 7 + row * column) % 4
            painter.setBrush(QColor(colours.accent) if (turn + column) % 3 else _veil(colours, 0.3))
            left, top = 16 + column * side, _ART.top() + 2 + row * side
            corner = QPointF(left + side * (turn % 2), top + side * (turn // 2))
            painter.save()
            painter.setClipRect(QRectF(left, top, side, side))
            painter.drawEllipse(corner, side, side)
            painter.restore()


def _veil(colours: Palette, opacity: float) -> QColor:
    veil = QColor(colours.ink)
    veil.setAlphaF(opacity)
    return veil


_DESIGNS: tuple[Callable[[QPainter, Palette, int], None], ...] = (
    _sun,
    _arches,
    _slope,
    _frame,
    _waves,
    _tiles,
)
