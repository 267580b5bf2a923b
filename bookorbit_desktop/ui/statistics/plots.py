"""The plots of the Statistics page in the person's language, from the service's figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale

from bookorbit_desktop.domain.reading.plots import Group, NamedAmount, ReadingPlots, WeekHours
from bookorbit_desktop.domain.reading.reading_days import ReadingDay
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.statistics.plot_data import PlotData, PlotSeries, Row, Shape, Tick
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import date_text, duration, joined, number

MOST_BARS = 8
"""The number of names with a bar; the table has all."""
_HOUR, _MINUTE = 3600, 60
_LONG = 2 * _HOUR
"""Seconds from which on the axis is in hours."""
_WEEK = 7


class Metric(StrEnum):
    """What to measure, where both are known."""

    TIME = "time"
    PAGES = "pages"


def calendar_plot(days: Mapping[date, ReadingDay], year: int, metric: Metric) -> PlotData:
    """A year with one cell per day, in weeks from Monday (ISO 8601)."""
    first = date(year, 1, 1)
    every = [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]
    read = [days.get(day) or ReadingDay(day) for day in every]
    ahead = first.weekday()
    values = [one.seconds if metric is Metric.TIME else one.pages for one in read]
    values = [value or (1 if one.has_reading else 0) for value, one in zip(values, read, strict=True)]
    with_reading = [one for one in read if one.has_reading]
    total = amount_text(sum(one.seconds for one in read), sum(one.pages for one in read))
    return PlotData(
        key=f"calendar-{year}",
        title=tr("Calendar"),
        shape=Shape.CELLS,
        series=(PlotSeries(tr("Reading time") if metric is Metric.TIME else tr("Pages"), values),),
        describe=lambda index: joined(
            long_date(every[index]), amount_text(read[index].seconds, read[index].pages)
        ),
        columns=(tr("Day"), tr("Minutes"), tr("Pages")),
        row=lambda index: (
            every[index].isoformat(),
            str(read[index].seconds // _MINUTE),
            str(read[index].pages),
        ),
        sentence=joined(tr("%n day(s) with reading", len(with_reading)), total) if with_reading else "",
        nothing=tr("Nothing read in {0}.").format(year),
        ticks=tuple(
            Tick((offset + ahead) // _WEEK, _month_name(every[offset], QLocale.FormatType.ShortFormat))
            for offset in range(len(every))
            if every[offset].day == 1
        ),
        row_ticks=_weekday_ticks(),
        cells=tuple(((offset + ahead) // _WEEK, (offset + ahead) % _WEEK) for offset in range(len(every))),
    )


def hours_plot(hours: WeekHours) -> PlotData:
    """Reading over the week: a row per weekday, a column per hour."""
    clock = [(hours.starts_at + offset) % 24 for offset in range(24)]
    best = max(range(len(hours.seconds)), key=hours.seconds.__getitem__)

    def when(index: int) -> str:
        hour = clock[index % 24]
        day = QLocale().dayName(index // 24 + 1, QLocale.FormatType.LongFormat)
        return tr("{0}, {1}–{2}").format(day, _clock(hour), _clock((hour + 1) % 24))

    return PlotData(
        key="hours",
        title=tr("Hours of the week"),
        shape=Shape.CELLS,
        series=(PlotSeries(tr("Reading time"), hours.seconds),),
        describe=lambda index: joined(when(index), duration(hours.seconds[index])),
        columns=(tr("Hour"), tr("Minutes")),
        row=lambda index: (when(index), str(round(hours.seconds[index] / _MINUTE))),
        sentence=tr("Most on {0}").format(when(best)),
        nothing=tr("No reading times yet."),
        ticks=tuple(Tick(column, _clock(clock[column])) for column in range(0, 24, 3)),
        row_ticks=_weekday_ticks(),
        cells=tuple((index % 24, index // 24) for index in range(len(hours.seconds))),
    )


def plots_of(plots: ReadingPlots, metric: Metric) -> list[PlotData]:
    """All plots except the calendar and the hours, in page order."""
    return [
        _months(plots, metric),
        _pace(plots, metric),
        _bars("authors", tr("Authors"), plots.authors, metric, tr("Author")),
        _bars("series", tr("Book series"), plots.series, metric, tr("Series")),
        _bars("genres", tr("Genres"), plots.genres, metric, tr("Genre")),
        _bars("languages", tr("Languages"), plots.languages, metric, tr("Language"), _language),
        _bars("formats", tr("Formats"), plots.formats, metric, tr("Format"), str.upper),
        _bars("devices", tr("Devices"), plots.devices, metric, tr("Device")),
        _finished(plots),
        _groups("lengths", tr("Length of finished books"), plots.lengths, tr("Pages"), _pages_group),
        _days_to_finish(plots),
        _groups("ratings", tr("Ratings"), plots.ratings, tr("Stars"), _stars),
        _groups("abandoned", tr("Where you stopped"), plots.abandoned, tr("Read"), _percent_group),
        _growth(plots),
    ]


def _months(plots: ReadingPlots, metric: Metric) -> PlotData:
    months = plots.months
    scale = _Scale(metric, [(one.seconds, one.pages) for one in months])

    def describe(index: int) -> str:
        one = months[index]
        ended = tr("%n book(s) finished", one.finished) if one.finished else ""
        return joined(_month_and_year(one.month), amount_text(one.seconds, one.pages), ended)

    best = max(range(len(months)), key=scale.values.__getitem__, default=0)
    return PlotData(
        key="months",
        title=tr("Months"),
        shape=Shape.COLUMNS,
        series=(PlotSeries(scale.unit, scale.values),),
        describe=describe,
        columns=(tr("Month"), tr("Minutes"), tr("Pages"), tr("Books finished")),
        row=lambda index: (
            f"{months[index].month:%Y-%m}",
            str(months[index].seconds // _MINUTE),
            str(round(months[index].pages)),
            str(months[index].finished),
        ),
        sentence=tr("Most in {0}").format(_month_and_year(months[best].month)) if months else "",
        nothing=tr("Nothing read yet."),
        ticks=_month_ticks([one.month for one in months]),
        value_text=number,
        unit=scale.unit,
    )


def _pace(plots: ReadingPlots, metric: Metric) -> PlotData:
    pace = plots.pace
    is_time = metric is Metric.TIME
    values = [one.seconds / _MINUTE if is_time else one.pages for one in pace]

    def said(seconds: float, pages: float) -> str:
        minutes = number(round(seconds / _MINUTE))
        return tr("{0} min and {1} pages a day").format(minutes, number(round(pages)))

    return PlotData(
        key="pace",
        title=tr("Seven-day pace"),
        shape=Shape.LINES,
        series=(PlotSeries(tr("A day"), values),),
        describe=lambda index: joined(
            date_text(pace[index].day), said(pace[index].seconds, pace[index].pages)
        ),
        columns=(tr("Day"), tr("Minutes a day"), tr("Pages a day")),
        row=lambda index: (
            pace[index].day.isoformat(),
            f"{pace[index].seconds / _MINUTE:.1f}",
            f"{pace[index].pages:.1f}",
        ),
        sentence=tr("Now: {0}").format(said(pace[-1].seconds, pace[-1].pages)) if pace else "",
        nothing=tr("Read on a few days to see your pace."),
        ticks=_day_ticks([one.day for one in pace]),
        value_text=number,
        unit=tr("Minutes a day") if is_time else tr("Pages a day"),
    )


def _bars(
    key: str,
    title: str,
    amounts: Sequence[NamedAmount],
    metric: Metric,
    heading: str,
    word: Callable[[str], str] = str,
) -> PlotData:
    if metric is Metric.PAGES:
        amounts = sorted(amounts, key=lambda amount: -amount.pages)
    # What was only opened has no bar, and stands in the table; unless nothing has one.
    read = sum((amount.pages if metric is Metric.PAGES else amount.seconds) > 0 for amount in amounts)
    shown = amounts[: min(read or MOST_BARS, MOST_BARS)]
    scale = _Scale(metric, [(amount.seconds, amount.pages) for amount in shown])

    def describe(index: int) -> str:
        amount = shown[index]
        return joined(
            word(amount.name), amount_text(amount.seconds, amount.pages), tr("%n book(s)", amount.books)
        )

    def line(amount: NamedAmount) -> Row:
        return word(amount.name), str(amount.seconds // _MINUTE), str(round(amount.pages)), str(amount.books)

    more = len(amounts) - len(shown)
    return PlotData(
        key=key,
        title=title,
        shape=Shape.BARS,
        series=(PlotSeries(scale.unit, scale.values),),
        describe=describe,
        columns=(heading, tr("Minutes"), tr("Pages"), tr("Books")),
        row=lambda index: line(shown[index]),
        more_rows=tuple(line(amount) for amount in amounts[len(shown) :]),
        sentence=tr("%n more in the table", more) if more else "",
        nothing=tr("Nothing to show yet."),
        ticks=tuple(Tick(index, word(amount.name)) for index, amount in enumerate(shown)),
        value_text=number,
        unit=scale.unit,
    )


def _finished(plots: ReadingPlots) -> PlotData:
    months = plots.months
    total = sum(one.finished for one in months)
    return PlotData(
        key="finished",
        title=tr("Books finished"),
        shape=Shape.COLUMNS,
        series=(PlotSeries(tr("Books"), [one.finished for one in months]),),
        describe=lambda index: joined(
            _month_and_year(months[index].month), tr("%n book(s) finished", months[index].finished)
        ),
        columns=(tr("Month"), tr("Books finished")),
        row=lambda index: (f"{months[index].month:%Y-%m}", str(months[index].finished)),
        sentence=tr("%n book(s) with a date", total),
        nothing=tr("No finished books with a date yet."),
        ticks=_month_ticks([one.month for one in months]),
        value_text=number,
        unit=tr("Books"),
        is_whole=True,
    )


def _groups(
    key: str, title: str, groups: Sequence[Group], heading: str, word: Callable[[Group], str]
) -> PlotData:
    total = sum(one.books for one in groups)
    return PlotData(
        key=key,
        title=title,
        shape=Shape.COLUMNS,
        series=(PlotSeries(tr("Books"), [one.books for one in groups]),),
        describe=lambda index: joined(
            f"{heading}: {word(groups[index])}", tr("%n book(s)", groups[index].books)
        ),
        columns=(heading, tr("Books")),
        row=lambda index: (word(groups[index]), str(groups[index].books)),
        sentence=tr("%n book(s)", total),
        nothing=tr("No books to count yet."),
        ticks=tuple(Tick(index, word(one)) for index, one in enumerate(groups)),
        value_text=number,
        unit=tr("Books"),
        is_whole=True,
    )


def _days_to_finish(plots: ReadingPlots) -> PlotData:
    found = _groups("days-to-finish", tr("Days to finish"), plots.days_to_finish, tr("Days"), _days_group)
    mean = plots.mean_days_to_finish
    if mean is None:
        return found
    return replace(
        found, sentence=joined(found.sentence, tr("{0} days on average").format(number(round(mean, 1))))
    )


def _growth(plots: ReadingPlots) -> PlotData:
    growth = plots.growth

    def describe(index: int) -> str:
        one = growth[index]
        return joined(_month_and_year(one.month), tr("%n book(s)", one.books), tr("%n to read", one.backlog))

    return PlotData(
        key="library",
        title=tr("Library and backlog"),
        shape=Shape.LINES,
        series=(
            PlotSeries(tr("Books"), [one.books for one in growth]),
            PlotSeries(tr("To read"), [one.backlog for one in growth]),
        ),
        describe=describe,
        columns=(tr("Month"), tr("Books"), tr("To read")),
        row=lambda index: (
            f"{growth[index].month:%Y-%m}",
            str(growth[index].books),
            str(growth[index].backlog),
        ),
        sentence=describe(len(growth) - 1) if growth else "",
        nothing=tr("No books yet."),
        ticks=_month_ticks([one.month for one in growth]),
        value_text=number,
        unit=tr("Books"),
        is_whole=True,
    )


class _Scale:
    """The unit that gives the axis short numbers."""

    def __init__(self, metric: Metric, amounts: Sequence[tuple[float, float]]) -> None:
        most = max((seconds for seconds, _ in amounts), default=0)
        if metric is Metric.PAGES:
            self.unit, self.values = tr("Pages"), [pages for _, pages in amounts]
        elif most >= _LONG:
            self.unit, self.values = tr("Hours"), [seconds / _HOUR for seconds, _ in amounts]
        else:
            self.unit, self.values = tr("Minutes"), [seconds / _MINUTE for seconds, _ in amounts]


def amount_text(seconds: float, pages: float) -> str:
    """An amount as text; "nothing" for zero."""
    parts = [duration(seconds) if seconds >= _MINUTE else "", tr("%n page(s)", round(pages)) if pages else ""]
    return joined(*parts) or tr("nothing")


def long_date(day: date) -> str:
    """A date with its weekday."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _month_name(month: date, style: QLocale.FormatType) -> str:
    return QLocale().standaloneMonthName(month.month, style)


def _month_and_year(month: date) -> str:
    return f"{_month_name(month, QLocale.FormatType.LongFormat)} {month.year}"


def _month_ticks(months: Sequence[date]) -> tuple[Tick, ...]:
    """Month labels while there are few, otherwise years."""
    if len(months) > 24:
        return tuple(Tick(index, str(month.year)) for index, month in enumerate(months) if month.month == 1)
    short = QLocale.FormatType.ShortFormat
    return tuple(
        Tick(index, str(month.year) if month.month == 1 and index else _month_name(month, short))
        for index, month in enumerate(months)
    )


def _day_ticks(days: Sequence[date]) -> tuple[Tick, ...]:
    """Day labels while there are few, otherwise months or years."""
    if len(days) <= 45:
        return tuple(Tick(index, _day_and_month(day)) for index, day in enumerate(days) if index % 7 == 0)
    firsts = [(index, day) for index, day in enumerate(days) if day.day == 1]
    if len(firsts) > 24:
        return tuple(Tick(index, str(day.year)) for index, day in firsts if day.month == 1)
    short = QLocale.FormatType.ShortFormat
    return tuple(
        Tick(index, str(day.year) if day.month == 1 else _month_name(day, short)) for index, day in firsts
    )


def _day_and_month(day: date) -> str:
    return f"{day.day} {_month_name(day, QLocale.FormatType.ShortFormat)}"


def _weekday_ticks() -> tuple[Tick, ...]:
    short = QLocale.FormatType.ShortFormat
    return tuple(Tick(row, QLocale().standaloneDayName(row + 1, short)) for row in range(_WEEK))


def _clock(hour: int) -> str:
    return f"{hour:02d}:00"


def _language(code: str) -> str:
    return own_language_name(code) or code


def _pages_group(group: Group) -> str:
    return _between(group)


def _days_group(group: Group) -> str:
    return _between(group)


def _percent_group(group: Group) -> str:
    return tr("{0}%").format(
        _between(group if group.most is not None else Group(group.least, 100, group.books))
    )


def _stars(group: Group) -> str:
    return number(group.least)


def _between(group: Group) -> str:
    least = number(int(group.least))
    if group.most is None:
        return f"{least}+"
    return least if group.most == group.least else f"{least}–{number(int(group.most))}"
