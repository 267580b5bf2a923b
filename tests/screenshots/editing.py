"""The screens that edit what books are: one book, several, and beside a record on Hardcover."""

from PySide6.QtWidgets import QLineEdit, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog
from bookorbit_desktop.ui.metadata.compare_dialog import CompareDialog
from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog
from bookorbit_desktop.ui.metadata.many_dialog import ManyDialog
from tests.books import write_epub
from tests.ui.harness import Ui

LONG = (
    "The Life and Strange Surprising Adventures of a Clockmaker, as Told by Himself to a Company of Friends"
)


def edit_book(ui: Ui, parent: QWidget) -> QWidget:
    """A book with a field of each origin, one of them locked, and one that cannot be kept."""
    book_id = _book(ui)
    metadata = ui.services.metadata
    undo = metadata.change([book_id], {BookField.TITLE: LONG, BookField.SUBJECTS: ("Time", "Clocks")})
    metadata.lock([book_id], [BookField.TITLE])
    reference = ui.on_network(ui.services.matches.saved_reference(book_id))
    dialog = EditDialog(ui.context, parent, book_id, metadata.fields(book_id), reference)
    metadata.undo(undo)
    dialog.editors[BookField.PAGES].set_text("many")
    dialog.show()
    return dialog


def edit_many(ui: Ui, parent: QWidget) -> QWidget:
    """Several books with something ticked, and something that cannot be kept."""
    book_ids = [row.id for row in ui.services.book_list.rows(BookQuery())[:12]]
    dialog = ManyDialog(ui.context, parent, book_ids)
    for field, text in ((BookField.SERIES, "The Hours"), (BookField.PUBLISHED, "in May")):
        dialog.fields[field].line.setText(text)
        dialog.fields[field].box.setChecked(True)
    dialog.places.line.setText("1")
    dialog.show()
    return dialog


def compare(ui: Ui, parent: QWidget) -> QWidget:
    """A book beside its record on Hardcover."""
    book_id = _book(ui)
    dialog = CompareDialog(ui.context, parent, book_id, ui.services.metadata.fields(book_id))
    dialog.show()
    ui.until(lambda: dialog.steps.currentWidget() is not dialog.looking)
    if dialog.steps.currentWidget() is dialog.search:
        ui.until(lambda: dialog.search.model.rows)
        dialog.search.choose()
        ui.until(lambda: dialog.editions.selected is not None)
        dialog.choose.click()
    return dialog


def review(ui: Ui, parent: QWidget) -> QWidget:
    """A new book that tells no author, and something that cannot be kept."""
    path = write_epub(ui.services.data_dir / "clockmaker.epub", LONG, authors=[], series="The Hours")
    ui.on_network(ui.services.library.add_and_scan([str(path)]))
    file = next(file for file in ui.services.inbox.load().files if file.path == bytes(path))
    dialog = ReviewDialog(ui.context, file, parent)
    dialog.show()
    ui.until(lambda: not dialog.next_step.isHidden() or dialog.rescan.isEnabled())
    pages = dialog.rows[BookField.PAGES].line
    assert isinstance(pages, QLineEdit)
    pages.setText("many")
    return dialog


def _book(ui: Ui) -> BookId:
    return ui.services.book_list.rows(BookQuery(text="Kjær"))[0].id
