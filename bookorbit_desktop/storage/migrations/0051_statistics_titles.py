"""The titles of documents that only statistics know; and page views of a wrong clock are left out of every figure."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

_LEAVE_OUT = """
INSERT OR IGNORE INTO left_out_view SELECT document, page, start_time, 0 FROM page_view
WHERE start_time + shift < 1167652800
OR start_time + shift >= CAST(strftime('%s', 'now', 'localtime', 'start of day', '+2 days', 'utc') AS INTEGER)
"""


def up(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE statistics_title (document TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL,"
        " authors TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute_sql(_LEAVE_OUT)
    db.execute_sql(
        "INSERT OR IGNORE INTO stale_reading SELECT DISTINCT document FROM left_out_view WHERE left_out_by = 0"
    )
