"""Notices in the window: what they say, and where they lead."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.services.runtime.backups import BackupService
from bookorbit_desktop.storage.db.faults import GONE
from bookorbit_desktop.ui.finish_dialog import FinishDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter, notice_text
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from tests.ui.harness import Ui, click, point_at

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


def test_a_storage_problem_is_reported_once_and_so_is_its_end(ui: Ui) -> None:
    window, tray = opened(ui)
    database, said = ui.services.database, []
    window.message_bar.tell = lambda text, *rest: said.append(text)  # type: ignore[method-assign]
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


def test_a_storage_problem_waits_while_the_pointer_is_on_undo(ui: Ui) -> None:
    """A full disk is told while somebody is about to click Undo."""
    window, tray = opened(ui)
    bar = window.message_bar
    ui.until(lambda: window.pages.height() > 100)
    QTest.mouseMove(window, QPoint(1, 1))
    taken: list[str] = []
    bar.say("Excluded", Tone.OK, undo_offer(lambda: taken.append("Excluded")))
    (undo,) = (one for one in bar.findChildren(QPushButton) if one.text() == "Undo")
    point_at(undo)
    ui.until(bar.underMouse)

    ui.bridge.storage_changed.emit(GONE)
    assert bar.text == "Excluded"
    QTest.mouseMove(window, QPoint(1, 1))
    ui.until(lambda: bar.text == GONE)
    press(window, "Undo: Excluded")
    assert taken == ["Excluded"]
    tray.close()


def test_clicking_a_notification_shows_its_text_in_the_window(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, tray = opened(ui)
    told: list[str] = []
    monkeypatch.setattr(Tray, "is_there", True)
    monkeypatch.setattr(Tray, "tell", lambda self, title, text: told.append(text))
    window.hide()

    ui.bridge.storage_changed.emit(GONE)
    assert told == [GONE]
    tray.notice_clicked.emit()
    ui.until(window.isVisible)
    assert window.message_bar.text == GONE
    tray.close()


def test_a_backup_folder_that_is_away_is_said_once_in_the_window_and_on_the_desktop(
    ui: Ui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    ui.book("Emma")
    window, tray = opened(ui)
    told: list[str] = []
    monkeypatch.setattr(Tray, "is_there", True)
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda self: False)
    monkeypatch.setattr(Tray, "tell", lambda self, title, text: told.append(f"{title}: {text}"))
    backups = ui.services.backups
    backups.choose_folder(drive)

    drive.rename(tmp_path / "away")
    for _ in range(3):
        backups.back_up_if_due()
    ui.until(lambda: "isn't available. Connect the drive" in window.message_bar.text)
    again = BackupService(ui.services.database, ui.services.clock, ui.services.events)
    again.back_up_if_due()  # a program that was started again finds the same
    (tmp_path / "away").rename(drive)
    BackupService(ui.services.database, ui.services.clock, ui.services.events).back_up_if_due()
    ui.until(lambda: window.message_bar.text == "Backups work again.")

    assert [text.partition(" isn't")[0] for text in told] == [
        f"Backups: The backup folder {drive}",
        "Backups: Backups work again.",
    ]
    tray.close()


def test_the_result_of_a_restore_is_shown_in_the_window(ui: Ui) -> None:
    window, tray = opened(ui)
    ui.services.backups.note_restore(Message("The backup wasn't restored. Your library is as it was."))
    NoticePresenter(ui.context, window, tray).show_restore()
    assert window.message_bar.text == "The backup wasn't restored. Your library is as it was."
    tray.close()
