"""Steps back that wait for the person, and reset documents."""

from peewee import (
    BareField,
    BooleanField,
    CompositeKey,
    Database,
    FloatField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator, migrate


class Table(Model):
    class Meta:
        legacy_table_names = False


class ResetPlace(Table):
    document = TextField()
    progress = TextField()
    percentage = BareField()

    class Meta:
        primary_key = CompositeKey("document", "progress", "percentage")


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(
        migrator.add_column("reading", "furthest", FloatField(null=True)),
        migrator.add_column("reading", "back_to", FloatField(null=True)),
        migrator.add_column("reading", "back_device", TextField(null=True)),
        migrator.add_column("reading", "back_at", FloatField(null=True)),
        migrator.add_column("reading", "back_kept", BooleanField(null=True)),
        migrator.add_column("document", "withheld", BooleanField(default=False)),
        migrator.add_column("document", "restored_at", FloatField(null=True)),
    )
    with db.bind_ctx((ResetPlace,)):
        db.create_tables((ResetPlace,))
