"""What a job of the writer tells, it tells once it is durable, and never when it was rolled back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from tests.new_library import new_library


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(new_library(tmp_path))
    yield database
    database.close()


def written(database: Database) -> int:
    """What another connection sees."""
    with sqlite3.connect(database.path) as other:
        (count,) = other.execute("SELECT COUNT(*) FROM folder").fetchone()
    other.close()
    return int(count)


def add_folder(database: Database, name: bytes) -> None:
    database.connection().execute("INSERT INTO folder (path, added_at) VALUES (?, 0)", (name,))


def test_callbacks_run_only_after_their_job_is_committed(database: Database) -> None:
    seen: list[int] = []

    def job() -> None:
        add_folder(database, b"/books")
        database.after_commit(lambda: seen.append(written(database)))
        assert seen == []

    database.write(job)
    assert seen == [1]


def test_a_job_that_fails_tells_nothing(database: Database) -> None:
    told: list[str] = []

    def job() -> None:
        add_folder(database, b"/books")
        database.after_commit(lambda: told.append("told"))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        database.write(job)
    assert (told, written(database)) == ([], 0)


def test_an_event_inside_a_job_is_a_mistake_that_shows(database: Database) -> None:
    events = EventBus(lambda: database.is_in_job)
    heard: list[object] = []
    events.subscribe(heard.append)

    with pytest.raises(AssertionError):
        database.write(lambda: events.emit(BooksChanged(frozenset({BookId(1)}))))
    assert heard == []
    database.write(lambda: database.after_commit(lambda: events.emit(BooksChanged(frozenset({BookId(1)})))))
    assert len(heard) == 1


def test_outside_a_job_there_is_nothing_to_wait_for(database: Database) -> None:
    assert not database.is_in_job
    with pytest.raises(AssertionError):
        database.after_commit(lambda: None)
