"""Drops the index of pushes by device: each push would have to write it, and it is rarely needed."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql("DROP INDEX IF EXISTS push_device_id")
