"""What is kept of files into which metadata was written can be seen and deleted in the window."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.services.library.metadata import FieldEdits
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.settings.library import BackupsRow
from bookorbit_desktop.ui.settings.page import SettingsTopic
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.wording import file_size
from tests.books import write_epub
from tests.ui.harness import Ui, click


def write_into(ui: Ui, path: Path) -> None:
    """The person has another title in mind, and lets it be written into the file."""
    ui.on_network(ui.services.library.add_and_scan([str(path)]))
    ui.services.preferences.change(write_metadata=True)
    ui.services.metadata.save(BookId(1), FieldEdits(changes={BookField.TITLE: "Emma: a novel"}))
    files = ui.services.metadata_files
    assert files.carry_out(files.preview([BookId(1)])).done == 1


def shown(window: MainWindow) -> BackupsRow:
    window.sidebar.select(Page.SETTINGS)
    window.pages.settings.show_topic(SettingsTopic.LIBRARY)
    return window.pages.settings.library.backups


def test_backups_are_told_and_deleted_only_when_the_person_says_so(ui: Ui, tmp_path: Path) -> None:
    window = ui.show(MainWindow(ui.context))
    row = shown(window)
    ui.until(lambda: row.help.text() == "No backups.")
    assert not row.delete.isEnabled()

    path = write_epub(tmp_path / "emma.epub", "Emma")
    size = path.stat().st_size
    write_into(ui, path)
    written = path.read_bytes()
    ui.until(lambda: row.help.text() == f"1 file, {file_size(size)}. Needed to undo changes.")

    click(row.delete)
    click(row.findChildren(Confirm)[-1].keep)
    assert ui.services.metadata_files.last() is not None
    click(row.delete)
    click(row.findChildren(Confirm)[-1].act)
    ui.until(lambda: row.help.text() == "No backups.")

    ui.until(lambda: window.message_bar.text == "Backups deleted.")
    assert ui.services.metadata_files.last() is None
    assert not list((ui.services.data_dir / "file-backups").iterdir())
    assert path.read_bytes() == written
