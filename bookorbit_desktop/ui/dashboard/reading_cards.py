"""Three small cards: this week, the streak, and the goal of the year."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from bookorbit_desktop.domain.overview.dashboard import Dashboard
from bookorbit_desktop.domain.overview.settings import Settings
from bookorbit_desktop.domain.reading.forecast import GoalForecast
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod, ahead_of
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.dashboard.goal_ring import GoalRing
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, icon_button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.widgets.painting import paint_text
from bookorbit_desktop.ui.wording import duration, joined, number

_BARS = QSize(132, 48)
_WITH_BARS = 280
"""The least width of a card with bars, in pixels."""
_WITH_RING = 290
"""The least width of a card with a ring, in pixels."""
_LEAST = 3
"""Pixels of the bar for a day without known minutes."""


class WeekBars(QWidget):
    """One bar for each day, scaled to the day with the most minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[ReadingDay, ...] = ()
        self._today = date.min
        self.setFixedSize(_BARS * theme.px(100) / 100)

    def show_days(self, days: Sequence[ReadingDay], today: date) -> None:
        """Show the minutes of a week."""
        self._days, self._today = tuple(days), today
        said = [f"{_weekday(day, QLocale.FormatType.LongFormat)}: {_day_text(day)}" for day in days]
        self.setAccessibleName(", ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars above the initials of the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((day.seconds for day in self._days), default=0)
        line, gap = theme.px(18), theme.px(6)
        width = (self.width() + gap) // max(1, len(self._days)) - gap
        for index, day in enumerate(self._days):
            area = QRect(index * (width + gap), 0, width, self.height())
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), area)
            room = area.height() - line - theme.SPACE_4
            share = day.seconds / most if most else 0.0
            height = max(theme.px(_LEAST) * (3 if day.has_reading else 1), round(room * share))
            bar = QRect(area.left(), room - height, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if day.has_reading else "border"))
            painter.drawRoundedRect(bar, theme.px(2), theme.px(2))
            word = QRect(area.left(), area.height() - line, width, line)
            letter = _weekday(day, QLocale.FormatType.NarrowFormat)
            colour = "text" if day.day == self._today else "muted"
            paint_text(
                painter, word, letter, theme.font(Type.DETAIL), colour, align=Qt.AlignmentFlag.AlignHCenter
            )


class WeekCard(Card):
    """Minutes, pages and days of this week, with a bar for each day."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label("", "title", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.bars = WeekBars()
        words = in_column(label(tr("This week"), "card"), self.headline, self.detail, None, spacing=2)
        bars = in_column(None, self.bars, None)
        self.body.addLayout(in_row(words, bars, spacing=theme.SPACE_8, grows=words))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the text alone, so that three cards fit in a small window."""
        words = super().minimumSizeHint()
        return QSize(min(words.width(), theme.px(_WITH_BARS) - self.bars.width()), words.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the bars where they would leave too little room for the text."""
        super().resizeEvent(event)
        self.bars.setVisible(self.width() >= theme.px(_WITH_BARS))

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


class StreakCard(Card):
    """Consecutive days of reading."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label("", "title", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.weeks = label("", "detail", wrap=True)
        title = label(tr("Streak"), "card")
        self.body.addLayout(in_column(title, self.headline, self.detail, self.weeks, None, spacing=2))
        self.weeks.hide()

    def show_streak(self, days: int, weeks: int = 0, *, has_read_today: bool) -> None:
        """Show the streak. It lasts until the end of today; one of weeks, until the end of the week."""
        self.weeks.setText(tr("%n week(s) in a row", weeks))
        self.weeks.setVisible(weeks > 1)
        self.headline.setText(tr("%n day(s)", days) if days else "–")
        if has_read_today:
            self.detail.setText(tr("You read today."))
        elif days:
            self.detail.setText(tr("Read today to keep it."))
        else:
            self.detail.setText(tr("Read today to start one."))


class GoalCard(Card):
    """Progress towards the goal, and how it compares with an even pace."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label("", "title", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.ring = GoalRing()
        self._has_goal = False
        self.show_finished = icon_button("chevron-right", tr("Show books you finished"))
        self.set_goal = button(tr("Set a goal…"))
        self.change_goal = icon_button("edit", tr("Change the goal"))
        self._title = label("", "card", wrap=True)
        self.forecast = label("", "detail", wrap=True)
        head = in_row(self._title, self.change_goal, self.show_finished, spacing=0, grows=self._title)
        head.setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        words = in_column(self.headline, self.detail, self.forecast, None, spacing=2)
        ring = in_column(self.ring, None)
        goal = in_row(self.set_goal, None, spacing=0)
        self.body.addLayout(
            in_column(head, in_row(ring, words, spacing=theme.SPACE_12, grows=words), goal, None, spacing=2)
        )
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


def _weekday(day: ReadingDay, style: QLocale.FormatType) -> str:
    return QLocale().dayName(day.day.isoweekday(), style)


def _day_text(day: ReadingDay) -> str:
    if day.seconds >= 60:
        return duration(day.seconds)
    return tr("read") if day.has_reading else tr("nothing")
