"""Shelves, saved filters and tags in the window."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QListWidgetItem, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.collections.shelf_actions import NameDialog
from bookorbit_desktop.ui.collections.sort_dialog import SortDialog, TickList
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sidebar import NavEntry
from bookorbit_desktop.ui.widgets.book_drag import CarriedBooks
from bookorbit_desktop.ui.widgets.rows import ROW
from tests.ui.harness import Ui, click

WITH_PANE = 900
"""What the window needs at least with a list and a pane beside each other, whatever they are called."""
SHELF, TAG, FILTER = CollectionKind.SHELF, CollectionKind.TAG, CollectionKind.FILTER


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: not ui.tasks.is_busy and window.isActiveWindow())
    return window


def made(ui: Ui, kind: CollectionKind, name: str, *books: BookId) -> Collection:
    ui.services.collections.add_named(kind, name, books)
    return ui.services.collections.named(name, kind)


def dialog(ui: Ui, window: QWidget) -> SortDialog:
    found: list[SortDialog] = []

    def look() -> bool:
        found[:] = [one for one in window.findChildren(SortDialog) if one.isVisible()]
        return bool(found)

    ui.until(look)
    return found[0]


def name(ui: Ui, window: QWidget, text: str) -> None:
    """Type a name into the dialog that asks for one, and press Enter."""
    ui.until(lambda: window.findChild(NameDialog))
    asked = window.findChild(NameDialog)
    assert asked is not None
    asked.field.setText(text)
    QTest.keyClick(asked.field, Qt.Key.Key_Return)


def line(ticks: TickList, text: str) -> QListWidgetItem:
    return next(
        ticks.rows.item(index) for index in range(ticks.rows.count()) if ticks.rows.item(index).text() == text
    )


def tick(ticks: TickList, text: str) -> None:
    """Press Space on a line."""
    ticks.rows.setCurrentItem(line(ticks, text))
    QTest.keyClick(ticks.rows, Qt.Key.Key_Space)


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.model.rows if row]


def contents(ui: Ui, text: str, kind: CollectionKind = SHELF) -> set[BookId]:
    own = ui.services.collections
    return set(own.books(own.named(text, kind)))


def test_a_selection_is_put_on_shelves_and_tagged_in_one_dialog_and_undo_takes_it_back(ui: Ui) -> None:
    one, two = ui.book("Atlas"), ui.book("Bees")
    made(ui, SHELF, "Both", one, two)
    made(ui, SHELF, "One only", one)
    window = shown(ui)
    window.pages.library.selected.shelves.sort_in([one, two])
    asked = dialog(ui, window)
    states = [line(asked.shelves, text).checkState() for text in ("Both", "One only")]
    assert states == [Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked]

    tick(asked.shelves, "Both")
    tick(asked.shelves, "One only")
    asked.tags.field.setText("Fun")
    QTest.keyClick(asked.tags.field, Qt.Key.Key_Return)
    assert asked.isVisible()
    click(asked.save)
    ui.until(lambda: window.message_bar.text.startswith("Shelves and tags changed for 2 books"))
    assert (contents(ui, "Both"), contents(ui, "One only"), contents(ui, "Fun", TAG)) == (
        set(),
        {one, two},
        {one, two},
    )

    assert window.message_bar.undo()
    ui.until(lambda: window.message_bar.text.startswith("Undone"))
    assert (contents(ui, "Both"), contents(ui, "One only")) == ({one, two}, {one})
    assert [collection.name for collection in ui.services.collections.all()] == ["Both", "One only"]


def test_a_half_tick_that_is_left_alone_changes_nothing(ui: Ui) -> None:
    one, two = ui.book("Atlas"), ui.book("Bees")
    made(ui, SHELF, "One only", one)
    window = shown(ui)
    window.pages.library.selected.shelves.sort_in([one, two])
    asked = dialog(ui, window)
    asked.shelves.field.setText("typed, not added")
    click(asked.save)
    ui.until(lambda: len(ui.services.collections.all()) == 2)
    assert contents(ui, "One only") == {one}


def test_a_name_that_exists_in_other_letters_ticks_its_line_instead_of_making_another(ui: Ui) -> None:
    one = ui.book("Atlas")
    made(ui, SHELF, "Summer")
    window = shown(ui)
    window.pages.library.selected.shelves.sort_in([one])
    asked = dialog(ui, window)
    asked.shelves.field.setText("SUMMER")
    click(asked.shelves.add)
    click(asked.save)
    ui.until(lambda: contents(ui, "Summer") == {one})
    assert len(ui.services.collections.all()) == 1


def test_shelves_stand_in_the_sidebar_and_show_their_books(ui: Ui) -> None:
    one, _ = ui.book("Atlas"), ui.book("Bees")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    ui.until(lambda: shelf.id in [entry.collection_id for entry in window.sidebar.model.rows])
    window.sidebar.select(Page.LIBRARY, None, shelf.id)
    library = window.pages.library
    ui.until(lambda: titles(library) == ["Atlas"])
    assert window.navigator.here == Route(Page.LIBRARY, collection_id=shelf.id)
    assert library.header.findChildren(type(library.header.title))[0].text() == "To lend"

    window.sidebar.select(Page.LIBRARY)
    ui.until(lambda: titles(library) == ["Atlas", "Bees"])
    assert not library.chips.isVisible()


def test_the_filter_of_the_library_is_saved_under_a_name_and_opens_as_that_filter(ui: Ui) -> None:
    one, _ = ui.book("Atlas"), ui.book("Bees")
    ui.set_status(one, ReadingStatus.READ)
    window = shown(ui)
    window.navigator.go(Route(Page.LIBRARY, ReadingStatus.READ))
    library = window.pages.library
    ui.until(lambda: titles(library) == ["Atlas"] and library.chips.isVisible())
    library.chips.save_requested.emit()
    name(ui, window, "Done")
    ui.until(lambda: window.message_bar.text == "Filter “\u2068Done\u2069” saved.")
    (saved,) = ui.services.collections.all()
    assert saved.query == BookQuery(status=ReadingStatus.READ)

    window.navigator.go(Route(Page.DASHBOARD))
    window.navigator.go(Route(Page.LIBRARY, collection_id=saved.id))
    ui.until(lambda: titles(library) == ["Atlas"])


def test_a_shelf_that_is_shown_follows_its_new_name_and_its_end(ui: Ui) -> None:
    one, two = ui.book("Atlas"), ui.book("Bees")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    window.navigator.go(Route(Page.LIBRARY, collection_id=shelf.id))
    library = window.pages.library
    ui.until(lambda: titles(library) == ["Atlas"])
    ui.services.collections.rename(shelf.id, "Lent")
    ui.services.collections.add(shelf.id, [two])
    ui.until(lambda: titles(library) == ["Atlas", "Bees"])
    assert library._query.chosen == {(Facet.SHELF, "Lent")}
    ui.services.collections.delete([shelf.id])
    ui.until(lambda: window.navigator.here == Route(Page.LIBRARY))


def test_deleting_a_shelf_on_its_page_stays_there_also_where_the_library_showed_it(ui: Ui) -> None:
    one, _ = ui.book("Atlas"), ui.book("Bees")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    window.navigator.go(Route(Page.LIBRARY, collection_id=shelf.id))
    library = window.pages.library
    ui.until(lambda: titles(library) == ["Atlas"])
    window.sidebar.select(Page.SHELVES)
    ui.services.collections.delete([shelf.id])
    ui.until(lambda: titles(library) == ["Atlas", "Bees"])
    assert window.navigator.here == Route(Page.SHELVES)


def test_a_shelf_that_loads_late_does_not_replace_the_page_opened_after_it(ui: Ui) -> None:
    one, _ = ui.book("Atlas"), ui.book("Bees")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    library = window.pages.library
    window.navigator.go(Route(Page.LIBRARY, collection_id=shelf.id))
    window.navigator.go(Route(Page.LIBRARY))
    ui.until(lambda: not ui.tasks.is_busy)
    assert titles(library) == ["Atlas", "Bees"]


def test_a_shelf_says_what_it_is_and_a_book_from_elsewhere_leaves_it(ui: Ui) -> None:
    one, other = ui.book("Atlas"), ui.book("Bees")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    library = window.pages.library
    window.navigator.go(Route(Page.LIBRARY, collection_id=shelf.id))
    ui.until(lambda: titles(library) == ["Atlas"])
    assert said_above(library) == ["To lend", "Shelf"]

    library.suggestions.book_chosen.emit(other)
    ui.until(lambda: titles(library) == ["Atlas", "Bees"])
    ui.until(lambda: said_above(library) == ["Library", "2 books."])


def said_above(library: LibraryPage) -> list[str]:
    return [words.text() for words in library.header.findChildren(QLabel) if words.text()]


def test_a_card_is_renamed_with_f2_and_deleted_with_undo(ui: Ui) -> None:
    one = ui.book("Atlas")
    made(ui, SHELF, "To lend", one)
    window = shown(ui)
    window.sidebar.select(Page.SHELVES)
    page = window.pages.shelves
    ui.until(lambda: page.grid.cards.rows)
    page.grid.setCurrentIndex(page.grid.cards.index(0))
    QTest.keyClick(page.grid, Qt.Key.Key_F2)
    name(ui, window, "Lent")
    ui.until(lambda: page.grid.cards.rows[0].title == "Lent")

    page.grid.setCurrentIndex(page.grid.cards.index(0))
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    ui.until(lambda: page.states.currentWidget() is page.states.empty)
    assert window.message_bar.undo()
    ui.until(lambda: [card.title for card in page.grid.cards.rows] == ["Lent"])
    assert contents(ui, "Lent") == {one}


@pytest.mark.parametrize("kind", [SHELF, TAG])
def test_a_name_that_is_taken_is_refused_in_words(ui: Ui, kind: CollectionKind) -> None:
    made(ui, kind, "Summer")
    window = shown(ui)
    window.sidebar.select(Page.SHELVES)
    page = window.pages.shelves
    click(page.new_tag if kind is TAG else page.new_shelf)
    name(ui, window, "summer")
    ui.until(lambda: "already" in window.message_bar.text)
    assert len(ui.services.collections.all()) == 1


def test_the_pane_shows_the_shelves_of_a_book_as_ways_to_them(ui: Ui) -> None:
    one = ui.book("Atlas")
    shelf = made(ui, SHELF, "To lend", one)
    window = shown(ui)
    window.navigator.go(Route(Page.LIBRARY, book_id=one))
    details = window.pages.library.details
    ui.until(lambda: [chip.text() for chip in details.shelves.chips] == ["To lend"])
    click(details.shelves.change)
    dialog(ui, window).reject()
    click(details.shelves.chips[0])
    ui.until(lambda: window.navigator.here == Route(Page.LIBRARY, collection_id=shelf.id))


@pytest.mark.parametrize("text", ["<b>x</b> &amp;", "\u202exyz", "w" * 10_000, "-rf ../..", "a\nb"])
def test_a_hostile_name_is_text_everywhere_and_widens_nothing(ui: Ui, text: str) -> None:
    one = ui.book("Atlas")
    shelf = made(ui, SHELF, text, one)
    made(ui, TAG, text, one)
    window = shown(ui)
    window.sidebar.select(Page.SHELVES)
    ui.until(lambda: len(window.pages.shelves.grid.cards.rows) == 2)
    window.navigator.go(Route(Page.LIBRARY, collection_id=shelf.id))
    ui.until(lambda: titles(window.pages.library) == ["Atlas"])
    window.pages.library.show_book(one)
    ui.until(lambda: len(window.pages.library.details.shelves.chips) == 2)
    window.pages.library.selected.shelves.sort_in([one])
    asked = dialog(ui, window)
    assert asked.minimumSizeHint().width() <= 1240
    asked.reject()
    window.pages.shelves.changes.rename(shelf)
    name(ui, window, f"{text} again")
    ui.until(lambda: ui.services.collections.get(shelf.id) != shelf)
    assert window.minimumSizeHint().width() <= WITH_PANE


class TestDraggingBooks:
    """Onto a line of the sidebar."""

    def test_selected_books_are_dropped_on_a_shelf_and_taken_back(self, ui: Ui) -> None:
        books = [ui.book("Atlas"), ui.book("Bees"), ui.book("Comets")]
        shelf = made(ui, SHELF, "To lend", books[0])
        window = shown(ui)

        assert drop(window, "To lend", CarriedBooks(books))
        ui.until(lambda: said(window) == "2 books added to “To lend”.")
        assert list(ui.services.collections.books(shelf)) == books

        assert window.message_bar.undo()
        ui.until(lambda: list(ui.services.collections.books(shelf)) == books[:1])

    def test_books_that_are_there_already_are_said(self, ui: Ui) -> None:
        book = ui.book("Atlas")
        made(ui, TAG, "Signed", book)
        window = shown(ui)

        assert drop(window, "Signed", CarriedBooks([book]))
        ui.until(lambda: said(window) == "“Signed” has these books already.")

    def test_books_dropped_on_the_shelves_heading_go_to_a_new_shelf(self, ui: Ui) -> None:
        book = ui.book("Atlas")
        window = shown(ui)

        assert drop(window, "Shelves", CarriedBooks([book]))
        name(ui, window, "To lend")
        ui.until(lambda: said(window) == "1 book added to “To lend”.")
        shelf = ui.services.collections.named("To lend", SHELF)
        assert list(ui.services.collections.books(shelf)) == [book]

    def test_only_shelves_and_tags_take_books_and_files_are_the_windows(self, ui: Ui) -> None:
        book = ui.book("Atlas")
        made(ui, SHELF, "To lend", book)
        ui.services.collections.make(FILTER, "Long", BookQuery(text="long"))
        window = shown(ui)
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile("/books/atlas.epub")])

        assert not drop(window, "Long", CarriedBooks([book]))
        assert not drop(window, "Library", CarriedBooks([book]))
        assert not drop(window, "To lend", files)

    def test_nothing_is_put_on_a_line_that_came_under_the_pointer(self, ui: Ui) -> None:
        book = ui.book("Atlas")
        made(ui, SHELF, "Lent", ui.book("Bees"))
        window = shown(ui)
        carried, point = CarriedBooks([book]), middle_of(window, "Lent")
        assert drag(window, point, carried)

        made(ui, SHELF, "Away", ui.book("Comets"))
        ui.until(lambda: line_at(window, point) == "Away")

        assert not let_go(window, point, carried)
        assert list(ui.services.collections.books(ui.services.collections.named("Away", SHELF))) != [book]

    def test_a_drag_carries_the_selected_books(self, ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
        """Qt waits until the button is up; here the drag ends at once."""
        books = [ui.book("Atlas"), ui.book("Bees"), ui.book("Comets")]
        window = shown(ui)
        library = window.pages.library
        window.navigator.go(Route(Page.LIBRARY))
        ui.until(lambda: len(titles(library)) == 3)
        carried: list[list[BookId]] = []

        def ends(drag: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
            held = drag.mimeData()
            assert isinstance(held, CarriedBooks)
            carried.append(held.book_ids)
            return Qt.DropAction.IgnoreAction

        monkeypatch.setattr(QDrag, "exec", ends)
        for view, picked in ((library.lists.grid, [0, 2]), (library.lists.table, [1])):
            library.show_mode(is_grid=view is library.lists.grid)
            pull(view, picked)
        assert carried == [[books[0], books[2]], [books[1]]]

    def test_a_click_counts_where_it_began(self, ui: Ui) -> None:
        """Pressed on a row and let go on another's stars, nothing is rated."""
        book = ui.book("Atlas")
        ui.book("Bees")
        window = shown(ui)
        library = window.pages.library
        window.navigator.go(Route(Page.LIBRARY))
        library.show_mode(is_grid=False)
        ui.until(lambda: len(titles(library)) == 2)
        table = library.lists.table
        rows = [table.visualRect(table.model().index(row, 0)) for row in (0, 1)]
        stars = next(
            QPoint(x, rows[0].center().y())
            for x in range(rows[0].left(), rows[0].right(), 4)
            if table._rating_at(table.model().index(0, 0), QPoint(x, rows[0].center().y()))
        )

        QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, rows[1].center().y()))
        QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=stars)
        ui.until(lambda: not ui.tasks.is_busy)
        assert ui.services.library.book(book).reading.rating is None


def pull(view: QAbstractItemView, rows: list[int]) -> None:
    """Select rows, and drag the last of them away."""
    view.selectionModel().clear()
    for row in rows:
        view.selectionModel().select(view.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    start = view.visualRect(view.model().index(rows[-1], 0)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for far in (5, 40, 80):
        QTest.mouseMove(view.viewport(), start + QPoint(0, far))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start)


def said(window: MainWindow) -> str:
    """The message, without the marks around foreign text."""
    return window.message_bar.text.translate({0x2068: None, 0x2069: None})


def middle_of(window: MainWindow, word: str) -> QPoint:
    """The middle of a line of the sidebar."""
    lines = window.sidebar.list
    row = next(row for row, entry in enumerate(window.sidebar.model.rows) if entry.word == word)
    lines.scrollTo(window.sidebar.model.index(row))
    return lines.visualRect(window.sidebar.model.index(row)).center()


def line_at(window: MainWindow, point: QPoint) -> str:
    entry: NavEntry | None = window.sidebar.list.indexAt(point).data(ROW)
    return entry.word if entry is not None else ""


def drag(window: MainWindow, point: QPoint, carried: QMimeData) -> bool:
    """Carry something over a line of the sidebar. Returns whether it may be let go there."""
    view = window.sidebar.list.viewport()
    actions, button, plain = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(point, actions, carried, button, plain)
    QApplication.sendEvent(view, entering)
    moving = QDragMoveEvent(point, actions, carried, button, plain)
    QApplication.sendEvent(view, moving)
    return entering.isAccepted() and moving.isAccepted()


def let_go(window: MainWindow, point: QPoint, carried: QMimeData) -> bool:
    """Let go. Returns whether it was taken."""
    event = QDropEvent(
        point, Qt.DropAction.CopyAction, carried, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.sidebar.list.viewport(), event)
    return event.isAccepted()


def drop(window: MainWindow, word: str, carried: QMimeData) -> bool:
    """Carry something to a line, and let go where it would be taken."""
    point = middle_of(window, word)
    return drag(window, point, carried) and let_go(window, point, carried)
