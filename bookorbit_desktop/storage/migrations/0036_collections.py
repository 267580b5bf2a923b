"""The person's shelves, tags and saved filters, and the Calibre tags they rejected.

Ids are never reused: undoing a deletion restores the same one.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_TABLES = (
    "CREATE TABLE collection (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,"
    " name TEXT NOT NULL, name_key TEXT NOT NULL, filter TEXT, made_at REAL NOT NULL)",
    "CREATE UNIQUE INDEX collection_kind_name_key ON collection (kind, name_key)",
    "CREATE TABLE collection_book (collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,"
    " book_id INTEGER NOT NULL REFERENCES book (id) ON DELETE CASCADE, added_at REAL NOT NULL,"
    " PRIMARY KEY (collection_id, book_id)) WITHOUT ROWID",
    "CREATE INDEX collectionbook_book_id ON collection_book (book_id)",
    "CREATE TABLE refused_tag (collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,"
    " book_id INTEGER NOT NULL REFERENCES book (id) ON DELETE CASCADE,"
    " PRIMARY KEY (collection_id, book_id)) WITHOUT ROWID",
    "CREATE INDEX refusedtag_book_id ON refused_tag (book_id)",
    "CREATE TABLE tag_alias (name_key TEXT NOT NULL PRIMARY KEY,"
    " collection_id INTEGER REFERENCES collection (id) ON DELETE SET NULL)",
    "CREATE INDEX tagalias_collection_id ON tag_alias (collection_id)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in _TABLES:
        db.execute_sql(statement)
