"""Highlights, notes and bookmarks imported from devices, and words that were looked up there."""

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class AnnotatedDocument(Table):
    """A document with annotations, even if it belongs to no book."""

    id = AutoField()
    place = TextField(index=True)
    """Device and path."""
    digest = TextField(index=True)
    """Empty if the device does not say."""
    book = ForeignKeyField(Book, null=True, on_delete="SET NULL")
    """The book it was imported for; a link of its digest takes precedence."""
    title = TextField()
    authors = TextField()
    """As JSON."""


class Annotation(Table):
    """A highlight, a note or a bookmark. Removed ones are kept, so that they stay removed."""

    id = AutoField()
    document = ForeignKeyField(AnnotatedDocument, on_delete="CASCADE", index=False)
    place = TextField()
    """Its identity on every device (`domain.highlights.annotations.position_of`)."""
    kind = TextField()
    text = TextField()
    note = TextField()
    chapter = TextField()
    style = TextField()
    color = TextField()
    created = TextField(null=True)
    """By the device's clock, without a time zone, in ISO 8601. So is the next one."""
    updated = TextField(null=True)
    position = TextField()
    """Page, start and end, as JSON."""
    page_number = IntegerField(null=True)
    page_label = TextField()
    is_edited = BooleanField()
    other_engine = BooleanField()
    source = BlobField()
    """The item in KOReader's form; empty for an older form."""
    device = TextField()
    """The device whose version this is."""
    ordinal = IntegerField()
    """Its position in reading order within the document."""
    words = TextField()
    """The folded text to search."""
    removed_at = FloatField(null=True)
    fraction = FloatField(null=True)
    """Its own place in the book, 0..1; null if unknown."""

    class Meta:
        indexes = ((("document", "place"), True),)


class AnnotationDevice(Table):
    """A device that has or had an annotation."""

    annotation = ForeignKeyField(Annotation, on_delete="CASCADE", index=False)
    device = TextField(index=True)
    said = TextField()
    """Its last version (`domain.annotations.word_of`)."""

    class Meta:
        primary_key = CompositeKey("annotation", "device")
        without_rowid = True


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
