"""The shell, dashboard and inbox: one test for each promise, through the whole window and by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.activity import JobState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.palette import Palette
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.shortcuts import ShortcutsDialog
from tests.books import write_epub
from tests.ui.harness import Ui, click, note_of

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key in the active window, which on the offscreen platform has to be made so again and again."""
    widget.window().activateWindow()
    QApplication.processEvents()
    QTest.keyClick(widget, key, modifier)


def test_the_sidebar_leads_everywhere_in_the_promised_order_with_live_counts(ui: Ui) -> None:
    ui.push(ui.book("Nowhere", known=False), 0.4)
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    ui.until(lambda: note_of(window.sidebar, Page.HARDCOVER) == "1")

    words = [entry.word for entry in window.sidebar.model.rows]

    pages = ("Dashboard", "Inbox", "Library", "Reading", "Hardcover", "Sync log", "KOReader")
    assert [word for word in words if word in pages] == list(pages)
    assert note_of(window.sidebar, Page.LIBRARY, ReadingStatus.READING) == "1"
    assert note_of(window.sidebar, Page.KOREADER) == "On"


def test_the_status_bar_says_server_devices_last_push_account_pending_and_requests(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.push(dune, 0.2, "Kobo")
    ui.on_network(ui.services.sync.run())
    ui.push(dune, 0.4, "Kobo")
    ui.services.clock.move(seconds=180)  # type: ignore[attr-defined]
    window = opened(ui)

    ui.until(lambda: "1 pending" in window.status.hardcover.text())

    assert window.status.server.text() == "Serving 192.168.1.20:7200 · 1 device · last sync 3 min ago"
    assert window.status.hardcover.text().startswith("Hardcover \u2066@demo\u2069 · 1 pending · 4,9")
    parts = (window.status.server, window.status.hardcover, window.status.activity)
    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in parts)
    window.resize(760, 520)
    assert window.width() == 760
    assert all(part.geometry().right() <= window.status.width() for part in parts)


def test_control_k_finds_pages_actions_and_books_without_a_mouse(ui: Ui) -> None:
    emma = ui.book("Emma", "Jane Austen")
    window = opened(ui)
    press(window, Qt.Key.Key_K, CTRL)
    ui.until(lambda: window.findChild(Palette))
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    assert palette.model.rowCount() <= 8

    QTest.keyClicks(palette.search, "jane em")
    press(palette.search, Qt.Key.Key_Return)
    ui.until(lambda: window.navigator.here == Route(Page.LIBRARY, book_id=emma))

    assert window.pages.library.details.isVisible()


def test_back_and_forward_go_through_pages_filters_and_books(ui: Ui) -> None:
    emma = ui.book("Emma")
    window = opened(ui)
    press(window, Qt.Key.Key_3, CTRL)
    window.sidebar.select(Page.LIBRARY, ReadingStatus.UNREAD)
    library = window.pages.library
    ui.until(lambda: library.model.rowCount() == 1)
    library.open_book(emma)
    assert window.navigator.here == Route(Page.LIBRARY, ReadingStatus.UNREAD, book_id=emma)

    press(window, Qt.Key.Key_Left, ALT)
    assert window.navigator.here == Route(Page.LIBRARY, ReadingStatus.UNREAD)
    assert not library.details.isVisible()
    press(window, Qt.Key.Key_Left, ALT)
    press(window, Qt.Key.Key_Left, ALT)
    assert window.pages.currentWidget() is window.pages.dashboard
    press(window, Qt.Key.Key_Right, ALT)

    assert window.navigator.here == Route(Page.LIBRARY)


def test_a_toast_offers_undo_and_control_z_does_it(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.set_status(dune, ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    window.navigator.go(Route(Page.HARDCOVER))
    page = window.pages.hardcover
    ui.until(lambda: page.model.rowCount() == 1)
    page.view.setCurrentIndex(page.model.index(0))

    page.book_actions.exclude.trigger()
    ui.until(lambda: ui.services.states.counts() == {HardcoverState.EXCLUDED: 1})
    ui.until(lambda: window.message_bar.text)
    press(window, Qt.Key.Key_Z, CTRL)

    ui.until(lambda: ui.services.states.counts() == {HardcoverState.SYNCED: 1})
    assert ui.problems == []


def test_the_question_mark_shows_the_shortcuts_and_escape_closes_them(ui: Ui) -> None:
    window = opened(ui)
    press(window, Qt.Key.Key_Question)
    ui.until(lambda: window.findChild(ShortcutsDialog))
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)

    press(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_the_activity_panel_lists_jobs_with_state_time_and_error(ui: Ui, tmp_path: Path) -> None:
    window = opened(ui)
    press(window, Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    path = write_epub(tmp_path / "emma.epub", title="Emma")

    ui.on_network(ui.services.library.add_and_scan([str(path)]))
    ui.until(lambda: [job.state for job in window.activity.model.rows] == [JobState.DONE])

    (job,) = window.activity.model.rows
    assert job.stage == "1 book added."
    assert job.ended_at is not None
    press(window.activity.view, Qt.Key.Key_Escape)
    assert not window.activity.isVisible()


def test_the_dashboard_offers_the_remedy_of_each_state(ui: Ui) -> None:
    ui.push(ui.book("Nowhere", known=False), 0.5)
    ui.on_network(ui.services.sync.run())
    window = opened(ui)
    attention = window.pages.dashboard.attention
    ui.until(lambda: attention.isVisible())

    pick = next(button for button in attention.findChildren(QPushButton) if button.text() == "Pick matches")
    click(pick)

    page = window.pages.hardcover
    ui.until(lambda: page.model.rowCount() == 1)
    assert window.navigator.here == Route(Page.HARDCOVER, state=HardcoverState.NOT_MATCHED)
    assert page.model.rows[0].hardcover is HardcoverState.NOT_MATCHED


def test_the_dashboard_answers_with_ten_thousand_books(ui: Ui) -> None:
    books = 10_000
    columns = "title, authors, series, language, description, publisher, published, subjects, added_at"
    rows = [(f"Book {n}", '["Ada"]', "", "en", "", "", "", "[]", float(n)) for n in range(books)]
    sql = f"INSERT INTO book ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ui.services.database.write(lambda: ui.services.database.connection().executemany(sql, rows))

    dashboard = ui.services.dashboard.load()

    assert dashboard.books == books
    assert [book.title for book in dashboard.recent[:2]] == ["Book 9999", "Book 9998"]


def test_the_inbox_names_what_was_added_known_and_refused(ui: Ui, tmp_path: Path) -> None:
    window = opened(ui)
    press(window, Qt.Key.Key_2, CTRL)
    book = write_epub(tmp_path / "emma.epub", title="Emma")
    (tmp_path / "photo.xyz").write_text("not a book")

    window.adding.add_paths([str(book), str(tmp_path / "photo.xyz")])
    page = window.pages.inbox
    ui.until(lambda: page.drop_zone.rejects.isVisible())

    assert page.drop_zone.result.text() == "1 book added"
    assert page.drop_zone.rejects.text() == "photo.xyz: unsupported file type"


def test_every_control_of_the_new_pages_has_a_name_for_screen_readers(ui: Ui) -> None:
    ui.push(ui.book("Emma"), 0.5)
    window = opened(ui)
    for page in (Page.DASHBOARD, Page.INBOX):
        window.sidebar.select(page)
    window.activity.toggle()
    ui.until(lambda: window.pages.dashboard.current.cards)

    controls = [
        control
        for root in (window.pages.dashboard, window.pages.inbox, window.activity)
        for control in root.findChildren(QWidget)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and not control.isHidden()
    ]
    nameless = [
        control.metaObject().className()
        for control in controls
        if not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        and control.metaObject().className() != "QScrollArea"
    ]

    assert len(controls) > 10
    assert nameless == []
