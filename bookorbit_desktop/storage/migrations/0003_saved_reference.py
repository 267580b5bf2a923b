"""The Hardcover id, slug, address or ISBN that the person saved for a book."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("hardcover_book", "saved_reference", TextField(default="")))
