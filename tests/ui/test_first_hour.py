"""Issue 12, Deliver 2 to 4: nothing is changed by scrolling, windows fit their screen, a start says that it starts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import ServerStart
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.places import Place
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.fitting import fit
from bookorbit_desktop.ui.widgets.stars import StarRating
from tests.ui import audit
from tests.ui.harness import Ui
from tests.ui.tour import Needs, tour

pytestmark = pytest.mark.timeout(240)
CHANGEABLE = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar, StarRating)


def told(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{screen}: {line}" for screen, lines in wrong.items() for line in lines)


def scroll(widget: QWidget) -> None:
    """Turn the wheel over a widget as the window system tells of it, down and up."""
    window = widget.window()
    for turn in (-120, -120, 120):
        for area in window.findChildren(QScrollArea):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)
        where = widget.mapTo(window, widget.rect().center())
        QTest.wheelEvent(window.windowHandle(), where, QPoint(0, turn))


def value_of(widget: QWidget) -> object:
    """What the wheel might change."""
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    return widget.value() if isinstance(widget, QAbstractSlider) else widget.property("text")


scrolled: set[str] = set()


def changed_by_the_wheel(root: QWidget) -> list[str]:
    """Every control of a window that takes the wheel without having the focus."""
    window = root.window()
    if window.windowHandle() is None:
        return []
    wrong = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, CHANGEABLE) or isinstance(control, QScrollBar) or not control.isVisible():
            continue
        if control.hasFocus():
            control.clearFocus()
        before = value_of(control)
        scroll(control)
        scrolled.add(type(control).__name__)
        if value_of(control) != before or control.hasFocus():
            wrong.append(f"changed by the wheel: {audit.place_of(control)}")
    return wrong


def larger_than_the_screen(root: QWidget) -> list[str]:
    """A dialog that reaches over the edge of the screen."""
    room = root.screen().availableSize()
    fits = root.width() <= room.width() and root.height() <= room.height()
    return [] if fits or not isinstance(root, QDialog) else [f"{root.size()} on a screen of {room}"]


class TestWheel:
    def test_scrolling_over_every_control_of_every_screen_changes_nothing(
        self, qapp: QApplication, english: QTranslator, tmp_path: Path
    ) -> None:
        scrolled.clear()
        wrong = tour(qapp, tmp_path, ["typical"], (changed_by_the_wheel, larger_than_the_screen), Needs())

        assert not wrong, told(wrong)
        assert {"Choice", "PrivacyChoice", "StarRating"} <= scrolled

    @pytest.mark.parametrize(
        "make",
        [QComboBox, QSpinBox, QDoubleSpinBox, QSlider, QDateEdit, QTabBar],
        ids=lambda make: make.__name__,
    )
    def test_no_page_has_to_remember_it_and_the_page_scrolls_on(
        self, ui: Ui, make: type[QWidget], english: QTranslator
    ) -> None:
        """For a plain control of Qt's, made as a forgetful page would."""
        control = make()
        area = page_with(control)
        ui.show(area)
        area.resize(300, 300)
        before = value_of(control)
        area.verticalScrollBar().setValue(20)

        window = area.window()
        where = control.mapTo(window, control.rect().center())
        QTest.wheelEvent(window.windowHandle(), where, QPoint(0, -120))

        assert value_of(control) == before
        assert not control.hasFocus()
        assert area.verticalScrollBar().value() > 20

    def test_with_the_focus_it_is_the_persons_wish(self, ui: Ui) -> None:
        control = QComboBox()
        area = ui.show(page_with(control))
        control.setFocus()
        ui.until(control.hasFocus)

        QTest.wheelEvent(area.windowHandle(), control.mapTo(area, control.rect().center()), QPoint(0, -120))

        assert control.currentIndex() == 1


def page_with(control: QWidget) -> QScrollArea:
    """A long page, of which a control is the second thing; the first has the focus."""
    if isinstance(control, QComboBox):
        control.addItems(["Private", "Followers", "Public"])
    if isinstance(control, QTabBar):
        control.addTab("One")
        control.addTab("Two")
    body = QWidget()
    column = QVBoxLayout(body)
    first = QComboBox()
    column.addWidget(first)
    column.addWidget(control)
    long = QLabel()
    long.setFixedHeight(3000)
    column.addWidget(long)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(body)
    first.setFocus()
    return area


class TestScreen:
    @pytest.mark.parametrize("letters", [1.0, 1.5, 2.0, 3.0])
    def test_the_window_is_never_larger_than_the_screen(
        self, ui: Ui, monkeypatch: pytest.MonkeyPatch, letters: float
    ) -> None:
        monkeypatch.setattr(theme._current, "scale", letters)
        window = MainWindow(ui.context)
        ui._shown.append(window)
        window.show()

        room = window.screen().availableSize()
        assert window.frameGeometry().size().boundedTo(room) == window.frameGeometry().size()
        assert window.minimumSize().boundedTo(room) == window.minimumSize()
        assert window.size() == QSize(1240, 800) or letters > 1

    def test_a_dialog_asks_for_no_more_than_there_is(self, ui: Ui) -> None:
        dialog = ui.show(QWidget())
        room = dialog.screen().availableSize()

        fit(dialog, 5000, 300, least=(4000, 200))

        assert dialog.width() < room.width()
        assert (dialog.height(), dialog.minimumHeight()) == (300, 200)


class TestStart:
    def test_until_the_server_is_there_everything_says_starting_and_nothing_is_red(self, ui: Ui) -> None:
        address, ui.server.address = ui.server.address, None
        ui.context.start.is_over = False
        window = ui.show(MainWindow(ui.context))
        tray = Tray(ui.context)

        def note() -> tuple[str, str]:
            entry = next(one for one in window.sidebar.model.rows if one.page is Page.KOREADER)
            return entry.note, entry.note_tone

        assert note() == ("Starting…", "muted")
        ui.until(lambda: not ui.tasks.is_busy)
        assert note() == ("Starting…", "muted")
        assert window.status.server.text() == "Starting…"
        assert tray._state == "idle"
        window.navigator.go(Place(Page.KOREADER))
        ui.until(lambda: not ui.tasks.is_busy)
        assert not window.pages.koreader.server.toggle.isEnabled()

        ui.server.address, ui.context.start.is_over = address, True
        ui.bridge.server_changed.emit()
        ui.until(lambda: note() == ("On", "ok"))
        assert window.status.server.text().startswith("Serving")
        tray.close()

    def test_a_server_that_could_not_start_is_off(self, ui: Ui) -> None:
        ui.server.address = None
        window = ui.show(MainWindow(ui.context))
        ui.until(lambda: window.status.server.text() == "Server stopped")

        entry = next(one for one in window.sidebar.model.rows if one.page is Page.KOREADER)
        assert (entry.note, entry.note_tone) == ("Off", "error")
        assert ServerStart().is_over
