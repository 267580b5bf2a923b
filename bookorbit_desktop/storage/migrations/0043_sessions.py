"""The person's corrections of their reading: sessions entered by hand, and recorded reading left out.

Nothing recorded by devices is changed or deleted. Each change has a number, by which it can be undone.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "CREATE TABLE session_change (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, made_at REAL NOT NULL)",
    "CREATE TABLE session_by_hand (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL,"
    " book_id INTEGER REFERENCES book (id) ON DELETE CASCADE, title TEXT NOT NULL, start INTEGER NOT NULL,"
    " seconds INTEGER NOT NULL, pages REAL, device TEXT NOT NULL, made_by INTEGER NOT NULL, ended_by INTEGER)",
    "CREATE INDEX sessionbyhand_document ON session_by_hand (document)",
    "CREATE INDEX sessionbyhand_book_id ON session_by_hand (book_id)",
    "CREATE TABLE left_out_view (document TEXT NOT NULL, page INTEGER NOT NULL, start_time INTEGER NOT NULL,"
    " left_out_by INTEGER NOT NULL, PRIMARY KEY (document, page, start_time)) WITHOUT ROWID",
    "CREATE TABLE left_out_push (push_id INTEGER NOT NULL PRIMARY KEY, document TEXT NOT NULL,"
    " left_out_by INTEGER NOT NULL)",
    "CREATE INDEX leftoutpush_document ON left_out_push (document)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute_sql(statement)
