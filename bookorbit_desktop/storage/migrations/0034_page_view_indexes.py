"""Only the indexes of page views that are used: each of the others stored every view's whole key again."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    for name in ("page_view_start_time", "page_view_device", "page_view_book_id"):
        db.execute_sql(f"DROP INDEX IF EXISTS {name}")
    db.execute_sql("CREATE INDEX page_view_book_id ON page_view (book_id) WHERE book_id IS NOT NULL")
