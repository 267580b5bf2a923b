"""Databases of earlier versions, brought up to date with everything in them."""

import shutil
import sqlite3
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.sync_log import Direction, LogQuery
from bookorbit_desktop.storage.database import MIGRATIONS, Database
from bookorbit_desktop.storage.sync_books import SyncBookRepository
from bookorbit_desktop.storage.sync_log import SyncLogRepository

FIRST = "0001_first_tables"


def made_by(path: Path, *names: str) -> sqlite3.Connection:
    """A database as the version with only these migrations left it."""
    migrations = path.parent / "migrations-then"
    migrations.mkdir()
    for name in names:
        shutil.copy(MIGRATIONS / f"{name}.py", migrations)
    old = SqliteDatabase(str(path))
    Runner(old, str(migrations)).up()
    old.close()
    return sqlite3.connect(path)


def test_books_matched_before_there_were_saved_ids_keep_their_matches(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO book (id, title, authors, series, language, description, publisher, published,"
            " subjects, added_at) VALUES (7, 'Orchard', '[]', '', '', '', '', '', '[]', 0)"
        )
        then.execute(
            "INSERT INTO hardcover_book (book_id, hardcover_id, edition_id, pages, slug, title, method,"
            " fingerprint, candidates, refusal, needs_review, excluded, pages_by_hand, base, state, reason,"
            " failures) VALUES (7, 42, 43, 300, 'orchard', 'Orchard', 'manual', '', '[]', '', 1, 0, 310, '',"
            " 'synced', 'As it was.', 0)"
        )
    then.close()

    database = Database(path)
    record = SyncBookRepository(database).get(7)
    database.write(lambda: SyncBookRepository(database).put(7, record))
    database.close()

    assert record.saved_reference == ""
    assert (record.match.book_id, record.match.pages_by_hand, record.match.needs_review) == (42, 310, True)
    assert record.reason == "As it was."
    assert any(tmp_path.glob("library-before-*.sqlite3"))


def test_log_lines_and_pushes_of_the_first_version_are_listed_together(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO sync_log (run_id, at, book_id, title, outcome, changes, message, hardcover_id)"
            " VALUES (3, 2000, 7, 'Orchard', 'sent', '[\"added as Read\"]', '', 42)"
        )
        then.execute(
            "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'Kobo', 0, 0, 1)"
        )
        then.execute(
            "INSERT INTO push (document, device_id, progress, percentage, received_at)"
            " VALUES ('abc', 1, '/body', 0.5, 1000)"
        )
    then.close()

    database = Database(path)
    log = SyncLogRepository(database)
    sent, received = log.page(LogQuery(), None, 10).lines
    next_run = log.next_run_id()
    database.close()

    assert (sent.direction, sent.run_id, sent.units) == (Direction.TO_HARDCOVER, 3, None)
    assert (sent.title, sent.changes, sent.hardcover_id) == ("Orchard", ("added as Read",), 42)
    assert (received.title, received.device, received.changes) == ("abc", "Kobo", ("progress: none → 50 %",))
    assert next_run == 4
