"""The covers of the demo's books, drawn by code: a picture of a few shapes for each, and its own font."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 400, 600
_FINE = 2
"""Everything is drawn this many times larger, and scaled down for smooth edges."""
_MARGIN = 36
_FONTS = Path(__file__).parent / "fonts"

Point = tuple[float, float]


class Canvas:
    """Draws shapes in pixels of the cover."""

    def __init__(self, ground: str, ink: str, accent: str) -> None:
        self.ink, self.accent, self.ground = ink, accent, ground
        self.image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), ground)
        self._draw = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle around a point."""
        self._draw.ellipse(_box(x, y, radius), fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float = 4) -> None:
        """A circle around a point."""
        self._draw.ellipse(_box(x, y, radius), outline=colour, width=round(width * _FINE))

    def arc(self, x: float, y: float, radius: float, ends: Point, colour: str, width: float = 4) -> None:
        """A part of a circle; the ends are degrees, from three o'clock on."""
        self._draw.arc(_box(x, y, radius), *ends, fill=colour, width=round(width * _FINE))

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A polygon."""
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float = 4) -> None:
        """A line through points."""
        scaled = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * _FINE), joint="curve")

    def bar(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self._draw.rectangle((left * _FINE, top * _FINE, right * _FINE, bottom * _FINE), fill=colour)

    def write(self, text: str, size: int, top: float, *, italic: bool = False) -> float:
        """Write lines of text from the margin on; returns where the next would begin."""
        font = letters(size * _FINE, italic=italic)
        for line in _lines(text, font):
            self._draw.text((_MARGIN * _FINE, top * _FINE), line, fill=self.ink, font=font)
            top += size * 1.14
        return top

    def jpeg(self) -> bytes:
        """The finished picture."""
        output = BytesIO()
        self.image.reduce(_FINE).save(output, "JPEG", quality=88)
        return output.getvalue()


@cache
def letters(size: int, *, italic: bool = False) -> ImageFont.FreeTypeFont:
    """The demo's own font, so that its covers are the same on every system."""
    return ImageFont.truetype(_FONTS / ("demo-italic.otf" if italic else "demo-roman.otf"), size)


def draw_cover(title: str, author: str, picture: str, colours: tuple[str, str, str]) -> bytes:
    """A cover as a JPEG: author and title over a picture named in PICTURES. Colours: ground, ink, accent."""
    canvas = Canvas(*colours)
    PICTURES[picture](canvas)
    canvas.write(author, 22, 38, italic=True)
    canvas.write(title, _title_size(title), 76)
    return canvas.jpeg()


def _title_size(title: str) -> int:
    """The largest font size at which no word is wider than the cover and three lines are enough."""
    for size in range(56, 26, -2):
        font = letters(size * _FINE)
        room = (WIDTH - 2 * _MARGIN) * _FINE
        if len(_lines(title, font)) <= 3 and max(map(font.getlength, title.split())) <= room:
            return size
    return 26


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > (WIDTH - 2 * _MARGIN) * _FINE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return ((x - radius) * _FINE, (y - radius) * _FINE, (x + radius) * _FINE, (y + radius) * _FINE)


def _waved(top: float, height: float, length: float, start: float = 0) -> list[Point]:
    return [(x, top + height * math.sin((x + start) / length)) for x in range(-10, WIDTH + 20, 8)]


def _sea(canvas: Canvas, top: float, colour: str, start: float = 0, height: float = 10) -> None:
    canvas.shape([*_waved(top, height, 42, start), (WIDTH + 10, HEIGHT), (-10, HEIGHT)], colour)


def _peacock(canvas: Canvas) -> None:
    for row in range(5):
        for column in range(-1, 5):
            x, y = column * 100 + (row % 2) * 50 + 25, 630 - row * 62
            canvas.disc(x, y, 48, canvas.accent if row % 2 else canvas.ground)
            canvas.ring(x, y, 48, canvas.ink, 2)
            canvas.disc(x, y + 6, 24, canvas.ink)
            canvas.disc(x, y + 10, 13, canvas.ground)


def _lightning(canvas: Canvas) -> None:
    for radius in (190, 150, 110):
        canvas.ring(200, 440, radius, canvas.accent, 2)
    bolt = [(232, 250), (130, 450), (196, 450), (160, 600), (286, 392), (214, 392), (262, 250)]
    canvas.shape(bolt, canvas.accent)


def _whale(canvas: Canvas) -> None:
    canvas.disc(300, 300, 46, canvas.accent)
    tail = [(200, 452), (176, 380), (96, 352), (60, 318), (128, 322), (184, 340), (200, 360)]
    canvas.shape([*tail, *[(400 - x, y) for x, y in reversed(tail)]], canvas.ink)
    _sea(canvas, 446, "#16495C")
    _sea(canvas, 500, "#103A4A", 60)


def _pines(canvas: Canvas) -> None:
    canvas.disc(270, 330, 58, canvas.accent)
    canvas.shape([(0, 470), (120, 400), (250, 452), (400, 392), (400, 600), (0, 600)], "#8FA58A")
    for x, size in ((54, 1.0), (112, 1.35), (176, 0.9), (330, 1.2), (376, 0.85)):
        for step in range(3):
            half, top = (38 - step * 8) * size, 520 - (step * 44 + 60) * size
            canvas.shape([(x - half, top + 74 * size), (x + half, top + 74 * size), (x, top)], canvas.ink)
    canvas.bar(0, 522, WIDTH, HEIGHT, "#5E7D78")
    for top in (540, 560, 580):
        canvas.line(_waved(top, 2, 20, top), "#B9CBB8", 2)


def _dials(canvas: Canvas) -> None:
    for radius, width in ((180, 3), (136, 10), (92, 3), (52, 8)):
        canvas.ring(200, 410, radius, canvas.accent, width)
    for hour in range(12):
        turn = math.radians(hour * 30)
        outer = (200 + 166 * math.sin(turn), 410 - 166 * math.cos(turn))
        inner = (200 + 148 * math.sin(turn), 410 - 148 * math.cos(turn))
        canvas.line([inner, outer], canvas.ink, 5)
    canvas.line([(200, 410), (292, 318)], canvas.ink, 6)
    canvas.line([(200, 410), (164, 300)], canvas.ink, 4)
    canvas.disc(200, 410, 12, canvas.ink)


def _tripods(canvas: Canvas) -> None:
    canvas.disc(200, 560, 170, "#B6402C")
    for x, top, size in ((258, 296, 1.0), (110, 388, 0.6)):
        for spread in (-70, -6, 76):
            knee = (x + spread * size * 0.9, top + 120 * size)
            canvas.line([(x, top), knee, (x + spread * size, 590)], canvas.ink, 7 * size)
        canvas.shape(
            [(x - 56 * size, top), (x, top - 44 * size), (x + 56 * size, top), (x, top + 22 * size)],
            canvas.ink,
        )
        canvas.disc(x, top - 6 * size, 11 * size, canvas.accent)


def _lens(canvas: Canvas) -> None:
    """A magnifying glass; the case number shows only in the background colour."""
    canvas.line([(262, 462), (352, 566)], canvas.accent, 26)
    canvas.disc(188, 388, 118, canvas.accent)
    canvas.disc(188, 388, 98, canvas.ground)
    canvas.arc(188, 388, 76, (190, 260), canvas.ink, 6)
    for index in range(4):
        canvas.line([(128 + index * 30, 440), (146 + index * 30, 352)], canvas.ink, 2)


def _column(canvas: Canvas) -> None:
    canvas.bar(96, 556, 304, 580, canvas.accent)
    canvas.bar(114, 536, 286, 556, canvas.accent)
    for index in range(5):
        left = 130 + index * 29
        canvas.bar(left, 330, left + 21, 536, canvas.accent)
    canvas.bar(114, 312, 286, 330, canvas.accent)
    canvas.disc(122, 306, 22, canvas.accent)
    canvas.disc(278, 306, 22, canvas.accent)
    canvas.bar(96, 278, 304, 296, canvas.accent)


def _ship(canvas: Canvas) -> None:
    canvas.disc(200, 372, 112, canvas.accent)
    canvas.line([(206, 268), (206, 452)], canvas.ink, 6)
    canvas.shape([(214, 280), (300, 404), (214, 416)], canvas.ink)
    canvas.shape([(198, 300), (126, 410), (198, 416)], canvas.ink)
    canvas.shape([(92, 432), (318, 432), (276, 482), (136, 482)], canvas.ink)
    _sea(canvas, 470, "#B5652F", 20)
    _sea(canvas, 520, "#8F4B22", 90)


def _bats(canvas: Canvas) -> None:
    canvas.disc(210, 420, 140, canvas.accent)
    for x, y, size in ((200, 420, 1.3), (104, 330, 0.6), (316, 326, 0.5)):
        wing = [(0, 0), (22, -26), (34, -10), (64, -34), (104, -8), (78, -4), (62, 24), (40, 10), (16, 34)]
        points = [*wing, (0, 46), *[(-dx, dy) for dx, dy in reversed(wing)]]
        canvas.shape([(x + dx * size, y + dy * size) for dx, dy in points], canvas.ground)


def _island(canvas: Canvas) -> None:
    canvas.disc(302, 318, 44, canvas.accent)
    canvas.shape([(60, 500), (150, 440), (250, 446), (340, 500)], "#2E5B45")
    canvas.line([(176, 446), (186, 386), (206, 340)], "#5B3A22", 10)
    for x, y in ((140, 336), (158, 300), (206, 288), (258, 302), (270, 344)):
        canvas.line([(206, 340), ((206 + x) / 2, min(y, 340) - 14), (x, y)], "#2E5B45", 9)
    _sea(canvas, 498, "#1B6E7E")
    for x in (84, 122, 160, 236, 276, 316):
        canvas.line([(x, 556), (x + 18, 550)], canvas.accent, 5)
    canvas.line([(336, 536), (364, 564)], "#C0392B", 8)
    canvas.line([(364, 536), (336, 564)], "#C0392B", 8)


def _halves(canvas: Canvas) -> None:
    canvas.bar(200, 296, WIDTH, HEIGHT, canvas.ink)
    for start, colour in ((90, canvas.ink), (270, canvas.ground)):
        canvas.arc(200, 444, 120, (start, start + 180), colour, 120)
    canvas.disc(152, 422, 13, canvas.ground)
    canvas.disc(248, 422, 13, canvas.ink)
    canvas.line([(136, 494), (200, 508)], canvas.ground, 7)
    canvas.line([(200, 508), (264, 472)], canvas.ink, 7)


def _rose(canvas: Canvas) -> None:
    canvas.line([(200, 420), (214, 600)], "#3F6B4A", 9)
    canvas.shape([(208, 520), (280, 470), (296, 512), (238, 540)], "#3F6B4A")
    for radius, x, y in ((98, 200, 382), (78, 188, 374), (58, 208, 368), (38, 196, 364), (18, 202, 362)):
        canvas.disc(x, y, radius, canvas.accent)
        canvas.ring(x, y, radius, canvas.ground, 3)
    for x, y in ((86, 520), (118, 566), (318, 430)):
        canvas.disc(x, y, 12, canvas.accent)


def _porthole(canvas: Canvas) -> None:
    canvas.disc(200, 410, 164, canvas.accent)
    canvas.disc(200, 410, 134, "#0E3A46")
    for bolt in range(12):
        turn = math.radians(bolt * 30)
        canvas.disc(200 + 149 * math.cos(turn), 410 + 149 * math.sin(turn), 7, canvas.ground)
    for arm in range(5):
        reach = [(150 + arm * 26 + 16 * math.sin(step / 1.6 + arm), 418 + step * 14) for step in range(8)]
        canvas.line(reach, canvas.ink, 9)
    canvas.disc(202, 376, 58, canvas.ink)
    canvas.disc(182, 380, 9, "#0E3A46")
    canvas.disc(222, 380, 9, "#0E3A46")


def _road(canvas: Canvas) -> None:
    canvas.shape([(0, 430), (400, 430), (400, 600), (0, 600)], "#3E7A4B")
    canvas.shape([(190, 430), (212, 430), (330, 600), (70, 600)], canvas.accent)
    for top, half in ((460, 22), (500, 50), (546, 82)):
        canvas.line([(200 - half, top), (204 + half, top)], canvas.ground, 3)
    for x, top, width in ((150, 340, 26), (182, 290, 34), (222, 316, 28), (254, 356, 22)):
        canvas.shape(
            [(x, 432), (x, top), (x + width / 2, top - 30), (x + width, top), (x + width, 432)], canvas.ink
        )


def _cup(canvas: Canvas) -> None:
    canvas.ring(304, 436, 48, canvas.ink, 16)
    canvas.shape([(96, 380), (304, 380), (280, 500), (240, 536), (160, 536), (120, 500)], canvas.ink)
    canvas.bar(70, 544, 330, 556, canvas.accent)
    for x in (140, 200, 260):
        canvas.disc(x - 11, 432, 13, canvas.accent)
        canvas.disc(x + 11, 432, 13, canvas.accent)
        canvas.shape([(x - 23, 438), (x + 23, 438), (x, 468)], canvas.accent)
    for x in (160, 200, 240):
        canvas.line([(x, 364), (x + 12, 338), (x - 4, 312), (x + 8, 286)], canvas.accent, 5)


def _reeds(canvas: Canvas) -> None:
    canvas.disc(278, 330, 62, canvas.accent)
    _sea(canvas, 470, "#6E9C97", 0, 4)
    for index in range(9):
        x, top = 26 + index * 21, 330 + (index * 53) % 88
        canvas.line([(x, 600), (x + 6, top)], canvas.ink, 4)
        canvas.line([(x + 5, top + 40), (x + 6, top)], "#6B4A2B", 11)
    canvas.shape([(232, 500), (364, 500), (338, 528), (258, 528)], canvas.ink)
    canvas.line([(300, 500), (336, 424)], canvas.ink, 4)


def _rings(canvas: Canvas) -> None:
    for index, radius in enumerate((210, 168, 126, 84, 42)):
        canvas.disc(250, 470, radius, canvas.accent if index % 2 == 0 else canvas.ground)
    canvas.bar(90, 300, 104, 600, canvas.ink)
    canvas.shape([(76, 300), (97, 240), (118, 300)], canvas.ink)


def _moor(canvas: Canvas) -> None:
    for top, colour, start in ((400, "#7C6A8C", 0), (452, "#57486B", 120), (510, "#38304A", 240)):
        canvas.shape([*_waved(top, 24, 70, start), (WIDTH + 10, HEIGHT), (-10, HEIGHT)], colour)
    canvas.line([(300, 440), (304, 372), (322, 330)], canvas.ink, 7)
    for x, y in ((268, 300), (246, 338), (352, 298), (372, 322), (300, 290)):
        canvas.line([(310, 360), ((310 + x) / 2, y + 26), (x, y)], canvas.ink, 3)
    canvas.disc(96, 310, 34, canvas.accent)


def _beetle(canvas: Canvas) -> None:
    for y, reach in ((360, 96), (420, 120), (486, 100)):
        for side in (-1, 1):
            foot = (200 + side * (reach + 34), y + 34)
            canvas.line([(200, y), (200 + side * reach, y - 22), foot], canvas.ink, 8)
    canvas.disc(200, 316, 42, canvas.ink)
    canvas.image.paste(canvas.accent, mask=_ellipse(200, 451, 82, 115))
    canvas.line([(200, 344), (200, 562)], canvas.ink, 5)
    canvas.line([(176, 284), (136, 240)], canvas.ink, 5)
    canvas.line([(224, 284), (264, 240)], canvas.ink, 5)


def _ellipse(x: float, y: float, width: float, height: float) -> Image.Image:
    mask = Image.new("1", (WIDTH * _FINE, HEIGHT * _FINE))
    corners = ((x - width) * _FINE, (y - height) * _FINE, (x + width) * _FINE, (y + height) * _FINE)
    ImageDraw.Draw(mask).ellipse(corners, fill=1)
    return mask


PICTURES: dict[str, Callable[[Canvas], None]] = {
    "peacock": _peacock,
    "lightning": _lightning,
    "whale": _whale,
    "pines": _pines,
    "dials": _dials,
    "tripods": _tripods,
    "lens": _lens,
    "column": _column,
    "ship": _ship,
    "bats": _bats,
    "island": _island,
    "halves": _halves,
    "rose": _rose,
    "porthole": _porthole,
    "road": _road,
    "cup": _cup,
    "reeds": _reeds,
    "rings": _rings,
    "moor": _moor,
    "beetle": _beetle,
}
"""The pictures on covers, by name."""
