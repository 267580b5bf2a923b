"""The reading of one book: position over time, sessions, and pages per minute."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.book_plots import BookReading
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.statistics.plot_card import PlotCard
from bookorbit_desktop.ui.statistics.plot_data import PlotData, PlotSeries, Shape, Tick
from bookorbit_desktop.ui.statistics.take_away import TakeAway
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column, fit
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, scrolling
from bookorbit_desktop.ui.wording import day_and_time, duration, isolated, joined, number, percent

_WIDTH, _HEIGHT = 760, 720
_MOST_TICKS = 12


class BookReadingDialog(QDialog):
    """Loads in a thread while the dialog opens."""

    def __init__(self, context: UiContext, book_id: BookId, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading of {0}").format(title))
        fit(self, _WIDTH, _HEIGHT)
        self._context = context
        self.summary = label("", "muted", wrap=True)
        self.positions = PlotCard(tr("Position over time"))
        self.sessions = PlotCard(tr("Sessions"))
        self.pace = PlotCard(tr("Pages a minute"))
        self._takeaway = TakeAway(context, self)
        self._build(title)
        context.tasks.start_for(self, self._load(book_id))

    async def _load(self, book_id: BookId) -> None:
        reading = await self._context.tasks.blocking(self._context.services.statistics.book, book_id)
        count = len(reading.sessions)
        self.summary.setText(
            joined(tr("%n session(s)", count), duration(reading.seconds))
            if count
            else tr("No page views for this book yet. Import your device's statistics over USB.")
        )
        self.positions.show_plot(position_plot(reading))
        self.sessions.show_plot(session_plot(reading))
        self.pace.show_plot(pace_plot(reading))

    def _build(self, title: str) -> None:
        body = QWidget()
        cards = (self.positions, self.sessions, self.pace)
        for card in cards:
            self._takeaway.serve(card)
        in_column(*cards, None, inside=body, spacing=theme.SPACE_16, margins=(0, 0, theme.SPACE_24, 0))
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        column = dialog_column(self, right=0)
        column.addWidget(label(isolated(title), "section", wrap=True))
        column.addWidget(self.summary)
        column.addWidget(scrolling(body), 1)
        answers = Answers(self, reject=close)
        answers.setContentsMargins(0, 0, theme.SPACE_24, 0)
        column.addWidget(answers)


def position_plot(reading: BookReading) -> PlotData:
    """The position in the book over time."""
    found = reading.positions

    def when(index: int) -> str:
        return _moment(found[index].at)

    return PlotData(
        key="positions",
        title=tr("Position over time"),
        shape=Shape.STEPS,
        series=(PlotSeries(tr("Position"), [100 * one.fraction for one in found]),),
        describe=lambda index: joined(when(index), percent(found[index].fraction)),
        columns=(tr("Time"), tr("Position")),
        row=lambda index: (when(index), percent(found[index].fraction)),
        sentence=joined(when(len(found) - 1), percent(found[-1].fraction)) if found else "",
        nothing=tr("No position yet."),
        ticks=_ticks([(one.at, one.at) for one in found]),
        value_text=lambda value: percent(value / 100),
        positions=tuple(one.at for one in found),
    )


def session_plot(reading: BookReading) -> PlotData:
    """The length of each session."""
    found = reading.sessions

    def said(index: int) -> str:
        one = found[index]
        return joined(_moment(one.begin), duration(one.seconds), tr("%n page(s)", one.pages))

    return PlotData(
        key="sessions",
        title=tr("Sessions"),
        shape=Shape.COLUMNS,
        series=(PlotSeries(tr("Minutes"), [one.seconds / 60 for one in found]),),
        describe=said,
        columns=(tr("Time"), tr("Minutes"), tr("Pages")),
        row=lambda index: (
            _moment(found[index].begin),
            str(round(found[index].seconds / 60)),
            str(found[index].pages),
        ),
        sentence=tr("%n session(s)", len(found)),
        nothing=tr("No sessions yet."),
        ticks=_ticks([(index, one.begin) for index, one in enumerate(found)]),
        value_text=number,
        unit=tr("Minutes"),
    )


def pace_plot(reading: BookReading) -> PlotData:
    """The pace of each session."""
    found = reading.sessions
    pages = sum(one.pages for one in found)
    mean = f"{pages * 60 / reading.seconds:.1f}" if reading.seconds >= 60 else ""

    def said(index: int) -> str:
        return joined(_moment(found[index].begin), tr("{0} pages a minute").format(_rate(index)))

    def _rate(index: int) -> str:
        return number(round(found[index].pages_a_minute, 1))

    return PlotData(
        key="pages-a-minute",
        title=tr("Pages a minute"),
        shape=Shape.COLUMNS,
        series=(PlotSeries(tr("Pages a minute"), [one.pages_a_minute for one in found]),),
        describe=said,
        columns=(tr("Time"), tr("Pages a minute")),
        row=lambda index: (_moment(found[index].begin), f"{found[index].pages_a_minute:.2f}"),
        sentence=tr("{0} on average").format(number(float(mean))) if mean else "",
        nothing=tr("No pace yet."),
        ticks=_ticks([(index, one.begin) for index, one in enumerate(found)]),
        value_text=number,
        unit=tr("Pages a minute"),
    )


def _moment(at: float) -> str:
    return day_and_time(datetime.fromtimestamp(at, UTC))


def _ticks(points: list[tuple[float, float]]) -> tuple[Tick, ...]:
    """Day labels for some of the points, each day once: position on the axis and time."""
    step = len(points) // _MOST_TICKS + 1
    days: dict[str, float] = {}
    for at, moment in points[::step]:
        days.setdefault(day_and_time(datetime.fromtimestamp(moment, UTC), with_time=False), at)
    return tuple(Tick(at, day) for day, at in days.items())
