"""What the window remembers from one start to the next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter

from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.ui.book.details import WIDTH
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.memory import remember_splitter
from bookorbit_desktop.ui.routes import Page
from tests.ui.harness import Ui


def next_start(ui: Ui) -> WindowMemory:
    """What a second start would find on the disk."""
    ui.services.database.write(lambda: None)
    return WindowMemory(ui.services.database, SettingsRepository(ui.services.database))


def test_the_window_opens_with_the_size_and_page_of_last_time(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    window.resize(775, 545)
    window.sidebar.select(Page.KOREADER)
    window.hide()

    assert next_start(ui).text("page") == "koreader"
    again = MainWindow(ui.context)

    assert again.pages.currentWidget() is again.pages.koreader
    assert (again.width(), again.height()) == (775, 545)
    ui.show(again)


def test_a_page_that_is_gone_leads_to_the_dashboard(ui: Ui) -> None:
    ui.services.window_memory.put("page", "newspapers")
    ui.services.window_memory.put("geometry", "no base64 ¶")

    window = ui.show(MainWindow(ui.context))

    assert window.pages.currentWidget() is window.pages.dashboard


def test_the_parts_of_a_splitter_keep_their_sizes(ui: Ui) -> None:
    first = _splitter(ui)
    ui.show(first)
    first.moveSplitter(200, 1)
    sizes = first.sizes()
    ui.until(lambda: ui.services.window_memory.text("side"))

    second = _splitter(ui)
    ui.show(second)

    assert second.sizes() == sizes


def test_the_details_of_a_book_stay_as_wide_as_they_were(ui: Ui) -> None:
    book = ui.book("Dune")
    page = ui.show(LibraryPage(ui.context))
    page.show_book(book)
    ui.until(page.details.isVisible)
    page.parts.body.moveSplitter(page.parts.body.sizes()[0] - 150, 1)
    width = page.details.width()
    ui.until(lambda: ui.services.window_memory.text("library.details"))

    again = ui.show(LibraryPage(ui.context))
    again.show_book(book)
    ui.until(again.details.isVisible)

    assert width > WIDTH
    assert again.details.width() == width


def test_remembered_values_keep_their_type_and_those_of_another_type_are_ignored(ui: Ui) -> None:
    memory = ui.services.window_memory
    memory.put("view", "table")
    memory.put("columns", ["title", "status"])
    memory.put("widths", {"title": 300})
    memory.put("grouped", True)
    memory.put("size", 3)

    found = next_start(ui)

    assert (found.text("view"), found.texts("columns"), found.numbers("widths")) == (
        "table",
        ["title", "status"],
        {"title": 300},
    )
    assert found.flag("grouped", otherwise=False)
    assert found.number("size", 1) == 3
    assert (found.text("widths", "list"), found.texts("view"), found.number("view", 7)) == ("list", [], 7)
    assert ui.services.preferences.current == SettingsRepository(ui.services.database).load()


def _splitter(ui: Ui) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.addWidget(QFrame())
    splitter.addWidget(QFrame())
    remember_splitter(splitter, ui.services.window_memory, "side")
    return splitter
