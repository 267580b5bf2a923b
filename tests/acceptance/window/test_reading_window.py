"""One test for each promise, through the whole window.

The days themselves are in `tests/acceptance/test_statistics.py`, the files of a year in `test_year.py`.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, VirtualClock, World
from bookorbit_desktop.demo.local_hardcover.gate import SYNC_SCOPES
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.dashboard.page import DashboardPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.settings.goal_dialog import GoalDialog
from bookorbit_desktop.ui.statistics.book_dialog import BookReadingDialog
from bookorbit_desktop.ui.statistics.page import StatisticsPage
from bookorbit_desktop.ui.statistics.plot_card import PlotCard
from bookorbit_desktop.ui.statistics.plot_data import Shape
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.statistics.year_dialog import YearDialog
from tests.services import TestClock, add_book
from tests.ui.harness import Ui, click

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
"""A Friday."""


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def reader(ui: Ui) -> Ui:
    """It is a Friday noon."""
    assert isinstance(ui.services.clock, TestClock)
    assert isinstance(ui.services.clock.virtual, VirtualClock)
    ui.services.clock.virtual.now = NOON.timestamp()
    return ui


def read(
    ui: Ui, book_id: BookId, days_ago: float, pages: int, *, first: int = 1, device: str = "kobo"
) -> None:
    """So many pages of a minute each, as a device's statistics tell."""
    digest = ui.services.library.book(book_id).files[0].partial_md5
    start = int((NOON - timedelta(days=days_ago)).timestamp())
    views = [PageView(digest, first + page, start + 60 * page, 60, 300) for page in range(pages)]
    repository = PageViewRepository(ui.services.database)
    ui.services.database.write(lambda: repository.add(views, device, None, start + 1e6))


def window_at(ui: Ui, page: Page) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.resize(theme.px(1240), theme.px(800))
    window.navigator.go(Route(page))
    ui.until(lambda: not ui.tasks.is_busy)
    return window


def dashboard(ui: Ui) -> DashboardPage:
    return window_at(ui, Page.DASHBOARD).pages.dashboard


def statistics(ui: Ui) -> StatisticsPage:
    page = window_at(ui, Page.STATISTICS).pages.statistics
    ui.until(lambda: page.plots is not None and not ui.tasks.is_busy)
    return page


def choose(ui: Ui, page: StatisticsPage, name: str, value: object) -> None:
    box = getattr(page.filters, name)
    assert box.findData(value) >= 0, (name, [box.itemData(index) for index in range(box.count())])
    box.setCurrentIndex(box.findData(value))
    ui.until(lambda: not ui.tasks.is_busy)


# The dashboard


def test_2_today_and_this_week_and_a_streak_that_lives_until_the_end_of_today(reader: Ui) -> None:
    emma = reader.book("Emma")
    for days_ago in (3, 2, 1):
        read(reader, emma, days_ago, 30)
    page = dashboard(reader)
    reader.until(lambda: page.streak.headline.text() == "3 days")
    assert page.week.headline.text() == "1 h 30 min"
    assert page.streak.detail.text() == "Read today to keep it."
    dots = [dot.partition(": ")[2] for dot in page.streak.dots.accessibleName().split(", ")]
    assert dots == ["doesn't count"] * 3 + ["counts"] * 3 + ["doesn't count"]


def test_2_a_day_counts_from_the_minutes_that_were_chosen_and_weeks_in_a_row_are_told(reader: Ui) -> None:
    emma = reader.book("Emma")
    for days_ago in (0.1, 1, 8, 15):
        read(reader, emma, days_ago, 12)
    page = dashboard(reader)
    reader.until(lambda: page.streak.headline.text() == "2 days")
    assert "3 weeks in a row" in page.streak.more.text()
    reader.services.preferences.change(minutes_per_day=30)
    reader.until(lambda: page.streak.headline.text() == "–")


@pytest.mark.parametrize("measure", list(GoalMeasure))
@pytest.mark.parametrize("period", list(GoalPeriod))
def test_2_a_goal_of_books_pages_or_hours_by_year_or_month_is_a_ring_with_its_pace(
    reader: Ui, measure: GoalMeasure, period: GoalPeriod
) -> None:
    emma = reader.book("Emma")
    read(reader, emma, 1, 120)
    reader.set_status(emma, ReadingStatus.READ, finished_on=NOON.date())
    reader.services.preferences.change(books_per_year=2, goal_measure=measure, goal_period=period)
    page = dashboard(reader)
    done = {
        GoalMeasure.BOOKS: "1 of 2 books",
        GoalMeasure.PAGES: "120 of 2 pages",
        GoalMeasure.HOURS: "2 of 2 hours",
    }
    reader.until(lambda: page.goal.headline.text() == done[measure])
    assert page.goal.ring.isVisible()
    assert page.goal.ring.accessibleDescription() == ("50%" if measure is GoalMeasure.BOOKS else "100%")
    assert page.goal.detail.text() in ("1 book ahead", "On pace", "Goal reached.")


def test_2_the_time_left_of_each_current_book_is_at_ones_own_pace(reader: Ui) -> None:
    emma = reader.book("Emma")
    for days_ago in (3, 2, 1):
        read(reader, emma, days_ago, 60, first=1 + 60 * (3 - days_ago))
    reader.push(emma, 0.6)
    page = dashboard(reader)
    reader.until(lambda: bool(page.current.cards))
    assert "about 2 h left" in page.current.cards[0].accessibleName()


def test_2_what_rests_is_offered_again_and_what_was_finished_lately_is_shown(reader: Ui) -> None:
    resting, finished, current = reader.book("Dune"), reader.book("Emma"), reader.book("Persuasion")
    reader.push(resting, 0.3)
    reader.services.clock.move(days=30)  # type: ignore[attr-defined]
    reader.set_status(finished, ReadingStatus.READ, finished_on=reader.services.clock.today())
    reader.push(current, 0.2)
    page = dashboard(reader)
    reader.until(lambda: page.resting.isVisible() and page.finished.isVisible())
    assert [card.book.title for card in page.resting.cards] == ["Dune"]
    assert [card.book.title for card in page.finished.cards] == ["Emma"]
    assert [card.book.title for card in page.current.cards] == ["Persuasion"]


# The Statistics page


def test_3_every_promised_plot_is_there_with_axes_values_and_a_table(reader: Ui) -> None:
    emma = add_book(
        reader.services,
        "Emma",
        "Jane Austen",
        series="Novels",
        series_index=4,
        language="en",
        digest="e" * 32,
    )
    read(reader, emma, 2, 90)
    reader.set_status(
        emma, ReadingStatus.READ, rating=4.5, finished_on=NOON.date(), started_on=date(2026, 3, 4)
    )
    page = statistics(reader)
    promised = {
        *("months", "pace", "authors", "series", "genres", "languages", "formats", "devices"),
        *("finished", "lengths", "days-to-finish", "ratings", "abandoned", "library"),
    }
    assert set(page.cards) == promised
    assert page.figures.finished.figure.text() == "1"
    assert page.figures.time.figure.text() == "1.5 h"
    assert page.figures.pages.figure.text() == "90"
    for card in (page.calendar, page.hours, *page.cards.values()):
        assert card.plot is not None
        if card.plot.is_empty:
            assert card.plot.nothing, card.plot.key
            continue
        assert card.plot.unit or card.plot.shape is Shape.CELLS, card.plot.key
        assert card.plot.rows(), card.plot.key
        assert card.plot.describe(0), card.plot.key


def test_3_a_day_of_the_calendar_opens_its_sessions(reader: Ui) -> None:
    read(reader, reader.book("Emma"), 2, 90)
    page = statistics(reader)
    assert page.calendar.chart is not None
    page.calendar.chart.pointer.point_to((NOON.date() - timedelta(days=2)).timetuple().tm_yday - 1)
    QTest.keyClick(page.calendar.chart.pointer, Qt.Key.Key_Return)
    reader.until(lambda: page.findChild(TableDialog))
    sessions = page.findChild(TableDialog)
    assert sessions is not None
    assert sessions.table.model().index(0, 1).data() == "Emma"


@pytest.mark.parametrize(
    ("name", "value", "seconds"),
    [("period", 2025, 600), ("status", "abandoned", 600), ("author", "Jane Austen", 5400)],
)
def test_3_every_plot_follows_the_filters(reader: Ui, name: str, value: object, seconds: int) -> None:
    emma, dune = reader.book("Emma", "Jane Austen"), reader.book("Dune", "Frank Herbert")
    read(reader, emma, 2, 90)
    read(reader, dune, 100, 10, device="boox")
    reader.set_status(dune, ReadingStatus.ABANDONED)
    page = statistics(reader)
    choose(reader, page, name, value)
    assert page.plots is not None
    assert page.plots.statistics.total.seconds == seconds
    assert sum(amounts(page.hours)) == seconds
    assert sum(page.cards["authors"].plot.series[0].values) > 0  # type: ignore[union-attr]


def amounts(card: PlotCard) -> list[float]:
    assert card.plot is not None
    return list(card.plot.series[0].values)


def test_3_a_plot_is_read_by_keyboard_copied_and_saved_as_png_svg_and_csv(reader: Ui, tmp_path: Path) -> None:
    read(reader, reader.book("Emma", "Jane Austen"), 2, 90)
    page = statistics(reader)
    card = page.cards["authors"]
    assert card.chart is not None
    card.chart.pointer.setFocus()
    QTest.keyClick(card.chart.pointer, Qt.Key.Key_Down)
    assert "Jane Austen" in card.chart.pointer.accessibleDescription()
    card.copy_requested.emit()
    assert not QGuiApplication.clipboard().image().isNull()
    for kind in ("png", "svg", "csv"):
        page.takeaway.save(card, kind, tmp_path / f"plot.{kind}")
    reader.until(lambda: not reader.tasks.is_busy)
    assert not QImage(str(tmp_path / "plot.png")).isNull()
    assert "<svg" in (tmp_path / "plot.svg").read_text("utf-8")
    assert "Jane Austen" in (tmp_path / "plot.csv").read_text("utf-8")


def test_3_plots_are_drawn_in_the_colours_of_the_theme(reader: Ui, qapp: QApplication) -> None:
    read(reader, reader.book("Emma"), 2, 90)
    page = statistics(reader)
    chart = page.cards["months"].chart
    assert chart is not None
    light = chart.grab().toImage()
    theme.apply(qapp, dark=True)
    try:
        reader.until(lambda: chart.grab().toImage() != light)
    finally:
        theme.apply(qapp, dark=False)


def test_3_a_book_shows_its_position_over_time_its_sessions_and_pages_a_minute(reader: Ui) -> None:
    emma = reader.book("Emma")
    read(reader, emma, 2, 90)
    window = window_at(reader, Page.STATISTICS)
    dialog = BookReadingDialog(reader.context, emma, "Emma", window)
    dialog.show()
    reader.until(lambda: dialog.pace.plot)
    assert amounts(dialog.positions)[-1] == 30.0
    assert amounts(dialog.sessions) == [90.0]
    assert amounts(dialog.pace) == [1.0]


# Forecasts


def test_4_the_finish_of_a_book_is_a_date_with_a_range_and_said_to_be_unknown_before_that(reader: Ui) -> None:
    emma, dune = reader.book("Emma"), reader.book("Dune")
    for days_ago, pages in ((6, 20), (5, 60), (3, 10), (2, 45), (1, 30)):
        read(reader, emma, days_ago, pages, first=1 + 10 * (6 - days_ago))
    reader.push(emma, 0.3)
    reader.push(dune, 0.1)
    page = dashboard(reader)
    reader.until(lambda: len(page.current.cards) == 2)
    told = {card.book.title: card.toolTip() for card in page.current.cards}
    assert "Finished around" in told["Emma"]
    assert "most likely between" in told["Emma"]
    assert "Not enough reading yet" in told["Dune"]


# The year in review


def test_5_ones_own_statuses_come_first_in_the_year_and_it_becomes_a_picture_and_a_pdf(
    reader: Ui, tmp_path: Path
) -> None:
    by_hand, abandoned = reader.book("By hand"), reader.book("Abandoned")
    reader.set_status(by_hand, ReadingStatus.READ, finished_on=date(2026, 2, 3))
    read(reader, abandoned, 2, 90)
    reader.set_status(abandoned, ReadingStatus.READ, finished_on=date(2026, 3, 4))
    reader.set_status(abandoned, ReadingStatus.ABANDONED)
    page = statistics(reader)
    click(page.review)
    year = page.findChild(YearDialog)
    assert year is not None
    reader.until(lambda: year.view.pages)
    told = "\n".join(one.text for one in year.view.pages)
    assert "1, book finished" in told
    assert "By hand" in told
    assert "Abandoned" not in told
    assert "1 h 30 min" in told
    for kind in ("png", "pdf"):
        year.save(kind, tmp_path / f"year.{kind}")
    reader.until(lambda: not reader.tasks.is_busy)
    assert QImage(str(tmp_path / "year.png")).height() == 1350
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")


def test_5_an_author_whose_time_nobody_knows_is_not_said_to_have_been_read_for_no_minutes(reader: Ui) -> None:
    emma, dune = reader.book("Emma", "Jane Austen"), reader.book("Dune", "Frank Herbert")
    read(reader, emma, 2, 90)
    reader.push(dune, 0.4)
    page = statistics(reader)
    click(page.review)
    year = page.findChild(YearDialog)
    assert year is not None
    reader.until(lambda: year.view.pages)
    told = "\n".join(one.text for one in year.view.pages)
    assert "Frank Herbert" in told
    assert ", 0 min" not in told


# Goals on Hardcover


def test_8_goals_on_hardcover_are_shown_beside_ones_own_and_nothing_is_written(
    reader: Ui, world: World
) -> None:
    reader.book("Emma")
    world.add_goal(reader.hardcover.user_id, 40, 12, year=2999)
    reader.hardcover.add_token(DEMO_TOKEN, reader.hardcover.user_id, scopes=SYNC_SCOPES | {"read:goals"})
    page = dashboard(reader)
    click(page.goal.set_goal)
    reader.until(lambda: page.findChild(GoalDialog))
    dialog = page.findChild(GoalDialog)
    assert dialog is not None
    reader.until(lambda: "12 of 40 books" in dialog.elsewhere.text())
    assert reader.hardcover.journal == []
    dialog.reject()
