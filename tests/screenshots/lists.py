"""The import from a file: lines of every group, and a file that is no export."""

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.imports.list_dialog import ListImportDialog
from tests.reading_csv import goodreads, goodreads_row
from tests.ui.harness import Ui

LONG = "How the Lighthouse Keepers of the Northern Isles Lost Their Clocks: A History in Nine Storms (Storms, #3)"


def import_file(ui: Ui, parent: QWidget) -> QWidget:
    """Some books that are here, one that is not, and an entry to be made for it."""
    books = [
        ui.services.library.book(row.id).metadata for row in ui.services.book_list.rows(BookQuery())[:24]
    ]
    isbns = [
        [identifier.value for identifier in book.identifiers if identifier.scheme == "isbn"] for book in books
    ]
    here = [
        goodreads_row(
            book.title,
            ("read", "to-read", "currently-reading", "did-not-finish")[index % 4],
            author=book.authors[0] if book.authors else "",
            isbn=isbns[index][0] if index % 3 and isbns[index] else "",
            rating=str(index % 6),
            finished="2024/03/02",
        )
        for index, book in enumerate(books)
    ]
    others = [goodreads_row(LONG, author="Otto Brandt", rating="4"), goodreads_row("Salt", "to-sell")]
    dialog = _opened(ui, goodreads(*here, *others), parent)
    ui.until(lambda: dialog.current is dialog.preview)
    dialog.preview.entries.click()
    return dialog


def import_no_list(ui: Ui, parent: QWidget) -> QWidget:
    """A file that is something else."""
    dialog = _opened(ui, "Name,Price\nCup,3\n", parent)
    ui.until(lambda: dialog.current is dialog.error)
    return dialog


def _opened(ui: Ui, content: str, parent: QWidget) -> ListImportDialog:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "goodreads_library_export.csv"
        path.write_text(content)
        dialog = ListImportDialog(ui.context, str(path), parent)
        dialog.begin()
        ui.until(lambda: dialog.current is not dialog.loading)
    return dialog
