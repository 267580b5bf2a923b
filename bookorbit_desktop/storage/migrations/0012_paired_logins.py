"""The names and keys that devices created while pairing."""

from peewee import BlobField, Database, FloatField, Model, TextField
from playhouse.migrate import SchemaMigrator


class PairedLogin(Model):
    class Meta:
        legacy_table_names = False

    username = TextField(primary_key=True)
    salt = BlobField()
    key_hash = BlobField()
    paired_at = FloatField()
    address = TextField()
    last_used_at = FloatField(null=True)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((PairedLogin,)):
        db.create_tables((PairedLogin,))
