"""Reading time by day, derived from page views and pushes, and the person's corrections of it."""

from peewee import AutoField, BlobField, CompositeKey, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class ReadingDay(Table):
    """What one device shows about the reading of a document on a day (`Strand`)."""

    day = IntegerField()
    """The proleptic ordinal of the date (`date.toordinal`)."""
    document = TextField(index=True)
    owner = IntegerField()
    """The book, if the document does not tell it; otherwise 0."""
    device = TextField()
    """`FoundDevice.key` for page views, `Device.id` for pushes."""
    source = IntegerField()
    seconds = IntegerField(null=True)
    """After sharing with what was read at the same time; NULL if page views cover the same."""
    paced = IntegerField()
    pages = FloatField()
    covered = FloatField()

    class Meta:
        primary_key = CompositeKey("day", "document", "owner", "device", "source")
        without_rowid = True


class ReadingSpan(Table):
    """When that was; stored apart from the figures, which are read far more often."""

    day = IntegerField()
    document = TextField()
    owner = IntegerField()
    device = TextField()
    source = IntegerField()
    spans = BlobField()
    """Alternating starts and ends, as 64-bit integers."""

    class Meta:
        primary_key = CompositeKey("day", "document", "owner", "device", "source")
        without_rowid = True


class StaleReading(Table):
    """A document with page views that changed since its days were calculated."""

    document = TextField(primary_key=True)

    class Meta:
        without_rowid = True


class ReadingZone(Table):
    """The time zone of this computer since a moment."""

    since = IntegerField(primary_key=True)
    zone = TextField()
    """Empty if only the system knows its rules."""


class ReadingModel(Table):
    """The settings with which the days were derived; one row."""

    id = IntegerField(primary_key=True)
    last_push = IntegerField()
    """The newest push included."""
    starts_at = IntegerField()
    """The hour at which a day begins."""


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
