"""Documents without a book, in the window: suggestions, one click to link, files dropped, entries, ignoring."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Document, DocumentMetadata
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.formats.files import partial_md5
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.koreader.document_actions import EntryDialog
from bookorbit_desktop.ui.koreader.documents_card import MOST_SHOWN, DocumentRow
from bookorbit_desktop.ui.koreader.documents_dialog import DocumentsDialog, Kind
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.koreader.proof_dialog import ProofDialog
from bookorbit_desktop.ui.main_window import DropOverlay, MainWindow
from bookorbit_desktop.ui.routes import Page as Section
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.books import write_epub
from tests.ui.harness import Ui, click, names_of, texts_of

DIGEST = "a" * 32


class Page:
    """The KOReader page, and what it offered last."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.widget = ui.show(KoreaderPage(ui.context))
        self.said: list[str] = []
        self.offers: list[Offer] = []
        ui.context.messages.offered.connect(self._hear)
        ui.context.messages.message.connect(lambda text, _tone: self.said.append(text))

    def _hear(self, text: str, offers: tuple[Offer, ...]) -> None:
        self.said.append(text)
        self.offers = list(offers)

    def row(self, digest: str = DIGEST) -> DocumentRow:
        """The row of a document, once it is there."""

        def found() -> list[DocumentRow]:
            return [row for row in self.widget.documents.rows if row.document.digest == digest]

        self.ui.until(found)
        return found()[0]

    def gone(self) -> None:
        """Wait until no document is shown."""
        self.ui.until(lambda: names_of(self.widget.documents.rows) == [])

    def take_back(self) -> None:
        """Press Undo, which may be offered later than the list follows."""
        self.ui.until(lambda: self.offers)
        (undo,) = self.offers
        self.offers = []
        undo.act()


@pytest.fixture
def page(ui: Ui) -> Page:
    """The page with a document that could be Dune."""
    ui.book("Dune")
    ui.push(DIGEST, 0.22, "Kobo", DocumentMetadata("Dune: Deluxe Edition", "Ada Example", "dune.epub"))
    return Page(ui)


def document(ui: Ui, digest: str = DIGEST) -> Document:
    return ui.services.documents.get(digest)


def choose(action: QAction) -> None:
    """Take an action of a menu, as Return does once the keyboard is on it."""
    assert action.isEnabled()
    action.trigger()


def drop(row: QWidget, *paths: Path) -> None:
    """Let go of files over a widget."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    row.dropEvent(event)


def test_the_likeliest_book_is_one_click_away_and_the_click_can_be_taken_back(ui: Ui, page: Page) -> None:
    row = page.row()
    ui.until(row.accept.isVisible)
    assert row.likely.text().startswith("Possibly “Dune” by Ada Example · 97% confident")
    assert row.reasons.text() == "Similar title. Same author."
    assert row.accept.accessibleName() == "Link “Dune: Deluxe Edition” to “Dune”"

    click(row.accept)
    page.gone()
    book = document(ui).book_id
    assert book is not None
    assert ui.services.library.book(book).reading.percentage == 0.22

    page.take_back()
    page.row()
    assert ui.services.library.book(book).reading == ReadingState()


def test_facts_name_device_position_and_file_and_the_digest_is_in_the_tooltip(page: Page) -> None:
    row = page.row()
    assert row.facts.text() == "Ada Example · 22% · Kobo · just now · dune.epub"
    assert row.facts.toolTip() == DIGEST


def test_an_ignored_document_can_be_taken_back_and_found_again(ui: Ui, page: Page) -> None:
    choose(page.row().ignore)
    page.gone()
    ui.until(lambda: page.said == ["“Dune: Deluxe Edition” ignored. Its progress is still saved."])
    page.take_back()
    page.row()

    choose(page.row().ignore)
    page.gone()
    ui.until(page.widget.documents.show_all.isVisible)
    assert page.widget.documents.show_all.text() == "Show 1 ignored document"
    click(page.widget.documents.show_all)
    dialog = opened(ui, page)
    dialog.chips.chosen.emit(Kind.IGNORED)
    ui.until(dialog.row.isVisible)
    assert dialog.row.stop_ignoring.isVisible()
    choose(dialog.row.stop_ignoring)
    page.row()
    assert not document(ui).ignored


def opened(ui: Ui, page: Page) -> DocumentsDialog:
    dialog = page.widget.findChild(DocumentsDialog)
    assert dialog is not None
    return dialog


def test_an_entry_without_a_file_is_named_and_can_be_taken_back(ui: Ui, page: Page) -> None:
    choose(page.row().entry)
    dialog = page.widget.findChild(EntryDialog)
    assert dialog is not None
    assert (dialog.title.text(), dialog.authors.text()) == ("Dune: Deluxe Edition", "Ada Example")
    dialog.title.clear()
    assert not dialog.save.isEnabled()
    assert dialog.save.toolTip() == "Enter the book's title first."
    QTest.keyClicks(dialog.title, "Dune, on Paper")
    dialog.authors.setText("Ada Example; Bo Writer")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    page.gone()

    book = ui.services.library.book(document(ui).book_id or BookId(0))
    assert (book.metadata.title, book.metadata.authors) == ("Dune, on Paper", ("Ada Example", "Bo Writer"))
    assert (book.files, book.reading.percentage) == ((), 0.22)
    (row,) = ui.services.book_list.rows_of([book.id])
    assert not row.missing

    page.take_back()
    page.row()
    assert ui.services.book_list.rows_of([book.id]) == []


def proof(ui: Ui, page: Page, *paths: Path) -> ProofDialog:
    """Drop files on the document; the dialog that opens."""
    drop(page.row(), *paths)
    dialog = page.widget.findChild(ProofDialog)
    assert dialog is not None
    return dialog


def test_a_different_file_that_is_dropped_says_so_and_offers_another_try(
    ui: Ui, page: Page, tmp_path: Path
) -> None:
    dialog = proof(ui, page, write_epub(tmp_path / "other.epub", "Other", cover=False))
    ui.until(lambda: dialog.verdict.text() == "This is a different file.")
    assert "from the device itself" in dialog.explanation.text()
    assert not dialog.link.isVisible()
    assert not dialog.add.isVisible()
    assert dialog.choose.text() == "Choose another file…"
    assert document(ui).book_id is None


def test_the_same_file_is_added_only_when_asked_and_is_adopted_then(ui: Ui, tmp_path: Path) -> None:
    path = write_epub(tmp_path / "own.epub", "My Own Book", cover=False)
    with path.open("rb") as file:
        own = partial_md5(file)
    ui.push(own, 0.4)
    page = Page(ui)
    drop(page.row(own), path)
    dialog = page.widget.findChild(ProofDialog)
    assert dialog is not None
    ui.until(lambda: dialog.verdict.text() == "This is the same file.")
    assert document(ui, own).book_id is None

    click(dialog.add)
    page.gone()
    book = ui.services.library.book(document(ui, own).book_id or BookId(0))
    assert (book.metadata.title, book.reading.percentage) == ("My Own Book", 0.4)


@pytest.mark.parametrize("kind", ["folder", "broken", "several"])
def test_a_dropped_file_that_cannot_be_compared_says_why(
    ui: Ui, page: Page, tmp_path: Path, kind: str
) -> None:
    paths = [tmp_path / "strange.epub"]
    if kind == "folder":
        paths[0].mkdir()
    else:
        paths[0].write_bytes(b"PK\x03\x04 and no more")
    if kind == "several":
        dialog = proof(ui, page, paths[0], write_epub(tmp_path / "one.epub", "One", cover=False))
        assert dialog.verdict.text() == "Drop one file at a time."
        return
    dialog = proof(ui, page, *paths)
    ui.until(lambda: dialog.explanation.isVisible())
    words = {"folder": "“strange.epub” is a folder. Choose a file.", "broken": "not a readable EPUB"}
    assert words[kind] in dialog.explanation.text()


def test_a_book_that_was_removed_meanwhile_is_an_error_and_links_nothing(ui: Ui, page: Page) -> None:
    row = page.row()
    ui.until(row.accept.isVisible)
    (suggested,) = ui.services.documents.suggestions(document(ui))
    ui.services.removal.remove([suggested.row.id])
    click(row.accept)
    ui.until(lambda: ui.problems)
    assert ui.problems == [f"There is no book {suggested.row.id}. “list” shows the books and their numbers."]
    assert document(ui).book_id is None


def test_hundreds_of_documents_stand_in_a_list_that_is_searched_by_keyboard(ui: Ui) -> None:
    for number in range(120):
        ui.push(f"{number:032x}", 0.5, "Kobo", DocumentMetadata(f"Chapter and Verse {number}"))
    page = Page(ui)
    ui.until(lambda: len(page.widget.documents.rows) == MOST_SHOWN)
    assert page.widget.documents.show_all.text() == "Show all 120 documents"
    page.widget.documents.show_all.setFocus()
    QTest.keyClick(page.widget.documents.show_all, Qt.Key.Key_Space)
    dialog = opened(ui, page)
    ui.until(lambda: len(dialog.model.rows) == 120)

    QTest.keyClicks(dialog.query, "verse 117")
    ui.until(lambda: [row.title for row in dialog.model.rows] == ["Chapter and Verse 117"])
    assert dialog.row.name.text() == "Chapter and Verse 117"
    dialog.query.setText("nothing of the kind")
    ui.until(lambda: dialog.nothing.isVisible())
    assert not dialog.row.isVisible()


def test_a_link_made_long_ago_is_found_in_the_list_and_unlinked(ui: Ui, page: Page) -> None:
    book = ui.book("Another")
    page.row()
    ui.services.documents.link(DIGEST, book)
    page.gone()
    click(page.widget.documents.show_all)
    dialog = opened(ui, page)
    dialog.chips.chosen.emit(Kind.LINKED)
    ui.until(lambda: dialog.row.likely.text() == "Linked to “Another” by Ada Example")
    assert dialog.row.unlink.accessibleName() == "Unlink “Dune: Deluxe Edition”"
    click(dialog.row.unlink)
    ui.until(lambda: document(ui).book_id is None)
    ui.until(lambda: "back at its earlier position" in dialog.messages.text)
    assert page.said == [], "the dialog says it, and not the window behind it too"
    assert ui.services.library.book(book).reading == ReadingState()


def test_the_keyboard_stays_where_it_is_while_the_list_follows_the_device(ui: Ui, page: Page) -> None:
    link = page.row().link
    link.setFocus()
    ui.push("b" * 32, 0.1)
    page.row("b" * 32)
    assert page.row().link is link
    assert link.hasFocus()


def unlink_buttons(details: BookDetails, word: str) -> list[QPushButton]:
    return [
        button
        for button in details.files.findChildren(QPushButton)
        if button.text() == word and button.isVisible()
    ]


def test_the_page_of_a_book_unlinks_a_document_and_links_it_again(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.push(DIGEST, 0.22)
    ui.services.documents.link(DIGEST, book)
    details = ui.show(BookDetails(ui.context))
    details.show_book(book)
    ui.until(lambda: details.files.technical.isVisible())
    click(details.files.technical)
    ui.until(lambda: unlink_buttons(details, "Unlink"))
    (unlink,) = unlink_buttons(details, "Unlink")
    assert unlink.accessibleName() == f"Unlink the document {DIGEST}"

    click(unlink)
    ui.until(lambda: unlink_buttons(details, "Relink"))
    assert "aaaaaaaa · unlinked by you" in texts_of(details.files)
    assert document(ui).book_id is None
    assert ui.services.library.book(book).reading == ReadingState()

    (again,) = unlink_buttons(details, "Relink")
    click(again)
    ui.until(lambda: unlink_buttons(details, "Unlink"))
    assert document(ui).book_id == book
    assert ui.services.library.book(book).reading.percentage == 0.22


def dragged(path: Path) -> tuple[QDragEnterEvent, QMimeData]:
    """A file that is dragged across the window; the data lives as long as the caller keeps it."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    return event, files


def test_documents_stay_in_sight_while_a_file_is_dragged_to_them(ui: Ui, tmp_path: Path) -> None:
    window = ui.show(MainWindow(ui.context))
    event, _files = dragged(tmp_path / "own.epub")
    (overlay,) = window.findChildren(DropOverlay)

    window.sidebar.select(Section.KOREADER)
    window.dragEnterEvent(event)
    assert event.isAccepted()
    assert not overlay.isVisible()

    window.sidebar.select(Section.LIBRARY)
    window.dragEnterEvent(event)
    assert overlay.isVisible()
