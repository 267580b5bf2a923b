"""Line icons, tinted in the current palette's colours by one function."""

import sys
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from bookorbit_desktop.domain.base.appearance import TrayIconChoice
from bookorbit_desktop.ui import resources, theme

ICON_SIZE = 20
DRAWING_FROM = 32
"""From this size on, an icon is a drawing whose lines stay thin."""
_STROKE = 'stroke-width="1.5"'
_POINTING = frozenset({"chevron-left", "chevron-right", "double-arrow", "play", "star-half", "undo"})
"""Icons mirrored in right-to-left layouts."""
_TRAY_SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels; panels choose the best size."""
_TRAY_COLOURS = {TrayIconChoice.DARK: "#1F1D1A", TrayIconChoice.LIGHT: "#FFFFFF"} | (
    {TrayIconChoice.SYSTEM: "#000000"} if sys.platform == "darwin" else {}
)
"""Of the icons in one colour; the others are drawn in colour."""
_TURN = 45
"""Degrees between two frames of the animation."""
_MIRROR = QTransform.fromScale(-1, 1)


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture of `size` logical pixels, in a token's colour such as "muted", or in #RRGGBB."""
    shade = colour if colour.startswith("#") else theme.colour(colour).name()
    picture = _render(name, shade, size, ratio)
    return picture.transformed(_MIRROR) if name in _POINTING and _is_mirrored() else picture


def icon(name: str, colour: str = "text", size: int = ICON_SIZE, gap: int = 0) -> QIcon:
    """An icon for buttons and menus, `gap` pixels from the text; dimmed while disabled."""
    result = QIcon()
    for ratio in _ratios():
        result.addPixmap(_with_gap(pixmap(name, colour, size, ratio), gap))
        result.addPixmap(_with_gap(pixmap(name, "muted", size, ratio), gap), QIcon.Mode.Disabled)
    return result


def _ratios() -> set[float]:
    """The pixel ratios of the screens in use only: each one costs a picture of every icon."""
    return {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return picture
    ratio = picture.devicePixelRatio()
    result = QPixmap(picture.width() + round(gap * ratio), picture.height())
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.drawPixmap(gap if _is_mirrored() else 0, 0, picture)
    painter.end()
    return result


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resources.app_icon()))


def app_picture(size: int, ratio: float) -> QPixmap:
    """The program's own icon as a picture of `size` logical pixels."""
    return _draw(resources.app_icon().read_text(encoding="utf-8"), size, ratio)


def tray_icon(state: str, choice: TrayIconChoice) -> QIcon:
    """The tray icon for a state."""
    return _tray_icon(_tray_drawing(state, choice), choice)


def turning_tray_icons(choice: TrayIconChoice) -> list[QIcon]:
    """The frames of the tray icon with turning arrows; the first is the still one.

    The arrows look the same after half a turn, so few frames are enough.
    """
    source = _tray_drawing("syncing", choice)
    return [
        _tray_icon(source.replace("rotate(0 ", f"rotate({angle} "), choice) for angle in range(0, 180, _TURN)
    ]


def _tray_drawing(state: str, choice: TrayIconChoice) -> str:
    colour = _TRAY_COLOURS.get(choice)
    if colour is None:
        return resources.tray_icon(state).read_text(encoding="utf-8")
    return resources.plain_tray_icon(state).read_text(encoding="utf-8").replace("currentColor", colour)


def _tray_icon(source: str, choice: TrayIconChoice) -> QIcon:
    result = QIcon()
    for size in _TRAY_SIZES:
        result.addPixmap(_draw(source, size, 1.0))
    result.setIsMask(choice is TrayIconChoice.SYSTEM and choice in _TRAY_COLOURS)  # coloured by the system
    return result


def paint(painter: QPainter, area: QRect, name: str, colour: str) -> None:
    """Draw an icon into a square."""
    device = painter.device()
    picture = pixmap(name, colour, area.width(), device.devicePixelRatioF() if device else 1.0)
    painter.drawPixmap(area.topLeft(), picture)


def put(button: QAbstractButton, name: str, colour: str = "text") -> None:
    """Give a button an icon that follows the palette, with space before its text."""
    button.setProperty("iconName", name)
    button.setProperty("iconColour", colour)
    size, gap = theme.px(16), theme.SPACE_4 if button.text() else 0
    button.setIconSize(QSize(size + gap, size))
    button.setIcon(icon(name, colour, size, gap))


def refresh(root: QWidget) -> None:
    """Tint the icons of all buttons under `root` again, after a palette change."""
    for button in root.findChildren(QAbstractButton):
        name = button.property("iconName")
        if name:
            put(button, name, button.property("iconColour"))


@lru_cache(maxsize=512)
def _render(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = resources.line_icon(name).read_text(encoding="utf-8")
    if size >= DRAWING_FROM:
        source = source.replace(_STROKE, f'stroke-width="{1.5 * DRAWING_FROM / 2 / size:.3f}"')
    return _draw(source.replace("currentColor", colour), size, ratio)


def _draw(source: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
