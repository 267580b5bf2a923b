"""A visit notes which reader it was, where its maker says: two of one kind may have one id of KOReader's."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("device_visit", "reader", TextField(default="")))
