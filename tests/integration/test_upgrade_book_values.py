"""A database of the first version gets the lists of authors, series, genres and languages, and keeps them right."""

from pathlib import Path

from bookorbit_desktop.domain.koreader.feeds import Grouping
from bookorbit_desktop.storage.db.database import Database
from tests.integration.test_upgrades import FIRST, made_by

_BOOK = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects,"
    " added_at) VALUES (?, ?, ?, ?, ?, '', '', '', ?, 0)"
)


def values(database: Database) -> set[tuple[str, str, int]]:
    sql = "SELECT grouping, name, book_id FROM grouped_value JOIN book_value ON value_id = grouped_value.id"
    return set(database.connection().execute(sql))


def test_books_of_the_first_version_are_grouped(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(_BOOK, (1, "One", '["Ann", "Bob"]', "Saga", "eng", '["Fiction"]'))
        then.execute(_BOOK, (2, "Two", '["Ann"]', "", "tlh", '["England -- Fiction", "Sea--England"]'))
    then.close()

    database = Database(path)
    found = values(database)
    database.close()

    assert found == {
        (Grouping.AUTHOR, "Ann", 1),
        (Grouping.AUTHOR, "Bob", 1),
        (Grouping.SERIES, "Saga", 1),
        (Grouping.GENRE, "Fiction", 1),
        (Grouping.LANGUAGE, "en", 1),
        (Grouping.AUTHOR, "Ann", 2),
        (Grouping.LANGUAGE, "tlh", 2),
        *((Grouping.GENRE, genre, 2) for genre in ("England", "Fiction", "Sea")),
    }


def test_later_books_and_edits_are_grouped_as_they_come(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")
    execute = database.connection
    database.write(lambda: execute().execute(_BOOK, (1, "One", '["Ann", "Ann"]', "Saga", "en", "[]")))
    database.write(lambda: execute().execute("UPDATE book SET authors = '[\"Cem\"]', series = ''"))
    edited = values(database)
    database.write(lambda: execute().execute("DELETE FROM book"))
    left = values(database)
    database.close()

    assert edited == {(Grouping.AUTHOR, "Cem", 1), (Grouping.LANGUAGE, "en", 1)}
    assert left == set()
