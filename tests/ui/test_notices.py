"""Notices in the window: what they say, and where they lead."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.storage.db.faults import GONE
from bookorbit_desktop.ui.finish_dialog import FinishDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter, notice_text
from bookorbit_desktop.ui.routes import Route
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.tray import Tray
from tests.ui.harness import Ui, click

K = NotificationKind


def opened(ui: Ui) -> tuple[MainWindow, Tray]:
    ui.services.preferences.change(muted_notifications=(K.NEW_DEVICE,))
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    NoticePresenter(ui.context, window, tray)
    ui.services.notifications.begin()
    return window, tray


def press(window: MainWindow, words: str) -> None:
    click(next(one for one in window.message_bar.findChildren(QPushButton) if one.text() == words))


def test_finishing_a_book_asks_for_a_rating(ui: Ui) -> None:
    book = ui.book("Piranesi")
    window, tray = opened(ui)
    ui.push(book, 0.5)
    ui.push(book, 1.0)
    ui.until(lambda: "Finished" in window.message_bar.text)

    press(window, "Rate…")
    ui.until(lambda: window.findChild(FinishDialog))
    dialog = window.findChild(FinishDialog)
    assert dialog is not None
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog.stars, Qt.Key.Key_4)
    click(dialog.save)
    ui.until(lambda: ui.services.library.book(book).reading.rating == 4.0)
    tray.close()


def test_a_document_without_a_book_leads_to_the_koreader_page(ui: Ui) -> None:
    window, tray = opened(ui)
    ui.push("a" * 32, 0.1)
    ui.until(lambda: window.message_bar.text.startswith("Unknown book on a device. Link 1 document"))
    press(window, "Link…")
    ui.until(lambda: window.pages.currentWidget() is window.pages.page(Page.KOREADER))
    assert window.navigator.here == Route(Page.KOREADER)
    tray.close()


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("count", [1, 3])
def test_every_kind_has_words_and_a_way_on(ui: Ui, kind: NotificationKind, count: int) -> None:
    words = notice_text(Notice(kind, "kobo", count), datetime.now(UTC))
    assert all((words.title, words.text, words.act))
    assert "%n" not in words.text
    assert "{0}" not in words.title + words.text


def test_a_click_on_the_notification_of_the_desktop_leads_on_too(ui: Ui) -> None:
    window, tray = opened(ui)
    tray.notice_clicked.emit()
    assert window.isVisible()
    tray.close()


def test_what_keeps_it_from_storing_is_said_once_and_so_is_the_end(ui: Ui) -> None:
    window, tray = opened(ui)
    database, said = ui.services.database, []
    window.message_bar.say = lambda text, *rest: said.append(text)  # type: ignore[method-assign]
    away = database.path.rename(database.path.with_name("away"))
    for _ in range(3):
        with pytest.raises(StorageUnavailable):
            ui.services.preferences.change(port=7300)
    ui.until(lambda: GONE in said)
    away.replace(database.path)
    over = "BookOrbit can save changes again."
    ui.until(lambda: over in said)
    assert [text for text in said if text in (GONE, over)] == [GONE, over]
    tray.close()
