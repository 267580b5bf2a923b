"""A library of the first version gets the tables for unfinished work, and keeps what it had."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.hardcover.shelf_import import ImportWish
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.unfinished import UnfinishedRepository
from bookorbit_desktop.storage.models import PulledWish
from tests.integration.test_upgrades import FIRST, made_by

ADD_BOOK = (
    "INSERT INTO book (title, authors, series, language, description, publisher, published, subjects, added_at)"
    " VALUES ('Orchard', '[]', '', '', '', '', '', '[]', 1.0)"
)


def test_a_library_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_BOOK)
    then.close()
    database, unfinished = Database(path), UnfinishedRepository()
    assert database.connection().execute("SELECT id, title FROM book").fetchall() == [(1, "Orchard")]
    assert (unfinished.books_to_sync(), unfinished.import_wish()) == (frozenset(), None)
    database.write(lambda: PulledWish.create(book=1, entry_id=7))
    database.write(lambda: database.connection().execute("DELETE FROM book"))
    assert PulledWish.select().count() == 0, "it goes with its book"
    database.close()


def test_wishes_are_kept_until_they_are_fulfilled(tmp_path: Path) -> None:
    database, unfinished = Database(tmp_path / "library.sqlite3"), UnfinishedRepository()
    wish = ImportWish({EntryId(11): BookId(1), EntryId(12): BookId(2)}, progress=False)
    database.write(lambda: unfinished.add_books_to_sync([BookId(3), BookId(1)]))
    database.write(lambda: unfinished.add_books_to_sync([BookId(2)]))
    database.write(lambda: unfinished.put_import_wish(wish))
    database.close()
    database = Database(tmp_path / "library.sqlite3")
    assert unfinished.import_wish() == wish
    database.write(lambda: unfinished.drop_books_to_sync([BookId(3)]))
    assert unfinished.books_to_sync() == {1, 2}
    database.write(lambda: unfinished.drop_books_to_sync(None))
    database.write(lambda: unfinished.put_import_wish(None))
    assert (unfinished.books_to_sync(), unfinished.import_wish()) == (frozenset(), None)
    database.close()
