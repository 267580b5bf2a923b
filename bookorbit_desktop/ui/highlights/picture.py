"""A quotation as a picture, for pasting into a chat or post."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.highlights.text import quote
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.wording import isolated, names

WIDTH = 1080
TALLEST = 2160
"""Pixels. A longer quotation is cut, as a picture is not an export."""
_MARGIN, _GAP, _BAR = 96, 48, 10
_SIZES = {Type.SECTION: 44, Type.BODY: 32, Type.DETAIL: 30}
"""Pixels, independent of screen and font size."""
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


def picture_of(kept: KeptAnnotation) -> QImage:
    """The quotation, the note and their source, in the current theme's colours."""
    source = " · ".join(part for part in (kept.title, names(kept.authors)) if part)
    parts = [
        (quote(kept), _font(Type.SECTION), "text"),
        (kept.annotation.note, _font(Type.BODY), "muted"),
        (isolated(source), _font(Type.DETAIL), "accent"),
    ]
    shown = [part for part in parts if part[0]]
    boxes = _measure([(text, font) for text, font, _ in shown])
    height = min(TALLEST, boxes[-1].bottom() + 1 + _MARGIN)
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, _BAR, height), theme.mark_colour(kept.annotation.color))
    for (text, font, colour), box in zip(shown, boxes, strict=True):
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        painter.drawText(box, _WRAPPED, text)
    painter.end()
    return image


def _measure(parts: list[tuple[str, QFont]]) -> list[QRect]:
    """The positions of the texts, one below another; the source keeps its room at the bottom."""
    scratch = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(scratch)
    boxes, top = [], _MARGIN
    for number, (text, font) in enumerate(parts):
        painter.setFont(font)
        left = TALLEST - top - _MARGIN * (2 if number < len(parts) - 1 else 1)
        room = QRect(_MARGIN, top, WIDTH - 2 * _MARGIN, max(_GAP, left))
        needed = painter.boundingRect(room, _WRAPPED, text)
        box = QRect(room.left(), top, room.width(), min(room.height(), needed.height()))
        boxes.append(box)
        top = box.bottom() + 1 + _GAP
    painter.end()
    return boxes


def _font(step: Type) -> QFont:
    font = theme.font(Type.BODY)
    font.setPixelSize(_SIZES[step])
    return font
