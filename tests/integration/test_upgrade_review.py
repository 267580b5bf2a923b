"""Books that were there before the review of new books do not wait for it."""

from datetime import UTC, datetime
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.inbox.review import WaitingBook
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.inbox import InboxQueries, ReviewRepository
from tests.integration.test_upgrades import FIRST, made_by

_BOOK = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects,"
    " added_at) VALUES (?, ?, ?, '', '', '', '', '', '[]', 0)"
)


def test_known_books_do_not_wait(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(_BOOK, (1, "Emma", '["Jane Austen"]'))
        then.execute(_BOOK, (2, "untitled", "[]"))
    then.close()

    database, reviews = Database(path), ReviewRepository()
    waiting_before = (reviews.all(), InboxQueries(database).waiting())
    since = datetime.fromtimestamp(5, UTC)
    untitled = WaitingBook(BookId(2), since, named=True, manual=True, held=False)
    database.write(lambda: reviews.admit(untitled))
    waiting = reviews.all()
    database.write(lambda: database.connection().execute("DELETE FROM book WHERE id = 2"))
    left = database.connection().execute("SELECT COUNT(*) FROM book_review").fetchone()
    database.close()

    assert waiting_before == ([], 0)
    assert waiting == [untitled]
    assert left == (0,)


def test_values_offered_before_covers_were_reviewed_are_still_offered(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST, "0017_review")
    with then:
        then.execute(_BOOK, (2, "untitled", "[]"))
        then.execute(
            "INSERT INTO book_review (book_id, since, named, manual, held, candidates, problem, refusal)"
            " VALUES (2, 5, 1, 1, 0, '[[\"title\", \"Emma\", 0.9, \"hardcover\"]]', '', '')"
        )
    then.close()

    database = Database(path)
    (waiting,) = ReviewRepository().all()
    database.close()

    assert (waiting.cover_url, [candidate.value for candidate in waiting.candidates]) == ("", ["Emma"])
