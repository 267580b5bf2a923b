"""Backups in Settings: their state, a folder of one's choice, and a restore that is seen before it happens."""

from pathlib import Path

import pytest

from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.storage.db.restoring import STAGED
from bookorbit_desktop.ui.settings.advanced import BackupRows, RestoreDialog
from tests.services import add_book
from tests.ui.harness import Ui, click


@pytest.fixture
def quits() -> list[str]:
    return []


@pytest.fixture
def rows(ui: Ui, quits: list[str]) -> BackupRows:
    rows = ui.show(BackupRows(ui.context, lambda: quits.append("quit")))
    ui.until(lambda: rows.state.help.text() != "")
    return rows


def opened(ui: Ui, rows: BackupRows) -> RestoreDialog:
    ui.until(rows.restore.isEnabled)
    click(rows.restore)
    return rows.findChildren(RestoreDialog)[-1]


def test_a_backup_is_made_now_and_its_time_is_shown(ui: Ui, rows: BackupRows) -> None:
    assert rows.state.help.text().startswith("No backup yet.")
    assert (rows.restore.isEnabled(), rows.restore.toolTip()) == (False, "There is no backup yet.")

    click(rows.back_up)

    ui.until(lambda: rows.state.help.text().startswith("Last backup: "))
    ui.until(lambda: rows.restore.isEnabled())
    assert [backup.reason for backup in ui.services.backups.backups()] == [BackupReason.MANUAL]
    ui.until(lambda: rows.back_up.text() == "Back up now")


def test_a_restore_shows_what_changes_and_waits_for_the_next_start(
    ui: Ui, rows: BackupRows, quits: list[str]
) -> None:
    add_book(ui.services, "Emma")
    ui.services.backups.back_up()
    add_book(ui.services, "Persuasion")
    ui.until(lambda: rows.restore.isEnabled())

    dialog = opened(ui, rows)
    ui.until(dialog.act.isEnabled)
    assert "Books: 2 now, 1 in the backup\n" in dialog.preview.text()
    assert "Newest push: none now, none in the backup" in dialog.preview.text()
    ui.until(lambda: dialog.preview.height() >= dialog.preview.heightForWidth(dialog.preview.width()))
    assert dialog.keep.isDefault()
    click(dialog.keep)
    assert not (ui.services.data_dir / STAGED).exists()

    dialog = opened(ui, rows)
    ui.until(dialog.act.isEnabled)
    click(dialog.act)

    ui.until(lambda: quits == ["quit"])
    assert (ui.services.data_dir / STAGED).exists()


def test_a_backup_that_cannot_be_restored_says_why(ui: Ui, rows: BackupRows, quits: list[str]) -> None:
    made = ui.services.backups.back_up()
    (Path(made.folder) / made.name).write_text("<b>spoilt</b>")
    (Path(made.folder) / "link.sqlite3").symlink_to("/etc/passwd")
    ui.services.backups.back_up_before(BackupReason.BEFORE_EDIT)
    ui.until(lambda: len(rows._backups) == 3)

    dialog = opened(ui, rows)
    problems = []
    for index in range(dialog.choice.count()):
        dialog.choice.setCurrentIndex(index)
        ui.until(lambda: dialog.preview.text() != "Checking…")
        problems.append(dialog.preview.text() if not dialog.act.isEnabled() else "good")

    assert sorted(problems) == [
        "This file isn't a BookOrbit library.",
        "This is a link or a folder, not a file.",
        "good",
    ]
    assert quits == []


def test_a_folder_is_chosen_and_a_drive_that_is_away_is_a_state(
    ui: Ui, rows: BackupRows, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    rows.use_folder(str(drive))
    ui.until(lambda: rows.folder.help.text() == str(drive))

    drive.rename(tmp_path / "away")
    click(rows.back_up)

    ui.until(lambda: "isn't available. Connect the drive" in rows.state.help.text())
    assert ui.services.backups.backups()[0].folder == str(ui.services.data_dir / "backups")
