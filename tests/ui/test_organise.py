"""Organising files and writing metadata into them from the window: off by default, previewed, taken back."""

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from bookorbit_desktop.domain.files.runs import FileOutcome, FileWork, WrittenPart
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.services.library.metadata import FieldEdits
from bookorbit_desktop.ui.library.page import LibraryPage
from bookorbit_desktop.ui.metadata.file_actions import OrganiseDialog, WriteDialog
from bookorbit_desktop.ui.metadata.file_dialog import FilePreview, FileWorkDialog
from bookorbit_desktop.ui.settings.library import LibrarySection
from bookorbit_desktop.ui.widgets.book_menu import BookMenu
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.books import picture, write_epub
from tests.ui.harness import Ui, click


@pytest.fixture
def folder(ui: Ui, tmp_path: Path) -> Path:
    """Two books in a folder of the library, and one file that cannot be read."""
    folder = tmp_path / "Books"
    folder.mkdir()
    for title in ("Emma", "The Clocks"):
        write_epub(folder / f"{title}.epub", title, cover=False)
    (folder / "broken.epub").write_bytes(b"nothing")
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    return folder


@pytest.fixture
def page(ui: Ui, folder: Path) -> LibraryPage:
    page = ui.show(LibraryPage(ui.context))
    ui.until(lambda: len(page.model.rows) == 3)
    return page


def menu_of(ui: Ui, page: LibraryPage) -> BookMenu:
    page.lists.view.selectAll()
    page.lists.menu_requested.emit(page.lists.view.mapToGlobal(QPoint(5, 5)))
    ui.until(lambda: isinstance(QApplication.activePopupWidget(), BookMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, BookMenu)
    return menu


def opened(ui: Ui, page: LibraryPage, kind: type[FileWorkDialog]) -> FileWorkDialog:
    """The dialog of the menu's action, with its preview."""
    menu = menu_of(ui, page)
    (menu.organise if kind is OrganiseDialog else menu.write).trigger()
    menu.close()
    ui.until(lambda: page.findChild(kind) is not None)
    dialog = page.findChild(kind)
    assert isinstance(dialog, FileWorkDialog)
    ui.until(lambda: "Checking" not in dialog.text_label.text())
    return dialog


def test_organising_and_writing_are_off_and_the_menu_says_where_to_turn_them_on(
    ui: Ui, page: LibraryPage
) -> None:
    menu = menu_of(ui, page)
    for action in (menu.organise, menu.write):
        assert not action.isEnabled()
        assert action.toolTip() == "Turn this on in Settings, Library."
    menu.close()


def test_the_settings_warn_and_switch_organising_and_writing_on(ui: Ui, folder: Path) -> None:
    section = ui.show(LibrarySection(ui.context))
    for row in (section.organising, section.writing):
        assert not row.box.isChecked()
        assert "Changing files changes how KOReader recognises them." in row.help.text()
        click(row.box, QPoint(8, row.box.height() // 2))
    ui.until(lambda: ui.services.preferences.current.write_metadata)
    ui.until(lambda: section.organise.isEnabled())
    assert ui.services.preferences.current.organise_files


def test_files_are_moved_after_a_preview_and_undo_brings_them_back(
    ui: Ui, page: LibraryPage, folder: Path
) -> None:
    ui.services.preferences.change(organise_files=True)
    offered: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda said, offers: offered.append((said, offers)))
    before = sorted(folder.rglob("*"))
    dialog = opened(ui, page, OrganiseDialog)
    assert isinstance(dialog, OrganiseDialog)
    assert dialog.act.text() == "Copy 2 files"
    dialog.work.setCurrentIndex(1)
    dialog.work.activated.emit(1)
    ui.until(lambda: dialog.act.text() == "Move 2 files")

    shown = [(line.path, line.result) for line in dialog.model.rows]
    assert (f"{folder}/Emma.epub", f"{folder}/Ada Example/Emma.epub") in shown
    assert (f"{folder}/broken.epub", "It couldn't be read, so its title is only a guess.") in shown
    assert sorted(folder.rglob("*")) == before
    click(dialog.act)
    ui.until(lambda: offered)

    assert (folder / "Ada Example" / "Emma.epub").exists()
    assert dialog.text_label.text() == "2 files done"
    assert dialog.undo.isVisible()
    offered[0][1][0].act()
    ui.until(lambda: sorted(folder.rglob("*")) == before)


def test_the_dialog_takes_the_last_run_back_later(ui: Ui, page: LibraryPage, folder: Path) -> None:
    ui.services.preferences.change(organise_files=True)
    before = sorted(folder.rglob("*"))
    dialog = opened(ui, page, OrganiseDialog)
    click(dialog.act)
    ui.until(lambda: dialog.undo.isVisible())

    click(dialog.undo)
    ui.until(lambda: not dialog.undo.isVisible())

    assert sorted(folder.rglob("*")) == before


def test_a_template_that_cannot_be_used_says_why(ui: Ui, page: LibraryPage) -> None:
    ui.services.preferences.change(organise_files=True)
    dialog = opened(ui, page, OrganiseDialog)
    assert isinstance(dialog, OrganiseDialog)
    dialog.template.setText("{writer}")
    dialog.begin()
    ui.until(lambda: "Unknown field {writer}." in dialog.text_label.text())
    assert not dialog.act.isEnabled()


def test_start_does_what_is_shown_though_an_earlier_preview_ends_later(ui: Ui) -> None:
    """The first preview stands in its thread until the second one is shown."""
    seen = threading.Event()
    done: list[str] = []

    def carry_out(name: str) -> FileOutcome:
        done.append(name)
        return FileOutcome(FileWork.COPY, None, 0)

    def preview(name: str) -> FilePreview:
        if name == "first":
            seen.wait()
        return FilePreview((), name, partial(carry_out, name))

    last = ui.services.organise.last
    dialog = ui.show(FileWorkDialog(ui.context, ui.show(QWidget()), last, "Organise", ""))
    dialog.show_preview(partial(preview, "first"))
    dialog.show_preview(partial(preview, "second"))
    ui.until(lambda: dialog.act.isEnabled())
    seen.set()
    ui.until(lambda: not ui.tasks.is_busy)

    click(dialog.act)
    ui.until(lambda: done)

    assert dialog.act.text() == "second"
    assert done == ["second"]


def test_publisher_and_cover_are_written_only_when_ticked_and_after_a_preview(
    ui: Ui, page: LibraryPage, folder: Path
) -> None:
    ui.services.preferences.change(write_metadata=True)
    file = folder / "Emma.epub"
    before = file.read_bytes()
    book_id = next(row.id for row in page.model.rows if row.title == "Emma")
    ui.services.metadata.save(book_id, FieldEdits(changes={BookField.PUBLISHER: "John Murray"}))
    ui.services.cover_choice.choose(book_id, picture(300, 450))
    dialog = opened(ui, page, WriteDialog)
    assert isinstance(dialog, WriteDialog)
    assert not dialog.act.isEnabled(), "nothing is ticked yet"

    click(dialog.parts[WrittenPart.PUBLISHER])
    click(dialog.parts[WrittenPart.COVER])
    ui.until(lambda: dialog.act.text() == "Write into 1 file")
    line = next(line for line in dialog.model.rows if line.path == str(file))
    assert line.result == (
        "Publisher: \u2068nothing\u2069 → \u2068John Murray\u2069"
        " · Cover: \u2068nothing\u2069 → \u2068300 × 450 pixels\u2069"
    )
    dialog.view.setCurrentIndex(dialog.model.index_of(line.id))
    assert dialog.detail.text() == line.result
    assert file.read_bytes() == before
    click(dialog.act)
    ui.until(lambda: dialog.undo.isVisible())
    assert b"bookorbit-cover-1.jpg" in file.read_bytes()
    assert ui.services.preferences.current.written_parts == ("cover", "publisher")

    click(dialog.undo)
    ui.until(lambda: not dialog.undo.isVisible())
    assert file.read_bytes() == before


def test_metadata_is_written_after_a_preview_and_undo_is_exact(
    ui: Ui, page: LibraryPage, folder: Path
) -> None:
    ui.services.preferences.change(write_metadata=True)
    file = folder / "Emma.epub"
    before = file.read_bytes()
    book_id = next(row.id for row in page.model.rows if row.title == "Emma")
    ui.services.metadata.save(book_id, FieldEdits(changes={BookField.TITLE: "Emma: a novel"}))
    dialog = opened(ui, page, WriteDialog)

    line = next(line for line in dialog.model.rows if line.path == str(file))
    assert line.result == "Title: \u2068Emma\u2069 → \u2068Emma: a novel\u2069"
    assert file.read_bytes() == before
    assert dialog.act.text() == "Write into 1 file"
    click(dialog.act)
    ui.until(lambda: dialog.undo.isVisible())
    assert file.read_bytes() != before

    click(dialog.undo)
    ui.until(lambda: not dialog.undo.isVisible())
    assert file.read_bytes() == before
