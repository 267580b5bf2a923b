"""The person's corrections of their reading."""

from peewee import AutoField, CompositeKey, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class SessionChange(Table):
    """One correction; its number is needed to undo it."""

    id = AutoField()
    made_at = FloatField()


class SessionByHand(Table):
    """A session that the person entered."""

    id = AutoField()
    document = TextField(index=True)
    """Made up for its book or title."""
    book = ForeignKeyField(Book, null=True, on_delete="CASCADE", lazy_load=False)
    title = TextField()
    start = IntegerField()
    """Seconds since 1970."""
    seconds = IntegerField()
    pages = FloatField(null=True)
    device = TextField()
    made_by = IntegerField()
    """The change that created it."""
    ended_by = IntegerField(null=True)
    """The change that corrected or deleted it; NULL while it counts."""


class LeftOutView(Table):
    """A page view that doesn't count, by a key that is the same in every import."""

    document = TextField()
    page = IntegerField()
    start_time = IntegerField()
    left_out_by = IntegerField()
    """A `SessionChange`; 0 because the device's clock was wrong."""

    class Meta:
        primary_key = CompositeKey("document", "page", "start_time")
        without_rowid = True


class LeftOutPush(Table):
    """A push that doesn't count as reading; devices still get its position."""

    push_id = IntegerField(primary_key=True)
    document = TextField(index=True)
    left_out_by = IntegerField()
