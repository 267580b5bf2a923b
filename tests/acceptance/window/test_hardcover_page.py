"""The Hardcover page as the window shows it, over real services."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.ui.hardcover.model import STACK
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from tests.services import add_book
from tests.ui.harness import Ui, click

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(ui: Ui, count: int) -> tuple[MainWindow, HardcoverPage]:
    """The window at the Hardcover page, with so many books listed."""
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.HARDCOVER)
    page = window.pages.hardcover
    ui.until(lambda: page.model.rowCount() == count)
    return window, page


def chips(page: HardcoverPage) -> dict[str, bool]:
    """The filters with their counts, and whether each can be used."""
    return {chip.text(): chip.isEnabled() for chip in page.chips.findChildren(QPushButton)}


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in the active window, which on the offscreen platform has to be made so again and again."""
    widget.window().activateWindow()
    QApplication.processEvents()
    QTest.keyClick(widget, key, modifier)


def shelf(ui: Ui) -> list[BookId]:
    """Two books that are synced, and one that Hardcover does not know."""
    ids = [ui.book("Dune"), ui.book("Emma"), ui.book("Nowhere", known=False)]
    for book_id in ids:
        ui.set_status(book_id, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    return ids


def test_candidates_are_cards_and_a_table_with_state_reason_and_counts(ui: Ui) -> None:
    shelf(ui)
    _, page = opened(ui, 3)
    assert page.view is page.lists.cards
    said = [page.model.index(index).data(Qt.ItemDataRole.AccessibleTextRole) for index in range(3)]
    (reason,) = {row.book.hardcover_reason for row in page.model.rows if row.title == "Nowhere"}
    assert reason.endswith("Pick to confirm.")
    assert any(f"Not matched, {reason}" in words and "next step: Pick…" in words for words in said)
    assert any("Synced" in words and "matched to “Dune”" in words for words in said)
    counts = chips(page)
    assert (counts["All  3"], counts["Synced  2"], counts["Not matched  1"]) == (True, True, True)
    assert counts["Needs page count  0"] is False

    click(page.tools.table)

    assert page.view is page.lists.table
    assert page.view.isVisible()


def test_a_series_stands_as_one_book_with_its_worst_state_until_it_is_opened(ui: Ui) -> None:
    for volume in (1, 2, 3):
        book_id = add_book(ui.services, f"Berserk {volume}", series="Berserk", series_index=float(volume))
        ui.set_status(book_id, ReadingStatus.READ)
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    _, page = opened(ui, 4)

    click(page.tools.group)
    assert page.model.rowCount() == 2
    stack = page.model.index(0).data(STACK)
    assert (stack.series, stack.state, stack.in_state) == ("Berserk", HardcoverState.NOT_MATCHED, 3)
    assert page.model.index(1).data(STACK) is None
    page.view.setCurrentIndex(page.model.index(0))
    QTest.keyClick(page.view, Qt.Key.Key_Return)

    assert [row.title for row in page.model.rows] == ["Berserk 1", "Berserk 2", "Berserk 3"]


def test_many_books_are_excluded_and_included_at_once_and_it_can_be_undone(ui: Ui) -> None:
    shelf(ui)
    window, page = opened(ui, 3)
    page.view.setFocus()
    page.view.selectAll()
    assert not page.book_actions.pick.isEnabled()
    assert page.book_actions.rematch.isEnabled()

    page.book_actions.exclude.trigger()
    ui.until(lambda: ui.services.states.counts() == {HardcoverState.EXCLUDED: 3})
    ui.until(lambda: window.message_bar.text)
    press(window, Qt.Key.Key_Z, CTRL)

    ui.until(lambda: ui.services.states.counts() == {HardcoverState.SYNCED: 2, HardcoverState.NOT_MATCHED: 1})
    assert ui.problems == []


def test_an_unmatched_book_is_matched_in_two_steps_with_keys_alone(ui: Ui) -> None:
    *_, nowhere = shelf(ui)
    window, page = opened(ui, 3)
    choice = page.view.selectionModel()
    choice.setCurrentIndex(page.model.index_of(nowhere), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    QTest.keyClick(page.view, Qt.Key.Key_Return, CTRL)
    dialog = page.findChild(PickDialog)
    assert isinstance(dialog, PickDialog)
    ui.until(lambda: dialog.search.query.text() and not dialog.search.waiting.isVisible())
    dialog.search.query.setText("Emma")
    QTest.keyClick(dialog.search.query, Qt.Key.Key_Return)
    ui.until(lambda: dialog.search.model.rows)
    QTest.keyClick(dialog.search.query, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search.list, Qt.Key.Key_Return)
    ui.until(lambda: dialog.editions.selected)
    QTest.keyClick(dialog.editions.list, Qt.Key.Key_Return)
    ui.until(lambda: window.message_bar.text == "Matched to “Emma”")

    match = SyncBookRepository(ui.services.database).get(BookId(nowhere)).match
    assert (match.method, match.title) == (MatchMethod.MANUAL, "Emma")


def test_control_f_leads_to_the_filter_of_the_page(ui: Ui) -> None:
    shelf(ui)
    window, page = opened(ui, 3)

    press(window, Qt.Key.Key_F, CTRL)
    ui.until(page.filter.hasFocus)

    assert window.pages.currentWidget() is page
