"""A restore: either the old or the new library is whole at any moment, and the old one is kept."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.domain.overview.backups import Backup, BackupFailed, BackupReason
from bookorbit_desktop.services.runtime.restoring import finish_restore, newest_backup, stage_restore
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault
from bookorbit_desktop.storage.db.restoring import STAGED
from tests.integration.test_upgrades import ADD_ORCHARD, FIRST, made_by
from tests.services import add_book, make_services

resource = pytest.importorskip("resource")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A library with Persuasion, and a backup with Emma alone."""
    services = make_services(tmp_path / "data")
    add_book(services, "Emma")
    services.backups.back_up()
    add_book(services, "Persuasion")
    services.database.close()
    return services.data_dir


@pytest.fixture
def backup(data: Path) -> Backup:
    found = newest_backup(data)
    assert found is not None
    return found


def titles(data: Path) -> list[str]:
    """The books of a library as the program finds them."""
    services = make_services(data)
    try:
        rows = services.database.connection().execute("SELECT title FROM book ORDER BY title")
        return [title for (title,) in rows]
    finally:
        services.database.close()


def backups(data: Path) -> list[Backup]:
    services = make_services(data)
    try:
        return services.backups.backups()
    finally:
        services.database.close()


def test_a_restore_puts_the_backup_in_place_and_undo_is_a_restore_of_what_was_kept(
    data: Path, backup: Backup
) -> None:
    stage_restore(data, backup.name)
    kept = Path(finish_restore(data))

    assert titles(data) == ["Emma"]
    assert {b.reason for b in backups(data)} == {BackupReason.MANUAL, BackupReason.BEFORE_RESTORE}

    stage_restore(data, kept.name)
    finish_restore(data)
    assert titles(data) == ["Emma", "Persuasion"]
    assert not (data / STAGED).exists()


def test_covers_and_copies_of_other_books_are_put_aside_and_come_back_with_an_undo(
    data: Path, backup: Backup
) -> None:
    """A book that is added after the restore gets a number that another one had."""
    for name, content in {
        "covers/1.jpg": "Emma",
        "covers/2.jpg": "Persuasion",
        "covers/2.chosen.jpg": "chosen for Persuasion",
        "covers/readme.txt": "mine",
        "file-backups/1.epub": "Persuasion as it was",
    }.items():
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(content)
    before = numbered(data)

    stage_restore(data, backup.name)
    kept = Path(finish_restore(data))
    assert numbered(data) == {"covers/1.jpg": "Emma", "covers/readme.txt": "mine"}
    services = make_services(data)
    add_book(services, "Sanditon")
    services.database.close()
    (data / "covers/2.jpg").write_text("Sanditon")

    stage_restore(data, kept.name)
    again = Path(finish_restore(data))
    assert numbered(data) | {"file-backups/1.epub": "Persuasion as it was"} == before
    assert (data / "kept-files" / again.stem / "covers/2.jpg").read_text() == "Sanditon"


def numbered(data: Path) -> dict[str, str]:
    folders = (data / "covers", data / "file-backups")
    paths = [path for folder in folders for path in folder.glob("*")]
    return {str(path.relative_to(data)): path.read_text() for path in paths}


def test_the_preview_says_what_is_here_and_there(data: Path, backup: Backup) -> None:
    services = make_services(data)
    preview = services.backups.preview(backup.name)
    services.database.close()

    assert (preview.here.books, preview.backup.counts.books) == (2, 1)
    assert titles(data) == ["Emma", "Persuasion"]


def test_nothing_happens_while_the_program_runs_and_what_it_stores_until_then_is_kept(
    data: Path, backup: Backup
) -> None:
    """A push between the wish and the restart was answered 200: it is in the backup of before the restore."""
    services = make_services(data)
    services.backups.restore_at_next_start(backup.name)
    add_book(services, "Sanditon")
    with pytest.raises(CannotOpen) as refused:
        finish_restore_elsewhere(data)
    assert refused.value.fault is OpeningFault.LOCKED
    services.database.close()

    kept = finish_restore(data)

    assert titles(data) == ["Emma"]
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM book").fetchone() == (3,)


def finish_restore_elsewhere(data: Path) -> None:
    """In a process of its own, as the locks of SQLite are those of a process."""
    program = (
        "import sys; from pathlib import Path\n"
        "from bookorbit_desktop.services.runtime.restoring import finish_restore\n"
        "from bookorbit_desktop.storage.db.opening import CannotOpen\n"
        "try: finish_restore(Path(sys.argv[1]))\n"
        "except CannotOpen as error: sys.exit(f'cannot open: {error.fault}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(data)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        assert done.stderr.strip() == "cannot open: locked", done.stderr
        raise CannotOpen(OpeningFault.LOCKED, data / "library.sqlite3")


class Killed(BaseException):
    """The program ends here, without any word."""


STEPS = ("replace", "rename", "unlink", "fsync", "link", "open")


@pytest.mark.parametrize("stage", [True, False], ids=["staging", "finishing"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_library_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stage: bool
) -> None:
    """Every call that changes a file is, in turn, the last one."""
    outcomes = []
    for calls in range(200):
        data = new_data(tmp_path / str(calls))
        found = newest_backup(data)
        assert found is not None
        if not stage:
            stage_restore(data, found.name)
        left = [calls]
        with monkeypatch.context() as patch:
            for name in STEPS:
                kill_after(left, name, patch)
            try:
                stage_restore(data, found.name) if stage else finish_restore(data)
                is_done = True
            except Killed:
                is_done = False
        if stage:
            assert titles(data) == ["Emma", "Persuasion"]
        else:
            before = titles(data)
            assert before in (["Emma"], ["Emma", "Persuasion"])
            outcomes.append(len(before))
            finish_restore(data)
            assert titles(data) == ["Emma"]
            assert any(b.is_good and b.counts.books == 2 for b in backups(data))
        if is_done:
            break
    assert is_done
    assert calls >= 3
    assert outcomes == sorted(outcomes, reverse=True)


def new_data(folder: Path) -> Path:
    services = make_services(folder)
    add_book(services, "Emma")
    services.backups.back_up()
    add_book(services, "Persuasion")
    services.database.close()
    return folder


def kill_after(left: list[int], name: str, patch: pytest.MonkeyPatch) -> None:
    usual = getattr(os, name)

    def call(*args: object, **more: object) -> object:
        if not left[0]:
            raise Killed
        left[0] -= 1
        return usual(*args, **more)

    patch.setattr(os, name, call)


def test_a_damaged_library_goes_aside_and_the_backup_takes_its_place(data: Path, backup: Backup) -> None:
    (data / "library.sqlite3").write_bytes(b"spoilt")

    stage_restore(data, backup.name)
    aside = Path(finish_restore(data))

    assert (aside / "library.sqlite3").read_bytes() == b"spoilt"
    assert titles(data) == ["Emma"]


def test_the_journal_of_the_old_library_is_not_applied_to_the_new_one(data: Path, backup: Backup) -> None:
    """What was killed leaves one; SQLite would write its pages into whatever has the library's name."""
    program = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode = wal')\n"
        "c.execute(\"UPDATE book SET title = 'Sanditon' WHERE title = 'Persuasion'\"); c.commit()\n"
        "os._exit(0)\n"
    )
    # Without the triggers: they call functions of the program.
    with closing(sqlite3.connect(data / "library.sqlite3")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
    subprocess.run([sys.executable, "-c", program, str(data / "library.sqlite3")], check=True)
    assert (data / "library.sqlite3-wal").stat().st_size

    stage_restore(data, backup.name)
    kept = finish_restore(data)

    assert titles(data) == ["Emma"]
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM book WHERE title = 'Sanditon'").fetchone() == (1,)


def test_a_missing_library_is_restored_and_what_is_left_of_it_kept(data: Path, backup: Backup) -> None:
    (data / "library.sqlite3").unlink()
    (data / "library.sqlite3-wal").write_bytes(b"its journal")
    stage_restore(data, backup.name)

    aside = Path(finish_restore(data))

    assert (aside / "library.sqlite3-wal").read_bytes() == b"its journal"
    assert titles(data) == ["Emma"]


def test_a_restore_without_room_for_the_old_library_is_dropped(data: Path, backup: Backup) -> None:
    """Some later start would otherwise replace what is stored until then."""
    stage_restore(data, backup.name)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(BackupFailed, match="no backup was made"):
            finish_restore(data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert finish_restore(data) == ""
    assert titles(data) == ["Emma", "Persuasion"]


def test_an_older_backup_is_brought_up_to_date(data: Path, tmp_path: Path) -> None:
    old = tmp_path / "library-2025-01-01-000000-daily.sqlite3"
    with closing(made_by(old, FIRST)) as connection, connection:
        connection.execute(ADD_ORCHARD)

    stage_restore(data, str(old))
    finish_restore(data)

    assert titles(data) == ["Orchard"]


@pytest.mark.parametrize("name", ["../library.sqlite3", "nothing.sqlite3", "", ".", "backups"])
def test_a_name_that_is_no_backup_is_refused(data: Path, name: str) -> None:
    with pytest.raises(BackupFailed):
        stage_restore(data, name)
    assert not (data / STAGED).exists()


def test_a_backup_that_cannot_be_restored_is_refused_and_the_library_stays(
    data: Path, backup: Backup
) -> None:
    path = data / "backups" / backup.name
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', 0)")
    link = path.with_name("link.sqlite3")
    link.symlink_to(path)

    with pytest.raises(BackupFailed, match="newer BookOrbit"):
        stage_restore(data, backup.name)
    with pytest.raises(BackupFailed, match="a link or a folder"):
        stage_restore(data, link.name)
    assert titles(data) == ["Emma", "Persuasion"]


def test_a_staged_file_that_was_spoilt_is_dropped_and_the_library_stays(data: Path, backup: Backup) -> None:
    stage_restore(data, backup.name)
    (data / STAGED).write_bytes(b"spoilt")

    with pytest.raises(BackupFailed, match="can't be restored"):
        finish_restore(data)

    assert finish_restore(data) == ""
    assert titles(data) == ["Emma", "Persuasion"]
