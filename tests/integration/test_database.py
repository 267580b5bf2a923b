"""The database file: migrations, durability, and its one writer."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import DatabaseTooNew
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.models import MODELS, Setting


def columns(path: Path, table: str) -> list[tuple[str, str, int]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    connection.close()
    return [(name, kind, not_null) for _, name, kind, not_null, *_ in rows]


def test_the_migrations_make_the_tables_that_the_models_mean(tmp_path: Path) -> None:
    Database(tmp_path / "migrated.sqlite3").close()
    database = Database(tmp_path / "modelled.sqlite3")
    names = [model._meta.table_name for model in MODELS]
    database.write(lambda: [model.drop_table() for model in reversed(MODELS)])
    database.write(lambda: [model.create_table() for model in MODELS])
    database.close()
    for name in names:
        assert columns(tmp_path / "migrated.sqlite3", name) == columns(tmp_path / "modelled.sqlite3", name), (
            name
        )


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    connection.close()
    with pytest.raises(DatabaseTooNew, match="newer"):
        Database(path)


def test_a_job_that_fails_leaves_nothing_and_the_others_stay(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")

    def fail() -> None:
        Setting.create(key="lost", value="1")
        raise ValueError("no")

    good = database.submit(lambda: Setting.create(key="kept", value="1"))
    with pytest.raises(ValueError, match="no"):
        database.write(fail)
    good.result()
    assert [row.key for row in Setting.select()] == ["kept"]
    database.close()


def test_queued_writes_are_stored_before_the_database_closes_and_none_after(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    database = Database(path)
    for number in range(50):
        database.submit(partial(Setting.create, key=str(number), value="1"))
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.write(lambda: None)
    again = Database(path)
    assert Setting.select().count() == 50
    again.close()


def test_a_query_that_was_not_read_to_its_end_keeps_nobody_from_writing(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")
    for number in range(3):
        database.write(partial(Setting.create, key=str(number), value="1"))
    left = []

    def leave_open() -> None:
        left.append(database.connection().execute("SELECT key FROM setting"))
        left[0].fetchone()

    database.write(leave_open)
    with sqlite3.connect(database.path) as other:
        other.execute("INSERT INTO setting (key, value) VALUES ('other', '1')")
    other.close()
    database.write(lambda: Setting.create(key="after", value="1"))
    assert Setting.select().count() == 5
    database.close()


def test_the_journal_begins_again_while_somebody_writes_all_the_time(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    database = Database(path)
    journal = path.with_name(f"{path.name}-wal")

    def times_begun() -> int:
        """The sequence number of checkpoints in the journal's header (sqlite.org/fileformat2.html, section 4.1)."""
        with journal.open("rb") as file:
            return int.from_bytes(file.read(16)[12:])

    def write(number: int) -> None:
        long = "x" * 3000  # a page for each
        database.connection().executemany(
            "INSERT INTO setting (key, value) VALUES (?, ?)", [(f"{number}.{n}", long) for n in range(500)]
        )

    before = times_begun()
    for number in range(400):
        database.write(partial(write, number))
        if times_begun() > before:
            break
    assert times_begun() > before
    database.close()
