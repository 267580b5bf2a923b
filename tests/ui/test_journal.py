"""The reading journal in the window: sessions shown, added, corrected, deleted with Undo, and exported."""

import json
from datetime import timedelta
from pathlib import Path

from PySide6.QtTest import QTest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.statistics.journal_dialog import EntryDialog, JournalDialog
from tests.ui.harness import Ui, click, text_of

MONTH = 31 * 86_400


def read_on_device(ui: Ui, book: BookId, *days_ago: int) -> None:
    """Ten minutes on a page each, on some days."""
    digest = ui.services.library.book(book).files[0].partial_md5
    now = int(ui.services.clock.now().timestamp())
    views = [
        PageView(digest, page, now - days * 86_400 - 7200 + page * 60, 60, 100)
        for days in days_ago
        for page in range(1, 11)
    ]
    repository = PageViewRepository(ui.services.database)
    ui.services.database.write(lambda: repository.add(views, "kobo", None, now + 86_400))


def opened(ui: Ui, book: BookRef | None = None) -> JournalDialog:
    dialog = JournalDialog(ui.context, ui.show(BookDetails(ui.context)), book)
    dialog.open()
    return dialog


def loaded(ui: Ui, book: BookRef | None = None, count: int = 1) -> JournalDialog:
    dialog = opened(ui, book)
    ui.until(lambda: len(dialog.model.rows) == count)
    return dialog


def seconds(ui: Ui) -> int:
    return ui.services.reading_time.statistics(StatisticsFilter()).total.seconds


def entry_of(ui: Ui, dialog: JournalDialog) -> EntryDialog:
    ui.until(lambda: dialog.findChild(EntryDialog) is not None)
    found = dialog.findChild(EntryDialog)
    assert found is not None
    return found


def test_a_paper_book_is_added_corrected_and_taken_back(ui: Ui) -> None:
    dialog = opened(ui)
    ui.until(dialog.nothing.isVisible)
    assert not dialog.correct.isEnabled()
    click(dialog.add)
    entry = entry_of(ui, dialog)
    entry.day.set_day(ui.services.clock.now().astimezone().date() - timedelta(days=2))
    entry.time.setText("20:15")
    entry.minutes.setText("40")
    click(entry.save)
    assert entry.problem.text() == "Choose a book or enter a title."
    QTest.keyClicks(entry.title, "A Paper Book")
    click(entry.save)
    ui.until(lambda: [row.title for row in dialog.model.rows] == ["A Paper Book"])
    assert seconds(ui) == 2400
    assert dialog.messages.text == "Session added."

    click(dialog.correct)
    ui.until(lambda: [one for one in dialog.findChildren(EntryDialog) if one.isVisible()])
    entry = next(one for one in dialog.findChildren(EntryDialog) if one.isVisible())
    assert (entry.title.text(), entry.minutes.text(), entry.device.text()) == ("A Paper Book", "40", "Paper")
    entry.minutes.setText("50")
    click(entry.save)
    ui.until(lambda: [row.seconds for row in dialog.model.rows] == [3000])
    dialog.messages.undo()
    ui.until(lambda: [row.seconds for row in dialog.model.rows] == [2400])


def test_a_recorded_session_is_deleted_with_undo(ui: Ui) -> None:
    book = ui.book("Dune")
    read_on_device(ui, book, 1)
    dialog = loaded(ui)
    click(dialog.delete)
    ui.until(dialog.nothing.isVisible)
    assert seconds(ui) == 0
    dialog.messages.undo()
    ui.until(lambda: len(dialog.model.rows) == 1)
    assert seconds(ui) == 600


def test_older_months_come_on_request(ui: Ui) -> None:
    read_on_device(ui, ui.book("Dune"), 1, 100)
    dialog = loaded(ui)
    assert dialog.older.isVisible()
    click(dialog.older)
    ui.until(lambda: len(dialog.model.rows) == 2)
    assert not dialog.older.isVisible()


def test_the_book_page_opens_its_own_sessions(ui: Ui) -> None:
    book, other = ui.book("Dune"), ui.book("Emma")
    read_on_device(ui, book, 1, 2)
    read_on_device(ui, other, 1)
    details = ui.show(BookDetails(ui.context))
    details.show_book(book)
    ui.until(lambda: text_of(details.head, "title") == "Dune")
    click(details.open_journal)
    dialog = details.findChild(JournalDialog)
    assert dialog is not None
    ui.until(lambda: [row.title for row in dialog.model.rows] == ["Dune", "Dune"])


def test_the_journal_is_exported(ui: Ui, tmp_path: Path) -> None:
    read_on_device(ui, ui.book("Dune"), 1)
    dialog = loaded(ui)
    target = tmp_path / "journal.json"
    ui.context.tasks.start(dialog.write(target))
    ui.until(lambda: dialog.messages.text == "1 session exported to journal.json")
    (told,) = json.loads(target.read_text("utf-8"))
    assert (told["title"], told["seconds"]) == ("Dune", 600)
