"""First steps to the first sync, once by keyboard alone and once by mouse."""

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, NewEdition, World
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.first_run.window import FirstRun
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from tests.books import write_epub
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, part_of, text_of

ISBN = "9780141439587"
MOST_KEYS, MOST_CLICKS = 10, 13


class Person:
    """Presses keys or clicks where the focus or the pointer may be, and counts that; typed words count apart."""

    def __init__(self, ui: Ui) -> None:
        self.keys = self.clicks = 0
        self._ui = ui

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in whatever has the focus."""
        self.keys += 1
        QTest.keyClick(self._focus(), key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = self._focus()
        assert isinstance(focus, QLineEdit), focus
        QTest.keyClicks(focus, text)

    def click(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click on what can be seen and pressed."""
        self._ui.until(lambda: widget.isVisible() and widget.isEnabled())
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        top = QApplication.activeModalWidget() or self.at
        top.activateWindow()
        self._ui.until(lambda: QApplication.activeWindow() is top and QApplication.focusWidget())
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    at: QWidget
    """The window that the person is at."""


@pytest.fixture
def newcomer(make_ui: MakeUi, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ui:
    """A program without anything, a home with a folder of books, and Hardcover, which knows the book."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "Books").mkdir(parents=True)
    write_epub(tmp_path / "home" / "Books" / "emma.epub", "Emma", isbn=ISBN)
    world.add_book("Emma", ["Ada Example"], editions=[NewEdition(300, isbn_13=ISBN, users=500)])
    return make_ui(token=None)


def greeted(ui: Ui) -> tuple[MainWindow, FirstRun]:
    window = ui.show(MainWindow(ui.context))
    ui.run(window.greet())
    (steps,) = window.findChildren(FirstRun)
    ui.until(lambda: not ui.tasks.is_busy)
    return window, steps


def tell(counted: str, began: float) -> None:
    """For who runs it with `-s`; the seconds are those of the program, not of a person."""
    sys.stdout.write(f"\n{counted}, {time.perf_counter() - began:.1f} s\n")


def is_next(steps: FirstRun) -> bool:
    return steps.focusWidget() is steps.next


def folder_dialog(ui: Ui, steps: FirstRun) -> QFileDialog:
    ui.until(lambda: steps.findChild(QFileDialog))
    dialog = steps.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.directory().absolutePath()) == Path.home()
    return dialog


def first_entry(listed: QAbstractItemView) -> QPoint:
    return listed.visualRect(listed.model().index(0, 0, listed.rootIndex())).center()


def is_chosen(dialog: QFileDialog, listed: QAbstractItemView, folder: Path) -> bool:
    """Qt's dialog goes on reading the folder meanwhile, and on a busy computer forgets what was chosen before."""
    if dialog.selectedFiles() == [str(folder)]:
        return True
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first_entry(listed)
    )
    return False


def sync_on_the_device(ui: Ui, steps: FirstRun) -> None:
    """The device is given what can be read on the page, and sends its place."""
    card = steps.koreader.login
    ui.until(lambda: card.passphrase.value)
    passphrase = part_of(card.passphrase, QLineEdit).displayText()
    assert passphrase == card.passphrase.value
    assert ui.on_network(ui.services.koreader_login.accepts("reader", koreader_key(passphrase)))
    (book,) = ui.services.book_list.rows(BookQuery())
    ui.push(book.id, 0.4, "Kobo Libra 2")
    ui.until(lambda: steps.koreader.state.text() == "Kobo Libra 2 connected")


def _page_at(window: MainWindow, row: int) -> Page | None:
    entry = window.sidebar.model.rows[row]
    return entry.page if entry.status is None else None


def is_synced(ui: Ui, world: World) -> bool:
    ui.until(lambda: world.journal)
    return ui.services.preferences.current.first_run_done


def test_first_steps_to_first_sync_by_keyboard_alone(newcomer: Ui, world: World) -> None:
    ui, person, began = newcomer, Person(newcomer), time.perf_counter()
    window, steps = greeted(ui)
    person.at = steps
    person.press(Qt.Key.Key_Return)  # Next

    person.press(Qt.Key.Key_Return)  # Choose a folder…
    dialog = folder_dialog(ui, steps)
    person.at = dialog
    person.type(str(Path.home() / "Books"))
    person.press(Qt.Key.Key_Return)
    person.at = steps
    ui.until(lambda: steps.books.found.text() == "Found 1 book" and is_next(steps))
    assert steps.books.folders.text() == "~/Books"
    assert [book.title for book in steps.books.covers.books] == ["Emma"]
    person.press(Qt.Key.Key_Return)

    sync_on_the_device(ui, steps)
    person.press(Qt.Key.Key_Return)

    person.type(DEMO_TOKEN)
    person.press(Qt.Key.Key_Return)  # Save, and no more than that
    assert steps.steps[steps.place] is steps.hardcover
    ui.until(lambda: "@demo" in steps.hardcover.account.text() and is_next(steps))
    person.press(Qt.Key.Key_Return)

    checklist = steps.finish.checklist
    ui.until(lambda: checklist.steps.is_done)
    assert text_of(checklist.device, "title") == "Kobo Libra 2 connected"
    person.press(Qt.Key.Key_Return)  # Finish
    ui.until(lambda: window.findChild(FirstRun) is None)
    person.at = window
    person.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.at = window.sync_dialog
    ui.until(lambda: window.sync_dialog.send.isVisible() and window.sync_dialog.send.isEnabled())
    person.press(Qt.Key.Key_Return)  # Send

    assert is_synced(ui, world)
    assert person.clicks == 0
    assert person.keys <= MOST_KEYS
    tell(f"{person.keys} keys", began)


def test_first_steps_to_first_sync_by_mouse(newcomer: Ui, world: World) -> None:
    ui, person, began = newcomer, Person(newcomer), time.perf_counter()
    window, steps = greeted(ui)
    person.click(steps.next)

    person.click(steps.books.choose)
    dialog = folder_dialog(ui, steps)
    names = ("listView", "treeView")
    (listed,) = (
        view
        for view in dialog.findChildren(QAbstractItemView)
        if view.objectName() in names and view.isVisible()
    )
    model = listed.model()
    ui.until(lambda: model.rowCount(listed.rootIndex()) == 1)
    person.click(listed.viewport(), first_entry(listed))
    ui.until(lambda: is_chosen(dialog, listed, Path.home() / "Books"))
    (box,) = dialog.findChildren(QDialogButtonBox)
    person.click(box.button(QDialogButtonBox.StandardButton.Open))
    ui.until(lambda: steps.books.found.text() == "Found 1 book")
    person.click(steps.next)

    sync_on_the_device(ui, steps)
    person.click(steps.next)

    card = steps.hardcover.connect_card
    QApplication.clipboard().setText(DEMO_TOKEN)
    person.click(card.token)
    card.token.paste()
    person.click(card.save)
    ui.until(lambda: "@demo" in steps.hardcover.account.text())
    person.click(steps.next)
    person.click(steps.next)  # Finish
    ui.until(lambda: window.findChild(FirstRun) is None)
    sidebar = window.sidebar.list
    row = next(row for row in range(sidebar.model().rowCount()) if _page_at(window, row) is Page.HARDCOVER)
    person.click(sidebar.viewport(), sidebar.visualRect(sidebar.model().index(row, 0)).center())
    person.click(window.pages.hardcover.sync)
    person.click(window.sync_dialog.send)

    assert is_synced(ui, world)
    assert person.keys == 0
    assert person.clicks <= MOST_CLICKS
    tell(f"{person.clicks} clicks", began)


def test_the_checklist_stays_on_the_dashboard_until_books_and_a_device_are_there(newcomer: Ui) -> None:
    ui = newcomer
    window, steps = greeted(ui)
    steps.later.click()
    page = window.pages.dashboard
    ui.until(page.checklist.isVisible)

    ui.on_network(ui.services.library.add_and_scan([str(Path.home() / "Books")]))
    ui.until(lambda: text_of(page.checklist.books, "title") == "1 book in your library")
    assert page.checklist.isVisible()
    (book,) = ui.services.book_list.rows(BookQuery())
    ui.push(book.id, 0.4, "Kobo Libra 2")

    ui.until(lambda: not page.checklist.isVisible())
