"""Words that were looked up on devices."""

from peewee import CompositeKey, IntegerField, TextField

from bookorbit_desktop.storage.models.table import Table


class LookedUpWord(Table):
    """A word, and where it was looked up last. It stays when it is deleted on a device."""

    word = TextField()
    title = TextField()
    """The book's, as the device wrote it."""
    before = TextField()
    """The text before the word."""
    after = TextField()
    """The text after it."""
    looked_up_at = IntegerField()
    """Seconds since 1970, by the device's clock."""
    reviews = IntegerField()
    """How often it was reviewed on the device."""
    streak = IntegerField()
    """How often it was known in a row."""

    class Meta:
        primary_key = CompositeKey("word", "title")
        without_rowid = True
