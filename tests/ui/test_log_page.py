"""The sync log: what devices sent, what was sent, why something was not, and the ways on from each entry."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogLines, LogOutcome, LogPeriod
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sync.log_details import LineDialog
from bookorbit_desktop.ui.sync.log_model import DAY, sentences
from bookorbit_desktop.ui.sync.log_page import ClearDialog, LogPage
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.wording import day_heading
from tests.ui.harness import Ui, click


def choose(choice: Choice, value: object) -> None:
    choice.setCurrentIndex(choice.findData(value))


def titles(page: LogPage) -> list[str]:
    return [line.title for line in page.model.rows]


def add_lines(ui: Ui, count: int) -> None:
    """Lines that were written earlier, the newest being number 0."""
    now = ui.services.clock.now()
    lines = [
        LogLine(now, Direction.TO_HARDCOVER, f"Volume {number}", LogOutcome.SENT)
        for number in reversed(range(count))
    ]
    ui.services.database.write(lambda: SyncLogRepository(ui.services.database).add(lines))


def test_a_sync_and_a_push_fill_the_log_and_filters_narrow_it(ui: Ui) -> None:
    dune = ui.book("Dune")
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.states.empty)

    ui.push(dune, 0.4)
    ui.on_network(ui.services.sync.run())
    ui.until(lambda: {"Dune", "Nowhere"} == set(titles(page)))
    ui.until(lambda: {line.outcome for line in page.model.rows} >= {LogOutcome.SENT, LogOutcome.RECEIVED})

    choose(page.filters.direction, Direction.FROM_KOREADER)
    ui.until(lambda: [line.changes for line in page.model.rows] == [("started at 40%",)])
    choose(page.filters.direction, None)
    choose(page.filters.outcome, LogOutcome.NOT_MATCHED)
    ui.until(lambda: titles(page) == ["Nowhere"])
    choose(page.filters.outcome, None)
    choose(page.filters.device, "Kobo")
    ui.until(lambda: titles(page) == ["Dune"])
    choose(page.filters.device, None)
    choose(page.filters.period, LogPeriod.TODAY)
    ui.until(lambda: len(titles(page)) > 1)
    page.filters.show_book(dune, "Dune")
    ui.until(lambda: set(titles(page)) == {"Dune"})
    click(page.filters.book)
    ui.until(lambda: "Nowhere" in titles(page))

    page.filter.setText("no such words")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)
    ui.until(lambda: len(page.model.rows) > 2)
    assert not page.filters.is_filtering


def test_a_book_without_a_match_is_told_once_and_not_with_every_sync(ui: Ui) -> None:
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)

    for _ in range(3):
        ui.on_network(ui.services.sync.run())

    page = ui.show(LogPage(ui.context))
    ui.until(lambda: titles(page) == ["Nowhere"])
    assert page.model.rows[0].outcome is LogOutcome.NOT_MATCHED


def test_an_empty_log_offers_to_connect_a_device(ui: Ui) -> None:
    page = ui.show(LogPage(ui.context))
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)
    ui.until(lambda: page.states.currentWidget() is page.states.empty)
    click(page.states.empty.button)
    assert asked == [Route(Page.KOREADER)]
    assert not page.export.isEnabled()
    assert page.export.toolTip() == "Nothing to export."


def test_enter_opens_the_details_and_they_lead_to_the_book(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ, rating=4)
    ui.on_network(ui.services.sync.run())
    page = ui.show(LogPage(ui.context))
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)
    choose(page.filters.outcome, LogOutcome.SENT)
    ui.until(lambda: {line.outcome for line in page.model.rows} == {LogOutcome.SENT})

    page.view.setCurrentIndex(page.model.index(page.model.rowCount() - 1))
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    dialog = page.findChild(LineDialog)
    assert dialog is not None
    assert dialog.facts["Changes"] == "Added as Read\nRated 4\nPrivacy set to Private"
    assert dialog.facts["Direction"] == "→ Hardcover"
    assert dialog.facts["Requests"].startswith("1 request, ")
    assert dialog.facts["On Hardcover"].startswith("https://hardcover.app/id/book/")
    assert dialog.link_button.isEnabled()
    click(dialog.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert "Dune" in copied
    assert dialog.facts["On Hardcover"] in copied
    ui.until(dialog.book_button.isEnabled)
    click(dialog.book_button)

    assert asked == [Route(Page.LIBRARY, book_id=book)]


def test_details_of_a_book_that_is_gone_say_so(ui: Ui) -> None:
    gone = LogLine(
        ui.services.clock.now(), Direction.TO_HARDCOVER, "Gone", LogOutcome.SENT, book_id=BookId(99)
    )
    ui.services.database.write(lambda: SyncLogRepository(ui.services.database).add([gone]))
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: titles(page) == ["Gone"])
    page.view.activated.emit(page.model.index(0))
    dialog = page.findChild(LineDialog)
    assert dialog is not None
    ui.until(lambda: dialog.book_button.toolTip() == "This book is no longer in your library.")
    assert not dialog.book_button.isEnabled()
    assert not dialog.link_button.isEnabled()
    assert dialog.link_button.toolTip() == "This entry has no Hardcover book."
    dialog.close()


def test_scrolling_brings_the_older_lines(ui: Ui) -> None:
    add_lines(ui, 450)
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: len(page.model.rows) == 200)
    assert page.filters.count.text() == "450 lines"

    def has_rows(count: int) -> bool:
        return len(page.model.rows) == count

    for count in (400, 450):
        page.view.scrollToBottom()
        ui.until(partial(has_rows, count))
    assert titles(page) == [f"Volume {number}" for number in range(450)]
    assert not page.model.canFetchMore(page.model.index(-1))


def test_only_the_filtered_lines_are_exported(ui: Ui, tmp_path: Path) -> None:
    add_lines(ui, 3)
    page = ui.show(LogPage(ui.context))
    said: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: said.append(text))
    ui.until(lambda: len(page.model.rows) == 3)
    page.filter.setText("Volume 2")
    ui.until(lambda: titles(page) == ["Volume 2"])
    page.save_csv(tmp_path / "log.csv")
    ui.until(lambda: said)
    assert said == ["1 line exported to log.csv."]
    assert "Volume 2" in (tmp_path / "log.csv").read_text("utf-8-sig")
    assert "Volume 1" not in (tmp_path / "log.csv").read_text("utf-8-sig")

    page.save_csv(tmp_path / "nowhere" / "log.csv")
    ui.until(lambda: ui.problems)
    assert "Choose another file" in ui.problems[0]


def test_clearing_the_log_says_how_many_lines_go_and_keeps_them_by_default(ui: Ui) -> None:
    add_lines(ui, 3)
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: len(page.model.rows) == 3)
    click(page.clear)
    dialog = page.findChild(ClearDialog)
    assert dialog is not None
    assert dialog.keep.isDefault()
    ui.until(lambda: dialog.goes.text() == "No lines are that old.")
    assert not dialog.act.isEnabled()
    choose(dialog.days, 0)
    ui.until(dialog.act.isEnabled)
    assert dialog.goes.text() == "3 Hardcover lines will be permanently deleted."
    click(dialog.act)
    ui.until(lambda: page.states.currentWidget() is page.states.empty)


def test_an_unreadable_log_says_why_and_can_be_tried_again(ui: Ui, monkeypatch: pytest.MonkeyPatch) -> None:
    add_lines(ui, 1)
    works = SyncLogRepository.page

    def fail(*_arguments: object) -> LogLines:
        raise InvalidInput(Message("The log cannot be read just now."))

    monkeypatch.setattr(SyncLogRepository, "page", fail)
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.states.error)
    monkeypatch.setattr(SyncLogRepository, "page", works)
    click(page.states.error.button)
    ui.until(lambda: titles(page) == ["Volume 0"])
    assert page.states.currentWidget() is page.view


def test_days_have_headings_and_lines_say_what_happened_in_a_sentence(ui: Ui) -> None:
    now = ui.services.clock.now()
    change = Message("started at {0}", Message("{0}%", 37))
    lines = [
        LogLine(now - timedelta(days=1), Direction.FROM_HARDCOVER, "Earlier", LogOutcome.MATCHED),
        LogLine(now, Direction.TO_HARDCOVER, "First", LogOutcome.SENT, (change,), units=1),
        LogLine(now, Direction.TO_HARDCOVER, "Second", LogOutcome.SENT),
    ]
    ui.services.database.write(lambda: SyncLogRepository(ui.services.database).add(lines))
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: titles(page) == ["Second", "First", "Earlier"])

    today = now.astimezone().date()
    days = [page.model.index(row).data(DAY) for row in range(3)]
    assert days == [today, None, today - timedelta(days=1)]
    assert day_heading(today, today) == "Today"
    assert day_heading(today - timedelta(days=1), today) == "Yesterday"
    assert sentences(page.model.rows[1]) == ["Hardcover · Started at 37%"]
    assert "request" not in page.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_keyboard_begins_in_the_list_and_not_at_clearing(ui: Ui) -> None:
    add_lines(ui, 3)
    window = ui.show(MainWindow(ui.context))
    window.activateWindow()
    ui.until(lambda: not ui.tasks.is_busy and window.isActiveWindow())
    window.sidebar.list.setFocus()
    window.navigator.go(Route(Page.LOG))
    page = window.pages.log

    ui.until(lambda: window.focusWidget() is page.view)
