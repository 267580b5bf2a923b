"""What the plugin for KOReader tells of books, kept until there is such a book here and as its base afterwards."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STATEMENTS = (
    "CREATE TABLE plugin_client (id TEXT NOT NULL PRIMARY KEY, device_id TEXT NOT NULL, model TEXT NOT NULL,"
    " koreader TEXT NOT NULL, plugin TEXT NOT NULL, seen_at REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE plugin_report (client TEXT NOT NULL REFERENCES plugin_client (id), digest TEXT NOT NULL,"
    " report TEXT NOT NULL, version INTEGER NOT NULL, taken INTEGER NOT NULL, told_at REAL NOT NULL,"
    " PRIMARY KEY (client, digest)) WITHOUT ROWID",
    "CREATE INDEX pluginreport_digest ON plugin_report (digest)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute_sql(statement)
