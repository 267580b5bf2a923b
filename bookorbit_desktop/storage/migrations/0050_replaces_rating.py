"""Which rating on Hardcover may be overwritten, beside which status."""

from peewee import Database, FloatField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("hardcover_book", "replaces_rating", FloatField(null=True)))
