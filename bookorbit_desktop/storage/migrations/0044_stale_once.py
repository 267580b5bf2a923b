"""Marks a document that is out of date only once.

Inside a trigger, the conflict handling of the outer statement replaces "OR IGNORE", and an upsert's is
"abort".
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STALE = (
    "INSERT INTO stale_reading (document) SELECT {0} WHERE"
    " EXISTS (SELECT 1 FROM reading_day WHERE document = {0})"
    " AND NOT EXISTS (SELECT 1 FROM stale_reading WHERE document = {0})"
)
_TRIGGERS = {
    "digest_read": f"AFTER INSERT ON digest BEGIN {_STALE.format('new.digest')}; END",
    "digest_read_no_more": f"AFTER DELETE ON digest BEGIN {_STALE.format('old.digest')}; END",
    "digest_read_anew": "AFTER UPDATE OF book_id, origin ON digest"
    " WHEN old.book_id <> new.book_id OR old.origin <> new.origin"
    f" BEGIN {_STALE.format('new.digest')}; END",
    "push_of_other_device": "AFTER UPDATE OF device_id ON push"
    " WHEN NOT EXISTS (SELECT 1 FROM stale_reading WHERE document = new.document)"
    " BEGIN INSERT INTO stale_reading VALUES (new.document); END",
}


def up(migrator: SchemaMigrator, db: Database) -> None:
    for name, what in _TRIGGERS.items():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
        db.execute_sql(f"CREATE TRIGGER {name} {what}")
