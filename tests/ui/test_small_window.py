"""A small window: the sidebar folds to icons, headers fold away, and lists keep most of the height."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Route
from bookorbit_desktop.ui.sidebar import COLLAPSED_WIDTH, WIDTH, Page
from tests.annotations import KOBO, book_of, highlight
from tests.ui.harness import Ui

SMALL, USUAL = QSize(760, 560), QSize(1240, 800)


def window_at(ui: Ui, size: QSize, page: Page) -> MainWindow:
    window = MainWindow(ui.context)
    ui._shown.append(window)
    window.resize(size)
    window.show()
    window.navigator.go(Route(page))
    ui.until(lambda: not ui.tasks.is_busy)
    return window


def test_below_900_pixels_the_sidebar_shows_only_icons_with_their_words_as_tooltips(ui: Ui) -> None:
    window = window_at(ui, SMALL, Page.DASHBOARD)
    bar = window.sidebar
    assert (bar.is_collapsed, bar.width()) == (True, COLLAPSED_WIDTH)
    index = bar.model.index(0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Dashboard"
    assert bar.list.verticalScrollBar().maximum() == 0, "every page can be reached without scrolling"

    window.resize(USUAL)
    assert (bar.is_collapsed, bar.width()) == (False, WIDTH)
    assert bar.model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None


@pytest.mark.parametrize("page", [Page.HARDCOVER, Page.LOG, Page.HIGHLIGHTS, Page.LIBRARY])
def test_in_a_small_window_a_list_keeps_six_tenths_of_the_page(ui: Ui, page: Page) -> None:
    ui.set_status(ui.book("Emma"), ReadingStatus.READING)
    ui.push(ui.book("Dune"), 0.4)
    ui.services.annotations.import_books([(book_of(highlight(1, "Salt keeps.")), None)], KOBO)
    window = window_at(ui, SMALL, page)
    shown = window.pages.page(page)
    states: QWidget = shown.states  # type: ignore[attr-defined]
    ui.until(states.isVisible)
    assert states.height() >= 0.6 * shown.height()


def test_the_sentence_under_the_title_comes_back_with_the_room(ui: Ui) -> None:
    ui.push(ui.book("Dune"), 0.4)
    window = window_at(ui, SMALL, Page.LOG)
    header = window.pages.log._header
    assert not header._sentence.isVisible()
    window.resize(USUAL)
    assert header._sentence.isVisible()
