"""A database from before open journal lines keeps what undo needs."""

import json
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from tests.integration.test_upgrades import FIRST, made_by

ENTRY = {
    "id": 41,
    "book_id": 7,
    "edition_id": 8,
    "status_id": 2,
    "rating": 4.0,
    "privacy_id": 3,
    "date_added": "2024-01-02",
    "reads": [[50, 8, "2024-01-03", None, 12, 4.0]],
}


def test_lines_of_an_earlier_version_are_answered_and_found_by_their_entry(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO sync_journal (run_id, at, book, title, before, after, undo)"
            " VALUES (3, 5, 1, 'One', '', ?, '')",
            (json.dumps(ENTRY),),
        )
    then.close()

    database = Database(path)
    journal = JournalRepository(database)
    (line,) = journal.of_entry(EntryId(41))
    (created,) = journal.created()
    opened = journal.open_lines([BookId(1)])
    latest = journal.latest_run()
    database.close()

    assert (line.after.id, line.before, line.answered, line.made) == (41, None, True, None)
    assert line.after.record_id == 7
    assert (line.after.has_review, line.after.reads[0].progress_pages) == (False, 12)
    assert (created.id, opened, latest) == (line.id, [], 3)
