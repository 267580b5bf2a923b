"""What the plugin for KOReader told."""

from peewee import CompositeKey, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.table import Table


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
