"""Nothing is changed by scrolling, windows fit their screen, a start says that it starts."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QDial,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabBar,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.hardcover.decode import TOKEN_REJECTED
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.history import time_width
from bookorbit_desktop.ui.book.text import describe_book, hint_book, shown_state
from bookorbit_desktop.ui.context import ServerStart
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.finish_dialog import FinishDialog
from bookorbit_desktop.ui.library.filters import FilterPopup
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sidebar import nav_entries
from bookorbit_desktop.ui.sync.log_page import ClearDialog
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Confirm, fit
from bookorbit_desktop.ui.widgets.search_field import SearchField
from bookorbit_desktop.ui.wording import day_and_time
from tests.services import TestClock
from tests.ui.conftest import MakeUi
from tests.ui.harness import Ui, click, text_of, texts_of
from tests.ui.wheel import changed_by_the_wheel, scroll, scrolled, value_of


def uses_the_wheel(path: Path) -> bool:
    """Whether a widget of a module does anything else with the wheel than leave it to the page around it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    handlers = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "wheelEvent"
    )
    return any([ast.unparse(line) for line in handler.body[1:]] != ["event.ignore()"] for handler in handlers)


class TestWheel:
    @pytest.mark.parametrize(
        "make",
        [QComboBox, QSpinBox, QDoubleSpinBox, QSlider, QDateEdit, QTabBar],
        ids=lambda make: make.__name__,
    )
    def test_the_wheel_over_any_control_scrolls_the_page_and_changes_no_value(
        self, ui: Ui, make: type[QWidget], english: None
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

    def test_a_dialog_that_opens_later_and_what_it_makes_later_keep_their_values(
        self, ui: Ui, english: None
    ) -> None:
        owner = ui.show(QWidget())
        dialog = QDialog(owner)
        column = QVBoxLayout(dialog)
        first = QPushButton("Close")
        column.addWidget(first)
        dialog.open()
        first.setFocus()
        controls: list[QWidget] = [QDial(), QTimeEdit(), QComboBox(editable=True), QSpinBox()]
        for control in controls:
            if isinstance(control, QComboBox):
                control.addItems(["Private", "Public"])
            column.addWidget(control)
            control.show()
        ui.until(lambda: all(control.isVisible() for control in controls))
        inner = [part for control in controls for part in control.findChildren(QLineEdit)]
        before = [value_of(control) for control in controls]

        for part in (*controls, *inner):
            scroll(part)

        assert [value_of(control) for control in controls] == before
        assert inner
        dialog.close()

    def test_dates_and_stars_of_a_finished_book_and_the_days_of_the_log_are_not_changed(
        self, ui: Ui, english: None
    ) -> None:
        """Dialogs that the tour of all screens does not open."""
        book = ui.book("Piranesi")
        ui.set_status(book, ReadingStatus.READ, started_on=date(2024, 3, 1), finished_on=date(2024, 3, 20))
        window = ui.show(QWidget())
        finished = FinishDialog(ui.context, ui.services.book_view.view(book), window)
        scrolled.clear()
        for dialog in (finished, ClearDialog(ui.context, window)):
            dialog.show()
            ui.until(dialog.isActiveWindow)  # only then its first control has the focus
            assert changed_by_the_wheel(dialog) == []
        assert scrolled == {"StarRating", "Choice"}

        click(finished.started_on)
        (calendar,) = finished.started_on.findChildren(QCalendarWidget)
        for part in (calendar, *calendar.findChildren(QWidget)):
            if part.isVisible():
                scroll(part)
        assert finished.started_on.day == date(2024, 3, 1)

    def test_no_widget_of_ours_turns_the_wheel_into_a_value_but_the_size_of_covers(self) -> None:
        ui = Path(theme.__file__).parent
        assert [path.name for path in ui.rglob("*.py") if uses_the_wheel(path)] == ["cover_grid.py"]

    def test_the_wheel_changes_a_control_that_has_the_focus(self, ui: Ui) -> None:
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
            entry = next(row for row in window.sidebar.model.rows if row.page is Page.KOREADER)
            return entry.note, entry.note_tone

        assert note() == ("Starting…", "muted")
        ui.until(lambda: not ui.tasks.is_busy)
        assert note() == ("Starting…", "muted")
        assert window.status.server.text() == "Starting…"
        assert tray._state == "idle"
        window.navigator.go(Route(Page.KOREADER))
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

        entry = next(row for row in window.sidebar.model.rows if row.page is Page.KOREADER)
        assert (entry.note, entry.note_tone) == ("Off", "error")
        assert ServerStart().is_over


class RestyleCounter(QObject):
    """Counts how often widgets get another style."""

    restyled = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Only look."""
        if event.type() is QEvent.Type.StyleChange:
            self.restyled += 1
        return False


def library(ui: Ui) -> LibraryPage:
    """The library page, once its books are there."""
    page = ui.show(LibraryPage(ui.context))
    page.reload()
    ui.until(lambda: not ui.tasks.is_busy and page.model.rows)
    return page


class TestSeenToBeWrong:
    def test_without_an_account_no_book_waits_to_be_sent(self, make_ui: MakeUi) -> None:
        ui = make_ui(token=None)
        book = ui.book("Emma")
        ui.set_status(book, ReadingStatus.READ)
        page = library(ui)
        page.open_book(book)
        ui.until(lambda: not ui.tasks.is_busy)

        (row,) = page.model.rows
        assert "Pending" not in describe_book(row)
        assert "looked up" not in hint_book(row)
        words = texts_of(page.details.hardcover)
        assert "Connect your Hardcover account first." in words
        assert not [word for word in words if "Pending" in word or "looked up" in word]

    def test_without_an_account_the_filter_offers_no_pending_books(self, make_ui: MakeUi) -> None:
        ui = make_ui(token=None)
        ui.set_status(ui.book("Emma"), ReadingStatus.READ)
        page = library(ui)
        filters = ui.show(FilterPopup(ui.context, BookQuery(), page))
        filters.facets.setCurrentRow(list(Facet).index(Facet.HARDCOVER))
        ui.until(lambda: not ui.tasks.is_busy)

        assert not filters.values.findItems("Pending", Qt.MatchFlag.MatchExactly)

    def test_where_nothing_is_being_read_the_dashboard_has_no_hole(self, ui: Ui) -> None:
        ui.push(ui.book("Emma"), 0.5)
        ui.set_status(ui.services.book_list.rows(BookQuery())[0].id, ReadingStatus.ON_HOLD)
        window = ui.show(MainWindow(ui.context))
        page = window.pages.dashboard
        ui.until(lambda: not ui.tasks.is_busy and page.recent.isVisible())
        ui.until(lambda: page.recent.y() > 0)

        assert not page.current.isVisible()
        assert page._numbers.height() == page.week.height()
        assert page.recent.y() == page._numbers.geometry().bottom() + 1 + theme.SPACE_24

    def test_a_screen_reader_says_the_state_of_the_badge(self, ui: Ui) -> None:
        book = ui.book("Emma")
        (row,) = ui.services.book_list.rows_of([book])
        matched_by_title = replace(row, hardcover=HardcoverState.SYNCED, needs_review=True)

        assert shown_state(matched_by_title) is HardcoverState.NEEDS_REVIEW
        assert "Hardcover: Needs review" in describe_book(matched_by_title)

    def test_an_abandoned_book_that_kept_its_date_was_not_finished_this_year(self, ui: Ui) -> None:
        day = ui.services.clock.now().date()
        for title in ("Emma", "Dune"):
            ui.set_status(ui.book(title), ReadingStatus.READ, finished_on=day)
        emma = next(row.id for row in ui.services.book_list.rows(BookQuery()) if row.title == "Emma")
        assert ui.services.dashboard.load().finished_this_year == 2

        ui.set_status(emma, ReadingStatus.ABANDONED, finished_on=day)

        assert ui.services.library.book(emma).reading.reads
        assert ui.services.dashboard.load().finished_this_year == 1

    def test_the_pane_begins_at_the_top_of_the_next_book_and_stays_where_it_is_in_the_same(
        self, ui: Ui
    ) -> None:
        first, second = ui.book("Emma"), ui.book("Dune")
        page = library(ui)
        page.resize(1240, 400)
        page.open_book(first)
        bar = page.details._area.verticalScrollBar()
        ui.until(lambda: not ui.tasks.is_busy and bar.maximum() > 100)
        bar.setValue(100)

        page.details.show_book(first)
        ui.until(lambda: not ui.tasks.is_busy)
        assert bar.value() == 100
        page.open_book(second)
        ui.until(lambda: not ui.tasks.is_busy)
        assert bar.value() == 0

    def test_escape_empties_a_search_field(self, ui: Ui) -> None:
        field = ui.show(SearchField("Search"))
        searched: list[str] = []
        field.searched.connect(searched.append)
        field.setText("emma")

        QTest.keyClick(field, Qt.Key.Key_Escape)

        assert field.text() == ""
        ui.until(lambda: searched == [""])

    def test_a_suggested_book_is_selected_in_the_list(self, ui: Ui) -> None:
        for title in ("Emma", "Persuasion"):
            ui.book(title)
        page = library(ui)
        wanted = next(row.id for row in page.model.rows if row.title == "Persuasion")

        page.suggestions.book_chosen.emit(wanted)

        assert page.model.rows[page.lists.view.currentIndex().row()].id == wanted
        assert page.details.book_id == wanted

    def test_the_safe_answer_has_the_focus_when_the_log_is_to_be_cleared(self, ui: Ui) -> None:
        dialog = ClearDialog(ui.context, ui.show(QWidget()))
        dialog.open()
        ui.until(lambda: not ui.tasks.is_busy and dialog.isActiveWindow())

        assert dialog.focusWidget() is dialog.keep

    def test_a_sync_that_had_nothing_to_send_was_a_sync(self, ui: Ui) -> None:
        ui.set_status(ui.book("Emma"), ReadingStatus.READ)
        ui.services.preferences.change(hardcover_confirmed=True)
        window = ui.show(MainWindow(ui.context))
        page = window.pages.hardcover
        ui.on_network(ui.services.sync.run())
        window.sidebar.select(Page.HARDCOVER)
        ui.until(lambda: not ui.tasks.is_busy and "synced" in text_of(page.account, "text"))
        move_clock(ui, 7 * 60)
        page.account.refresh()
        assert "7 min ago" in text_of(page.account, "text")

        ui.on_network(ui.services.sync.run())

        ui.until(lambda: "just now" in text_of(page.account, "text"))

    @pytest.mark.parametrize("page", [Page.DASHBOARD, Page.HARDCOVER, Page.LIBRARY])
    def test_a_token_problem_is_told_once_where_the_page_does_not_say_it(self, ui: Ui, page: Page) -> None:
        window = ui.show(MainWindow(ui.context))
        window.sidebar.select(page)
        ui.until(lambda: not ui.tasks.is_busy)

        ui.services.hardcover_account.pause(TOKEN_REJECTED)
        ui.until(lambda: "paused" in window.status.hardcover.text())
        ui.until(lambda: not ui.tasks.is_busy)

        assert bool(window.message_bar.text) == (page is Page.LIBRARY)

    def test_a_theme_switch_restyles_each_widget_twice_at_most(self, ui: Ui, qapp: QApplication) -> None:
        """Once without a sheet, once with the new one; replaced in place, Qt polishes each about ten times."""
        window = ui.show(MainWindow(ui.context))
        window.sidebar.select(Page.SETTINGS)
        ui.until(lambda: not ui.tasks.is_busy)
        counter = RestyleCounter()
        qapp.installEventFilter(counter)
        try:
            theme.apply(qapp, dark=True)
        finally:
            qapp.removeEventFilter(counter)
            theme.apply(qapp, dark=False)

        assert 0 < counter.restyled <= 2 * len(qapp.allWidgets())

    def test_icons_of_a_choice_follow_the_theme(self, ui: Ui, qapp: QApplication) -> None:
        choice = ui.show(Choice("Status"))
        choice.add("check", "Read", 1)
        light = choice.itemIcon(0).pixmap(16).toImage()
        theme.apply(qapp, dark=True)
        try:
            ui.until(lambda: choice.itemIcon(0).pixmap(16).toImage() != light)
        finally:
            theme.apply(qapp, dark=False)
        assert choice.itemIcon(0).pixmap(16).toImage() == light

    @pytest.mark.parametrize(
        ("count", "words"), [(1, "1 file needs attention"), (2, "2 files need attention")]
    )
    def test_numbers_agree_with_their_verbs(self, ui: Ui, count: int, words: str) -> None:
        entries = nav_entries(Counts(inbox=count), serving=True, accepting=True)

        assert next(entry for entry in entries if entry.page is Page.INBOX).said == words

    def test_every_time_of_a_day_fits_into_the_position_history(self, ui: Ui) -> None:
        font = theme.font(theme.Type.DETAIL, numbers=True)
        room = time_width(font.toString())
        times = [day_and_time(datetime(2026, 11, 18, hour, 6, tzinfo=UTC)) for hour in range(24)]

        assert max(QFontMetrics(font).horizontalAdvance(time) for time in times) < room

    def test_no_window_title_holds_an_invisible_mark(self, ui: Ui) -> None:
        dialog = ui.show(
            Confirm(ui.show(QWidget()), "Forget “\u2068Kobo\u2069”?", "", act="Forget", keep="Keep")
        )

        assert dialog.windowTitle() == "Forget “Kobo”?"


def move_clock(ui: Ui, seconds: float) -> None:
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(seconds=seconds)
