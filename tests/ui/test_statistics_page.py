"""The Statistics page: figures and plots that follow the filters, and what can be taken from them."""

import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.plots import ReadingPlots
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.statistics.book_dialog import BookReadingDialog
from bookorbit_desktop.ui.statistics.page import StatisticsPage
from bookorbit_desktop.ui.statistics.plot_card import PlotCard
from bookorbit_desktop.ui.statistics.plot_data import PlotData
from bookorbit_desktop.ui.statistics.plots import Metric
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.statistics.year_dialog import YearDialog
from bookorbit_desktop.ui.wording import isolated
from tests.services import TestClock
from tests.ui.harness import PATIENCE, Ui, click

HOUR = 3600


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


def digest_of(ui: Ui, book_id: int) -> str:
    return ui.services.library.book(BookId(book_id)).files[0].partial_md5


def read(ui: Ui, book_id: int, day: datetime, pages: int, device: str = "kobo") -> None:
    """Pages of a minute each, as a device's statistics tell."""
    digest = digest_of(ui, book_id)
    start = int(day.timestamp())
    views = [PageView(digest, page + 1, start + 60 * page, 60, 300) for page in range(pages)]
    repository = PageViewRepository(ui.services.database)
    ui.services.database.write(lambda: repository.add(views, device, None, start + 1e6))


@pytest.fixture
def reader(ui: Ui) -> Ui:
    """Two books, read on a Tuesday and on the Friday after it."""
    clock = ui.services.clock
    assert isinstance(clock, TestClock)
    assert isinstance(clock.virtual, VirtualClock)
    clock.virtual.now = datetime(2026, 3, 7, 12, tzinfo=UTC).timestamp()
    first, second = ui.book("Emma", "Jane Austen"), ui.book("Ulysses", "James Joyce")
    read(ui, first, datetime(2026, 3, 3, 20, tzinfo=UTC), 90)
    read(ui, second, datetime(2026, 3, 6, 8, tzinfo=UTC), 30, "boox")
    ui.set_status(second, ReadingStatus.ABANDONED)
    return ui


def shown(ui: Ui) -> StatisticsPage:
    page = ui.show(StatisticsPage(ui.context))
    ui.until(lambda: page.plots is not None and not ui.tasks.is_busy)
    return page


def test_page_views_of_a_wrong_clock_are_told_whatever_else_was_read(ui: Ui) -> None:
    read(ui, ui.book("Emma", "Jane Austen"), datetime(1970, 1, 3, tzinfo=UTC), 3)
    page = shown(ui)
    assert page.wrong_clock.isVisible()
    told = "Not counted, because a device's clock was wrong: 3 page views ({0})"
    assert page.wrong_clock.text() == told.format(isolated("kobo"))


def test_nothing_is_said_of_clocks_that_are_right(reader: Ui) -> None:
    assert not shown(reader).wrong_clock.isVisible()


def chosen(page: StatisticsPage, ui: Ui) -> None:
    ui.until(lambda: not ui.tasks.is_busy)


def values(card: PlotCard) -> list[float]:
    assert card.plot is not None
    return [round(value, 6) for value in card.plot.series[0].values]


def test_no_plot_library_is_loaded_before_there_is_something_to_draw(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if is_drawing(name)]:
        monkeypatch.delitem(sys.modules, name)  # an earlier test of this process has opened the page
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: not ui.tasks.is_busy)
    window.sidebar.select(Page.STATISTICS)
    ui.until(window.pages.statistics.empty.isVisible)

    assert [name for name in sys.modules if is_drawing(name)] == []


def is_drawing(module: str) -> bool:
    return module.partition(".")[0] == "pyqtgraph" or module.endswith(
        ("statistics.chart", "statistics.marks")
    )


def test_a_statistics_page_without_reading_leads_to_the_koreader_page(ui: Ui) -> None:
    page = shown(ui)
    wanted: list[Route] = []
    ui.context.navigation.route_asked.connect(wanted.append)

    click(page.empty.button)

    assert wanted == [Route(Page.KOREADER)]


def test_figures_and_plots_show_what_was_read(reader: Ui) -> None:
    page = shown(reader)

    assert page.figures.time.figure.text() == "2 h"
    assert page.figures.pages.figure.text() == "120"
    assert values(page.cards["months"]) == [2.0]
    assert values(page.cards["authors"]) == [90.0, 30.0] or values(page.cards["authors"]) == [1.5, 0.5]
    assert sum(values(page.calendar)) == 2 * HOUR
    assert page.calendar.plot is not None
    tuesday = page.calendar.plot.describe(61)
    assert "3 March 2026" in tuesday
    assert "1 h 30 min" in tuesday
    hours = values(page.hours)  # from four in the morning, when a day begins
    assert (hours[24 + 16], hours[24 + 17], hours[4 * 24 + 4]) == (HOUR, HOUR / 2, HOUR / 2)
    assert sum(hours) == 2 * HOUR


def test_an_author_whose_book_was_only_opened_is_in_the_table_without_a_bar(reader: Ui) -> None:
    opened = digest_of(reader, reader.book("Persuasion", "Anne Opened"))
    views = [PageView(opened, 1, int(datetime(2026, 3, 6, 12, tzinfo=UTC).timestamp()), 0, 300)]
    repository = PageViewRepository(reader.services.database)
    reader.services.database.write(lambda: repository.add(views, "kobo", None, 1.8e9))
    plot = shown(reader).cards["authors"].plot
    assert plot is not None
    assert [tick.text for tick in plot.ticks] == ["Jane Austen", "James Joyce"]
    assert [row[:2] for row in plot.more_rows] == [("Anne Opened", "0")]
    assert "1 more" in plot.sentence


@pytest.mark.parametrize(
    ("key", "side", "unit"), [("months", "left", "Hours"), ("authors", "bottom", "Minutes")]
)
def test_the_axis_of_the_values_begins_with_a_nought_and_names_its_unit(
    reader: Ui, key: str, side: str, unit: str
) -> None:
    card = shown(reader).cards[key]
    assert card.chart is not None
    painter = QPainter(picture := QImage(10, 10, QImage.Format.Format_ARGB32))
    _, _, words = card.chart.getPlotItem().getAxis(side).generateDrawSpecs(painter)
    painter.end()
    assert not picture.isNull()
    assert next(word for _, _, word in words) == "0"
    assert card.plot is not None
    assert card.plot.unit == unit


def test_time_goes_to_the_right_in_a_language_that_is_written_to_the_left(
    reader: Ui, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        card = shown(reader).cards["months"]
        assert card.chart is not None
        item = card.chart.getPlotItem()
        reader.until(lambda: item.vb.geometry().width() > 0)
        assert item.getAxis("left").geometry().right() <= item.vb.geometry().left() + 1
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_all_plots_follow_the_filters(reader: Ui) -> None:
    page = shown(reader)

    page.filters.author.setCurrentIndex(page.filters.author.findData("James Joyce"))
    chosen(page, reader)

    assert page.figures.time.figure.text() == "30 min"
    assert [sum(values(card)) for card in (page.calendar, page.hours)] == [HOUR / 2, HOUR / 2]
    authors = page.cards["authors"].plot
    assert authors is not None
    assert [tick.text for tick in authors.ticks] == ["James Joyce"]

    page.filters.status.setCurrentIndex(page.filters.status.findData("read"))
    chosen(page, reader)
    assert page.filtered.isVisible()
    click(page.filtered.button)
    chosen(page, reader)
    assert page.figures.time.figure.text() == "2 h"

    page.filters.measure.setCurrentIndex(page.filters.measure.findData(Metric.PAGES.value))
    assert sum(values(page.calendar)) == 120
    assert values(page.cards["devices"]) == [90.0, 30.0]


def test_a_late_answer_of_an_earlier_filter_is_not_shown(reader: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(reader)
    service = reader.services.statistics
    ask, asked, answer = service.plots, threading.Event(), threading.Event()

    def slowly(statistics_filter: StatisticsFilter) -> ReadingPlots:
        found = ask(statistics_filter)
        if statistics_filter.author == "Jane Austen":
            asked.set()
            assert answer.wait(PATIENCE)
        return found

    monkeypatch.setattr(service, "plots", slowly)
    page.filters.author.setCurrentIndex(page.filters.author.findData("Jane Austen"))
    reader.until(asked.is_set)
    page.filters.author.setCurrentIndex(page.filters.author.findData("James Joyce"))
    reader.until(lambda: page.figures.time.figure.text() == "30 min")
    answer.set()
    chosen(page, reader)

    assert page.figures.time.figure.text() == "30 min"
    assert page.plots is not None
    assert page.plots.statistics_filter.author == "James Joyce"


def test_a_plot_comes_into_the_room_that_was_kept_for_it(reader: Ui) -> None:
    drawn = shown(reader)
    for card in (drawn.calendar, *drawn.cards.values()):
        assert card.plot is not None
        early = reader.show(PlotCard(card.accessibleName()))
        early.resize(card.size())
        early.announce(card.plot)
        room, has_chart = early.sizeHint().height(), early.chart is not None
        early.show_plot(card.plot)

        assert not has_chart
        assert (early.chart is None) is card.plot.is_empty
        assert early.sizeHint().height() == room, card.accessibleName()


def test_other_units_chosen_while_plots_are_drawn_stay(reader: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(reader)
    drawn: list[PlotCard] = []
    draw = PlotCard.show_plot

    def choose_pages_at_first(card: PlotCard, data: PlotData) -> None:
        draw(card, data)
        drawn.append(card)
        if len(drawn) == 1:
            page.filters.measure.setCurrentIndex(page.filters.measure.findData(Metric.PAGES))

    monkeypatch.setattr(PlotCard, "show_plot", choose_pages_at_first)
    hours = page.hours.plot
    page.reload()
    reader.until(lambda: page.hours.plot is not hours)

    assert page.cards["months"].plot is not None
    assert page.cards["months"].plot.unit == "Pages"


def test_a_plot_is_read_with_the_keyboard(reader: Ui) -> None:
    page = shown(reader)
    chart = page.cards["authors"].chart
    assert chart is not None
    pointer = chart.pointer
    pointer.setFocus()

    QTest.keyClick(pointer, Qt.Key.Key_Down)
    assert "Jane Austen" in page.cards["authors"].readout.text()
    QTest.keyClick(pointer, Qt.Key.Key_Down)
    QTest.keyClick(pointer, Qt.Key.Key_Down)

    assert "James Joyce" in page.cards["authors"].readout.text()
    assert "James Joyce" in pointer.accessibleDescription()


def test_a_day_opens_its_sessions_and_these_their_book(reader: Ui) -> None:
    page = shown(reader)
    wanted: list[Route] = []
    reader.context.navigation.route_asked.connect(wanted.append)
    chart = page.calendar.chart
    assert chart is not None

    chart.pointer.point_to(61)
    QTest.keyClick(chart.pointer, Qt.Key.Key_Return)
    reader.until(lambda: page.findChild(TableDialog))
    dialog = page.findChild(TableDialog)
    assert dialog is not None
    texts = [dialog.table.model().index(0, column).data() for column in range(4)]
    assert texts[1] == "Emma"
    assert texts[3] == "1 h 30 min"
    dialog.row_activated.emit(0)

    assert [route.page for route in wanted] == [Page.LIBRARY]


def test_a_plot_is_copied_and_saved_in_every_form(reader: Ui, tmp_path: Path) -> None:
    page = shown(reader)
    card = page.cards["months"]

    card.copy_requested.emit()
    assert not QGuiApplication.clipboard().image().isNull()
    for kind in ("png", "svg", "csv"):
        page.takeaway.save(card, kind, tmp_path / f"plot.{kind}")
    reader.until(lambda: not reader.tasks.is_busy)

    picture = QImage(str(tmp_path / "plot.png"))
    assert picture.width() > 400
    assert len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 2
    assert "<svg" in (tmp_path / "plot.svg").read_text("utf-8")
    lines = (tmp_path / "plot.csv").read_text("utf-8").splitlines()
    assert lines == ["Month,Minutes,Pages,Books finished", "2026-03,120,120,0"]

    page.takeaway.save(card, "csv", tmp_path / "missing" / "plot.csv")
    reader.until(lambda: reader.problems)
    assert "Choose another file" in reader.problems[0]


def test_the_table_behind_a_plot_has_every_value(reader: Ui) -> None:
    page = shown(reader)

    page.cards["authors"].table_requested.emit()
    dialog = page.findChild(TableDialog)
    assert dialog is not None
    dialog.copy()

    assert QGuiApplication.clipboard().text().splitlines()[1:] == [
        "Jane Austen\t90\t90\t1",
        "James Joyce\t30\t30\t1",
    ]


def test_a_book_shows_positions_sessions_and_pages_a_minute(reader: Ui) -> None:
    row = next(row for row in reader.services.book_list.rows(BookQuery()) if row.title == "Emma")
    dialog = BookReadingDialog(reader.context, row.id, row.title, reader.show(QWidget()))
    dialog.show()
    reader.until(lambda: dialog.pace.plot)

    assert values(dialog.positions)[-1] == 30.0
    assert values(dialog.sessions) == [90.0]
    assert values(dialog.pace) == [1.0]
    assert "1 session" in dialog.summary.text()


def test_a_year_is_turned_through_and_saved(reader: Ui, tmp_path: Path) -> None:
    row = next(row for row in reader.services.book_list.rows(BookQuery()) if row.title == "Emma")
    reader.set_status(row.id, ReadingStatus.READ, finished_on=date(2026, 3, 3))
    dialog = YearDialog(reader.context, [2026, 2020], reader.show(QWidget()))
    dialog.show()
    reader.until(lambda: dialog.view.pages)

    assert "1, book finished" in dialog.view.accessibleName()
    QTest.keyClick(dialog.view, Qt.Key.Key_End)
    assert not dialog.forward.isEnabled()
    click(dialog.back)
    assert "Emma" in dialog.view.accessibleName()
    dialog.save("png", tmp_path / "year.png")
    dialog.save("pdf", tmp_path / "year.pdf")
    reader.until(lambda: not reader.tasks.is_busy)
    assert QImage(str(tmp_path / "year.png")).height() == 1350
    assert (tmp_path / "year.pdf").read_bytes().count(b"/Type /Page\n") == len(dialog.view.pages)

    dialog.year.setCurrentIndex(1)
    reader.until(dialog.nothing.isVisible)
    assert not dialog.save_pdf.isEnabled()
