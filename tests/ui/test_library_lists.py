"""The library as covers and as a table: finding, filtering, stacking, and acting on many books."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.listing import BookQuery, BookSort, Facet, StackedIds, packed
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.files.removal import TrashRefused
from bookorbit_desktop.ui.library import actions
from bookorbit_desktop.ui.library.actions import RemoveDialog, move_to_trash
from bookorbit_desktop.ui.library.filters import FilterPopup
from bookorbit_desktop.ui.library.model import ORDER, Column, LibraryModel
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.widgets.paged_rows import KEPT_PAGES, PAGE
from bookorbit_desktop.ui.widgets.rows import ROW
from tests.books import write_epub
from tests.services import add_book, put_book
from tests.ui.harness import Ui, click


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.model.rows]


class Heard:
    """What a page said, and what it offered to do about it."""

    def __init__(self, ui: Ui) -> None:
        self.said: list[tuple[str, Tone]] = []
        self.offers: list[tuple[str, tuple[Offer, ...]]] = []
        ui.context.messages.message.connect(lambda text, tone: self.said.append((text, tone)))
        ui.context.messages.offered.connect(lambda text, offers: self.offers.append((text, offers)))

    def undo(self) -> None:
        """Take the newest thing back."""
        next(offer for offer in self.offers[-1][1] if offer.takes_back).act()


def loaded(ui: Ui, count: int) -> LibraryPage:
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: page.model.rowCount() == count and len(page.model.rows) == count)
    return page


def popup(ui: Ui, page: LibraryPage) -> FilterPopup:
    click(page.parts.tools.filters)
    ui.until(lambda: isinstance(QApplication.activePopupWidget(), FilterPopup))
    found = QApplication.activePopupWidget()
    assert isinstance(found, FilterPopup)
    return found


def choose(ui: Ui, filters: FilterPopup, facet: Facet, value: str) -> None:
    """Tick a value with the keyboard."""
    filters.facets.setCurrentRow(list(Facet).index(facet))
    ui.until(lambda: filters.values.findItems(value, Qt.MatchFlag.MatchExactly))
    filters.values.setCurrentItem(filters.values.findItems(value, Qt.MatchFlag.MatchExactly)[0])
    QTest.keyClick(filters.values, Qt.Key.Key_Space)


def test_a_typing_error_still_finds_the_book(ui: Ui) -> None:
    ui.book("Emma", "Jane Austen")
    ui.book("Dune", "Frank Herbert")
    page = loaded(ui, 2)

    QTest.keyClicks(page.search, "jane asuten")
    ui.until(lambda: titles(page) == ["Emma"])

    assert page.chips.isVisible()


def test_a_letter_typed_in_the_list_begins_a_search_and_escape_clears_the_selection(ui: Ui) -> None:
    ui.book("Emma")
    ui.book("Dune")
    page = loaded(ui, 2)
    page.view.selectAll()

    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.view.selectionModel().hasSelection()
    QTest.keyClick(page.view, Qt.Key.Key_D)
    ui.until(lambda: titles(page) == ["Dune"])

    assert page.search.text() == "d"


def test_filters_count_narrow_and_go_away_one_by_one_or_all(ui: Ui) -> None:
    put_book(ui.services, BookMetadata(title="Emma", authors=("Jane Austen",), subjects=("Classic",)))
    put_book(ui.services, BookMetadata(title="Dune", authors=("Frank Herbert",), subjects=("Classic",)))
    put_book(ui.services, BookMetadata(title="Solaris", authors=("Lem",), language="pl"))
    page = loaded(ui, 3)
    page.set_counts(ui.services.book_list.counts())
    filters = popup(ui, page)

    choose(ui, filters, Facet.GENRE, "Classic")
    ui.until(lambda: titles(page) == ["Dune", "Emma"])
    choose(ui, filters, Facet.AUTHOR, "Jane Austen")
    ui.until(lambda: titles(page) == ["Emma"])
    filters.close()

    chips = [chip.text() for chip in page.chips.findChildren(QPushButton) if chip.isVisible()]
    assert chips == ["Author: Jane Austen", "Genre: Classic", "Clear all", "Save filter…"]
    assert page.chips.total.text() == "1 of 3"
    assert page.parts.tools.filters.text() == "Filters  2"

    click(page.chips.findChildren(QPushButton)[0])
    ui.until(lambda: titles(page) == ["Dune", "Emma"])
    page.chips.cleared.emit()
    ui.until(lambda: titles(page) == ["Dune", "Emma", "Solaris"] and not page.chips.isVisible())


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(ui: Ui) -> None:
    ui.book("Emma")
    page = loaded(ui, 1)
    filters = popup(ui, page)
    choose(ui, filters, Facet.RATING, "Not rated")
    filters.close()
    page.filter_status(ReadingStatus.READ)
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    page.filters_cleared.connect(lambda: page.filter_status(None))

    click(page.states.filtered.button)
    ui.until(lambda: titles(page) == ["Emma"])

    assert page.states.currentWidget() is page.states.content


def test_a_series_stands_as_one_opens_and_leads_back(ui: Ui) -> None:
    sagas = [add_book(ui.services, f"Saga {n}", series="Saga", series_index=n) for n in (1, 2, 3)]
    add_book(ui.services, "Alone")
    page = loaded(ui, 4)

    click(page.parts.tools.group)
    ui.until(lambda: page.model.rowCount() == 2)
    page.view.setCurrentIndex(page.model.index(1))
    assert page.lists.selected_books() == sagas
    assert "Saga, 0 of 3 read" in page.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)

    page.view.setFocus()
    page.view.activated.emit(page.view.currentIndex())
    ui.until(lambda: titles(page) == ["Saga 1", "Saga 2", "Saga 3"])
    assert page.parts.back.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    ui.until(lambda: page.model.rowCount() == 2)

    assert not page.parts.back.isVisible()


def test_a_stack_shows_the_state_that_needs_the_person_most(ui: Ui) -> None:
    books = [add_book(ui.services, f"Saga {n}", series="Saga", series_index=n) for n in (1, 2)]
    ui.set_status(books[1], ReadingStatus.READ)
    page = loaded(ui, 2)

    page.parts.tools.group.setChecked(True)
    ui.until(lambda: page.model.rowCount() == 1)

    said = page.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert said == "Saga, 1 of 2 read, Hardcover: Pending"


def test_many_books_get_a_status_and_undo_puts_each_back(ui: Ui) -> None:
    one, other = ui.book("Dune"), ui.book("Emma")
    ui.set_status(other, ReadingStatus.READING)
    before = {book: ui.services.library.book(book).reading for book in (one, other)}
    page = loaded(ui, 2)
    heard = Heard(ui)
    page.view.selectAll()

    page.selected.actions.set_status(page.lists.selected_books(), ReadingStatus.READ)
    ui.until(lambda: all(row.status is ReadingStatus.READ for row in page.model.rows) and heard.offers)
    heard.undo()
    ui.until(lambda: heard.said)

    after = {book: ui.services.library.book(book).reading for book in (one, other)}
    assert after[one] == before[one]
    assert after[other].status is ReadingStatus.READING
    assert [read.started_on for read in after[other].reads] == [
        read.started_on for read in before[other].reads
    ]


def test_excluding_from_the_menu_can_be_taken_back(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ)
    page = loaded(ui, 1)
    heard = Heard(ui)
    page.view.selectAll()

    page.selected.decide(page.selected.matches.exclude, page.lists.selected_books())
    ui.until(lambda: page.model.rows[0].hardcover is HardcoverState.EXCLUDED and heard.offers)
    heard.undo()
    ui.until(lambda: page.model.rows[0].hardcover is HardcoverState.PENDING)

    assert heard.offers[0][0] == "Excluded from Hardcover sync"


def remove(ui: Ui, page: LibraryPage, *, to_trash: bool = False) -> None:
    """Press Delete and answer."""
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    ui.until(lambda: isinstance(QApplication.activeModalWidget(), RemoveDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RemoveDialog)
    assert dialog.keep_file.isChecked()
    if to_trash:
        dialog.trash_file.setChecked(True)
    click(dialog.remove)


def scanned(ui: Ui, folder: Path) -> Path:
    folder.mkdir()
    path = write_epub(folder / "emma.epub", title="Emma")
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    return path


def test_delete_removes_and_keeps_the_file_and_undo_brings_back_the_very_same(ui: Ui, tmp_path: Path) -> None:
    file = scanned(ui, tmp_path / "books")
    page = loaded(ui, 1)
    heard = Heard(ui)
    before = ui.services.library.book(page.model.rows[0].id)
    page.view.selectAll()

    remove(ui, page)
    ui.until(lambda: page.states.currentWidget() is page.states.empty and heard.offers)
    assert file.exists()
    assert heard.offers[0][0] == "1 book removed"
    heard.undo()
    ui.until(lambda: titles(page) == ["Emma"])

    assert ui.services.library.book(page.model.rows[0].id) == before


def test_the_details_of_a_book_that_is_removed_close(ui: Ui) -> None:
    book = ui.book("Dune")
    page = loaded(ui, 1)
    page.show_book(book)
    page.view.selectAll()
    page.view.setFocus()

    remove(ui, page)
    ui.until(lambda: not page.details.isVisible())

    assert ui.services.book_list.rows(BookQuery()) == []


def test_the_systems_trash_takes_a_file_and_gives_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    (tmp_path / "share").mkdir()
    file = tmp_path / "emma.epub"
    file.write_bytes(b"a book")

    place = move_to_trash(os.fsencode(file))

    assert not file.exists()
    assert place is not None
    assert Path(os.fsdecode(place)).read_bytes() == b"a book"
    with pytest.raises(TrashRefused, match="Couldn't move"):
        move_to_trash(os.fsencode(file))


def test_a_file_goes_to_the_trash_and_comes_back(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = scanned(ui, tmp_path / "books")
    place = tmp_path / "trash.epub"

    def trash(path: bytes) -> bytes:
        os.rename(path, place)  # noqa: PTH104 - paths are bytes here
        return os.fsencode(place)

    monkeypatch.setattr(actions, "move_to_trash", trash)
    page = loaded(ui, 1)
    heard = Heard(ui)
    page.view.selectAll()

    remove(ui, page, to_trash=True)
    ui.until(lambda: heard.offers and not page.model.rowCount())
    assert place.exists()
    assert not file.exists()
    heard.undo()
    ui.until(lambda: titles(page) == ["Emma"] and heard.said)

    assert file.exists()
    assert not page.model.rows[0].missing


def test_a_trash_that_refuses_is_said_and_the_book_stays(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: bytes) -> bytes:
        raise TrashRefused(
            Message(
                "Couldn't move emma.epub to the Trash, so the book was kept. Close the file if it's open and try again."
            )
        )

    scanned(ui, tmp_path / "books")
    monkeypatch.setattr(actions, "move_to_trash", refuse)
    page = loaded(ui, 1)
    heard = Heard(ui)
    page.view.selectAll()

    remove(ui, page, to_trash=True)
    ui.until(lambda: heard.said)

    assert "Couldn't move emma.epub" in heard.said[0][0]
    assert heard.said[0][1] is Tone.ATTENTION
    assert titles(page) == ["Emma"]


def test_a_head_of_the_table_sorts_and_turns_round(ui: Ui) -> None:
    one, _ = ui.book("Dune"), ui.book("Emma")
    ui.services.reading.rate([one], 4.0)
    page = loaded(ui, 2)
    page.show_mode(is_grid=False)
    heads = page.lists.heads

    heads.sectionClicked.emit(ORDER.index(Column.RATING))
    ui.until(lambda: titles(page) == ["Dune", "Emma"])
    heads.sectionClicked.emit(ORDER.index(Column.BOOK))
    heads.sectionClicked.emit(ORDER.index(Column.BOOK))
    ui.until(lambda: titles(page) == ["Emma", "Dune"])

    assert page.sort.currentText() == "Title Z–A"
    assert heads.sortIndicatorSection() == ORDER.index(Column.BOOK)


def test_the_page_is_as_the_person_left_it(ui: Ui) -> None:
    ui.book("Dune")
    page = loaded(ui, 1)
    page.show_mode(is_grid=False)
    page.sort_by(BookSort.ADDED, backwards=True)
    page.parts.tools.group.setChecked(True)
    page.lists.heads.toggle(Column.PAGES)
    page.lists.heads.resizeSection(ORDER.index(Column.STATUS), 200)

    again = loaded(ui, 1)

    assert again.lists.view is again.lists.table
    assert again.sort.currentText() == "Oldest"
    assert again.parts.tools.group.isChecked()
    assert Column.PAGES in again.columns.chosen
    assert again.columns.widths[Column.STATUS] == 200


def test_grid_and_table_share_the_selection(ui: Ui) -> None:
    for title in ("Dune", "Emma", "Solaris"):
        ui.book(title)
    page = loaded(ui, 3)
    page.view.setCurrentIndex(page.model.index(1))

    page.parts.tools.table.click()
    assert page.view is page.lists.table
    assert [row.title for row in page.lists.selected_rows()] == ["Emma"]
    page.parts.tools.grid.click()

    assert page.view is page.lists.grid
    assert page.view.currentIndex().row() == 1


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_card_lies_where_it_can_be_clicked_and_keys_go_through_the_lines(
    ui: Ui, direction: Qt.LayoutDirection
) -> None:
    for number in range(12):
        ui.book(f"Book {number:02}")
    page = loaded(ui, 12)
    grid = page.lists.grid
    grid.setLayoutDirection(direction)
    onward = Qt.Key.Key_Right if direction is Qt.LayoutDirection.LeftToRight else Qt.Key.Key_Left
    places = [grid.indexAt(grid.visualRect(page.model.index(n)).center()).row() for n in range(12)]
    assert places == list(range(12))
    assert not grid.indexAt(QPoint(-5, -5)).isValid()

    click(grid.viewport(), grid.visualRect(page.model.index(1)).center())
    for _ in range(grid.per_line - 1):
        QTest.keyClick(grid, onward)
    assert grid.currentIndex().row() == grid.per_line
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 0
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [row.title for row in page.lists.selected_rows()] == [
        f"Book {number:02}" for number in range(grid.per_line + 1)
    ]
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().row() == 11
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.lists.selected_books()) == 12


def test_a_digit_rates_what_is_selected_in_the_grid(ui: Ui) -> None:
    ui.book("Dune")
    page = loaded(ui, 1)
    page.view.selectAll()

    QTest.keyClick(page.view, Qt.Key.Key_3)
    ui.until(lambda: page.model.rows[0].rating == 3.0)

    assert ui.services.book_list.rows(BookQuery())[0].rating == 3.0


def test_enter_opens_a_card_beside_the_grid(ui: Ui) -> None:
    book = ui.book("Dune")
    page = loaded(ui, 1)
    page.view.setCurrentIndex(page.model.index(0))

    QTest.keyClick(page.view, Qt.Key.Key_Return)
    ui.until(lambda: page.details.isVisible() and page.details.book_id == book)

    assert page.view is page.lists.grid


@pytest.mark.parametrize("is_grid", [True, False], ids=["grid", "table"])
def test_rows_are_fetched_where_somebody_looks(ui: Ui, is_grid: bool) -> None:
    count = 1000
    sql = (
        "INSERT INTO book (title, authors, series, language, description, publisher, published, subjects,"
        " added_at) VALUES (?, '[]', '', '', '', '', '', '[]', 0)"
    )
    named = [(f"Book {number:04}",) for number in range(count)]
    ui.services.database.write(lambda: ui.services.database.connection().executemany(sql, named))
    page = ui.show(LibraryPage(ui.context))
    page.show_mode(is_grid=is_grid)
    ui.until(lambda: page.model.rowCount() == count)
    assert len(page.model.rows) <= 2 * PAGE

    page.view.scrollTo(page.model.index(count - 1))
    ui.until(lambda: page.model.index(count - 1).data(ROW) is not None)

    assert page.model.index(count - 1).data(ROW).title == f"Book {count - 1:04}"
    assert len(page.model.rows) < count / 2


def test_a_hundred_thousand_books_are_scrolled_without_keeping_them_all(qapp: QApplication) -> None:
    model = LibraryModel()
    wanted: list[int] = []
    model.rows_requested.connect(wanted.extend)
    model.show_ids(StackedIds(packed(range(1, 100_001)), {}))

    for index in range(0, 100_000, 250):
        assert model.index(index).data(ROW) is None
        QApplication.processEvents()

    assert len(wanted) <= 400 * PAGE
    assert len(model._pages) <= KEPT_PAGES


def test_loading_shows_the_shape_of_what_comes(ui: Ui) -> None:
    ui.book("Dune")
    page = ui.show(LibraryPage(ui.context))

    assert page.states.currentWidget() is page.states.loading
    assert not page.states.loading.grab().isNull()
    ui.until(lambda: page.states.currentWidget() is page.states.content)


def test_an_empty_library_offers_to_choose_a_folder(ui: Ui) -> None:
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.states.empty)

    assert page.states.empty.button.text() == "Choose folder…"
    assert page.states.empty.button.isEnabled()
