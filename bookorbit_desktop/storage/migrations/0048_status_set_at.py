"""When the person last set a book's status: saying the same again is news for Hardcover."""

from peewee import Database, FloatField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("reading", "set_at", FloatField(null=True)))
