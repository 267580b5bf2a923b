"""Backups of a real library: whole, checked, private, and out of everybody's way."""

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bookorbit_desktop.domain.overview.backups import (
    Backup,
    BackupFailed,
    BackupReason,
    BackupStopped,
    newest_good,
)
from bookorbit_desktop.storage.db import backups
from bookorbit_desktop.storage.db.backups import list_all_backups, list_backups, make_backup, read_backup
from bookorbit_desktop.storage.db.database import Database
from tests.conftest import AT_LEISURE
from tests.new_library import new_library

resource = pytest.importorskip("resource")

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
NAME = "library-2026-11-23-101500-manual.sqlite3"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(new_library(tmp_path / "data"))
    yield database
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def back_up(database: Database, folder: Path, now: datetime = NOW) -> Backup:
    return make_backup(database.path, folder, BackupReason.MANUAL, now)


def add_device(database: Database) -> None:
    database.write(
        lambda: database.connection().execute(
            "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'K', 0, 0, 0)"
        )
    )


def push(database: Database, number: int) -> None:
    """One push, durable when this returns."""
    database.write(
        lambda: database.connection().execute(
            "INSERT INTO push (id, document, device_id, progress, percentage, received_at, relayed)"
            " VALUES (?, ?, 1, 'p', 0.5, ?, 0)",
            (number, f"{number:032x}", NOW.timestamp() + number),
        )
    )


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_one_private_file_that_says_what_is_in_it(database: Database, folder: Path) -> None:
    add_device(database)
    push(database, 1)

    made = back_up(database, folder)

    assert names_in(folder) == [NAME]
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert (made.name, made.made_at, made.reason, made.problem) == (NAME, NOW, BackupReason.MANUAL, "")
    assert made.counts.newest_push == NOW + timedelta(seconds=1)
    assert made.schema == max(path.stem for path in backups.MIGRATIONS.glob("[0-9]*.py"))
    assert list_backups(folder) == [made]
    with closing(sqlite3.connect(f"file:{folder / NAME}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM push").fetchone() == (1,)
    assert names_in(folder) == [NAME], "reading left something beside it"


def test_no_other_file_is_overwritten(database: Database, folder: Path) -> None:
    (folder / NAME).write_text("mine")

    made = back_up(database, folder)

    assert (folder / NAME).read_text() == "mine"
    assert made.name == "library-2026-11-23-101500-manual-2.sqlite3"


def test_a_backup_on_a_drive_without_links_does_not_overwrite_an_earlier_one(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert [back_up(database, folder).name for _ in range(2)] == [NAME, f"{NAME[:-8]}-2.sqlite3"]


@pytest.mark.parametrize("clock_is_off_by", [timedelta(0), timedelta(days=3), -timedelta(days=3)], ids=str)
def test_several_programs_in_one_second_make_a_backup_each(
    database: Database, folder: Path, clock_is_off_by: timedelta
) -> None:
    """Each in the middle of the others; a network drive may have a clock of its own."""
    now = datetime.now(UTC) + clock_is_off_by
    all_copy = threading.Barrier(4, timeout=AT_LEISURE)
    first_step = threading.local()

    def wait_for_the_others() -> bool:
        if not hasattr(first_step, "over"):
            first_step.over = True
            all_copy.wait()
        return False

    with ThreadPoolExecutor(4) as programs:
        made = [
            programs.submit(make_backup, database.path, folder, BackupReason.MANUAL, now, wait_for_the_others)
            for _ in range(4)
        ]
    names = {program.result().name for program in made}

    assert len(names) == 4
    assert [backup.problem for backup in list_backups(folder)] == [""] * 4


def test_pushes_go_on_between_two_steps_and_the_backup_is_one_moment(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each commit between two steps would make a copy without a snapshot begin again, for ever."""
    add_device(database)
    push(database, 1)
    monkeypatch.setattr(backups, "PAGES_AT_ONCE", 8)
    pushed = [1]

    def push_one() -> bool:
        if pushed[-1] < 20:
            pushed.append(pushed[-1] + 1)
            push(database, pushed[-1])
        return False

    make_backup(database.path, folder, BackupReason.MANUAL, NOW, push_one)

    assert len(pushed) == 20, "too few steps to show anything"
    with closing(sqlite3.connect(f"file:{folder / NAME}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM push").fetchone() == (1,)
    assert database.connection().execute("SELECT count(*) FROM push").fetchone() == (20,)


def test_a_backup_that_is_given_up_leaves_nothing(database: Database, folder: Path) -> None:
    with pytest.raises(BackupStopped):
        make_backup(database.path, folder, BackupReason.DAILY, NOW, lambda: True)

    assert names_in(folder) == []


def test_a_full_disk_leaves_nothing_and_is_said(database: Database, folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(BackupFailed, match="no backup was made"):
            back_up(database, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert names_in(folder) == []
    assert back_up(database, folder).is_good


def test_a_missing_folder_is_said_and_not_made(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="choose another folder"):
        back_up(database, tmp_path / "drive that is away")

    assert not (tmp_path / "drive that is away").exists()


def test_a_damaged_library_makes_no_backup(tmp_path: Path, folder: Path) -> None:
    library = new_library(tmp_path / "data")
    with closing(sqlite3.connect(library)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'book'").fetchone()
    whole = bytearray(library.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    library.write_bytes(whole)

    with pytest.raises(BackupFailed, match="damaged"):
        make_backup(library, folder, BackupReason.DAILY, NOW)

    assert names_in(folder) == []


def test_partial_backups_of_a_killed_program_are_removed_a_day_later(
    database: Database, folder: Path
) -> None:
    left, foreign = folder / ".bookorbit-backup-x.partial", folder / "notes.partial"
    recent = folder / ".bookorbit-backup-y.partial"
    recent.touch()
    for path in (left, foreign):
        path.touch()
        os.utime(path, (recent.stat().st_mtime - 90_000,) * 2)

    back_up(database, folder)

    assert names_in(folder) == [recent.name, NAME, foreign.name]


def test_files_that_cannot_be_restored_are_listed_with_the_reason(database: Database, folder: Path) -> None:
    good = back_up(database, folder)
    whole = (folder / NAME).read_bytes()
    (folder / "text.sqlite3").write_text("hello")
    (folder / "empty.sqlite3").touch()
    (folder / "cut.sqlite3").write_bytes(whole[:4096])
    (folder / "link.sqlite3").symlink_to(folder / NAME)
    (folder / "loop.sqlite3").symlink_to(folder / "loop.sqlite3")
    (folder / "folder.sqlite3").mkdir()
    os.mkfifo(folder / "pipe.sqlite3")
    (folder / "journal.sqlite3").write_bytes(whole)
    (folder / "journal.sqlite3-wal").write_text("the newest changes")
    (folder / "other.txt").touch()
    for name, statement in {
        "foreign.sqlite3": "CREATE TABLE book (id)",
        "newer.sqlite3": "",
        "hostile.sqlite3": "",
    }.items():
        if not statement:
            (folder / name).write_bytes(whole)
        with closing(sqlite3.connect(folder / name)) as connection, connection:
            if name == "newer.sqlite3":
                statement = "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', 0)"
            elif name == "hostile.sqlite3":
                connection.execute("DROP TABLE push")
                statement = (
                    "CREATE VIEW push AS WITH RECURSIVE n(received_at) AS"
                    " (SELECT 1 UNION ALL SELECT received_at + 1 FROM n) SELECT received_at FROM n"
                )
            connection.execute(statement)

    found = {backup.name: str(backup.problem) for backup in list_backups(folder)}

    assert found.pop("hostile.sqlite3") == "", "counted for ever, or not at all"
    assert found == {
        good.name: "",
        "text.sqlite3": "This file isn't a BookOrbit library.",
        "empty.sqlite3": "This file isn't a BookOrbit library.",
        "foreign.sqlite3": "This file isn't a BookOrbit library.",
        "cut.sqlite3": "This file is damaged.",
        "link.sqlite3": "This is a link or a folder, not a file.",
        "loop.sqlite3": "This is a link or a folder, not a file.",
        "folder.sqlite3": "This is a link or a folder, not a file.",
        "pipe.sqlite3": "This is a link or a folder, not a file.",
        "journal.sqlite3": "This copy was made while the library was open, and is incomplete.",
        "newer.sqlite3": ("A newer BookOrbit Desktop made this backup. Install that version to restore it."),
    }


def test_damage_in_the_middle_of_a_backup_is_found_when_it_is_read_thoroughly(
    database: Database, folder: Path
) -> None:
    back_up(database, folder)
    with closing(sqlite3.connect(folder / NAME)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'document'").fetchone()
    whole = bytearray((folder / NAME).read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    (folder / NAME).write_bytes(whole)

    assert read_backup(folder / NAME, thoroughly=True).problem == "This file is damaged."


def test_the_newest_of_several_folders_is_found_and_one_that_is_away_has_none(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    back_up(database, folder)
    newest = back_up(database, other, NOW + timedelta(hours=1))
    (other / "library-2027-01-01-000000-daily.sqlite3").write_text("newer, and useless")

    found = list_all_backups([folder, other, tmp_path / "away"])

    assert newest_good(found) == newest
    assert (newest.folder, len(found)) == (str(other), 3)
