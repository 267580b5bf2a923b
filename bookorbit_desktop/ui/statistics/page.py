"""The Statistics page: figures, plots, and filters that apply to all of them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.plots import ReadingPlots, Sitting, no_plots
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import breakable, one_line
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.statistics.filters import StatisticsFilters
from bookorbit_desktop.ui.statistics.journal_opening import open_journal
from bookorbit_desktop.ui.statistics.plot_card import PlotCard
from bookorbit_desktop.ui.statistics.plot_data import PlotData, Row
from bookorbit_desktop.ui.statistics.plots import calendar_plot, hours_plot, long_date, plots_of
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.statistics.take_away import TakeAway
from bookorbit_desktop.ui.statistics.year_dialog import YearDialog
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import ColumnsLayout, in_column, scrolling
from bookorbit_desktop.ui.widgets.list_states import EmptyState, Skeleton
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.wording import clock_time, duration, isolated, joined, number

RELOAD_MS = 300
"""Milliseconds to collect changes."""
_SCROLL_BAR = 12
"""Pixels of the scroll bar in the style sheet, to align what is above the content."""
_NARROWEST_CARD = 340
_WIDE = frozenset({"pace", "library"})
"""Plots on a row of their own, with many points from left to right."""
_NARROWEST = 150
_HOUR = 3600
_LONG = 100 * _HOUR
"""Seconds from which on fractions of an hour are left out."""


class StatisticsPage(QWidget):
    """Loads only while visible, in a thread. Results for an earlier filter are never shown."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._is_stale = True
        self._years: tuple[int, ...] = ()
        self._loading: asyncio.Future[None] | None = None
        self.plots: ReadingPlots | None = None
        self.filters = StatisticsFilters(context.services.clock.today)
        self.wrong_clock = label("", "muted", wrap=True)
        self.figures = Figures()
        self.takeaway = TakeAway(context, self)
        self.year = Choice(tr("Year"))
        self.calendar = PlotCard(tr("Calendar"), corner=self.year, leads_on=True)
        self.hours = PlotCard(tr("Hours of the week"))
        self.review = button(tr("Year in review…"))
        self.journal = button(tr("Sessions…"))
        self.cards: dict[str, PlotCard] = {}
        """By the key of the plot, except for these two."""
        self._shown: dict[PlotCard, PlotData] = {}
        """What each card shows, or will soon show."""
        self._reload_soon = QTimer(self, singleShot=True, interval=RELOAD_MS)
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        is_old = self.plots is not None and self.plots.today != self._context.services.clock.today()
        if self._is_stale or is_old:
            self.reload()

    def reload(self) -> None:
        """Load everything again; pending results are dropped."""
        self._is_stale = False
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._context.tasks.start(self._load())

    async def _load(self) -> None:
        services, blocking = self._context.services, self._context.tasks.blocking
        try:
            choices = await blocking(services.statistics.choices)
            self.filters.show_choices(choices)
            self._years = choices.years
            statistics_filter = self.filters.query()
            self._show_wrong_clocks(await blocking(services.reading_time.wrong_clocks))
            plots = await blocking(services.statistics.plots, statistics_filter)
            if plots.is_empty:
                self._show_nothing(plots)
                return
            self._show_figures(plots)
            # The longer part of what pyqtgraph imports. Its own modules are for this thread alone: they make
            # classes of Qt's, and doing that elsewhere while Qt's loop runs has ended the program.
            await blocking(import_module, "numpy")
            await self._draw()
            hours = await blocking(services.statistics.hours, statistics_filter)
        except BookOrbitError as error:
            self._show_error(localize(error.message))
            return
        except Exception:
            self._show_error(tr("Couldn't read the library. See the log file for details."))
            raise
        self.hours.show_plot(hours_plot(hours))

    def _show_wrong_clocks(self, views: Mapping[str, int]) -> None:
        self.wrong_clock.setText(
            tr(
                "Not counted, because a device's clock was wrong: %n page view(s) ({0})", sum(views.values())
            ).format(", ".join(breakable(isolated(one_line(name))) for name in views))
        )
        self.wrong_clock.setHidden(not views)

    def _show_nothing(self, plots: ReadingPlots) -> None:
        self.plots = plots
        self._states.setCurrentWidget(self.filtered if self.filters.is_filtering else self.empty)

    def _show_error(self, sentence: str) -> None:
        self.error.sentence.setText(sentence)
        self._states.setCurrentWidget(self.error)

    def _show_figures(self, plots: ReadingPlots) -> None:
        """Show what needs no plot library at once, and reserve room for the plots."""
        self.plots = plots
        self.figures.show_plots(plots)
        self._show_years(plots)
        self._shown = self._plots_of_cards(plots)
        for card, data in self._shown.items():
            card.announce(data)
        self._states.setCurrentWidget(self._content)

    async def _draw(self) -> None:
        """Draw one plot at a time, from the top, so that the window stays responsive."""
        for card in list(self._shown):
            await asyncio.sleep(0)
            card.show_plot(self._shown[card])

    def _plots_of_cards(self, plots: ReadingPlots) -> dict[PlotCard, PlotData]:
        shown = {self.calendar: self._calendar_plot(plots)}
        return shown | {self.cards[data.key]: data for data in plots_of(plots, self.filters.wanted_metric)}

    def _calendar_plot(self, plots: ReadingPlots) -> PlotData:
        year = self.year.currentData() or plots.today.year
        return calendar_plot(plots.statistics.days, year, self.filters.wanted_metric)

    def _show_years(self, plots: ReadingPlots) -> None:
        """List the years with reading, the newest first, keeping the chosen one if it is still there."""
        years = sorted({day.year for day in plots.statistics.days} or {plots.today.year}, reverse=True)
        current = self.year.currentData()
        self.year.blockSignals(True)
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(current)))
        self.year.blockSignals(False)
        self.year.setVisible(len(years) > 1)

    def _show_calendar(self) -> None:
        if self.plots is not None:
            self._shown[self.calendar] = self._calendar_plot(self.plots)
            self.calendar.show_plot(self._shown[self.calendar])

    def _show_metric(self) -> None:
        if self.plots is not None and not self.plots.is_empty:
            self._shown = self._plots_of_cards(self.plots)
            for card, data in self._shown.items():
                card.show_plot(data)

    def _open_day(self, index: int) -> None:
        year = self.year.currentData()
        if year is not None:
            day = date(year, 1, 1) + timedelta(days=index)
            self._context.tasks.start(self._show_day(day))

    async def _show_day(self, day: date) -> None:
        sittings = await self._context.tasks.blocking(
            self._context.services.statistics.sittings, self.filters.query(), day
        )
        dialog = day_dialog(day, sittings, self)
        dialog.row_activated.connect(lambda row: self._open_book(dialog, sittings[row].book_id))
        dialog.open()

    def _open_book(self, dialog: TableDialog, book_id: int | None) -> None:
        if book_id is not None:
            dialog.accept()
            self._context.navigation.show_book(BookId(book_id))

    def _open_review(self) -> None:
        YearDialog(self._context, self._years or (self._context.services.clock.today().year,), self).open()

    def _change(self, *_what: object) -> None:
        self._is_stale = True
        if self.isVisible() and not self._reload_soon.isActive():
            self._reload_soon.start()

    def _connect(self) -> None:
        for card in (self.calendar, self.hours, *self.cards.values()):
            self.takeaway.serve(card)
        self.calendar.opened.connect(self._open_day)
        self.review.clicked.connect(self._open_review)
        self.journal.clicked.connect(lambda: open_journal(self._context, self))
        self.filters.changed.connect(self.reload)
        self.filters.metric_changed.connect(self._show_metric)
        self.year.currentIndexChanged.connect(lambda _index: self._show_calendar())
        self._reload_soon.timeout.connect(self.reload)
        self.empty.acted.connect(lambda: self._context.navigation.show_page(Page.KOREADER))
        self.filtered.acted.connect(self.filters.clear)
        self.error.acted.connect(self.reload)
        bridge = self._context.bridge
        for changed in (
            bridge.books_changed,
            bridge.progress_received,
            bridge.devices_changed,
            bridge.documents_changed,
            bridge.preferences_changed,
            bridge.scan_finished,
            bridge.reading_time_changed,
        ):
            changed.connect(self._change)

    def _build(self) -> None:
        self.empty = EmptyState(
            "activity",
            tr(
                "No reading yet. Connect your KOReader device by USB to import its statistics, or let it sync."
                " Your first plot appears after a few pages."
            ),
            tr("Go to KOReader"),
            main=True,
        )
        self.filtered = EmptyState("filter", tr("Nothing you read fits these filters."), tr("Clear filters"))
        self.error = EmptyState("warning", "", tr("Try again"))
        self._content = scrolling(self._build_content())
        self._states = QStackedWidget()
        for state in (
            Skeleton(theme.px(56), tr("Loading your reading")),
            self._content,
            self.empty,
            self.filtered,
            self.error,
        ):
            self._states.addWidget(state)
        header = PageHeader(tr("Statistics"), tr("What your reading looks like, from all your devices."))
        header.buttons.addWidget(self.journal)
        header.buttons.addWidget(self.review)
        self.wrong_clock.hide()
        for part in (self.filters, self.wrong_clock, header):  # the keyboard begins at the filters
            part.setParent(self)
            part.setContentsMargins(0, 0, theme.PAGE_MARGIN + _SCROLL_BAR, 0)
        margins = (theme.PAGE_MARGIN, theme.PAGE_MARGIN, 0, 0)
        in_column(
            header,
            self.filters,
            self.wrong_clock,
            self._states,
            inside=self,
            spacing=theme.SPACE_16,
            margins=margins,
            grows=self._states,
        )

    def _build_content(self) -> QWidget:
        body = QWidget()
        column = in_column(
            self.figures,
            self.calendar,
            inside=body,
            spacing=theme.SPACE_16,
            margins=(0, 0, theme.PAGE_MARGIN, theme.PAGE_MARGIN),
        )
        row = self._new_row()
        column.addWidget(row)
        for data in plots_of(no_plots(), self.filters.wanted_metric):
            card = self.cards[data.key] = PlotCard(data.title)
            if data.key in _WIDE:
                column.addWidget(card)
                row = self._new_row()
                column.addWidget(row)
            else:
                _add(row, card)
            if data.key == "months":
                _add(row, self.hours)
        column.addStretch(1)
        return body

    def _new_row(self) -> QWidget:
        row = QWidget()
        row.setLayout(ColumnsLayout(theme.px(_NARROWEST_CARD)))
        return row


def _add(row: QWidget, card: PlotCard) -> None:
    layout = row.layout()
    assert layout is not None
    layout.addWidget(card)


def day_dialog(day: date, sittings: Sequence[Sitting], parent: QWidget) -> TableDialog:
    """The sessions of a day with their books; Enter opens a book."""
    total = sum(sitting.seconds for sitting in sittings)
    sentence = (
        joined(tr("%n session(s)", len(sittings)), duration(total)) if sittings else tr("Nothing read.")
    )
    columns = (tr("Time"), tr("Book"), tr("Device"), tr("Duration"))
    rows = [_row(sitting) for sitting in sittings]
    return TableDialog(long_date(day), sentence, columns, rows, parent, stretched=1)


def _row(sitting: Sitting) -> Row:
    begin, end = (clock_time(datetime.fromtimestamp(at, UTC)) for at in (sitting.begin, sitting.end))
    title = sitting.title or tr("A document that isn't in your library")
    return f"{begin}–{end}", title, sitting.device, duration(sitting.seconds)


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
