"""The figures at the top of the page: one small card each."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.reading.plots import ReadingPlots
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.columns_layout import ColumnsLayout
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.wording import duration, joined, number

_NARROWEST = 150
_HOUR = 3600
_LONG = 100 * _HOUR
"""Seconds from which on fractions of an hour are left out."""


class FigureCard(Card):
    """A name, a figure and a line of detail."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.figure = label("", "title")
        self.detail = label("", "detail", wrap=True)
        self.body.addLayout(in_column(label(name, "card"), self.figure, self.detail, None, spacing=2))

    def show_figure(self, figure: str, detail: str = "") -> None:
        """Show a figure; a dash where there is none."""
        self.figure.setText(figure or "–")
        self.detail.setText(detail)
        self.setAccessibleName(joined(f"{self._name}: {figure or tr('nothing')}", detail))


class Figures(QWidget):
    """Books finished, reading time, pages and streak."""

    def __init__(self) -> None:
        super().__init__()
        self.finished = FigureCard(tr("Finished"))
        self.time = FigureCard(tr("Reading time"))
        self.pages = FigureCard(tr("Pages"))
        self.streak = FigureCard(tr("Streak"))
        layout = ColumnsLayout(theme.px(_NARROWEST), is_even=True)
        self.setLayout(layout)
        for card in (self.finished, self.time, self.pages, self.streak):
            layout.addWidget(card)

    def show_plots(self, plots: ReadingPlots) -> None:
        """Show the figures for the filtered data."""
        found = plots.statistics
        undated = plots.finished_without_date
        self.finished.show_figure(
            number(found.finished + undated),
            joined(
                tr("{0} this year").format(number(found.finished_this_year)),
                tr("{0} this month").format(number(found.finished_this_month)),
            ),
        )
        total = found.total
        on_days = tr("%n day(s) with reading", total.days) if total.days else ""
        self.time.show_figure(_time_text(total.seconds), on_days)
        pace = "" if total.pace is None else tr("{0} pages an hour").format(number(round(total.pace)))
        self.pages.show_figure(number(round(total.pages)) if total.pages else "", pace)
        self.streak.show_figure(
            tr("%n day(s)", found.streak) if found.streak else "",
            tr("longest: %n day(s)", found.longest_streak) if found.longest_streak else "",
        )


def _time_text(seconds: int) -> str:
    """A duration short enough for a small card; the plots give it to the minute."""
    if seconds >= _LONG:
        return tr("{0} h").format(number(round(seconds / _HOUR)))
    if seconds >= _HOUR:
        return tr("{0} h").format(number(round(seconds / _HOUR, 1)))
    return duration(seconds) if seconds >= 60 else ""
