"""What was imported from KOReader devices over USB, and what the plugin for KOReader told."""

from peewee import CompositeKey, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class PageView(Table):
    """A page view. The same view reported by another device is stored once."""

    document = TextField()
    """KOReader's digest, or a name made from title and author (`PageView.document`)."""
    page = IntegerField()
    start_time = IntegerField()
    """Seconds since 1970 by the device's clock; add `shift` for the real time."""
    seconds = IntegerField()
    total_pages = IntegerField()
    device = TextField()
    """The key of the device on which it was found first (`FoundDevice.key`)."""
    shift = IntegerField(default=0)
    """Seconds by which the device's clock was behind."""
    book = ForeignKeyField(Book, null=True, on_delete="SET NULL")
    """Only if the document does not tell its book."""

    class Meta:
        primary_key = CompositeKey("document", "page", "start_time")
        indexes = ((("start_time",), False), (("device",), False))
        without_rowid = True


class StatisticsTitle(Table):
    """What a device's statistics call a document; shown where nothing here has a title for it."""

    document = TextField(primary_key=True)
    """As in `PageView`."""
    title = TextField()
    authors = TextField()
    """With commas between."""

    class Meta:
        without_rowid = True


class DeviceBook(Table):
    """What a device reported about a book at the last import. Without a book if the person skipped it."""

    device = TextField()
    key = TextField()
    """`DeviceRecord.key`."""
    book = ForeignKeyField(Book, null=True, on_delete="CASCADE")
    status = TextField(null=True)
    rating = FloatField(null=True)
    started_on = TextField(null=True)
    finished_on = TextField(null=True)
    percentage = FloatField(null=True)
    review = TextField()
    kept_review = TextField()
    """The note that was imported; empty if left out."""
    undated_seconds = IntegerField()
    """The reading time without page views that was imported."""
    declined = TextField()
    """The lines of the review that were unticked, as a JSON list."""
    imported_at = FloatField()
    read_at = FloatField(null=True)
    """When it was last read, in seconds since 1970 by the corrected clock; NULL if unknown."""

    class Meta:
        primary_key = CompositeKey("device", "key")


class DeviceClock(Table):
    """A correction of a device's clock that the person confirmed."""

    device = TextField(primary_key=True)
    seconds = IntegerField()
    since = IntegerField(null=True)
    """As `ClockCorrection.since`."""
    pushes = IntegerField()
    corrected_at = FloatField()


class PluginClient(Table):
    """An installation of the plugin, and when it asked last."""

    id = TextField(primary_key=True)
    """Its own; 32 hex digits."""
    device_id = TextField()
    """KOReader's own; empty if it has none."""
    model = TextField()
    koreader = TextField()
    """KOReader's release."""
    plugin = TextField()
    """The plugin's version."""
    seen_at = FloatField()

    class Meta:
        without_rowid = True


class PluginReport(Table):
    """The newest report of a book, without its highlights."""

    client = ForeignKeyField(PluginClient, column_name="client")
    digest = TextField()
    report = TextField()
    """As JSON (plugin.md, "Books")."""
    version = IntegerField()
    """One more with each report."""
    taken = IntegerField()
    """The version that is in the library; 0 if none is."""
    told_at = FloatField()

    class Meta:
        primary_key = CompositeKey("client", "digest")
        without_rowid = True
