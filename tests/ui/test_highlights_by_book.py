"""The page of highlights as one reads it: by book, the words largest, rows as tall as their text."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui.highlights import page as highlights_page
from bookorbit_desktop.ui.highlights.delegate import BOOK_START
from bookorbit_desktop.ui.highlights.page import HighlightDialog, HighlightsPage
from bookorbit_desktop.ui.highlights.picture import TALLEST, WIDTH, picture_of
from tests.annotations import KOBO, book_of, highlight
from tests.ui.harness import Ui, click


def filled(ui: Ui) -> HighlightsPage:
    """Two books: three highlights of which one is long and one has a note, and one highlight."""
    first = book_of(
        highlight(1, "Salt keeps."),
        highlight(2, "The tide came in without asking. " * 12),
        highlight(3, "Pears do.", note="Not so fast"),
    )
    second = book_of(highlight(4, "Weeds grow."), digest="c" * 32, title="Zoo")
    ui.services.annotations.import_books([(first, None), (second, None)], KOBO)
    page = ui.show(HighlightsPage(ui.context))
    page.resize(1000, 700)
    ui.until(lambda: len(page.model.rows) == 4)
    ui.until(lambda: not ui.tasks.is_busy)
    return page


def row(page: HighlightsPage, index: int) -> QRect:
    return page.view.visualRect(page.model.index(index))


def test_rows_are_as_tall_as_their_text_and_follow_the_width(ui: Ui) -> None:
    page = filled(ui)
    short, long, noted = (row(page, index).height() for index in range(3))
    assert long > noted
    assert row(page, 3).height() > short - row(page, 0).height() + 40
    page.resize(600, 700)
    ui.until(lambda: row(page, 1).height() > long)
    assert row(page, 2).top() == row(page, 1).bottom() + 1


def test_each_book_begins_once_with_its_cover_and_title(ui: Ui) -> None:
    page = filled(ui)
    starts = [page.model.index(index).data(BOOK_START) for index in range(4)]
    assert starts == [True, False, False, True]
    assert row(page, 0).height() > row(page, 2).height() - 20, "the head of the book is in its first row"


def test_a_list_of_very_many_is_not_measured(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlights_page, "MOST_MEASURED", 3)
    page = filled(ui)
    assert {row(page, index).height() for index in range(4)} == {108}


def test_chips_choose_the_kind_and_the_button_says_how_many_filters_are_used(ui: Ui) -> None:
    page = filled(ui)
    filters = page.filters
    click(filters.chips[AnnotationKind.NOTE])
    ui.until(lambda: [kept.annotation.text for kept in page.model.rows] == ["Pears do."])
    assert filters.filters.text() == "Filters", "the chip shows the kind by itself"
    click(filters.chips[None])
    ui.until(lambda: len(page.model.rows) == 4)

    click(filters.filters)
    assert filters.book.isVisible()
    filters.note.setCurrentIndex(filters.note.findData(1))
    ui.until(lambda: len(page.model.rows) == 1)
    assert filters.filters.text() == "Filters (1)"
    click(filters.reset)
    ui.until(lambda: len(page.model.rows) == 4)
    assert filters.chips[None].isChecked()


def test_a_random_highlight_is_one_of_those_shown(ui: Ui) -> None:
    page = filled(ui)
    click(page.filters.chips[AnnotationKind.NOTE])
    ui.until(lambda: len(page.model.rows) == 1)
    click(page.random)
    ui.until(lambda: page.findChildren(HighlightDialog))
    (dialog,) = page.findChildren(HighlightDialog)
    assert dialog.facts["Note"] == "Not so fast"


def test_a_highlight_is_copied_as_a_picture(ui: Ui) -> None:
    page = filled(ui)
    point = row(page, 2).center()
    page.view.customContextMenuRequested.emit(point)
    (menu,) = page.findChildren(QMenu)
    next(action for action in menu.actions() if action.text() == "Copy as picture").trigger()
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == WIDTH
    assert picture.height() > 200


def test_a_picture_of_a_whole_chapter_is_cut(ui: Ui) -> None:
    page = filled(ui)
    kept: KeptAnnotation = page.model.rows[0]
    long = book_of(highlight(9, "Sand. " * 3000, note="A" * 9000), digest="d" * 32, title="Desert")
    ui.services.annotations.import_books([(long, None)], KOBO)
    ui.until(lambda: len(page.model.rows) == 5)
    huge = next(
        one for one in page.model.rows if one.id not in (kept.id,) and len(one.annotation.text) > 9000
    )
    assert picture_of(huge).height() <= TALLEST
    assert picture_of(kept).height() < TALLEST / 2
