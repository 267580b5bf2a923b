"""The filters of the whole page: period, status, device, genre, author, and time or pages."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.reading.plots import FilterChoices
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.statistics.plots import Metric
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button
from bookorbit_desktop.ui.widgets.layouts import FlowLayout
from bookorbit_desktop.ui.wording import STATUS_ORDER, status_word

_DAYS = (7, 30, 90, 365)
_WIDEST = 190
_MEASURED, _LETTERS = 100, 16
"""The number of names that are measured; for longer lists, the box width in characters."""


class StatisticsFilters(QWidget):
    """Filters that apply to every plot."""

    changed = Signal()
    """The filters have changed."""
    metric_changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.period = _choice(tr("Period"), tr("Any time"))
        self.status = _choice(tr("Status"), tr("Any status"))
        self.device = _choice(tr("Device"), tr("All devices"))
        self.genre = _choice(tr("Genre"), tr("All genres"))
        self.author = _choice(tr("Author"), tr("All authors"))
        self.measure = Choice(tr("Measure"))
        self.clear_filters = button(tr("Clear filters"), "quiet")
        self._build()

    @property
    def wanted_metric(self) -> Metric:
        """The chosen metric: time or pages."""
        return Metric(self.measure.currentData())

    @property
    def is_filtering(self) -> bool:
        """Whether any filter is set."""
        return self.query() != StatisticsFilter()

    def query(self) -> StatisticsFilter:
        """The query for the current filters."""
        since, until = self._days()
        status = self.status.currentData()
        return StatisticsFilter(
            since=since,
            until=until,
            status=None if status is None else ReadingStatus(status),
            device=self.device.currentData() or "",
            genre=self.genre.currentData() or "",
            author=self.author.currentData() or "",
        )

    def show_choices(self, choices: FilterChoices) -> None:
        """Offer the available choices, keeping the current ones."""
        recent = [(tr("Last %n day(s)", days), -days) for days in _DAYS]
        self.period.offer([*recent, *((str(year), year) for year in choices.years)])
        for choice, names in (
            (self.device, choices.devices),
            (self.genre, choices.genres),
            (self.author, choices.authors),
        ):
            choice.offer([(one_line(name), name) for name in names])
            _fit_width(choice, names)
            choice.setVisible(choice.count() > 1)

    def clear(self) -> None:
        """Clear all filters."""
        for choice in self._choices():
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        self._on_changed()

    def take_over(self, before: "StatisticsFilters") -> None:
        """Copy the state of other filters."""
        for own, other in zip(self._choices(), before._choices(), strict=True):
            own.take_over(other)
        self.measure.take_over(before.measure)
        self._on_changed()

    def _days(self) -> tuple[date | None, date | None]:
        """The first and last day of a year, or of the last -n days for a negative number."""
        period: int | None = self.period.currentData()
        if period is None:
            return None, None
        if period < 0:
            return self._today() + timedelta(days=period + 1), None
        return date(period, 1, 1), date(period, 12, 31)

    def _choices(self) -> tuple[Choice, ...]:
        return self.period, self.status, self.device, self.genre, self.author

    def _on_changed(self) -> None:
        self.clear_filters.setVisible(self.is_filtering)
        self.changed.emit()

    def _build(self) -> None:
        for status in STATUS_ORDER:
            self.status.addItem(status_word(status), status.value)
        self.measure.addItem(tr("Show time"), Metric.TIME.value)
        self.measure.addItem(tr("Show pages"), Metric.PAGES.value)
        layout = FlowLayout()
        self.setLayout(layout)
        for choice in self._choices():
            choice.setMaximumWidth(theme.px(_WIDEST))
            choice.currentIndexChanged.connect(lambda _index: self._on_changed())
            layout.addWidget(choice)
        for choice in (self.device, self.genre, self.author):
            choice.hide()
        self.measure.currentIndexChanged.connect(lambda _index: self.metric_changed.emit())
        layout.addWidget(self.measure)
        layout.addWidget(self.clear_filters)
        self.clear_filters.clicked.connect(self.clear)
        self.clear_filters.hide()


def _choice(name: str, everything: str) -> Choice:
    choice = Choice(name)
    choice.addItem(everything, None)
    return choice


def _fit_width(choice: Choice, names: Sequence[str]) -> None:
    """Wide enough for the names. Qt should not measure thousands of them at every change of colours."""
    if len(names) > _MEASURED:
        choice.setMinimumContentsLength(_LETTERS)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
