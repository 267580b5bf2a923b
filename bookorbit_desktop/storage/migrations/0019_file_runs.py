"""Changes to the person's own files: planned and completed steps, and folders created for them."""

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    Database,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class FileRun(Table):
    id = AutoField()
    work = TextField()
    begun_at = FloatField()
    ended_at = FloatField(null=True)
    undoing = BooleanField(default=False)


class FileStep(Table):
    id = AutoField()
    run = ForeignKeyField(FileRun, on_delete="CASCADE")
    file_id = IntegerField(null=True)
    book_id = IntegerField()
    source = BlobField()
    target = BlobField()
    state = TextField()
    reason = TextField()
    beside = IntegerField(null=True)
    before = TextField()
    after = TextField()


class MadeFolder(Table):
    path = BlobField(primary_key=True)
    run = ForeignKeyField(FileRun, on_delete="CASCADE")


TABLES = (FileRun, FileStep, MadeFolder)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
