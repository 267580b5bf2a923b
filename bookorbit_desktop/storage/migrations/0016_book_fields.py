"""Fields of books that do not simply follow their file: set by the person, taken from Hardcover, or locked."""

from peewee import BooleanField, CompositeKey, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class Book(Table):
    pass


class KeptField(Table):
    book = ForeignKeyField(Book, on_delete="CASCADE")
    field = TextField()
    origin = TextField()
    locked = BooleanField()
    in_file = TextField()

    class Meta:
        primary_key = CompositeKey("book", "field")


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Book, KeptField)):
        db.create_tables((KeptField,))
