"""Import from a file in the window, over the real services and real files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.ui.imports.list_dialog import ListImportDialog
from bookorbit_desktop.ui.imports.model import authors_text, here, reason, there, title
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.settings.page import SettingsTopic
from tests.reading_csv import goodreads, goodreads_row
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of

ISBNS = ("9780306406157", "9781861972712", "9780140328721")


@pytest.fixture
def export(ui: Ui, tmp_path: Path) -> Path:
    """A line for each group."""
    add_book(ui.services, "Orchard", isbn=ISBNS[0])
    add_book(ui.services, "Harbour")
    ui.set_status(add_book(ui.services, "Meadow", isbn=ISBNS[1]), ReadingStatus.READING, rating=3)
    path = tmp_path / "goodreads_library_export.csv"
    path.write_text(
        goodreads(
            goodreads_row("Unknown here", isbn=ISBNS[2], author="Zeno Quist", number="4"),
            goodreads_row("Harbour", "to-read", number="2"),
            goodreads_row("Orchard", isbn=ISBNS[0], rating="4", finished="2025/02/01", number="1"),
            goodreads_row("Meadow", "to-read", isbn=ISBNS[1], number="3"),
            goodreads_row("Kept aside", "to-sell", number="5"),
        )
    )
    return path


def dialog_of(window: QWidget) -> ListImportDialog:
    found = window.findChildren(ListImportDialog)[-1]
    assert isinstance(found, ListImportDialog)
    return found


def previewed(ui: Ui, path: Path) -> tuple[MainWindow, ListImportDialog]:
    window = ui.show(MainWindow(ui.context))
    window.pages.list_import.open(str(path))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.preview)
    return window, dialog


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def state(ui: Ui, name: str) -> ReadingState:
    (row,) = ui.services.book_list.rows(BookQuery(name))
    return ui.services.library.book(row.id).reading


def titles(ui: Ui) -> set[str]:
    return {row.title for row in ui.services.book_list.rows(BookQuery())}


def undo(ui: Ui, window: MainWindow) -> None:
    (offer,) = [button for button in window.message_bar.findChildren(QPushButton) if button.text() == "Undo"]
    click(offer)


def test_every_line_stands_in_its_group_with_both_sides_and_a_reason(ui: Ui, export: Path) -> None:
    _, dialog = previewed(ui, export)
    rows = {title(row): row for row in dialog.preview.model.rows}
    assert {name: row.kind for name, row in rows.items()} == {
        "Orchard": ImportKind.READY,
        "Harbour": ImportKind.REVIEW,
        "Meadow": ImportKind.CONFLICT,
        "Unknown here": ImportKind.UNMATCHED,
        "Kept aside": ImportKind.SKIPPED,
    }
    assert (there(rows["Orchard"]), here(rows["Orchard"], progress=True)) == (
        "Goodreads: Read",
        "Sets Read · ★ 4 · finished 01/02/2025",
    )
    assert there(rows["Kept aside"]) == "Goodreads: to-sell"
    assert reason(rows["Harbour"]) == "Same book as “Harbour”? Matched by title and author."
    assert all(reason(row) for row in rows.values())
    assert authors_text(rows["Unknown here"]) == "Zeno Quist"
    assert text_of(dialog.preview, "sentence").startswith("5 books in this export of Goodreads.")


def test_ticked_books_are_imported_and_the_import_can_be_undone(ui: Ui, export: Path) -> None:
    window, dialog = previewed(ui, export)
    assert dialog.act.text() == "Import 1 book"
    dialog.preview.show_kind(ImportKind.REVIEW)
    click(dialog.preview.all)
    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "2 books imported from the file.")
    assert (state(ui, "Orchard").status, state(ui, "Orchard").rating) == (ReadingStatus.READ, 4)
    assert state(ui, "Harbour").status is ReadingStatus.WANT_TO_READ
    assert (state(ui, "Meadow").status, state(ui, "Meadow").rating) == (ReadingStatus.READING, 3)
    assert ui.hardcover.journal == [], "nothing is sent"

    undo(ui, window)
    ui.until(lambda: window.message_bar.text == "Import undone for 2 books.")
    assert state(ui, "Orchard") == state(ui, "Harbour") == ReadingState()


def test_an_import_lists_only_the_values_it_fills_in(ui: Ui, tmp_path: Path) -> None:
    ui.set_status(add_book(ui.services, "Orchard", isbn=ISBNS[0]), ReadingStatus.ABANDONED)
    path = tmp_path / "one.csv"
    path.write_text(goodreads(goodreads_row("Orchard", isbn=ISBNS[0], rating="4")))
    _, dialog = previewed(ui, path)
    (row,) = dialog.preview.model.rows
    assert here(row, progress=True) == "Sets ★ 4"
    assert reason(row) == "Fills in what's missing; everything else stays."


def test_entries_without_a_file_are_made_if_the_person_ticks_it(ui: Ui, export: Path) -> None:
    window, dialog = previewed(ui, export)
    order = [title(row) for row in dialog.preview.model.rows]
    click(dialog.preview.entries)
    assert dialog.act.text() == "Import 2 books"
    assert [title(row) for row in dialog.preview.model.rows] == order
    click(dialog.preview.entries)
    assert dialog.act.text() == "Import 1 book"
    click(dialog.preview.entries)
    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "2 books imported from the file. 1 book added.")
    assert state(ui, "Unknown here").status is ReadingStatus.READ

    undo(ui, window)
    ui.until(lambda: window.message_bar.text == "Import undone for 2 books.")
    assert titles(ui) == {"Orchard", "Harbour", "Meadow"}


def test_a_book_changed_since_the_import_stays_when_it_is_undone(ui: Ui, export: Path) -> None:
    window, dialog = previewed(ui, export)
    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "1 book imported from the file.")
    (row,) = ui.services.book_list.rows(BookQuery("Orchard"))
    ui.services.reading.rate([row.id], 2)

    undo(ui, window)
    ui.until(lambda: "Kept because you changed them since: “Orchard”." in window.message_bar.text)
    assert state(ui, "Orchard").rating == 2


def test_a_second_import_has_nothing_to_import(ui: Ui, export: Path) -> None:
    window, dialog = previewed(ui, export)
    click(dialog.act)
    ui.until(lambda: window.message_bar.text == "1 book imported from the file.")
    window.pages.list_import.open(str(export))
    again = dialog_of(window)
    ui.until(lambda: again.current is again.preview)
    assert [title(row) for row in again.preview.chosen] == []


def test_an_export_that_is_dropped_is_offered_and_the_other_files_are_added(
    ui: Ui, export: Path, tmp_path: Path
) -> None:
    window = ui.show(MainWindow(ui.context))
    note = tmp_path / "note.xyz"
    note.write_text("no book")
    drop(window, export, note)
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.preview)
    ui.until(lambda: "Not a book: " in window.message_bar.text)
    assert note.name in window.message_bar.text

    dialog.close()
    other = tmp_path / "other.csv"
    other.write_text("")
    drop(window, export, other)
    ui.until(lambda: window.message_bar.text == "Drop one export at a time.")


def test_a_file_that_is_no_export_says_so_and_offers_another(ui: Ui, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("Name,Price\nCup,3\n")
    window = ui.show(MainWindow(ui.context))
    window.pages.list_import.open(str(path))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.error)
    assert dialog.error.button.text() == "Choose another file…"
    click(dialog.error.button)
    (chooser,) = window.findChildren(QFileDialog)
    chooser.reject()


def test_an_export_without_books_says_so(ui: Ui, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(goodreads())
    window = ui.show(MainWindow(ui.context))
    window.pages.list_import.open(str(path))
    dialog = dialog_of(window)
    ui.until(lambda: dialog.current is dialog.empty)
    assert dialog.cancel.text() == "Close"


def test_the_file_import_is_in_settings_and_beside_the_import_from_hardcover(ui: Ui) -> None:
    window = ui.show(MainWindow(ui.context))
    window.sidebar.select(Page.SETTINGS)
    window.pages.settings.show_topic(SettingsTopic.LIBRARY)
    click(window.pages.settings.library.import_list)
    window.sidebar.select(Page.HARDCOVER)
    assert window.pages.hardcover.shelf_actions.import_file.text() == "Import from a file…"
    window.pages.hardcover.shelf_actions.import_file.trigger()
    choosers = window.findChildren(QFileDialog)
    assert len(choosers) == 2
    for chooser in choosers:
        chooser.reject()


def test_closing_the_dialog_while_it_compares_reports_no_problem(ui: Ui, export: Path) -> None:
    window = ui.show(MainWindow(ui.context))
    window.pages.list_import.open(str(export))
    dialog_of(window).close()
    ui.until(lambda: not ui.context.tasks.is_busy)
    assert ui.problems == []
