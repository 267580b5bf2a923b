"""A library of each released version, as that version made it, with everything in it after the upgrade to this one.

Beside each library is what that version's own `export` said of it.
"""

import asyncio
import json
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playhouse.migrations import Migration

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.app.start_faults import telling_start_faults
from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.db import upgrading
from bookorbit_desktop.storage.db.backups import list_backups
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS
from bookorbit_desktop.storage.overview.archive import MADE_AGAIN, is_empty
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.released import FOLDER, dump, load, versions

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
PASSPHRASE = "baga deka mufa tuna"
LIBRARY = "library.sqlite3"
SEARCHES = ("book_about", "book_names", "book_parts")
SAID_ANEW = frozenset({"reason", "time_read"})
"""Texts, and figures that are worked out from what is kept."""


def opened(folder: Path) -> Services:
    return open_services(folder, secret_store=MemorySecretStore())


def rows(path: Path) -> dict[str, int]:
    """How many rows each table has, without those that are made again."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        names = [name for (name,) in connection.execute(sql)]
        kept = [name for name in names if name not in MADE_AGAIN and not name.startswith(SEARCHES)]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in kept}


def differing(then: Any, now: Any, where: str = "") -> list[str]:
    """What a version said and this one doesn't; what this one says besides is its own matter."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        names = [name for name in then if name not in SAID_ANEW]
        return [line for name in names for line in differing(then[name], now.get(name), f"{where}/{name}")]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        pairs = enumerate(zip(then, now, strict=True))
        return [line for at, pair in pairs for line in differing(*pair, f"{where}/{at}")]
    return [] if then == now else [f"{where}: {then!r}, now {now!r}"]


def test_a_library_of_each_released_version_is_kept() -> None:
    released = re.findall(r"(?m)^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text("utf-8"))
    assert versions() == sorted(released), "run: python -m tests.released LIBRARY VERSION"


@pytest.mark.usefixtures("dear_logins")
@pytest.mark.parametrize("version", versions())
def test_a_library_of_a_released_version_is_all_there_after_the_upgrade(version: str, tmp_path: Path) -> None:
    path = tmp_path / LIBRARY
    load(version, path)
    before = rows(path)
    assert not is_empty(path)
    services = opened(tmp_path)
    then = json.loads((FOLDER / f"{version}.json").read_text("utf-8"))
    now = json.loads("".join(services.export.text()))
    assert differing(then, now) == []
    assert asyncio.run(services.koreader_login.accepts("reader", koreader_key(PASSPHRASE)))
    assert services.sync_log.page(LogQuery(), None, 100).lines
    services.database.close()

    after = rows(path)
    fewer = {name: (count, after.get(name)) for name, count in before.items() if after.get(name, 0) < count}
    assert fewer == {}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("version", versions())
def test_the_library_of_before_is_a_backup_that_opens(version: str, tmp_path: Path) -> None:
    load(version, tmp_path / LIBRARY)
    made = list(dump(tmp_path / LIBRARY))
    Database(tmp_path / LIBRARY).close()
    (backup,) = list_backups(tmp_path / "backups")
    assert (backup.reason, backup.is_good) == (BackupReason.BEFORE_UPGRADE, True)
    assert list(dump(tmp_path / "backups" / backup.name)) == made


@pytest.mark.parametrize("version", versions())
def test_its_schema_is_that_of_a_new_library(version: str, tmp_path: Path) -> None:
    load(version, tmp_path / LIBRARY)
    new = tmp_path / "new" / LIBRARY
    for path in (tmp_path / LIBRARY, new):
        Database(path).close()
    assert columns(tmp_path / LIBRARY) == columns(new)


def columns(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The columns of each table; their order says nothing."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {
            name: sorted((row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{name}")'))
            for name in names
        }


def test_an_upgrade_that_failed_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(versions()[-1], tmp_path / LIBRARY)
    broken = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, broken, ignore=shutil.ignore_patterns("__pycache__"))
    (broken / "9998_breaks.py").write_text("def up(migrator, db):\n    db.execute_sql('no SQL')\n")
    monkeypatch.setattr(upgrading, "MIGRATIONS", broken)
    with (
        pytest.raises(
            DataFolderUnusable, match=r"couldn't upgrade .* and left it unchanged\. Install the version"
        ),
        telling_start_faults(tmp_path),
    ):
        opened(tmp_path)


def pending(version: str) -> list[str]:
    """The migrations since a released version."""
    text = (FOLDER / f"{version}.sql").read_text("utf-8")
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    return [name for name in names if f"'{name}'" not in text]


@pytest.mark.parametrize(("version", "failing"), [(one, name) for one in versions() for name in pending(one)])
def test_an_upgrade_that_fails_at_any_step_leaves_the_library_as_it_was_and_the_next_attempt_goes_through(
    version: str, failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / LIBRARY
    load(version, path)
    steps = list(dump(path))
    real = Migration.load

    def load_or_fail(migration: Migration) -> Any:
        module = real(migration)
        if migration.name == failing:
            whole = module.up

            def fail(*arguments: object) -> NoReturn:
                whole(*arguments)
                raise ZeroDivisionError(failing)

            module.up = fail
        return module

    with monkeypatch.context() as patched:
        patched.setattr(Migration, "load", load_or_fail)
        with pytest.raises(CannotOpen) as failed:
            Database(path)
    assert failed.value.fault is OpeningFault.NOT_UPGRADED
    assert list(dump(path)) == steps
    kept = [backup for backup in list_backups(tmp_path / "backups") if backup.is_good]
    assert list(dump(tmp_path / "backups" / kept[-1].name)) == steps

    Database(path).close()
    assert rows(path).keys() >= rows(tmp_path / "backups" / kept[-1].name).keys()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
