"""Progress from devices: documents, devices, positions, readings."""

from peewee import (
    AutoField,
    BareField,
    BooleanField,
    CompositeKey,
    DateField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import Table


class Device(Table):
    """A device that has sent progress."""

    id = AutoField()
    key = TextField(unique=True)
    name = TextField()
    device_id = TextField(null=True)
    first_seen = FloatField()
    last_seen = FloatField()
    pushes = IntegerField(default=0)
    given_name = TextField(default="")
    forgotten_at = FloatField(null=True)


class Sighting(Table):
    """A period in which an id pushed with the same name and address, without interruption."""

    id = AutoField()
    key = TextField()
    device = ForeignKeyField(Device)
    name = TextField()
    address = TextField()
    began = FloatField()
    ended = FloatField()
    pushes = IntegerField()
    document = TextField(default="")
    percentage = BareField(null=True)

    class Meta:
        indexes = ((("key", "name"), False),)


class SharedId(Table):
    """An id that two devices report. Has no certainty once the person has fixed it."""

    device_id = TextField(primary_key=True)
    certainty = TextField()
    names = TextField()
    found_at = FloatField()
    fixed_at = FloatField(null=True)


class Document(Table):
    """A digest that devices sent, with its newest push."""

    digest = TextField(primary_key=True)
    title = TextField(default="")
    authors = TextField(default="")
    filename = TextField(default="")
    progress = TextField()
    percentage = BareField()
    device = TextField()
    device_id = TextField(null=True)
    timestamp = IntegerField()
    pushes = IntegerField(default=0)
    first_seen = FloatField()
    newest_push = IntegerField(default=0)
    """The id of its newest row in `push`: the order in which documents were last pushed."""
    ignored_at = FloatField(null=True)
    withheld = BooleanField(default=False)
    """It was reset: readers get nothing until another position arrives."""
    restored_at = FloatField(null=True)
    """When the person restored an earlier position; NULL after a later push."""


class DocumentLink(Table):
    """A document the person linked, and the book's reading state before that, as JSON."""

    digest = TextField(primary_key=True)
    book = ForeignKeyField(Book, on_delete="CASCADE")
    linked_at = FloatField()
    reading_before = TextField()


class DocumentName(Table):
    """Another name that devices sent for a document."""

    value = TextField()
    document = TextField(index=True)
    type = TextField()
    first_seen = FloatField()

    class Meta:
        primary_key = CompositeKey("value", "document")


class DocumentWriter(Table):
    """The names sent with the newest position of a document."""

    document = TextField(primary_key=True)
    progress = TextField()
    device = TextField()
    timestamp = IntegerField()
    identifiers = TextField()


class RelayDocument(Table):
    """The last position of a document that this program and the relay's server agreed on."""

    document = TextField(primary_key=True)
    progress = TextField(null=True)
    percentage = BareField(null=True)
    checked_at = FloatField()


class ResetPlace(Table):
    """The last position sent before the person reset the book. If sent again, it restores nothing."""

    document = TextField()
    progress = TextField()
    percentage = BareField()

    class Meta:
        primary_key = CompositeKey("document", "progress", "percentage")


class Position(Table):
    """The position of a device in a document."""

    document = TextField()
    device = ForeignKeyField(Device)
    progress = TextField()
    percentage = BareField()
    timestamp = IntegerField()

    class Meta:
        primary_key = CompositeKey("document", "device")


class Push(Table):
    """The history of every push; never shortened."""

    id = AutoField()
    document = TextField()
    device = ForeignKeyField(Device, index=False)
    progress = TextField()
    percentage = BareField()
    received_at = FloatField(index=True)
    sighting_id = IntegerField(null=True)
    """Unknown for pushes from before sightings were stored."""
    relayed = BooleanField(default=False)

    class Meta:
        indexes = ((("document", "device", "received_at"), False),)


class Reading(Table):
    """The reading state of a work."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    status = TextField(index=True)
    set_by_hand = BooleanField()
    device_moved_on = BooleanField()
    rating = FloatField(null=True)
    percentage = FloatField(null=True)
    last_read_at = FloatField(null=True)
    last_device = TextField(default="")
    again_since = FloatField(null=True)
    again_newest = FloatField(null=True)
    again_sessions = IntegerField(default=0)
    again_declined = BooleanField(default=False)
    last_device_id = IntegerField(null=True)
    furthest = FloatField(null=True)
    back_to = FloatField(null=True)
    back_device = TextField(null=True)
    back_at = FloatField(null=True)
    back_kept = BooleanField(null=True)
    rated_at = FloatField(null=True)
    set_at = FloatField(null=True)


class ReadRecord(Table):
    """One time through a work."""

    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    started_on = DateField(null=True)
    finished_on = DateField(null=True)
    percentage = FloatField()
    finished = BooleanField()
