"""One test for each promise, through the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.listing import BookSort
from bookorbit_desktop.domain.overview.notifications import NotificationKind
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.runtime.window_memory import WindowMemory
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.ui.finish_dialog import FinishDialog
from bookorbit_desktop.ui.main_window import MainWindow, WorkStrip
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.tray import Tray
from tests.services import TestClock, add_book
from tests.ui.harness import Ui, click, note_of, text_of, texts_of

KNOWN_DEVICE = (NotificationKind.NEW_DEVICE,)


def opened(ui: Ui, page: Page = Page.DASHBOARD) -> MainWindow:
    """The whole window with its notices, at a page."""
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    tray.setParent(window)
    NoticePresenter(ui.context, window, tray)
    ui.services.notifications.begin()
    window.destroyed.connect(tray.close)
    ui.until(lambda: "Serving" in window.status.server.text())
    window.sidebar.select(page)
    return window


def button_of(root: QWidget, words: str) -> QAbstractButton:
    return next(one for one in root.findChildren(QPushButton) if one.text() == words and one.isVisible())


def move_to(ui: Ui, hour: int) -> None:
    """The next time that it is `hour` o'clock here."""
    assert isinstance(ui.services.clock, TestClock)
    now = ui.services.clock.now().astimezone()
    ui.services.clock.move(seconds=(hour - now.hour) % 24 * 3600 - now.minute * 60)


def test_finishing_a_book_asks_for_a_rating_and_turning_pages_says_nothing(ui: Ui) -> None:
    ui.services.preferences.change(muted_notifications=KNOWN_DEVICE)
    piranesi = ui.book("Piranesi")
    window = opened(ui)
    for page in range(1, 20):
        ui.push(piranesi, page / 20)
    ui.until(lambda: "1" in note_of(window.sidebar, Page.LIBRARY, ReadingStatus.READING))
    assert window.message_bar.text == ""

    ui.push(piranesi, 1.0)
    ui.until(lambda: window.message_bar.text.startswith("Finished"))
    click(button_of(window.message_bar, "Rate…"))
    ui.until(lambda: window.findChild(FinishDialog))
    dialog = window.findChild(FinishDialog)
    assert isinstance(dialog, FinishDialog)
    QTest.keyClick(dialog.stars, Qt.Key.Key_5)
    click(dialog.save)
    ui.until(lambda: ui.services.library.book(piranesi).reading.rating == 5.0)


def test_each_kind_of_notification_can_be_switched_off(ui: Ui) -> None:
    window = opened(ui, Page.SETTINGS)
    told: list[str] = []
    ui.bridge.notified.connect(lambda notice: told.append(notice.kind))
    ui.services.preferences.change(muted_notifications=tuple(NotificationKind))

    book = ui.book("Emma")
    ui.push(book, 1.0)
    ui.push("c" * 32, 0.2, "Boox")
    ui.until(lambda: "2 devices" in window.status.server.text())
    assert told == []

    ui.services.preferences.change(muted_notifications=())
    ui.push("d" * 32, 0.2, "PocketBook")
    ui.until(lambda: NotificationKind.NEW_DEVICE in told)


def test_quiet_hours_keep_notifications_back_and_end_in_the_morning(ui: Ui) -> None:
    ui.services.preferences.change(quiet_hours=True, quiet_from=22 * 60, quiet_to=7 * 60)
    window = opened(ui)
    move_to(ui, 23)
    ui.push("c" * 32, 0.2, "Boox")
    ui.until(lambda: "1 device" in window.status.server.text())
    assert window.message_bar.text == ""

    move_to(ui, 9)
    ui.push(ui.book("Emma"), 0.2, "PocketBook")
    ui.until(lambda: "PocketBook" in window.message_bar.text)


def test_the_tray_menu_has_its_entries_also_where_no_tray_is(ui: Ui) -> None:
    piranesi = ui.book("Piranesi")
    ui.push(piranesi, 0.43)
    window = ui.show(MainWindow(ui.context))
    tray = Tray(ui.context)
    window.counts_changed.connect(tray.show_counts)
    window.refresh_counts()
    ui.until(lambda: tray.menu.sync.text() == "Sync now (1)")

    words = [one.text() for one in tray.menu.menu.actions() if one.isVisible() and not one.isSeparator()]
    promised = (
        "Sync now (1)",
        "Pause Hardcover",
        "Currently reading",
        "Copy server address",
        "Accept KOReader progress",
        "Open BookOrbit",
        "Settings",
        "Quit",
    )
    assert [word for word in words if word in promised] == list(promised)
    assert [book.text() for book in tray.menu.current.actions()] == ["Piranesi · 43%"]
    assert tray.icon.toolTip().splitlines()[1] == "Piranesi · 43%"
    assert not tray.is_there
    tray.close()


def test_the_book_page_says_p_224_of_332_beside_the_percentage(ui: Ui) -> None:
    dune = ui.book("Dune", pages=332)
    ui.push(dune, 0.6733, "Kobo Libra 2")
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    window.navigator.go(Route(Page.LIBRARY, book_id=dune))
    details = window.pages.library.details
    ui.until(lambda: text_of(details.form, "position").startswith("67%"))
    assert text_of(details.form, "position").startswith("67% · p. 224 of 332 · Kobo Libra 2")


def test_the_book_page_shows_what_was_sent_last_beside_what_is_here_now(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.set_status(dune, ReadingStatus.READING, rating=3.5)
    ui.on_network(ui.services.sync.run())
    ui.set_status(dune, ReadingStatus.READ, rating=4.5)
    window = opened(ui)
    window.navigator.go(Route(Page.LIBRARY, book_id=dune))
    details = window.pages.library.details
    ui.until(lambda: "Rating" in texts_of(details.hardcover))
    words = texts_of(details.hardcover)
    assert words[words.index("Status") :][:3] == ["Status", "Currently Reading", "Read"]
    assert words[words.index("Rating") :][:3] == ["Rating", "3.5", "4.5"]


def test_the_koreader_page_says_why_nothing_arrives(ui: Ui) -> None:
    window = opened(ui, Page.KOREADER)
    page = window.pages.koreader
    ui.services.logins.note_login("raeder", Message("Wrong username or password."))
    ui.until(lambda: "refused" in text_of(page.help, "login"))
    assert (
        text_of(page.help, "login") == "Last login: just now, “raeder”, refused. Wrong username or password."
    )

    ui.push(ui.book("Dune"), 0.42, "Kobo Libra 2")
    ui.until(lambda: "Kobo Libra 2" in text_of(page.help, "push"))
    assert "42%" in text_of(page.help, "push")


def test_the_dashboard_shows_what_is_read_with_position_device_and_time(ui: Ui) -> None:
    emma = ui.book("Emma", "Jane Austen", pages=332)
    ui.push(emma, 0.675, "Kobo Libra 2")
    ui.on_network(ui.services.sync.run())
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(days=2)
    window = opened(ui)
    ui.until(lambda: window.pages.dashboard.current.cards)
    (card,) = window.pages.dashboard.current.cards
    assert card.accessibleName() == "Emma, Jane Austen, 68%, p. 224 of 332, Kobo Libra 2 · 2 days ago"


def test_the_inbox_says_why_a_file_could_not_be_read_and_offers_to_read_it_again(
    ui: Ui, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("books") / "broken.epub"
    broken.write_bytes(b"no zip at all")
    window = opened(ui, Page.INBOX)
    ui.on_network(ui.services.library.add_and_scan([str(broken)]))
    inbox = window.pages.inbox
    ui.until(lambda: inbox.model.rowCount() == 1)
    said = inbox.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "broken" in said
    assert "EPUB" in said
    ui.until(lambda: note_of(window.sidebar, Page.INBOX) == "1")


def test_sort_view_and_page_are_those_of_last_time(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        add_book(ui.services, title)
    window = opened(ui, Page.LIBRARY)
    library = window.pages.library
    ui.until(lambda: library.model.rowCount() == 2)
    click(library.parts.tools.table)
    library.sort_by(BookSort.TITLE, backwards=True)
    ui.until(lambda: [row.title for row in library.model.rows] == ["Emma", "Dune"])
    window.hide()
    ui.services.database.write(lambda: None)
    assert (
        WindowMemory(ui.services.database, SettingsRepository(ui.services.database)).text("page") == "library"
    )

    again = ui.show(MainWindow(ui.context))
    assert again.pages.currentWidget() is again.pages.library
    ui.until(lambda: [row.title for row in again.pages.library.model.rows] == ["Emma", "Dune"])
    assert again.pages.library.parts.tools.table.isChecked()


def test_a_single_book_that_needs_attention_is_counted_in_the_singular(ui: Ui) -> None:
    ui.push(ui.book("Nowhere", known=False), 0.5)
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    ui.until(lambda: note_of(window.sidebar, Page.HARDCOVER) == "1")
    said = [
        window.sidebar.model.index(index).data(Qt.ItemDataRole.AccessibleTextRole)
        for index in range(window.sidebar.model.rowCount())
    ]
    assert any("1 needs attention" in words for words in said)


def test_an_edit_of_many_books_shows_progress_and_cancel_ends_it(ui: Ui) -> None:
    book_ids = [add_book(ui.services, f"Volume {number}") for number in range(300)]
    window = opened(ui, Page.LIBRARY)
    strip = window.findChild(WorkStrip)
    assert isinstance(strip, WorkStrip)

    def cancel() -> None:
        if ui.context.work.current is not None:
            ui.context.work.current.cancelled.set()

    ui.context.work.changed.connect(cancel)
    window.pages.library.selected.actions.set_status(book_ids, ReadingStatus.READ)
    ui.until(lambda: window.message_bar.text)
    assert window.message_bar.text.endswith("cancelled; the others weren't changed")
    unread = sum(
        ui.services.library.book(one).reading.status is ReadingStatus.UNREAD for one in book_ids[::50]
    )
    assert unread
