"""File operations."""

from peewee import AutoField, BlobField, BooleanField, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.table import MessageField, Table


class FileRun(Table):
    """A run that the person started."""

    id = AutoField()
    work = TextField()
    begun_at = FloatField()
    ended_at = FloatField(null=True)
    undoing = BooleanField(default=False)
    parts = TextField(default="[]")
    """The optional parts to write, as JSON."""


class FileStep(Table):
    """A step on one file. Kept forever: it records the file's digests before and after."""

    id = AutoField()
    run = ForeignKeyField(FileRun, on_delete="CASCADE")
    file_id = IntegerField(null=True)
    book_id = IntegerField()
    source = BlobField()
    target = BlobField()
    state = TextField()
    reason = MessageField()
    beside = IntegerField(null=True)
    before = TextField()
    after = TextField()


class MadeFolder(Table):
    """A folder created for files. It can be deleted once empty."""

    path = BlobField(primary_key=True)
    run = ForeignKeyField(FileRun, on_delete="CASCADE")
