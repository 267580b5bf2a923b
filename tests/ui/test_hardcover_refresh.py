"""The list of the Hardcover page gets other rows while the person is about to click."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.widgets.labels import button
from tests.services import add_book
from tests.ui.harness import Ui
from tests.ui.test_candidates import shown
from tests.ui.test_matching import select, shown_row


def emma_alone(ui: Ui, mode: str) -> tuple[HardcoverPage, BookId, list[frozenset[BookId]]]:
    """The page with one book, and what is asked to be synced."""
    emma = ui.book("Emma")
    ui.set_status(emma, ReadingStatus.READ)
    page = shown(ui, "Emma")
    (page.tools.cards if mode == "cards" else page.tools.table).setChecked(True)
    asked: list[frozenset[BookId]] = []
    ui.context.navigation.sync_asked.connect(asked.append)
    return page, emma, asked


def read_another(ui: Ui, page: HardcoverPage) -> BookId:
    """A book that comes first in the list; its number is there once the list was refreshed."""
    other = add_book(ui.services, "Aardvark", "A. Aaronson")
    ui.set_status(other, ReadingStatus.READ)
    ui.until(lambda: "All  2" in chips(page))
    return other


def chips(page: HardcoverPage) -> list[str]:
    return [one.text() for one in page.chips.findChildren(type(button("")))]


def sync_button(page: HardcoverPage, title: str) -> QPoint:
    """The painted button of a row or card."""
    index = page.model.index_of(shown_row(page, title).id)
    area = page.view.itemDelegate().remedy_area(  # type: ignore[attr-defined]
        page.view.visualRect(index), index, page.view.layoutDirection()
    )
    return QPoint(area.left() + 12, area.center().y())


def move_to(page: HardcoverPage, point: QPoint) -> None:
    where, none = QPointF(point), Qt.MouseButton.NoButton
    viewport = page.view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(viewport.mapToGlobal(point)),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("mode", ["cards", "table"])
def test_a_refresh_in_the_middle_of_a_click_leaves_the_click_to_the_book_it_began_on(
    ui: Ui, mode: str
) -> None:
    page, emma, asked = emma_alone(ui, mode)
    viewport, point, left = page.view.viewport(), sync_button(page, "Emma"), Qt.MouseButton.LeftButton

    QTest.mousePress(viewport, left, pos=point)
    read_another(ui, page)
    QTest.mouseRelease(viewport, left, pos=point)

    assert asked == [frozenset({emma})]
    assert [row.title for row in page.model.rows] == ["Aardvark", "Emma"]


@pytest.mark.parametrize("mode", ["cards", "table"])
def test_nothing_moves_while_the_pointer_is_on_a_button(ui: Ui, mode: str) -> None:
    page, emma, asked = emma_alone(ui, mode)
    point = sync_button(page, "Emma")

    move_to(page, point)
    read_another(ui, page)
    assert [row.title for row in page.model.rows] == ["Emma"]
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked == [frozenset({emma})]

    move_to(page, QPoint(2, 2))
    assert [row.title for row in page.model.rows] == ["Aardvark", "Emma"]


def test_a_typed_filter_applies_even_while_the_pointer_is_on_a_button(ui: Ui) -> None:
    page, _, _ = emma_alone(ui, "table")
    move_to(page, sync_button(page, "Emma"))
    read_another(ui, page)

    page.filter.setText("aard")

    ui.until(lambda: [row.title for row in page.model.rows] == ["Aardvark"])


def test_a_button_that_is_let_go_on_another_book_does_nothing(ui: Ui) -> None:
    page, _, asked = emma_alone(ui, "table")
    read_another(ui, page)
    viewport, left = page.view.viewport(), Qt.MouseButton.LeftButton

    QTest.mousePress(viewport, left, pos=sync_button(page, "Emma"))
    QTest.mouseRelease(viewport, left, pos=sync_button(page, "Aardvark"))

    assert asked == []


def test_an_open_menu_is_for_the_book_it_was_opened_on(ui: Ui) -> None:
    page, emma, _ = emma_alone(ui, "table")
    read_another(ui, page)
    page.show_state(HardcoverState.PENDING)
    select(page, "Emma")
    page.lists.menu_requested.emit(page.mapToGlobal(QPoint(50, 50)))
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())

    ui.on_network(ui.services.matches.exclude([emma]))
    ui.until(lambda: "Excluded  1" in chips(page))
    menu.setActiveAction(page.book_actions.why)
    QTest.keyClick(menu, Qt.Key.Key_Return)

    dialog = page.findChild(WhyDialog)
    assert dialog is not None
    ui.until(lambda: bool(dialog.lines))
    assert "Emma" in [one.text() for one in dialog.findChildren(QLabel)]
    dialog.close()
    ui.until(lambda: [row.title for row in page.model.rows] == ["Aardvark"])
