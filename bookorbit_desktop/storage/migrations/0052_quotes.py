"""Highlights as quotes on Hardcover, what was written there, and each highlight's own place in its book."""

from peewee import Database, FloatField
from playhouse.migrate import SchemaMigrator, migrate

_TABLES = (
    "CREATE TABLE quote (id INTEGER NOT NULL PRIMARY KEY,"
    " annotation_id INTEGER NOT NULL REFERENCES annotation (id) ON DELETE CASCADE, account INTEGER NOT NULL,"
    " record_id INTEGER, edition_id INTEGER, journal_id INTEGER, content TEXT NOT NULL, pending TEXT NOT NULL,"
    " pending_at REAL, state TEXT NOT NULL, by_hand INTEGER NOT NULL, held TEXT NOT NULL,"
    " failure TEXT NOT NULL)",
    "CREATE INDEX quote_annotation_id ON quote (annotation_id)",
    "CREATE INDEX quote_state ON quote (state)",
    "CREATE TABLE quote_write (id INTEGER NOT NULL PRIMARY KEY, run_id INTEGER NOT NULL,"
    " quote_id INTEGER NOT NULL REFERENCES quote (id) ON DELETE CASCADE, at REAL NOT NULL, book_id INTEGER,"
    " title TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, answered INTEGER NOT NULL,"
    " undo TEXT NOT NULL)",
    "CREATE INDEX quote_write_run_id ON quote_write (run_id)",
    "CREATE INDEX quote_write_quote_id ON quote_write (quote_id)",
    "CREATE TABLE quote_book (book_id INTEGER NOT NULL PRIMARY KEY REFERENCES book (id) ON DELETE CASCADE,"
    " is_chosen INTEGER NOT NULL)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("annotation", "fraction", FloatField(null=True)))
    for table in _TABLES:
        db.execute_sql(table)
