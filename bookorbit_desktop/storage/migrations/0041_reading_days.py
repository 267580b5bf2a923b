"""Reading time by day, document and device, and the documents for which it is out of date.

A change of a document's book, or of a push's device, marks the document; a push itself marks nothing.
"""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_STALE = (
    "INSERT OR IGNORE INTO stale_reading (document)"
    " SELECT {0} WHERE EXISTS (SELECT 1 FROM reading_day WHERE document = {0})"
)
_STATEMENTS = (
    "CREATE TABLE reading_day (day INTEGER NOT NULL, document TEXT NOT NULL, owner INTEGER NOT NULL,"
    " device TEXT NOT NULL, source INTEGER NOT NULL, seconds INTEGER, paced INTEGER NOT NULL, pages REAL NOT NULL,"
    " covered REAL NOT NULL, PRIMARY KEY (day, document, owner, device, source)) WITHOUT ROWID",
    "CREATE TABLE reading_span (day INTEGER NOT NULL, document TEXT NOT NULL, owner INTEGER NOT NULL,"
    " device TEXT NOT NULL, source INTEGER NOT NULL, spans BLOB NOT NULL,"
    " PRIMARY KEY (day, document, owner, device, source)) WITHOUT ROWID",
    "CREATE INDEX readingday_document ON reading_day (document)",
    "CREATE TABLE stale_reading (document TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE reading_zone (since INTEGER NOT NULL PRIMARY KEY, zone TEXT NOT NULL)",
    "CREATE TABLE reading_model (id INTEGER NOT NULL PRIMARY KEY, last_push INTEGER NOT NULL,"
    " starts_at INTEGER NOT NULL)",
    "INSERT INTO reading_model VALUES (1, 0, 0)",
    "INSERT OR IGNORE INTO stale_reading SELECT document FROM page_view",
    f"CREATE TRIGGER digest_read AFTER INSERT ON digest BEGIN {_STALE.format('new.digest')}; END",
    f"CREATE TRIGGER digest_read_no_more AFTER DELETE ON digest BEGIN {_STALE.format('old.digest')}; END",
    "CREATE TRIGGER digest_read_anew AFTER UPDATE OF book_id, origin ON digest"
    " WHEN old.book_id <> new.book_id OR old.origin <> new.origin"
    f" BEGIN {_STALE.format('new.digest')}; END",
    "CREATE TRIGGER push_of_other_device AFTER UPDATE OF device_id ON push"
    " BEGIN INSERT OR IGNORE INTO stale_reading VALUES (new.document); END",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute_sql(statement)
