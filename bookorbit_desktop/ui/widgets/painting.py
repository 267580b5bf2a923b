"""Painting helpers for list rows, in the colours of the current palette."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.wording import BadgeStyle

STARS = 5
_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def paint_row(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw the background of a row (selected, hovered or plain) and the focus ring."""
    state = option.state
    area = QRectF(option.rect).adjusted(theme.SPACE_4, 1, -theme.SPACE_4, -1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent", theme.BADGE_TINT))
        painter.drawRoundedRect(area, theme.RADIUS_FIELD, theme.RADIUS_FIELD)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(area, theme.RADIUS_FIELD, theme.RADIUS_FIELD)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.RADIUS_FIELD, theme.RADIUS_FIELD)


def paint_text(
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: str = "text",
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Draw one elided line of text. It is aligned to the window's start, whatever its own direction."""
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(QStyle.visualAlignment(direction, align) | _CENTRED), shown)


def halves(area: QRect) -> tuple[QRect, QRect]:
    """Split an area into two close, centred lines."""
    height = theme.px(20)
    top = area.top() + area.height() // 2 - height
    return (
        QRect(area.left(), top, area.width(), height),
        QRect(area.left(), top + height, area.width(), height),
    )


def paint_two_lines(
    painter: QPainter, area: QRect, text: str, font: QFont, colour: str, direction: Qt.LayoutDirection
) -> None:
    """Draw text in at most two lines, the second elided."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    first = text[: line.textLength()]
    layout.endLayout()
    if len(first) == len(text):
        paint_text(painter, area, text, font, colour, direction=direction)
        return
    upper, lower = halves(area)
    paint_text(painter, upper, first.rstrip(), font, colour, direction=direction)
    paint_text(painter, lower, text[len(first) :], font, colour, direction=direction)


def paint_lines(
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: str,
    direction: Qt.LayoutDirection,
    line_height: int,
    *,
    most: int,
    keep_end: bool = False,
) -> int:
    """Draw at most a number of lines from the top of `area`; returns their height.

    The last line is elided at its end, or before its end if that matters, like a volume number.
    """
    elide = Qt.TextElideMode.ElideMiddle if keep_end else Qt.TextElideMode.ElideRight
    layout = QTextLayout(text, font)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        starts.append(line.textStart())
    layout.endLayout()
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        words = text[start:] if is_last else text[start : starts[number + 1]]
        box = QRect(area.left(), area.top() + number * line_height, area.width(), line_height)
        shown = QFontMetrics(font).elidedText(words.rstrip(), elide, area.width())
        paint_text(painter, box, shown, font, colour, direction=direction)
    return len(starts) * line_height


def link_button_width(word: str) -> int:
    """The width of a quiet button in a row or card."""
    return QFontMetrics(theme.font(Type.DETAIL)).horizontalAdvance(word) + 2 * theme.SPACE_8 + 2


def paint_link_button(painter: QPainter, area: QRect, word: str, direction: Qt.LayoutDirection) -> None:
    """Draw a quiet button at the start of `area`: outlined text in the accent colour."""
    font = theme.font(Type.DETAIL)
    box = QRect(area.left(), 0, min(area.width(), link_button_width(word)), min(area.height(), theme.px(22)))
    box.moveTop(area.top() + (area.height() - box.height()) // 2)
    box = QStyle.visualRect(direction, area, box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(
        QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_FIELD, theme.RADIUS_FIELD
    )
    text_rect = box.adjusted(theme.SPACE_8, 0, -theme.SPACE_8 + 1, 0)
    paint_text(painter, text_rect, word, font, "accent", direction=direction)


def badge_width(look: BadgeStyle) -> int:
    """The width of a badge."""
    words = QFontMetrics(theme.font(Type.DETAIL)).horizontalAdvance(look.word)
    return words + theme.px(14) + 2 * theme.SPACE_8 + theme.SPACE_4


def paint_badge(painter: QPainter, area: QRect, look: BadgeStyle, direction: Qt.LayoutDirection) -> None:
    """Draw a badge with icon and text, at the start of `area` and vertically centred."""
    font = theme.font(Type.DETAIL)
    size = QSize(min(area.width(), badge_width(look)), theme.px(22))
    box = QRect(0, 0, size.width(), size.height())
    box.moveTop(area.top() + (area.height() - box.height()) // 2)
    box.moveLeft(area.left())
    box = QStyle.visualRect(direction, area, box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # On ground of its own: on a selected row, or one under the pointer, the word would be hard to read.
    for ground in (theme.colour("surface"), theme.colour(look.tone, theme.BADGE_TINT)):
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    mark = theme.px(14)
    icon_area = QRect(box.left() + theme.SPACE_8, box.top() + (box.height() - mark) // 2, mark, mark)
    text_rect = QRect(icon_area.right() + 1 + theme.SPACE_4, box.top(), 0, box.height())
    text_rect.setRight(box.right() - theme.SPACE_8 + 1)
    icons.paint(painter, QStyle.visualRect(direction, box, icon_area), look.icon, look.tone)
    paint_text(
        painter, QStyle.visualRect(direction, box, text_rect), look.word, font, look.tone, direction=direction
    )


def paint_progress(painter: QPainter, area: QRect, fraction: float, direction: Qt.LayoutDirection) -> None:
    """Draw a thin bar, filled to `fraction` (0..1)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("border"))
    radius = area.height() / 2
    painter.drawRoundedRect(area, radius, radius)
    if fraction <= 0:
        return
    filled = QRect(area)
    filled.setWidth(max(area.height(), round(area.width() * min(1.0, fraction))))
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QStyle.visualRect(direction, area, filled), radius, radius)


def star_areas(area: QRect, size: int, direction: Qt.LayoutDirection) -> list[QRect]:
    """The areas of the five stars, in order."""
    top = area.top() + (area.height() - size) // 2
    return [
        QStyle.visualRect(direction, area, QRect(area.left() + number * (size + 2), top, size, size))
        for number in range(STARS)
    ]


def rating_at(x: int, area: QRect, size: int, direction: Qt.LayoutDirection) -> float | None:
    """The rating for a click at `x`, in half stars; None outside the stars."""
    for number, star in enumerate(star_areas(area, size, direction)):
        if star.left() - 1 <= x <= star.right() + 1:
            is_first_half = (x < star.center().x()) is (direction is Qt.LayoutDirection.LeftToRight)
            return number + (0.5 if is_first_half else 1.0)
    return None


def paint_stars(
    painter: QPainter, area: QRect, rating: float | None, size: int, direction: Qt.LayoutDirection
) -> None:
    """Draw five stars, `rating` of them filled."""
    for number, star in enumerate(star_areas(area, size, direction)):
        value = (rating or 0.0) - number
        name = "star" if value >= 1 else "star-half" if value >= 0.5 else "star-empty"
        icons.paint(painter, star, name, "star" if value >= 0.5 else "muted")


def paint_cover(painter: QPainter, area: QRect, picture: QPixmap | None) -> None:
    """Draw a cover, or its placeholder while it loads."""
    if picture is not None:
        painter.drawPixmap(area, picture)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(area, 3, 3)
