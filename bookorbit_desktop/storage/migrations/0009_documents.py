"""Ignored documents, removed links, and the state before a link."""

from peewee import CompositeKey, Database, FloatField, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator, migrate


class Table(Model):
    class Meta:
        legacy_table_names = False


class Book(Table):
    pass


class UnlinkedDigest(Table):
    digest = TextField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    origin = TextField()
    first_seen = FloatField()
    last_seen = FloatField()
    spine = TextField(null=True)
    content = TextField(null=True)
    unlinked_at = FloatField()

    class Meta:
        primary_key = CompositeKey("digest", "book")


class DocumentLink(Table):
    digest = TextField(primary_key=True)
    book = ForeignKeyField(Book, on_delete="CASCADE")
    linked_at = FloatField()
    reading_before = TextField()


TABLES = (UnlinkedDigest, DocumentLink)


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrate(migrator.add_column("document", "ignored_at", FloatField(null=True)))
    with db.bind_ctx((Book, *TABLES)):
        db.create_tables(TABLES)
