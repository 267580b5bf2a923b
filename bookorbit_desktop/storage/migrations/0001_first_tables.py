"""The first tables. Frozen: changes go into later migrations, whatever `models.py` becomes."""

from peewee import (
    AutoField,
    BareField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    Database,
    DateField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


class Table(Model):
    class Meta:
        legacy_table_names = False


class Folder(Table):
    id = AutoField()
    path = BlobField(unique=True)
    added_at = FloatField()


class Book(Table):
    id = AutoField()
    title = TextField(index=True)
    authors = TextField()
    series = TextField()
    series_index = FloatField(null=True)
    language = TextField()
    description = TextField()
    publisher = TextField()
    published = TextField()
    subjects = TextField()
    pages = IntegerField(null=True)
    added_at = FloatField()


class BookIdentifier(Table):
    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    scheme = TextField()
    value = TextField()


class BookFile(Table):
    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    path = BlobField(unique=True)
    format = TextField()
    size = BigIntegerField()
    mtime_ns = BigIntegerField()
    inode = TextField(index=True)
    partial_md5 = TextField(index=True)
    filename_md5 = TextField()
    work_key = TextField(index=True)
    problem = TextField(null=True)
    missing = BooleanField(default=False)


class Digest(Table):
    digest = TextField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    origin = TextField()
    first_seen = FloatField()
    last_seen = FloatField()

    class Meta:
        primary_key = CompositeKey("digest", "book")


class Device(Table):
    id = AutoField()
    key = TextField(unique=True)
    name = TextField()
    device_id = TextField(null=True)
    first_seen = FloatField()
    last_seen = FloatField()
    pushes = IntegerField(default=0)


class Document(Table):
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


class Position(Table):
    document = TextField()
    device = ForeignKeyField(Device)
    progress = TextField()
    percentage = BareField()
    timestamp = IntegerField()

    class Meta:
        primary_key = CompositeKey("document", "device")


class Push(Table):
    id = AutoField()
    document = TextField(index=True)
    device = ForeignKeyField(Device)
    progress = TextField()
    percentage = BareField()
    received_at = FloatField()


class Reading(Table):
    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    status = TextField(index=True)
    set_by_hand = BooleanField()
    device_moved_on = BooleanField()
    rating = FloatField(null=True)
    percentage = FloatField(null=True)
    last_read_at = FloatField(null=True)
    last_device = TextField(default="")


class ReadRecord(Table):
    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    started_on = DateField(null=True)
    finished_on = DateField(null=True)
    percentage = FloatField()
    finished = BooleanField()


class Account(Table):
    id = IntegerField(primary_key=True)
    username = TextField()
    salt = BlobField()
    key_hash = BlobField()


class Setting(Table):
    key = TextField(primary_key=True)
    value = TextField()


class HardcoverBook(Table):
    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    hardcover_id = IntegerField(null=True)
    edition_id = IntegerField(null=True)
    pages = IntegerField(null=True)
    slug = TextField(default="")
    title = TextField(default="")
    method = TextField(default="none")
    fingerprint = TextField(default="")
    candidates = TextField(default="[]")
    refusal = TextField(default="")
    needs_review = BooleanField(default=False)
    excluded = BooleanField(default=False)
    pages_by_hand = IntegerField(null=True)
    base = TextField(default="")
    state = TextField(default="pending", index=True)
    reason = TextField(default="")
    failures = IntegerField(default=0)
    retry_at = FloatField(null=True)
    synced_at = FloatField(null=True)


class SyncLog(Table):
    id = AutoField()
    run_id = IntegerField(index=True)
    at = FloatField()
    book_id = IntegerField(null=True)
    title = TextField()
    outcome = TextField()
    changes = TextField()
    message = TextField()
    hardcover_id = IntegerField(null=True)


class SyncJournal(Table):
    id = AutoField()
    run_id = IntegerField(index=True)
    at = FloatField()
    book = IntegerField()
    title = TextField()
    before = TextField()
    after = TextField()
    undo = TextField(default="")


TABLES = (
    Folder,
    Book,
    BookIdentifier,
    BookFile,
    Digest,
    Device,
    Document,
    Position,
    Push,
    Reading,
    ReadRecord,
    Account,
    Setting,
    HardcoverBook,
    SyncLog,
    SyncJournal,
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
