"""Back and forward, the shortcuts table, Undo by key, the palette."""

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.navigation import History
from bookorbit_desktop.ui.palette import Palette, fitting, known_hits
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.shortcuts import ShortcutsDialog, window_shortcuts
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.widgets.message_bar import undo_offer
from tests.ui.harness import PATIENCE, Ui

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: "Serving" in window.status.server.text())
    return window


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)


def side_button(widget: QWidget, button: Qt.MouseButton) -> None:
    middle = QPointF(widget.rect().center())
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress, middle, middle, button, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


def test_history_forgets_what_lay_ahead_and_counts_no_position_twice() -> None:
    history = History()
    for page in (Page.INBOX, Page.INBOX, Page.LOG):
        history.visit(Route(page))
    assert history.back() == Route(Page.INBOX)
    assert history.back() is None

    history.visit(Route(Page.KOREADER))

    assert history.forward() is None
    assert history.back() == Route(Page.INBOX)
    assert history.forward() == Route(Page.KOREADER)


def test_alt_left_and_right_go_through_pages_filters_and_books(ui: Ui) -> None:
    emma = ui.book("Emma")
    window = shown(ui)
    window.sidebar.select(Page.LIBRARY, ReadingStatus.READ)
    window.navigator.go(Route(Page.LIBRARY, book_id=emma))
    window.navigator.go(Route(Page.HARDCOVER, state=HardcoverState.ERROR))
    visited = [
        Route(Page.LIBRARY, book_id=emma),
        Route(Page.LIBRARY, ReadingStatus.READ),
        Route(Page.DASHBOARD),
    ]

    been = []
    for _ in visited:
        press(window, Qt.Key.Key_Left, ALT)
        been.append(window.navigator.here)
    assert been == visited
    assert window.pages.currentWidget() is window.pages.dashboard

    press(window, Qt.Key.Key_Right, ALT)
    press(window, Qt.Key.Key_Right, ALT)
    assert window.pages.currentWidget() is window.pages.library
    assert window.pages.library.details.isVisible()


def test_the_side_buttons_of_a_mouse_go_back_and_forward_over_lists_too(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.select(Page.LOG)

    side_button(window.pages.log.view.viewport(), Qt.MouseButton.BackButton)
    assert window.pages.currentWidget() is window.pages.dashboard
    side_button(window, Qt.MouseButton.ForwardButton)

    assert window.pages.currentWidget() is window.pages.log


def test_the_question_mark_shows_every_shortcut_that_is_registered(ui: Ui) -> None:
    window = shown(ui)

    press(window, Qt.Key.Key_Question)
    ui.until(lambda: window.findChild(ShortcutsDialog))

    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    words = {part.text() for part in dialog.findChildren(QLabel)}
    assert {shortcut.text for shortcut in window_shortcuts()} <= words


def test_no_key_means_two_things() -> None:
    keys = [key for shortcut in window_shortcuts() for key in shortcut.keys]

    assert len(keys) == len(set(keys))


def test_control_z_takes_back_what_was_offered_last_and_only_once(ui: Ui) -> None:
    window = shown(ui)
    taken: list[str] = []
    for name in ("first", "second"):
        window.message_bar.say(name, Tone.OK, undo_offer(partial(taken.append, name)))

    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Z, CTRL)

    assert taken == ["second"]
    assert window.message_bar.text == "Nothing to undo."


def test_control_z_behind_an_open_dialog_takes_nothing_back(ui: Ui) -> None:
    """Nobody sees then what it would undo."""
    window = shown(ui)
    taken: list[str] = []
    window.message_bar.say("Excluded", Tone.OK, undo_offer(lambda: taken.append("Excluded")))
    dialog = ShortcutsDialog(window)
    dialog.open()

    press(dialog, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Z, CTRL)

    assert taken == []
    dialog.close()
    press(window, Qt.Key.Key_Z, CTRL)
    assert taken == ["Excluded"]


def test_control_z_in_a_field_takes_back_what_was_typed_there(ui: Ui) -> None:
    window = shown(ui)
    taken: list[str] = []
    window.message_bar.say("Excluded", Tone.OK, undo_offer(lambda: taken.append("Excluded")))
    press(window, Qt.Key.Key_F, CTRL)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "emma")

    press(field, Qt.Key.Key_Z, CTRL)

    assert (field.text(), taken) == ("", [])


def test_escape_closes_the_message(ui: Ui) -> None:
    window = shown(ui)
    window.message_bar.say("Something happened.", Tone.ATTENTION)

    press(window, Qt.Key.Key_Escape)

    assert window.message_bar.text == ""


def open_palette(ui: Ui, window: MainWindow) -> Palette:
    press(window, Qt.Key.Key_K, CTRL)
    ui.until(lambda: window.findChild(Palette))
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    return palette


def test_the_palette_leads_to_a_book_by_the_beginnings_of_words(ui: Ui) -> None:
    emma = ui.book("Emma", "Jane Austen")
    ui.book("Dune", "Frank Herbert")
    window = shown(ui)
    palette = open_palette(ui, window)

    QTest.keyClicks(palette.search, "aus em")
    ui.until(lambda: [hit.text for hit in palette.model.rows] == ["Emma"])
    press(palette.search, Qt.Key.Key_Return)

    assert window.navigator.here == Route(Page.LIBRARY, book_id=emma)
    assert window.pages.library.details.isVisible()


def test_enter_before_the_pause_in_typing_means_what_was_typed(ui: Ui) -> None:
    window = shown(ui)
    palette = open_palette(ui, window)

    QTest.keyClicks(palette.search, "sync l")
    press(palette.search, Qt.Key.Key_Return)
    ui.until(lambda: window.pages.currentWidget() is window.pages.log)

    assert window.navigator.here == Route(Page.LOG)


def test_a_search_that_takes_longer_than_the_pause_loses_no_enter(
    ui: Ui, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(ui)
    palette = open_palette(ui, window)
    quick_find, paused = ui.services.quick_find, threading.Event()
    find = quick_find.books

    def find_late(text: str, limit: int) -> Any:
        paused.wait(PATIENCE)
        return find(text, limit)

    monkeypatch.setattr(quick_find, "books", find_late)  # from a slow disk
    QTest.keyClicks(palette.search, "sync l")
    press(palette.search, Qt.Key.Key_Return)
    pause = palette.search.findChild(QTimer)
    assert isinstance(pause, QTimer)
    ui.until(lambda: not pause.isActive())
    paused.set()

    ui.until(lambda: window.navigator.here == Route(Page.LOG) or not ui.tasks.is_busy)
    assert window.navigator.here == Route(Page.LOG)


def test_the_palette_runs_actions_and_tells_a_screen_reader_where_it_is(ui: Ui) -> None:
    window = shown(ui)
    palette = open_palette(ui, window)
    press(palette.search, Qt.Key.Key_Down)
    said = QAccessible.queryAccessibleInterface(palette.search).text(QAccessible.Text.Description)
    assert said == "Preview sync, Action"

    QTest.keyClicks(palette.search, "keyb")
    ui.until(lambda: [hit.target for hit in palette.model.rows] == [Command.SHORTCUTS])
    press(palette.search, Qt.Key.Key_Return)

    ui.until(lambda: window.findChild(ShortcutsDialog))
    assert window.findChild(ShortcutsDialog) is not None


def test_the_palette_shows_at_most_eight_and_says_when_nothing_fits(ui: Ui) -> None:
    for number in range(12):
        ui.book(f"Reading in winter {number}")
    window = shown(ui)
    palette = open_palette(ui, window)
    assert palette.model.rowCount() == 8

    QTest.keyClicks(palette.search, "re")
    ui.until(lambda: any(hit.book for hit in palette.model.rows))
    assert palette.model.rowCount() == 8
    assert sum(hit.book is None for hit in palette.model.rows) == 4

    QTest.keyClicks(palette.search, "xyzzy")
    ui.until(lambda: palette.model.rowCount() == 0)
    assert not palette.view.isVisible()


def test_words_are_found_without_case_and_accents() -> None:
    hits = known_hits(list(Command))

    assert [hit.text for hit in fitting(hits, "ÍNB")] == ["Inbox"]
