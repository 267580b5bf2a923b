"""When a device's book was last read: of several files of one book, the newest reading counts."""

from peewee import Database, FloatField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("device_book", "read_at", FloatField(null=True)))
