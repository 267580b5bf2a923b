"""The index for searching and listing the library, maintained by triggers; and removed books.

The triggers call functions of `domain.search`, which every connection of the program defines. The full-text
tables hold folded text: "book_names" for words and prefixes, "book_parts" for parts of words, and
"book_about" for descriptions.
"""

from peewee import Database, FloatField
from playhouse.migrate import SchemaMigrator, migrate

_TABLES = (
    "CREATE TABLE book_listing (book_id INTEGER NOT NULL PRIMARY KEY REFERENCES book (id) ON DELETE CASCADE,"
    " title TEXT NOT NULL, author TEXT NOT NULL, series TEXT NOT NULL, series_index REAL, added_at REAL NOT NULL)",
    "CREATE INDEX booklisting_title ON book_listing (title, book_id)",
    "CREATE INDEX booklisting_author ON book_listing (author, title, book_id)",
    "CREATE INDEX booklisting_series ON book_listing (series = '', series, series_index, title, book_id)",
    "CREATE INDEX booklisting_added_at ON book_listing (added_at, book_id)",
    "CREATE TABLE search_word (id INTEGER NOT NULL PRIMARY KEY, word TEXT NOT NULL)",
    "CREATE UNIQUE INDEX searchword_word ON search_word (word)",
    "CREATE VIRTUAL TABLE book_names USING fts5(names, tokenize = 'unicode61 remove_diacritics 0',"
    " prefix = '1 2', columnsize = 0)",
    "CREATE VIRTUAL TABLE book_parts USING fts5(names, tokenize = 'trigram', columnsize = 0)",
    "CREATE VIRTUAL TABLE book_about USING fts5(description, tokenize = 'unicode61 remove_diacritics 0',"
    " columnsize = 0)",
)
_LIST = (
    "INSERT INTO book_listing SELECT id, title_key(title, language), sort_key(authors), sort_key(series),"
    " series_index, added_at FROM book WHERE removed_at IS NULL"
)
_INDEX_NAMES = (
    "INSERT INTO book_names (rowid, names)"
    " SELECT id, search_text(title || ' ' || authors || ' ' || series) FROM book"
)
_INDEX_PARTS = "INSERT INTO book_parts (rowid, names) SELECT book_names.rowid, names FROM book_names"
_INDEX_ABOUT = "INSERT INTO book_about (rowid, description) SELECT id, search_text(description) FROM book"
_LEARN_WORDS = (
    "INSERT OR IGNORE INTO search_word (word)"
    " SELECT word.value FROM book, json_each(search_words(title, authors, series)) AS word"
)
_FILL = (_LIST, _INDEX_NAMES, _INDEX_PARTS, _INDEX_ABOUT, _LEARN_WORDS)
_LISTED = "title, authors, series, series_index, language, added_at, removed_at"
_SEARCHED = "title, authors, series, description"


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("book", "removed_at", FloatField(null=True)))
    for statement in (*_TABLES, *_FILL, *_triggers()):
        db.execute_sql(statement)


def _triggers() -> tuple[str, ...]:
    new_list = f"{_LIST} AND id = new.id;"
    new_index = (
        f"{_INDEX_NAMES} WHERE id = new.id; {_INDEX_PARTS} WHERE book_names.rowid = new.id;"
        f" {_INDEX_ABOUT} WHERE id = new.id; {_LEARN_WORDS} WHERE book.id = new.id;"
    )
    old_list = "DELETE FROM book_listing WHERE book_id = old.id;"
    old_index = " ".join(
        f"DELETE FROM {table} WHERE rowid = old.id;" for table in ("book_names", "book_parts", "book_about")
    )
    return (
        f"CREATE TRIGGER book_added AFTER INSERT ON book BEGIN {new_list} {new_index} END",
        f"CREATE TRIGGER book_listed_anew AFTER UPDATE OF {_LISTED} ON book BEGIN {old_list} {new_list} END",
        f"CREATE TRIGGER book_searched_anew AFTER UPDATE OF {_SEARCHED} ON book"
        f" BEGIN {old_index} {new_index} END",
        f"CREATE TRIGGER book_deleted AFTER DELETE ON book BEGIN {old_index} END",
    )
