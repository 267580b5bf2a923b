"""Shelves, tags and saved filters of the person's own."""

from peewee import CompositeKey, FloatField, ForeignKeyField, TextField
from playhouse.sqlite_ext import AutoIncrementField

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class Collection(Table):
    """A shelf or a tag."""

    id = AutoIncrementField()
    """Never reused: undoing a deletion restores the same one."""
    kind = TextField()
    name = TextField()
    name_key = TextField()
    filter = TextField(null=True)
    """The query of a saved filter, as JSON."""
    made_at = FloatField()

    class Meta:
        indexes = ((("kind", "name_key"), True),)


class CollectionBook(Table):
    """A book on a shelf or with a tag."""

    collection = ForeignKeyField(Collection, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")
    added_at = FloatField()

    class Meta:
        primary_key = CompositeKey("collection", "book")
        without_rowid = True


class RefusedTag(Table):
    """A tag that the person removed from a book; Calibre does not restore it."""

    collection = ForeignKeyField(Collection, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("collection", "book")
        without_rowid = True


class TagAlias(Table):
    """A Calibre tag that the person renamed or deleted; empty if deleted."""

    name_key = TextField(primary_key=True)
    collection = ForeignKeyField(Collection, null=True, on_delete="SET NULL")
