"""Seven days side by side over their letters: bars of minutes, or dots of a streak."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget

from bookorbit_desktop.domain.reading.reading_days import CountedDay, ReadingDay
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.painting import paint_text
from bookorbit_desktop.ui.wording import duration

_SIZE = QSize(108, 48)
_LETTERS, _GAP = 18, 4
_LOWEST_BAR, _BAR_OF_UNKNOWN = 3, 9
"""Pixels of the bar of a day without reading, and of one whose minutes aren't known."""
_DOT, _RING = 10, 1.5


class DayColumns(QWidget):
    """Draws a letter for each day, that of today darker. What stands above it is the subclass's."""

    def __init__(self) -> None:
        super().__init__()
        self._dates: tuple[date, ...] = ()
        self._today = date.min
        self.setFixedSize(_SIZE * theme.px(100) / 100)

    def show_dates(self, dates: Sequence[date], today: date, said: Sequence[str]) -> None:
        """Show days; `said` tells of each in words."""
        self._dates, self._today = tuple(dates), today
        lines = [
            f"{_weekday(day, QLocale.FormatType.LongFormat)}: {text}"
            for day, text in zip(dates, said, strict=True)
        ]
        self.setAccessibleName(", ".join(lines))
        self.setToolTip("\n".join(lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days over their letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, gap = theme.px(_LETTERS), theme.px(_GAP)
        width = (self.width() + gap) // max(1, len(self._dates)) - gap
        for index, day in enumerate(self._dates):
            column = QRect(index * (width + gap), 0, width, self.height())
            column = QStyle.visualRect(self.layoutDirection(), self.rect(), column)
            self.paint_day(painter, column.adjusted(0, 0, 0, -line - theme.SPACE_4), index)
            word = QRect(column.left(), column.bottom() + 1 - line, width, line)
            letter = _weekday(day, QLocale.FormatType.NarrowFormat)
            colour = "text" if day == self._today else "muted"
            paint_text(
                painter, word, letter, theme.font(Type.DETAIL), colour, align=Qt.AlignmentFlag.AlignHCenter
            )

    def paint_day(self, painter: QPainter, area: QRect, index: int) -> None:
        """Draw one day above its letter."""
        raise NotImplementedError


class WeekBars(DayColumns):
    """A bar for each day; the highest is the day with the most minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[ReadingDay, ...] = ()

    def show_days(self, days: Sequence[ReadingDay], today: date) -> None:
        """Show a week."""
        self._days = tuple(days)
        self.show_dates([day.day for day in days], today, [_minutes_text(day) for day in days])

    def paint_day(self, painter: QPainter, area: QRect, index: int) -> None:
        """Draw a bar that grows from the letter."""
        day = self._days[index]
        most = max(other.seconds for other in self._days)
        share = day.seconds / most if most else 0.0
        lowest = theme.px(_BAR_OF_UNKNOWN if day.has_reading else _LOWEST_BAR)
        height = max(lowest, round(area.height() * share))
        bar = QRect(area.left(), area.bottom() + 1 - height, area.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if day.has_reading else "border"))
        painter.drawRoundedRect(bar, theme.px(2), theme.px(2))


class StreakDots(DayColumns):
    """A dot for each day: full where it counts for the streak, a ring where it doesn't."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[CountedDay, ...] = ()

    def show_days(self, days: Sequence[CountedDay], today: date) -> None:
        """Show the days up to today."""
        self._days = tuple(days)
        said = [tr("counts") if day.counts else tr("doesn't count") for day in days]
        self.show_dates([day.day for day in days], today, said)

    def paint_day(self, painter: QPainter, area: QRect, index: int) -> None:
        """Draw a dot, right above the letter."""
        day, size = self._days[index], theme.px(_DOT)
        dot = QRectF(0, 0, size, size)
        dot.moveCenter(QRectF(area).center())
        dot.moveBottom(area.bottom() + 1)
        is_open = not day.counts and day.day == self._today
        ring = theme.colour("accent" if day.counts or is_open else "muted")
        painter.setPen(QPen(ring, _RING * theme.px(100) / 100))
        painter.setBrush(theme.colour("accent") if day.counts else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))


def _weekday(day: date, style: QLocale.FormatType) -> str:
    return QLocale().dayName(day.isoweekday(), style)


def _minutes_text(day: ReadingDay) -> str:
    if day.seconds >= 60:
        return duration(day.seconds)
    return tr("read") if day.has_reading else tr("nothing")
