"""Interrupted work, and the books that became Want to Read because of Hardcover."""

from peewee import Database, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class Book(Table):
    pass


class UnfinishedWork(Table):
    kind = TextField(primary_key=True)
    details = TextField()


class PulledWish(Table):
    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    entry_id = IntegerField()


TABLES = (UnfinishedWork, PulledWish)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Book, *TABLES)):
        db.create_tables(TABLES)
