"""Reading time by day, derived from page views and pushes."""

from peewee import BlobField, CompositeKey, FloatField, IntegerField, TextField

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
