"""Folders that are Calibre libraries, and what was imported from them."""

from peewee import Database, FloatField, ForeignKeyField, IntegerField, Model, TextField
from playhouse.migrate import SchemaMigrator


class Folder(Model):
    class Meta:
        legacy_table_names = False


class Book(Model):
    class Meta:
        legacy_table_names = False


class CalibreLibrary(Model):
    folder = ForeignKeyField(Folder, primary_key=True, on_delete="CASCADE")
    stamp = TextField()
    columns = TextField()
    books = IntegerField()
    problem = TextField()
    unknown_words = TextField()
    status_column = TextField(null=True)
    finished_column = TextField(null=True)
    rating_column = TextField(null=True)

    class Meta:
        legacy_table_names = False


class CalibreBook(Model):
    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    folder = ForeignKeyField(Folder, on_delete="CASCADE")
    fingerprint = TextField()
    status = TextField(null=True)
    finished_on = TextField(null=True)
    rating = FloatField(null=True)

    class Meta:
        legacy_table_names = False


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx((Folder, Book, CalibreLibrary, CalibreBook)):
        db.create_tables((CalibreLibrary, CalibreBook))
