"""Other names of documents, the relay's knowledge of another server, and the pushes it brought."""

from peewee import BareField, BooleanField, CompositeKey, Database, FloatField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator, migrate


class DocumentName(Model):
    value = TextField()
    document = TextField(index=True)
    type = TextField()
    first_seen = FloatField()

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("value", "document")


class DocumentWriter(Model):
    document = TextField(primary_key=True)
    progress = TextField()
    device = TextField()
    timestamp = IntegerField()
    identifiers = TextField()

    class Meta:
        legacy_table_names = False


class RelayDocument(Model):
    document = TextField(primary_key=True)
    progress = TextField(null=True)
    percentage = BareField(null=True)
    checked_at = FloatField()

    class Meta:
        legacy_table_names = False


TABLES = (DocumentName, DocumentWriter, RelayDocument)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
    migrate(migrator.add_column("push", "relayed", BooleanField(default=False)))
