"""The login for devices, and the person's settings."""

from peewee import BlobField, FloatField, IntegerField, TextField

from bookorbit_desktop.storage.models.table import Table


class Account(Table):
    """The one account that readers log in with. The key is stored only as a scrypt hash."""

    id = IntegerField(primary_key=True)
    username = TextField()
    salt = BlobField()
    key_hash = BlobField()
    key_sign = IntegerField(null=True)


class PairedLogin(Table):
    """The login created by a device, with a scrypt hash of its key."""

    username = TextField(primary_key=True)
    salt = BlobField()
    key_hash = BlobField()
    paired_at = FloatField()
    address = TextField()
    last_used_at = FloatField(null=True)
    key_sign = IntegerField(null=True)


class DeviceVisit(Table):
    """When a KOReader device was last connected and read."""

    key = TextField(primary_key=True)
    kind = TextField()
    version = TextField()
    read_at = FloatField()
    reader = TextField(default="")
    """`FoundDevice.reader`."""


class Setting(Table):
    """One setting as JSON."""

    key = TextField(primary_key=True)
    value = TextField()
