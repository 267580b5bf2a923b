"""From a device on USB to plots, a file of one, and the year in review."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.statistics.year_dialog import YearDialog
from tests.acceptance.window.test_device_window import Desk
from tests.ui.harness import Ui, click


def test_reading_on_a_device_becomes_plots_a_file_and_a_year(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    desk = Desk(ui, tmp_path)
    desk.window.navigator.go(Route(Page.STATISTICS))
    page = desk.window.pages.statistics
    ui.until(page.empty.isVisible)
    click(page.empty.button)
    ui.plug_in(desk.tree.root)
    dialog = desk.review()
    desk.bring_in(dialog)
    dialog.close()

    # The page has heard of it: two days in 2023, and the book that was finished then.
    desk.window.navigator.go(Route(Page.STATISTICS))
    ui.until(lambda: page.figures.pages.figure.text() == "40")
    ui.until(lambda: page.hours.plot)
    assert page.figures.time.figure.text() == "33 min"
    assert page.figures.finished.figure.text() == "1"
    assert page.year.currentData() == 2023

    # A day opens its sessions.
    assert page.calendar.chart is not None
    page.calendar.chart.pointer.point_to(317)
    QTest.keyClick(page.calendar.chart.pointer, Qt.Key.Key_Return)
    ui.until(lambda: page.findChild(TableDialog))
    sessions = page.findChild(TableDialog)
    assert sessions is not None
    assert sessions.table.model().index(0, 1).data() == "Orchard"
    sessions.accept()

    # Filters narrow all down, and the table of a plot is written as it is shown.
    page.filters.period.setCurrentIndex(page.filters.period.findData(2023))
    ui.until(lambda: not ui.tasks.is_busy)
    page.takeaway.save(page.cards["months"], "csv", tmp_path / "months.csv")
    ui.until(lambda: not ui.tasks.is_busy)
    assert (tmp_path / "months.csv").read_text().splitlines()[1:] == ["2023-11,33,40,1"]

    # The year has its pages, and is kept as a PDF.
    click(page.review)
    year = page.findChild(YearDialog)
    assert year is not None
    ui.until(lambda: year.view.pages)
    assert "1, book finished" in year.view.pages[0].text
    year.save("pdf", tmp_path / "year.pdf")
    ui.until(lambda: not ui.tasks.is_busy)
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")
    desk.tray.close()
