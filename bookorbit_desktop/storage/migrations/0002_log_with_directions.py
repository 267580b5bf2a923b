"""Direction and cost of each line of the sync log, and indexes by time for log and pushes."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    for sql in (
        "ALTER TABLE sync_log ADD COLUMN direction TEXT NOT NULL DEFAULT 'to_hardcover'",
        "ALTER TABLE sync_log ADD COLUMN units INTEGER",
        "CREATE INDEX sync_log_at ON sync_log (at)",
        "CREATE INDEX push_document_device_id_received_at ON push (document, device_id, received_at)",
        "CREATE INDEX push_received_at ON push (received_at)",
        "DROP INDEX IF EXISTS push_document",
    ):
        db.execute_sql(sql)
