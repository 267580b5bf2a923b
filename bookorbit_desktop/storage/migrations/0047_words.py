"""The words that were looked up on devices."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE looked_up_word (word TEXT NOT NULL, title TEXT NOT NULL, before TEXT NOT NULL,"
        " after TEXT NOT NULL, looked_up_at INTEGER NOT NULL, reviews INTEGER NOT NULL, streak INTEGER NOT NULL,"
        " PRIMARY KEY (word, title)) WITHOUT ROWID"
    )
