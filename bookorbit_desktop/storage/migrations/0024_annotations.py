"""Highlights, notes and bookmarks imported from devices."""

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    CompositeKey,
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


class Book(Table):
    pass


class AnnotatedDocument(Table):
    id = AutoField()
    place = TextField(index=True)
    digest = TextField(index=True)
    book = ForeignKeyField(Book, null=True, on_delete="SET NULL")
    title = TextField()
    authors = TextField()


class Annotation(Table):
    id = AutoField()
    document = ForeignKeyField(AnnotatedDocument, on_delete="CASCADE", index=False)
    place = TextField()
    kind = TextField()
    text = TextField()
    note = TextField()
    chapter = TextField()
    style = TextField()
    color = TextField()
    created = TextField(null=True)
    updated = TextField(null=True)
    position = TextField()
    page_number = IntegerField(null=True)
    page_label = TextField()
    is_edited = BooleanField()
    other_engine = BooleanField()
    source = BlobField()
    device = TextField()
    ordinal = IntegerField()
    words = TextField()
    removed_at = FloatField(null=True)

    class Meta:
        indexes = ((("document", "place"), True),)


class AnnotationDevice(Table):
    annotation = ForeignKeyField(Annotation, on_delete="CASCADE", index=False)
    device = TextField(index=True)
    said = TextField()

    class Meta:
        primary_key = CompositeKey("annotation", "device")
        without_rowid = True


TABLES = (AnnotatedDocument, Annotation, AnnotationDevice)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Book, *TABLES)):
        db.create_tables(TABLES)
