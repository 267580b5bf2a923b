"""The writer of the database goes on, whatever becomes of the file and of those who listen."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import StorageUnavailable
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.faults import GONE
from bookorbit_desktop.storage.models import Setting
from tests.new_library import new_library


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(new_library(tmp_path))
    yield database
    database.close()


def keep(key: str) -> None:
    Setting.create(key=key, value="1")


def is_kept(key: str) -> bool:
    return bool(Setting.select().where(Setting.key == key).exists())


def test_a_library_that_is_moved_away_before_the_first_job_is_not_made_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    path = database.path
    away = path.rename(path.with_name("away"))
    with caplog.at_level(logging.CRITICAL), pytest.raises(StorageUnavailable) as refused:
        database.write(lambda: keep("lost"))
    assert refused.value.message == GONE
    database.commits.count()
    assert not path.exists()

    away.replace(path)
    database.write(lambda: keep("after"))
    assert (is_kept("lost"), is_kept("after")) == (False, True)


def test_a_connection_of_the_writer_that_breaks_is_replaced(database: Database) -> None:
    database.write(lambda: keep("before"))

    def break_it() -> None:
        keep("lost")
        database.connection().close()

    with pytest.raises(Exception, match="closed database"):
        database.write(break_it)
    database.write(lambda: keep("after"))
    assert (is_kept("before"), is_kept("lost"), is_kept("after")) == (True, False, True)


def test_a_listener_that_fails_costs_nobody_anything(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def fail() -> None:
        raise RuntimeError("no window any more")

    def job() -> str:
        keep("stored")
        database.after_commit(fail)
        database.after_commit(lambda: told.append("told"))
        return "result"

    with caplog.at_level(logging.CRITICAL):
        assert database.write(job) == "result"
    assert (told, is_kept("stored")) == (["told"], True)
    database.write(lambda: keep("after"))


def test_a_listener_to_trouble_that_fails_does_not_stop_the_writer(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(trouble: object) -> None:
        raise RuntimeError("no window any more")

    database.tell_trouble(fail)
    away = database.path.rename(database.path.with_name("away"))
    with caplog.at_level(logging.CRITICAL), pytest.raises(StorageUnavailable):
        database.write(lambda: keep("lost"))
    away.replace(database.path)
    with caplog.at_level(logging.CRITICAL):
        database.write(lambda: keep("after"))
    assert is_kept("after")


def test_a_job_whose_waiter_gave_up_is_carried_out(database: Database) -> None:
    database.submit(lambda: keep("given up")).cancel()
    database.write(lambda: keep("after"))
    assert (is_kept("given up"), is_kept("after")) == (True, True)
