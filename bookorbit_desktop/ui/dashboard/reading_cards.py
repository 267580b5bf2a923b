"""Three small cards: this week, the streak, and the goal of the year."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStyle, QWidget

from bookorbit_desktop.domain.overview.dashboard import Dashboard
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.reading.forecast import GoalForecast
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod, ahead_of
from bookorbit_desktop.domain.reading.reading_days import CountedDay, ReadingDay
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.painting import paint_text
from bookorbit_desktop.ui.wording import duration, joined, number, percent

_WITH_DAYS = 280
"""Pixels of a card whose words are not squeezed by the days."""
_WITH_RING = 290
"""Pixels of a card whose words are not squeezed by the ring."""
_SIZE, _LINE = 48, 6
_WHOLE = 360 * 16
_TOP = 90 * 16
_COLUMNS_SIZE = QSize(108, 48)
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
        self.setFixedSize(_COLUMNS_SIZE * theme.px(100) / 100)

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


class _DaysCard(Card):
    """Words, and seven days beside them where there is room for both."""

    def __init__(self, title: str, days: DayColumns, *lines: QLabel) -> None:
        super().__init__()
        self._days = days
        words = in_column(label(title, "card"), *lines, None, spacing=2)
        beside = in_column(None, days, None)
        self.body.addLayout(in_row(words, beside, spacing=theme.SPACE_8, grows=words))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the text alone, so that three cards fit in a small window."""
        words = super().minimumSizeHint()
        return QSize(min(words.width(), theme.px(_WITH_DAYS) - self._days.width()), words.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the bars where they would leave too little room for the text."""
        super().resizeEvent(event)
        self._days.setVisible(self.width() >= theme.px(_WITH_DAYS))


class WeekCard(_DaysCard):
    """Minutes, pages and days of this week, with a bar for each day."""

    def __init__(self) -> None:
        self.headline = label("", "figure", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.bars = WeekBars()
        super().__init__(tr("This week"), self.bars, self.headline, self.detail)

    def show_week(self, week: Sequence[ReadingDay], today: date) -> None:
        """Show the figures of this week."""
        seconds, pages = sum(day.seconds for day in week), sum(day.pages for day in week)
        days = sum(day.has_reading for day in week)
        on_days = tr("%n day(s) with reading", days)
        if seconds >= 60:
            self.headline.setText(duration(seconds))
            self.detail.setText(joined(tr("%n page(s)", pages) if pages else "", on_days))
        elif days:
            self.headline.setText(tr("%n day(s)", days))
            self.detail.setText(tr("with reading"))
        else:
            self.headline.setText("–")
            self.detail.setText(tr("Nothing read yet."))
        self.bars.show_days(week, today)


class StreakCard(_DaysCard):
    """Days in a row, with a dot for each of the last seven."""

    def __init__(self) -> None:
        self.headline = label("", "figure", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.more = label("", "detail", wrap=True)
        self.dots = StreakDots()
        super().__init__(tr("Streak"), self.dots, self.headline, self.detail, self.more)
        self.more.hide()

    def show_streak(self, shown: Dashboard, today: date) -> None:
        """Show it; it lives until the end of today, that of weeks until the end of the week."""
        days, longest = shown.streak, shown.longest_streak
        weeks = tr("%n week(s) in a row", shown.week_streak) if shown.week_streak > 1 else ""
        self.more.setText(joined(weeks, tr("longest: %n day(s)", longest) if longest > days else ""))
        self.more.setVisible(bool(self.more.text()))
        self.headline.setText(tr("%n day(s)", days) if days else "–")
        counts = any(day.counts and day.day == today for day in shown.last_days)
        has_read = any(day.has_reading and day.day == today for day in shown.week)
        self.detail.setText(_streak_text(days, counts=counts, has_read=has_read))
        self.dots.show_days(shown.last_days, today)


def _streak_text(days: int, *, counts: bool, has_read: bool) -> str:
    """What today means for a streak of `days`. Reading may be too short to count."""
    if counts:
        return tr("You read today.")
    if has_read:
        return tr("Read a little more today to keep it.") if days else tr("Read a little more to start one.")
    return tr("Read today to keep it.") if days else tr("Read today to start one.")


class GoalCard(Card):
    """Progress towards the goal, and how it compares with an even pace."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label("", "figure", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.ring = GoalRing()
        self._has_goal = False
        self.show_finished = icon_button("chevron-right", tr("Show books you finished"))
        self.set_goal = button(tr("Set a goal…"), "lead")
        self.change_goal = icon_button("edit", tr("Change the goal"))
        self._title = label("", "card", wrap=True)
        self.forecast = label("", "detail", wrap=True)
        words = in_column(self.headline, self.detail, self.forecast, None, spacing=2)
        ring = in_column(self.ring, None)
        goal = in_row(self.set_goal, None, spacing=0)
        so_far = in_row(ring, words, spacing=theme.SPACE_12, grows=words)
        goal = in_row(self.set_goal, None, spacing=0)
        acts = in_row(self.change_goal, self.show_finished, spacing=0)
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.addWidget(self._title, 0, 0)
        grid.addLayout(in_column(so_far, goal, None, spacing=2), 1, 0, 1, 2)
        # They reach below the title: a row of their own height would push the figure down.
        grid.addLayout(in_column(acts, None), 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(1, 1)
        self.body.addLayout(grid)
        self.change_goal.raise_()
        self.show_finished.raise_()
        self.show_goal(Settings(), Dashboard(), date.today())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the text alone, so that three cards fit in a small window."""
        words = super().minimumSizeHint()
        return QSize(min(words.width(), theme.px(_WITH_RING) - self.ring.width()), words.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the ring where it would leave too little room for the text."""
        super().resizeEvent(event)
        self._show_ring()

    def _show_ring(self) -> None:
        self.ring.setVisible(self._has_goal and self.width() >= theme.px(_WITH_RING))

    def show_goal(self, settings: Settings, read: Dashboard, today: date) -> None:
        """Show the year or month so far; without a goal, the books finished this year."""
        goal = settings.books_per_year
        measure, period = GoalMeasure(settings.goal_measure), GoalPeriod(settings.goal_period)
        if not goal:
            measure, period = GoalMeasure.BOOKS, GoalPeriod.YEAR
        done = (read.this_year if period is GoalPeriod.YEAR else read.this_month).of(measure)
        self._title.setText(_goal_title(measure, period, today))
        self.show_finished.setVisible(bool(read.finished_this_year))
        self.set_goal.setVisible(not goal)
        self.change_goal.setVisible(bool(goal))
        self._has_goal = bool(goal)
        self._show_ring()
        self.ring.show_share(done / goal if goal else 0.0)
        if goal:
            self.headline.setText(_of_goal(measure).format(number(done), number(goal)))
        else:
            self.headline.setText(tr("%n book(s)", done))
        forecast = read.year if (measure, period) == (GoalMeasure.BOOKS, GoalPeriod.YEAR) else None
        self.detail.setText(_pace(done, goal, ahead_of(goal, done, period, today), measure))
        self.forecast.setText(_projection(done, goal, forecast))
        for line in (self.detail, self.forecast):
            line.setVisible(bool(line.text()))


def _goal_title(measure: GoalMeasure, period: GoalPeriod, today: date) -> str:
    when = str(today.year) if period is GoalPeriod.YEAR else QLocale().standaloneMonthName(today.month)
    return (tr("Finished in {0}") if measure is GoalMeasure.BOOKS else tr("Read in {0}")).format(when)


def _of_goal(measure: GoalMeasure) -> str:
    return {
        GoalMeasure.BOOKS: tr("{0} of {1} books"),
        GoalMeasure.PAGES: tr("{0} of {1} pages"),
        GoalMeasure.HOURS: tr("{0} of {1} hours"),
    }[measure]


def _pace(done: int, goal: int, ahead: int, measure: GoalMeasure) -> str:
    if not goal:
        return ""
    if done >= goal:
        return tr("Goal reached.")
    if ahead == 0:
        return tr("On pace")
    if measure is GoalMeasure.PAGES:
        return _ahead_text(ahead, tr("%n page(s) ahead", ahead), tr("%n page(s) behind an even pace", -ahead))
    if measure is GoalMeasure.HOURS:
        return _ahead_text(ahead, tr("%n hour(s) ahead", ahead), tr("%n hour(s) behind an even pace", -ahead))
    return _ahead_text(ahead, tr("%n book(s) ahead", ahead), tr("%n book(s) behind an even pace", -ahead))


def _ahead_text(ahead: int, before: str, behind: str) -> str:
    return before if ahead > 0 else behind


def _projection(finished: int, goal: int, year: GoalForecast | None) -> str:
    if not goal or finished >= goal or year is None:
        return ""
    if year.projected is None:
        return tr("Forecast: not enough reading yet")
    return tr("Forecast: about %n book(s)", year.projected)


class GoalRing(QWidget):
    """Starts at the top and runs clockwise, with the percentage in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(QSize(_SIZE, _SIZE) * theme.px(100) / 100)
        self.setAccessibleName(tr("Goal"))

    def show_share(self, share: float) -> None:
        """Show a share of 0..1; anything above 1 is a full ring."""
        self._share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(percent(self._share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, the part reached, and the percentage."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.px(_LINE)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.colour("border"), width))
        painter.drawEllipse(area)
        pen = QPen(theme.colour("accent"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._share:
            painter.drawArc(area, _TOP, -round(_WHOLE * self._share))
        paint_text(
            painter,
            self.rect(),
            percent(self._share),
            theme.font(Type.DETAIL, numbers=True),
            align=Qt.AlignmentFlag.AlignHCenter,
        )
