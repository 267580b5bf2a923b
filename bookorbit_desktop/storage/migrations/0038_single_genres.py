"""Genres are grouped one by one: one joined with two hyphens, as in "England -- Fiction", becomes two."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    for trigger in ("book_grouped", "book_grouped_anew"):
        db.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    several = "SELECT id FROM grouped_value WHERE grouping = 'genre' AND name LIKE '%--%'"
    db.execute_sql(f"DELETE FROM book_value WHERE value_id IN ({several})")
    db.execute_sql(f"DELETE FROM grouped_value WHERE id IN ({several})")
    joined = "EXISTS (SELECT 1 FROM json_each(book.subjects) WHERE json_each.value LIKE '%--%')"
    for statement in (*_take_in(joined), *_triggers()):
        db.execute_sql(statement)


def _take_in(condition: str) -> tuple[str, str]:
    """Statements that add the books matching a condition to their values."""
    found = (
        f"SELECT book.id AS book_id, 'author' AS grouping, json_each.value AS name"
        f" FROM book, json_each(book.authors) WHERE {condition}"
        f" UNION SELECT book.id, 'genre', json_each.value"
        f" FROM book, json_each(single_genres(book.subjects)) WHERE {condition}"
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
