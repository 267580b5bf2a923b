"""Signs that a finished book is being read again."""

from peewee import BooleanField, Database, FloatField, IntegerField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("reading", "again_since", FloatField(null=True)),
        migrator.add_column("reading", "again_newest", FloatField(null=True)),
        migrator.add_column("reading", "again_sessions", IntegerField(default=0)),
        migrator.add_column("reading", "again_declined", BooleanField(default=False)),
    )
