"""Settings, Library: a folder that is a Calibre library, with the columns that are used."""

import shutil
from pathlib import Path

import pytest

from bookorbit_desktop.domain.library.calibre import ColumnUse
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.inbox.page import InboxPage
from bookorbit_desktop.ui.inbox.review_dialog import ReviewDialog
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.metadata.edit_dialog import EditDialog
from bookorbit_desktop.ui.settings.library import CalibreColumns, LibrarySection
from bookorbit_desktop.ui.settings.page import SettingsTopic
from tests.books import picture, write_epub
from tests.calibre import CalibreShelf
from tests.ui.harness import Ui, click, text_of
from tests.ui.test_settings import shown


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which two columns may tell the status, and one says words that nobody knows."""
    folder = tmp_path_factory.mktemp("calibre")
    shelf = CalibreShelf(folder / "library", folder / "settings")
    files = [write_epub(folder / f"{title}.epub", title, cover=False) for title in ("One", "Two")]
    shelf.calibredb("add", *files)
    shelf.calibredb("add_custom_column", "read", "Read", "bool")
    shelf.calibredb("add_custom_column", "status", "Status", "text")
    shelf.calibredb("add_custom_column", "mine", "My stars", "rating")
    shelf.calibredb("set_custom", "status", "1", "DNF")
    shelf.calibredb("set_custom", "status", "2", "Lent to Ben")
    shelf.calibredb("set_custom", "mine", "1", "7")
    (folder / "red.jpg").write_bytes(picture(colour="red"))
    shelf.calibredb("set_metadata", "--field", f"cover:{folder / 'red.jpg'}", "1")
    return shelf.folder


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "library"))


def added(ui: Ui, library: Path) -> tuple[LibrarySection, CalibreColumns]:
    ui.on_network(ui.services.library.add_and_scan([str(library)]))
    section = shown(ui, SettingsTopic.LIBRARY).library
    ui.until(lambda: section.rows and text_of(section.rows[0].calibre, "state"))
    return section, section.rows[0].calibre


def choices(columns: CalibreColumns, use: ColumnUse) -> list[str]:
    box = columns.rows[use].box
    return [box.itemText(index) for index in range(box.count())]


def choose(columns: CalibreColumns, use: ColumnUse, index: int) -> None:
    box = columns.rows[use].box
    box.setCurrentIndex(index)
    box.activated.emit(index)


def statuses(ui: Ui) -> set[ReadingStatus]:
    return {status for status, count in ui.services.book_list.counts().items() if count}


def test_a_calibre_library_is_named_with_its_columns(ui: Ui, library: Path) -> None:
    _, columns = added(ui, library)
    assert (
        text_of(columns, "state")
        == "This is a Calibre library. BookOrbit uses its titles, series and identifiers."
    )
    assert choices(columns, ColumnUse.STATUS) == ["Read (#read)", "Status (#status)", "None"]
    assert choices(columns, ColumnUse.RATING) == ["Calibre's rating", "My stars (#mine)", "None"]
    dates = columns.rows[ColumnUse.FINISHED]
    assert (dates.box.currentText(), dates.box.isEnabled()) == ("None", False)
    assert dates.help.text() == "This library has no matching column."


def test_where_several_columns_look_right_the_person_chooses(ui: Ui, library: Path) -> None:
    _, columns = added(ui, library)
    row = columns.rows[ColumnUse.STATUS]
    assert (row.box.currentText(), row.help.text()) == (
        "None",
        "Several columns match. Choose one.",
    )
    assert statuses(ui) == {ReadingStatus.UNREAD}

    choose(columns, ColumnUse.STATUS, 1)
    ui.until(lambda: ReadingStatus.ABANDONED in statuses(ui))
    ui.until(lambda: "Lent to Ben" in row.help.text() and row.box.currentText() == "Status (#status)")

    choose(columns, ColumnUse.STATUS, 2)
    ui.until(lambda: row.box.currentText() == "None" and "Several" not in row.help.text())
    assert ReadingStatus.ABANDONED in statuses(ui), "what was filled stays"


def test_a_rating_of_ones_own_can_be_used(ui: Ui, library: Path) -> None:
    _, columns = added(ui, library)
    choose(columns, ColumnUse.RATING, 1)
    ui.until(lambda: any(book["rating"] == 3.5 for book in ui.services.export.document()["books"]))
    ui.until(lambda: columns.rows[ColumnUse.RATING].box.currentText() == "My stars (#mine)")
    ratings = {book["title"]: book["rating"] for book in ui.services.export.document()["books"]}
    assert ratings == {"One": 3.5, "Two": None}


def test_values_from_calibre_are_labelled_so_while_a_book_is_edited(ui: Ui, library: Path) -> None:
    added(ui, library)
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: len(page.model.rows) == 2)
    book = next(row.id for row in page.model.rows if row.title == "One")
    ui.services.cover_choice.choose(book, picture(colour="blue"))
    page.open_book(book)
    ui.until(lambda: text_of(page.details.head, "title"))
    click(page.details.about.edit)
    ui.until(lambda: page.findChild(EditDialog) is not None)
    dialog = page.findChild(EditDialog)
    assert dialog is not None
    ui.until(lambda: dialog.cover.mark.text() == "Chosen by you")

    editor = dialog.editors[BookField.TITLE]
    assert editor.mark.text() == "From Calibre"
    assert dialog.editors[BookField.SERIES].mark.text() == "Not in Calibre"
    assert dialog.editors[BookField.PAGES].mark.text() == "Not in the file"
    editor.set_text("My One")
    assert editor.mark.text() == "Set by you · In Calibre: \u2068One\u2069"
    assert editor.reset.accessibleName() == "Use Calibre's value for Title"
    click(editor.reset)
    assert editor.mark.text() == "From Calibre"
    assert dialog.cover.file.text() == "Use Calibre's cover"
    click(dialog.cover.file)
    ui.until(lambda: dialog.cover.mark.text() == "From Calibre")
    dialog.reject()


def test_calibre_stands_in_the_place_of_the_file_while_a_book_is_reviewed(ui: Ui, library: Path) -> None:
    ui.services.preferences.change(review_new_books=True)
    added(ui, library)
    page = ui.show(InboxPage(ui.context))
    ui.until(lambda: len(page.model.rows) == 2)
    page.view.setCurrentIndex(page.model.index(0, 0))
    click(page.review)
    (dialog,) = page.findChildren(ReviewDialog)
    ui.until(lambda: dialog.heads[FieldOrigin.FILE].text() == "Calibre")

    title = dialog.rows[BookField.TITLE]
    assert title.origin is FieldOrigin.FILE
    assert title.choice is not None
    assert title.choice.origin is FieldOrigin.CALIBRE
    assert "from Calibre" in title.buttons[FieldOrigin.FILE].accessibleName()
    dialog.reject()


def test_a_broken_list_is_said_with_what_to_do_until_it_is_mended(ui: Ui, library: Path) -> None:
    section, columns = added(ui, library)
    good = (library / "metadata.db").read_bytes()
    (library / "metadata.db").write_bytes(b"broken")
    section.adding.rescan()
    ui.until(lambda: "is damaged" in text_of(columns, "state"))
    assert "Restore database" in text_of(columns, "state")
    assert not columns.rows[ColumnUse.STATUS].isVisible()

    (library / "metadata.db").write_bytes(good)
    section.adding.rescan()
    ui.until(lambda: "BookOrbit uses its titles" in text_of(columns, "state"))
    assert columns.rows[ColumnUse.STATUS].isVisible()


def test_a_plain_folder_of_files_shows_no_calibre_settings(ui: Ui, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    write_epub(folder / "one.epub", "One", cover=False)
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    section = shown(ui, SettingsTopic.LIBRARY).library
    ui.until(lambda: section.rows)
    assert not section.rows[0].calibre.isVisible()
