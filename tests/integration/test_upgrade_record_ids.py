"""What earlier versions stored under `book_id` is read as Hardcover's record, and is stored as it was."""

import json
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_book import KeptCandidate
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from tests.integration.test_upgrades import ADD_ORCHARD, FIRST, made_by

CANDIDATE = {
    "book_id": 43,
    "title": "The Orchard",
    "authors": ["Ada Example"],
    "users_count": 12,
    "reason": "Another author.",
}
ENTRY = {
    "id": 41,
    "book_id": 42,
    "edition_id": 8,
    "status_id": 2,
    "rating": None,
    "privacy_id": 3,
    "date_added": "2024-01-02",
    "reads": [[50, 8, "2024-01-03", None, 12, 4.0]],
}
BASE = {
    "intent": None,
    "entry": ENTRY,
    "seen": ENTRY | {"id": 44, "book_id": 45},
    "created_by_us": True,
    "reads": {},
    "caused": [50],
    "edition_pages": {"8": 300},
    "looked_at": None,
    "awaiting": False,
}


def test_candidates_and_bases_of_an_earlier_version_keep_their_records(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO hardcover_book (book_id, hardcover_id, edition_id, pages, slug, title, method,"
            " fingerprint, candidates, refusal, needs_review, excluded, base, state, reason, failures)"
            " VALUES (7, 42, 8, 300, 'orchard', 'Orchard', 'isbn13', '', ?, '', 0, 0, ?, 'synced', '', 0)",
            (json.dumps([CANDIDATE]), json.dumps(BASE)),
        )
    then.close()

    database = Database(path)
    sync_books = SyncBookRepository(database)
    sync_book = sync_books.get(BookId(7))
    database.write(lambda: sync_books.put_match(BookId(7), sync_book.match))
    database.write(lambda: sync_books.put_sync(BookId(7), sync_book.sync))
    again = sync_books.get(BookId(7))
    sql = "SELECT candidates, base FROM hardcover_book WHERE book_id = 7"
    candidates, base = (json.loads(text) for text in database.connection().execute(sql).fetchone())
    database.close()

    assert (sync_book.match.record_id, sync_book.target and sync_book.target.record_id) == (42, 42)
    assert sync_book.match.candidates == (
        KeptCandidate(RecordId(43), "The Orchard", ("Ada Example",), 12, Message("Another author.")),
    )
    shown = [
        (entry.id, entry.record_id) for entry in (sync_book.baseline.entry, sync_book.baseline.seen) if entry
    ]
    assert shown == [(41, 42), (44, 45)]
    assert again == sync_book
    (kept,) = candidates
    assert kept["reason"]["english"] == CANDIDATE["reason"]
    assert kept | {"reason": CANDIDATE["reason"]} == CANDIDATE
    assert ENTRY.items() <= base["entry"].items()
    assert "record_id" not in base["entry"]
