"""A library of each released version, as that version left it, is opened by this one with everything in it.

To add one: with the code of the release, fill a library with sample books, pushes, highlights, a sync and decisions,
`VACUUM INTO` a file, and pack that with xz as `tests/fixtures/released/VERSION.sqlite3.xz`.
"""

import lzma
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.db import upgrading
from bookorbit_desktop.storage.db.backups import list_backups
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.system.secrets import MemorySecretStore

CHECKOUT = Path(__file__).parents[2]
RELEASED = CHECKOUT / "tests" / "fixtures" / "released"
VERSIONS = re.findall(
    r"^## \[(\d[^]]*)\]", (CHECKOUT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE
)


@pytest.fixture(params=VERSIONS)
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder as a released version left it."""
    packed = RELEASED / f"{request.param}.sqlite3.xz"
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "library.sqlite3").write_bytes(lzma.decompress(packed.read_bytes()))
    return folder


def rows(data: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(data / "library.sqlite3")) as then:
        return then.execute(question).fetchall()


@pytest.fixture
def upgraded(data: Path) -> Iterator[Services]:
    services = open_services(data, secret_store=MemorySecretStore())
    yield services
    services.database.close()


def schema_of(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The columns of each table, and what each index is on. Their order in a table says nothing."""
    with closing(sqlite3.connect(path)) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {
            name: sorted(
                (column, str(kind))
                for _, column, kind, *_ in database.execute(f'PRAGMA table_info("{name}")')
            )
            for name in names
        }


def test_nothing_of_it_is_lost(data: Path) -> None:
    books = rows(data, "SELECT id, title FROM book ORDER BY id")
    states = dict(rows(data, "SELECT book_id, status FROM reading"))
    ratings = dict(rows(data, "SELECT book_id, rating FROM reading WHERE rating IS NOT NULL"))
    positions = rows(data, "SELECT digest, progress, percentage, timestamp FROM document ORDER BY digest")
    quotations = rows(
        data, "SELECT digest, text FROM annotation JOIN annotated_document d ON d.id = document_id"
    )
    lines = {title for (title,) in rows(data, "SELECT title FROM sync_log")}
    seconds = rows(data, "SELECT sum(seconds) FROM page_view")[0][0]
    names = rows(data, "SELECT given_name FROM device WHERE given_name <> ''")
    links = rows(data, "SELECT digest, book_id FROM document_link")
    assert books, "a fixture without books proves nothing"
    assert all((states, ratings, positions, quotations, lines, seconds, names, links))

    services = open_services(data, secret_store=MemorySecretStore())
    try:
        shown = services.book_list.rows(BookQuery())
        assert sorted((row.id, row.title) for row in shown) == books
        assert {row.id: row.status.value for row in shown if row.id in states} == states
        assert {row.id: row.rating for row in shown if row.rating} == ratings
        documents = {document.digest: document for document in services.progress.documents()}
        for digest, _progress, percentage, _timestamp in positions:
            assert documents[str(digest)].percentage == percentage
        for digest, book_id in links:
            assert documents[str(digest)].book_id == book_id
        for digest, text in quotations:
            assert text in {kept.annotation.text for kept in services.annotations.of_digest(str(digest))}
        titles = {line.title for line in services.sync_log.lines(LogQuery())}
        assert titles >= lines
        assert services.reading_time.statistics(StatisticsFilter()).total.seconds == seconds
        assert {device.given_name for device in services.devices.all()} >= {name for (name,) in names}
        assert services.library.book(BookId(books[0][0])).files
    finally:
        services.database.close()


def test_the_upgraded_one_is_sound_and_has_the_schema_of_a_new_one(
    data: Path, upgraded: Services, tmp_path: Path
) -> None:
    Database(tmp_path / "new.sqlite3").close()
    upgraded.database.close()
    assert schema_of(data / "library.sqlite3") == schema_of(tmp_path / "new.sqlite3")
    assert rows(data, "PRAGMA integrity_check") == [("ok",)]
    assert rows(data, "PRAGMA foreign_key_check") == []


def test_the_one_before_is_kept_as_a_backup_and_a_second_start_changes_nothing(
    data: Path, upgraded: Services
) -> None:
    upgraded.database.close()
    made = [backup.reason for backup in list_backups(data / "backups")]
    assert made == [BackupReason.BEFORE_UPGRADE]
    open_services(data, secret_store=MemorySecretStore()).database.close()
    assert [backup.reason for backup in list_backups(data / "backups")] == made


def test_an_upgrade_that_fails_leaves_the_library_as_it_was(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(upgrading.MIGRATIONS, broken, ignore=shutil.ignore_patterns("__pycache__"))
    (broken / "9998_breaks.py").write_text(
        "def up(migrator, db):\n"
        "    db.execute_sql('DELETE FROM book')\n"
        "    db.execute_sql('INSERT INTO no_such_table VALUES (1)')\n"
    )
    before = rows(data, "SELECT name FROM schema_migration"), rows(data, "SELECT id, title FROM book")
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "MIGRATIONS", broken)
        with (
            pytest.raises(DataFolderUnusable, match="couldn't upgrade"),
            telling_start_faults(data),
        ):
            open_services(data, secret_store=MemorySecretStore())

    assert before == (
        rows(data, "SELECT name FROM schema_migration"),
        rows(data, "SELECT id, title FROM book"),
    )
    services = open_services(data, secret_store=MemorySecretStore())
    assert len(services.book_list.rows(BookQuery())) == len(before[1])
    services.database.close()
