"""Scrolling, messages and a disk that is gone, through the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.wording import status_word
from tests.ui.harness import Ui
from tests.ui.wheel import changed_by_the_wheel, scrolled


def status_of(ui: Ui, book_id: BookId) -> ReadingStatus:
    return ui.services.library.book(book_id).reading.status


def test_2_scrolling_over_the_settings_changes_none_of_them(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.SETTINGS)
    before = ui.services.preferences.current
    scrolled.clear()
    assert changed_by_the_wheel(window) == []
    assert "Choice" in scrolled
    assert ui.services.preferences.current == before


def test_3_the_newest_message_replaces_the_older_and_control_z_undoes_what_it_names(ui: Ui) -> None:
    emma, dune = ui.book("Emma"), ui.book("Dune")
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.LIBRARY)
    window.activateWindow()
    ui.until(window.isActiveWindow)
    set_status = window.pages.library.selected.actions.set_status

    def mark(book_id: BookId, status: ReadingStatus) -> None:
        set_status([book_id], status)
        ui.until(lambda: status_of(ui, book_id) is status)
        ui.until(lambda: window.message_bar.text.startswith(status_word(status)))

    mark(emma, ReadingStatus.READ)
    mark(dune, ReadingStatus.WANT_TO_READ)
    buttons = window.message_bar.findChildren(QPushButton)
    assert [button.text() for button in buttons if button.isVisible()].count("Undo") == 1

    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: status_of(ui, dune) is ReadingStatus.UNREAD)
    assert status_of(ui, emma) is ReadingStatus.READ


def test_11_the_window_says_why_nothing_is_saved_and_that_it_is_again(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    tray.setParent(window)
    NoticePresenter(ui.context, window, tray)
    window.destroyed.connect(tray.close)
    path = ui.services.database.path
    away = path.rename(path.with_name("away"))
    with pytest.raises(StorageUnavailable):
        ui.services.preferences.change(port=7300)
    ui.until(lambda: "nothing can be saved" in window.message_bar.text)
    away.replace(path)
    ui.until(lambda: window.message_bar.text == "BookOrbit can save changes again.")
