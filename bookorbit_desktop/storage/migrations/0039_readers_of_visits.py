"""The serial number of a reader with each visit: two of one model may have the same KOReader id."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("device_visit", "reader", TextField(default="")))
