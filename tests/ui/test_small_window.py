"""A small window: the sidebar folds to icons, headers fold away, and lists keep most of the height."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.reading.goals import GoalMeasure
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sidebar import COLLAPSED_WIDTH, WIDTH
from tests.annotations import KOBO, book_of, highlight
from tests.ui import audit
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


def test_shelves_stand_with_the_library_and_only_their_page_in_a_folded_sidebar(ui: Ui) -> None:
    ui.services.collections.add_named(CollectionKind.SHELF, "Winter", [ui.book("Emma")])
    window = window_at(ui, USUAL, Page.DASHBOARD)
    window.refresh_counts()
    ui.until(lambda: "Winter" in [entry.word for entry in window.sidebar.model.rows])
    words = [entry.word for entry in window.sidebar.model.rows]
    first = words.index("Shelves")
    assert words[first - 1 : first + 3] == ["Authors", "Shelves", "Winter", "Highlights"]
    assert words[-1] == "Settings"

    window.resize(SMALL)
    words = [entry.word for entry in window.sidebar.model.rows]
    assert "Shelves" in words
    assert "Winter" not in words
    window.resize(USUAL)
    assert "Winter" in [entry.word for entry in window.sidebar.model.rows]


def test_the_card_of_the_goal_is_as_high_as_its_words_in_a_small_window(ui: Ui) -> None:
    ui.set_status(ui.book("Emma"), ReadingStatus.READING)
    ui.services.preferences.change(books_per_year=40_000, goal_measure=GoalMeasure.PAGES)
    window = window_at(ui, SMALL, Page.DASHBOARD)
    goal = window.pages.dashboard.goal
    ui.until(goal.isVisible)
    assert "40,000" in goal.headline.text()
    assert audit.cut_off(goal) == []


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
    assert not header.sentence.isVisible()
    window.resize(USUAL)
    assert header.sentence.isVisible()
