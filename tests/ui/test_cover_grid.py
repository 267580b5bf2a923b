"""The grid of covers: its size, what a card shows, and what can be done with several books."""

import dataclasses
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.library.card import BAR_COLOUR, CardDelegate
from bookorbit_desktop.ui.library.cover_grid import LARGEST, SMALLEST, USUAL
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.widgets.book_menu import RatingMenu, StatusMenu
from tests.services import add_book
from tests.ui.harness import Ui, click


def with_books(ui: Ui, count: int) -> LibraryPage:
    for number in range(count):
        add_book(ui.services, f"Book {number:03d}")
    page = ui.show(LibraryPage(ui.context))
    page.resize(1000, 700)
    ui.until(lambda: page.model.rowCount() == count and page.lists.isVisible())
    return page


def select(page: LibraryPage, *indexes: int) -> None:
    choice = page.lists.view.selectionModel()
    choice.clearSelection()
    for index in indexes:
        choice.select(page.model.index(index), choice.SelectionFlag.Select)


def lay_out() -> None:
    """A toolbar that takes a second line asks for more height, and its parents then lay out anew."""
    for _ in range(3):
        QApplication.processEvents()


def test_covers_share_the_whole_width_at_any_size(ui: Ui) -> None:
    page = with_books(ui, 40)
    grid = page.lists.grid
    for width in range(SMALLEST, LARGEST + 1, 16):
        page.show_width(width)
        assert grid.cover_width >= theme.px(width)
        left_over = grid.viewport().width() - grid.per_line * grid.cell().width()
        assert left_over < 6 * grid.per_line + theme.SPACE_16, width
    assert grid.verticalScrollBar().maximum() > 0


def test_the_size_is_remembered_and_the_slider_shows_it(ui: Ui) -> None:
    page = with_books(ui, 3)
    assert page.lists.grid.chosen_width == USUAL
    page.parts.tools.cover_size.setValue(page.parts.tools.cover_size.maximum())
    assert page.lists.grid.chosen_width == LARGEST

    again = ui.show(LibraryPage(ui.context))

    assert again.lists.grid.chosen_width == LARGEST
    assert again.parts.tools.cover_size.value() == again.parts.tools.cover_size.maximum()


def test_ctrl_and_the_wheel_change_the_size_and_the_wheel_alone_scrolls(ui: Ui) -> None:
    page = with_books(ui, 60)
    grid = page.lists.grid
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier):
        wheel = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid.viewport(), wheel)
    assert grid.chosen_width == USUAL - 8
    assert page.parts.tools.cover_size.value() * 8 == USUAL - 8
    assert grid.verticalScrollBar().value() > 0


def test_another_size_leaves_the_book_at_the_top_there(ui: Ui) -> None:
    page = with_books(ui, 120)
    grid = page.lists.grid
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    first = page.lists.first_in_sight()

    page.show_width(LARGEST)

    assert abs(page.lists.first_in_sight() - first) < 2 * grid.per_line


def test_a_card_is_drawn_once_and_again_only_when_its_book_changed(ui: Ui) -> None:
    page = with_books(ui, 4)
    ui.until(lambda: not ui.covers.is_drawing)
    ui.until(lambda: len(drawn_cards(page)) == 4)  # a slow frame leaves some of them to the next one
    drawn = drawn_cards(page)
    assert drawn == drawn_cards(page)

    row = page.model.row_of(page.model.ids[0])
    assert row is not None
    page.model.put_rows([dataclasses.replace(row, status=ReadingStatus.READ)])
    ui.until(lambda: drawn_cards(page)[row.id] != drawn[row.id])
    changed = drawn_cards(page)
    assert [book_id for book_id in drawn if drawn[book_id] != changed[book_id]] == [row.id]


def test_a_cover_shows_format_status_rating_and_progress(ui: Ui) -> None:
    page = with_books(ui, 1)
    ui.until(lambda: not ui.covers.is_drawing)
    index = page.model.index(0)
    row = page.model.row_of(page.model.ids[0])
    assert row is not None
    cover = page.lists.grid.visualRect(index)

    def drawn(**changes: Any) -> QImage:
        before = drawn_cards(page).get(row.id)
        page.model.put_rows([dataclasses.replace(row, **changes)])
        # A slow frame leaves the card to the next one.
        ui.until(lambda: drawn_cards(page).get(row.id) not in (None, before))
        return page.lists.grid.viewport().grab(cover).toImage()

    plain = drawn(formats=())
    middle = plain.width() // 2
    assert min(changed_columns(plain, drawn(formats=("epub",)))) > middle
    read = drawn(formats=(), status=ReadingStatus.READ)
    assert max(changed_columns(plain, read)) < middle
    assert changed_columns(read, drawn(formats=(), status=ReadingStatus.READ, rating=4.5))
    for percentage in (0.1, 0.4, 0.9):
        shown = drawn(formats=(), percentage=percentage, status=ReadingStatus.READING)
        longest = max(line_of(shown, BAR_COLOUR, y) for y in range(shown.height()))
        assert abs(longest / page.lists.grid.cover_width - percentage) < 0.03


def changed_columns(before: QImage, after: QImage) -> set[int]:
    """The columns of pixels in which two pictures differ."""
    return {
        x
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    }


def line_of(picture: QImage, colour: str, y: int) -> int:
    """How many pixels of a line have a colour."""
    return sum(picture.pixelColor(x, y) == QColor(colour) for x in range(picture.width()))


def drawn_cards(page: LibraryPage) -> dict[int, int]:
    """What tells apart the kept pictures of the cards in sight, by book."""
    page.lists.grid.viewport().grab()
    delegate = page.lists.grid.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    return {key[0]: one.picture.cacheKey() for key, one in delegate._drawn.items()}


def test_several_selected_books_are_given_a_status_and_a_rating_at_once(ui: Ui) -> None:
    page = with_books(ui, 4)
    bar = page.selected.bar
    select(page, 0)
    assert not bar.isVisible()
    select(page, 0, 1, 3)
    assert bar.isVisible()
    assert bar.count.text() == "3 books selected"
    assert not page.search.isVisible()

    click(bar.status)
    (menu,) = (one for one in page.findChildren(StatusMenu) if one.isVisible())
    next(action for action in menu.actions() if action.text() == "Read").trigger()
    click(bar.rating)
    (ratings,) = (one for one in page.findChildren(RatingMenu) if one.isVisible())
    ratings.actions()[0].trigger()

    ids = [page.model.ids[index] for index in (0, 1, 3)]
    ui.until(lambda: all(state.rating == 5 for state in ui.services.reading.states(ids).values()))
    assert {state.status for state in ui.services.reading.states(ids).values()} == {ReadingStatus.READ}
    for one in page.findChildren(QMenu):
        one.close()


def test_escape_a_letter_and_the_cross_bring_the_search_back(ui: Ui) -> None:
    page = with_books(ui, 4)
    for by_key in (False, True):
        select(page, 0, 1)
        if by_key:
            QTest.keyClick(page.lists.view, Qt.Key.Key_Escape)
        else:
            click(page.selected.bar.clear)
        assert page.search.isVisible()
        assert page.lists.selected_count() == 0
    select(page, 0, 1)
    QTest.keyClick(page.lists.view, Qt.Key.Key_B)
    assert page.search.hasFocus()
    assert page.search.text() == "b"


def test_the_list_stays_where_it_is_when_the_bar_comes(ui: Ui) -> None:
    page = with_books(ui, 4)
    for width in (1000, 640):
        page.resize(width, 700)
        select(page)
        lay_out()
        before = page.lists.mapTo(page, QPoint())
        select(page, 0, 1)
        lay_out()
        assert page.lists.mapTo(page, QPoint()) == before


def test_a_series_says_how_many_of_its_books_are_read(ui: Ui) -> None:
    first = add_book(ui.services, "One", series="Saga", series_index=1)
    add_book(ui.services, "Two", series="Saga", series_index=2)
    ui.services.reading.set_status([first], StatusChange(ReadingStatus.READ))
    page = ui.show(LibraryPage(ui.context))
    page.parts.tools.group.setChecked(True)
    ui.until(lambda: page.model.rowCount() == 1)

    assert "1 of 2 read" in page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    select(page, 0)
    assert page.selected.bar.count.text() == "2 books selected"
