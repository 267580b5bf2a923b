"""When KOReader devices were connected and read."""

from peewee import Database, FloatField, Model, TextField
from playhouse.migrate import SchemaMigrator


class DeviceVisit(Model):
    key = TextField(primary_key=True)
    kind = TextField()
    version = TextField()
    read_at = FloatField()

    class Meta:
        legacy_table_names = False


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((DeviceVisit,)):
        db.create_tables((DeviceVisit,))
