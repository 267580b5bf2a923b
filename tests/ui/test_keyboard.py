"""Where the keyboard is, what it does, and how the window looks mirrored and still."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QProgressBar, QScrollArea, QStyle, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.resources import plain_tray_icon, tray_icon
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.shortcuts import ShortcutsDialog, window_shortcuts
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.painting import paint_progress
from bookorbit_desktop.ui.widgets.stars import StarRating
from tests.ui.harness import Ui

CTRL = Qt.KeyboardModifier.ControlModifier
RTL = Qt.LayoutDirection.RightToLeft


def shown(ui: Ui) -> MainWindow:
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: not ui.tasks.is_busy and window.isActiveWindow())
    return window


def test_every_shortcut_of_the_window_is_in_the_list_that_is_shown(ui: Ui) -> None:
    window = shown(ui)
    for page in Page:
        window.pages.page(page)
    listed = {QKeySequence(key).toString() for shortcut in window_shortcuts() for key in shortcut.keys}

    heard = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}

    assert heard
    assert heard <= listed


@pytest.mark.parametrize("index", range(1, 9))
def test_a_page_that_is_opened_by_key_has_the_keyboard(ui: Ui, index: int) -> None:
    ui.book("Emma")
    window = shown(ui)
    window.sidebar.list.setFocus()

    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + index), CTRL)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.pages.page(list(Page)[index - 1]).isAncestorOf(focused) or index == 1


def test_arrows_go_through_the_sidebar_and_stay_in_it(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.list.setFocus()

    for _ in range(2):
        QTest.keyClick(window.sidebar.list, Qt.Key.Key_Down)

    assert QApplication.focusWidget() is window.sidebar.list
    assert window.pages.currentWidget() is window.pages.library


def test_escape_closes_a_dialog_and_the_keyboard_is_where_it_was(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.select(Page.SETTINGS)
    box = window.pages.settings.general.findChildren(QWidget)
    before = next(part for part in box if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible())
    before.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Question)
    dialog = window.findChild(ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    ui.until(dialog.isActiveWindow)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.activateWindow()
    ui.until(window.isActiveWindow)

    assert window.findChild(ShortcutsDialog) is None
    assert QApplication.focusWidget() is before


def test_enter_in_a_question_changes_nothing(ui: Ui) -> None:
    window = shown(ui)
    agreed: list[bool] = []
    question = Confirm(window, "Remove it?", "It is gone then.", act="Remove", keep="Keep")
    question.confirmed.connect(lambda: agreed.append(True))
    question.open()

    QTest.keyClick(question, Qt.Key.Key_Return)

    assert agreed == []
    assert not question.isVisible()


def test_page_down_scrolls_from_any_control(ui: Ui) -> None:
    window = shown(ui)
    window.resize(760, 560)
    window.sidebar.select(Page.SETTINGS)
    general = window.pages.settings.general
    area = next(area for area in window.findChildren(QScrollArea) if area.isAncestorOf(general))
    part = next(
        widget for widget in general.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    assert not isinstance(part, QAbstractSpinBox)
    part.setFocus()
    bar = area.verticalScrollBar()
    ui.until(lambda: bar.maximum() > 0)

    QTest.keyClick(part, Qt.Key.Key_PageDown)

    assert bar.value() > 0


def test_a_focused_button_looks_different(ui: Ui) -> None:
    window = shown(ui)
    window.sidebar.list.setFocus()
    plain = window.status.server.grab().toImage()

    window.status.server.setFocus()

    assert window.status.server.grab().toImage() != plain


def test_stars_fill_in_the_direction_of_the_text(ui: Ui) -> None:
    stars = ui.show(StarRating())
    stars.setLayoutDirection(RTL)

    QTest.keyClick(stars, Qt.Key.Key_Left)
    QTest.keyClick(stars, Qt.Key.Key_Left)
    assert stars.rating == 1.0

    QTest.keyClick(stars, Qt.Key.Key_Right)
    assert stars.rating == 0.5


def test_the_mirrored_window_has_the_sidebar_at_the_right(ui: Ui, qapp: QApplication) -> None:
    qapp.setLayoutDirection(RTL)
    try:
        window = shown(ui)
        assert window.sidebar.x() > window.pages.x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_progress_fills_from_the_right_in_the_mirrored_window(qapp: QApplication) -> None:
    picture = QImage(100, 10, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    paint_progress(painter, QRect(0, 0, 100, 10), 0.3, RTL)
    painter.end()

    assert picture.pixelColor(90, 5) == theme.colour("accent")
    assert picture.pixelColor(10, 5) == theme.colour("border")


@pytest.mark.parametrize("name", ["chevron-right", "undo", "star-half"])
def test_icons_that_point_are_mirrored(qapp: QApplication, name: str) -> None:
    usual = icons.pixmap(name, "text", 20, 1.0).toImage()
    qapp.setLayoutDirection(RTL)
    try:
        mirrored = icons.pixmap(name, "text", 20, 1.0).toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert mirrored != usual
    assert mirrored.flipped(Qt.Orientation.Horizontal) == usual


@pytest.mark.parametrize(("wish", "longest"), [("1", 0), ("0", 150)])
def test_nothing_moves_where_that_is_wished(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, wish: str, longest: int
) -> None:
    monkeypatch.setenv("BOOKORBIT_REDUCED_MOTION", wish)
    qapp.setStyleSheet("")
    theme.apply(qapp, dark=False)
    bar = QProgressBar()
    bar.ensurePolished()
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration

    assert theme.motion_ms() == longest
    assert bar.style().styleHint(hint, None, bar) == longest


@pytest.mark.parametrize("drawing", [tray_icon, plain_tray_icon])
def test_the_tray_says_each_state_with_a_shape_of_its_own(drawing: Callable[[str], Path]) -> None:
    shapes = {drawing(state).read_bytes() for state in ("idle", "syncing", "attention", "paused", "stopped")}

    assert len(shapes) == 5


@pytest.mark.parametrize("page", list(Page))
def test_tab_goes_through_a_page_as_one_reads_it_and_comes_around(ui: Ui, page: Page) -> None:
    ui.push(ui.book("Dune"), 0.4)
    ui.on_network(ui.services.sync.run())
    window = shown(ui)
    window.sidebar.select(page)
    ui.until(lambda: not ui.tasks.is_busy)
    window.sidebar.list.setFocus()
    area, places = window.pages.currentWidget(), list[QRect]()
    assert area is not None
    for _ in range(80):
        window.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if focused is window.sidebar.list:
            break
        assert focused.isVisible()
        if area.isAncestorOf(focused):
            places.append(QRect(focused.mapTo(window, QPoint()), focused.size()))
    else:
        pytest.fail("Tab does not come around")

    assert places
    # Down a column or along a row; never back to what stands before in both directions.
    back = [
        (before, after)
        for before, after in itertools.pairwise(places)
        if (after.bottom() <= before.top() and after.left() <= before.left())
        or (after.right() <= before.left() and abs(after.center().y() - before.center().y()) < 4)
    ]
    assert back == []
