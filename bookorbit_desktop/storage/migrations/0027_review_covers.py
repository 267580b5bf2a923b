"""The cover that Hardcover offers for a new book."""

from peewee import Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("book_review", "cover_url", TextField(default="")))
