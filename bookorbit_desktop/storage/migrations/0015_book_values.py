"""The values that group books: authors, series, genres and languages; maintained by triggers."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_TABLES = (
    "CREATE TABLE grouped_value (id INTEGER NOT NULL PRIMARY KEY, grouping TEXT NOT NULL, name TEXT NOT NULL,"
    " sort TEXT NOT NULL)",
    "CREATE UNIQUE INDEX groupedvalue_grouping_name ON grouped_value (grouping, name)",
    "CREATE INDEX groupedvalue_grouping_sort ON grouped_value (grouping, sort)",
    "CREATE TABLE book_value (value_id INTEGER NOT NULL REFERENCES grouped_value (id) ON DELETE CASCADE,"
    " book_id INTEGER NOT NULL REFERENCES book (id) ON DELETE CASCADE, PRIMARY KEY (value_id, book_id))"
    " WITHOUT ROWID",
    "CREATE INDEX bookvalue_book_id ON book_value (book_id)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in (*_TABLES, *_take_in("1"), *_triggers()):
        db.execute_sql(statement)


def _take_in(condition: str) -> tuple[str, str]:
    """Statements that add the books matching a condition to their values."""
    found = (
        f"SELECT book.id AS book_id, 'author' AS grouping, json_each.value AS name"
        f" FROM book, json_each(book.authors) WHERE {condition}"
        f" UNION SELECT book.id, 'genre', json_each.value FROM book, json_each(book.subjects) WHERE {condition}"
        f" UNION SELECT book.id, 'series', book.series FROM book WHERE {condition}"
        f" UNION SELECT book.id, 'language', language_key(book.language) FROM book WHERE {condition}"
    )
    values = (
        "INSERT OR IGNORE INTO grouped_value (grouping, name, sort)"
        f" SELECT found.grouping, found.name, sort_key(found.name) FROM ({found}) AS found WHERE found.name <> ''"
    )
    books = (
        "INSERT OR IGNORE INTO book_value (value_id, book_id) SELECT grouped_value.id, found.book_id"
        f" FROM ({found}) AS found JOIN grouped_value"
        " ON grouped_value.grouping = found.grouping AND grouped_value.name = found.name"
    )
    return values, books


def _triggers() -> tuple[str, ...]:
    grouped = "; ".join(_take_in("book.id = new.id"))
    return (
        f"CREATE TRIGGER book_grouped AFTER INSERT ON book BEGIN {grouped}; END",
        "CREATE TRIGGER book_grouped_anew AFTER UPDATE OF authors, subjects, series, language ON book"
        f" BEGIN DELETE FROM book_value WHERE book_id = new.id; {grouped}; END",
    )
