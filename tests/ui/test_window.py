"""The window as a whole: sidebar, status bar, messages, drops, shortcuts, names for screen readers."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QWidget

from bookorbit_desktop.domain.base.errors import TokenRejected
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.ui import main_window
from bookorbit_desktop.ui.counts import Counts, load_counts
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.widgets.rows import ROW
from tests.books import write_epub
from tests.ui.conftest import MakeUi
from tests.ui.harness import PATIENCE, Ui, click, note_of, text_of


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def test_the_sidebar_counts_and_leads(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.book("Emma")
    window = shown(ui)
    ui.until(lambda: note_of(window.sidebar, Page.LIBRARY) == "2")
    assert note_of(window.sidebar, Page.LIBRARY, ReadingStatus.READING) == "1"
    assert note_of(window.sidebar, Page.LIBRARY, ReadingStatus.ABANDONED) == ""
    assert note_of(window.sidebar, Page.KOREADER) == "On"

    window.sidebar.select(Page.LIBRARY, ReadingStatus.READING)
    ui.until(lambda: [row.title for row in window.pages.library.model.rows] == ["Dune"])
    window.sidebar.select(Page.KOREADER)

    assert window.pages.currentWidget() is window.pages.koreader


def statuses(window: MainWindow) -> list[ReadingStatus]:
    return [entry.status for entry in window.sidebar.model.rows if entry.status is not None]


def test_a_status_without_books_has_a_line_only_while_it_is_shown(ui: Ui) -> None:
    book = ui.book("Dune")
    window = shown(ui)
    ui.until(lambda: statuses(window) == [ReadingStatus.UNREAD])

    window.sidebar.select(Page.LIBRARY, ReadingStatus.ABANDONED)
    assert statuses(window) == [ReadingStatus.ABANDONED, ReadingStatus.UNREAD]
    assert window.sidebar.list.currentIndex().data(ROW).status is ReadingStatus.ABANDONED
    ui.until(lambda: window.pages.currentWidget() is window.pages.library)

    window.sidebar.select(Page.KOREADER)
    ui.set_status(book, ReadingStatus.READ)
    ui.until(lambda: statuses(window) == [ReadingStatus.READ])
    assert window.pages.currentWidget() is window.pages.koreader


def test_counts_follow_what_happens(ui: Ui) -> None:
    book = ui.book("Dune")
    window = shown(ui)
    ui.until(lambda: note_of(window.sidebar, Page.LIBRARY, ReadingStatus.UNREAD) == "1")

    ui.push(book, 0.2, "Kobo Libra 2")
    ui.until(lambda: note_of(window.sidebar, Page.LIBRARY, ReadingStatus.READING) == "1")

    assert window.status.server.text() == "Serving 192.168.1.20:7200 · 1 device · last sync just now"
    ui.until(lambda: "1 pending" in window.status.hardcover.text())


def test_counts_that_were_read_slowly_do_not_put_back_newer_ones(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = threading.Event(), threading.Event()

    def look(services: Services) -> Counts:
        counts = load_counts(services)
        if not read.is_set():
            read.set()
            go_on.wait(PATIENCE)
        return counts

    monkeypatch.setattr(main_window, "load_counts", look)
    window = ui.show(MainWindow(ui.context))
    ui.until(read.is_set)
    ui.book("Dune")
    window.refresh_counts()
    ui.until(lambda: len(ui.tasks._running) == 1)  # nothing but the slow look goes on

    go_on.set()
    ui.until(lambda: not ui.tasks.is_busy)

    assert note_of(window.sidebar, Page.LIBRARY) == "1"


def test_the_status_bar_says_that_the_server_stopped(ui: Ui) -> None:
    window = shown(ui)

    ui.on_network(ui.server.stop())
    ui.until(lambda: window.status.server.text() == "Server stopped")

    assert note_of(window.sidebar, Page.KOREADER) == "Off"


def test_another_port_than_wanted_is_said_with_the_way_to_the_address(ui: Ui) -> None:
    window = shown(ui)

    ui.on_network(ui.server.start())
    ui.until(lambda: window.message_bar.text)

    assert window.message_bar.text.startswith("Port 7200 is used by another program. Using 7201")
    show = next(
        button for button in window.message_bar.findChildren(QAbstractButton) if button.text() == "Show"
    )
    click(show)
    assert window.pages.currentWidget() is window.pages.koreader


def test_the_port_that_devices_know_is_taken_back_when_it_is_free(ui: Ui) -> None:
    window = shown(ui)
    ui.on_network(ui.server.start())
    ui.until(lambda: window.message_bar.text)

    buttons = window.message_bar.findChildren(QAbstractButton)
    click(next(button for button in buttons if button.text() == "Use 7200 when free"))

    ui.until(lambda: window.message_bar.text == "Using port 7201 until 7200 is free.")
    assert ui.server.address is not None
    assert ui.server.address.waits_for_port


def test_another_address_is_said_once_and_shown_everywhere(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.select(Page.KOREADER)

    ui.server.move_away("10.0.0.5", known_host="192.168.1.20")
    ui.until(lambda: window.message_bar.text)

    assert window.message_bar.text.startswith("Your address changed from 192.168.1.20 to 10.0.0.5.")
    ui.until(lambda: window.status.server.text() == "Serving 10.0.0.5:7200")
    page = window.pages.koreader
    assert page.login.typed.fields[0].value == "http://10.0.0.5:7200"
    assert text_of(page.server, "port") == window.message_bar.text
    window.message_bar.hide()

    ui.server.move_away("10.0.0.5", known_host="10.0.0.5")
    ui.until(lambda: window.message_bar.text == "Serving 10.0.0.5:7200")
    assert text_of(page.server, "port") == ""


def test_a_paused_account_is_said_once(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.select(Page.LIBRARY)  # the dashboard says it by itself

    ui.services.hardcover_account.pause(Message("Hardcover rejected your token."))
    ui.until(lambda: window.message_bar.text == "Hardcover rejected your token.")
    window.message_bar.hide()
    ui.services.hardcover_account.pause(Message("Hardcover rejected your token."))
    ui.until(lambda: "paused" in window.status.hardcover.text())

    assert window.message_bar.text == ""


def test_an_error_in_a_slot_is_shown_in_the_message_bar(ui: Ui) -> None:
    window = shown(ui)

    async def fail() -> None:
        raise TokenRejected(Message("Hardcover rejected your token."))

    ui.tasks.start(fail())
    ui.until(lambda: window.message_bar.text)

    assert window.message_bar.text == "Hardcover rejected your token."


def test_files_dropped_anywhere_join_the_library(ui: Ui, tmp_path: Path) -> None:
    window = shown(ui)
    book = write_epub(tmp_path / "clocks.epub", title="The Clocks")
    window.sidebar.select(Page.KOREADER)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book)), QUrl("https://example.org/no.epub")])

    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    ui.until(lambda: [row.title for row in window.pages.library.model.rows] == ["The Clocks"])
    ui.until(lambda: "1 book added" in window.message_bar.text)

    assert window.pages.currentWidget() is window.pages.koreader


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_2, "inbox"),
        (Qt.Key.Key_3, "library"),
        (Qt.Key.Key_4, "highlights"),
        (Qt.Key.Key_5, "hardcover"),
        (Qt.Key.Key_6, "log"),
        (Qt.Key.Key_7, "koreader"),
    ],
)
def test_control_and_a_digit_lead_to_a_page(ui: Ui, key: Qt.Key, page: str) -> None:
    window = shown(ui)
    window.activateWindow()

    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    ui.until(lambda: window.pages.currentWidget() is getattr(window.pages, page))

    assert window.navigator.here == Route(Page(page))


def test_syncing_without_a_token_asks_for_one(make_ui: MakeUi) -> None:
    ui = make_ui(token=None)
    window = shown(ui)

    window.sync_now()

    assert window.pages.currentWidget() is window.pages.hardcover
    assert window.message_bar.text == "Connect your Hardcover account first."
    assert not window.sync_dialog.isVisible()


def test_the_demo_says_that_nothing_leaves(make_ui: MakeUi) -> None:
    window = shown(make_ui(demo=True))

    assert any("nothing leaves this computer" in _name(part).lower() for part in window.findChildren(QWidget))


def test_closing_the_window_asks_its_owner_and_does_not_hide_it(ui: Ui) -> None:
    window = shown(ui)
    asked: list[bool] = []
    window.close_requested.connect(lambda: asked.append(True))

    window.close()

    assert asked == [True]
    assert window.isVisible()


def test_everything_that_can_be_used_has_a_name(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    window = shown(ui)
    for page in Page:
        window.sidebar.select(page)
    window.pages.library.show_book(BookId(1))
    ui.until(lambda: window.pages.koreader.login.username.value)

    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
        for control in [*window.findChildren(kind), *window.sync_dialog.findChildren(kind)]
        if not control.isHidden()
    ]
    nameless = [
        f"{control.metaObject().className()} {control.objectName()}"
        for control in controls
        if not _name(control)
    ]

    assert len(controls) > 40
    assert nameless == []


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None and interface.isValid() else ""
