"""The tables as peewee models. They never leave `storage`; how they came about is in `migrations/`."""

from typing import ClassVar

from peewee import (
    AutoField,
    BareField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    DatabaseProxy,
    DateField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.sqlite_ext import FTS5Model, SearchField

database_proxy = DatabaseProxy()


class Table(Model):
    """What all tables share: the database, and names as they are written here."""

    class Meta:
        database = database_proxy
        legacy_table_names = False


class Folder(Table):
    """A folder, or a single file, that the person added to the library."""

    id = AutoField()
    path = BlobField(unique=True)
    added_at = FloatField()


class Book(Table):
    """A work."""

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
    removed_at = FloatField(null=True)


class BookIdentifier(Table):
    """An ISBN or another identifier of a work."""

    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    scheme = TextField()
    value = TextField()


class BookListing(Table):
    """What the library lists, by its sort keys: every work but those that were removed. Kept by triggers."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    title = TextField()
    author = TextField()
    series = TextField()
    series_index = FloatField(null=True)
    added_at = FloatField(index=True)


class SearchWord(Table):
    """A word of a title, author or series: what a typing error may have meant. Kept by triggers, never deleted."""

    id = AutoField()
    word = TextField(unique=True)


class BookNames(FTS5Model):
    """The folded words of titles, authors and series, for words and their beginnings. Kept by triggers."""

    names = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "unicode61 remove_diacritics 0", "prefix": "1 2", "columnsize": 0}


class BookParts(FTS5Model):
    """The same text for what stands inside of words. Kept by triggers."""

    names = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "trigram", "columnsize": 0}


class BookAbout(FTS5Model):
    """The folded words of descriptions. Kept by triggers."""

    description = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "unicode61 remove_diacritics 0", "columnsize": 0}


class GroupedValue(Table):
    """An author, a series, a genre or a language: what books are grouped by. Kept by triggers, never deleted."""

    id = AutoField()
    grouping = TextField()
    name = TextField()
    sort = TextField()

    class Meta:
        indexes = ((("grouping", "name"), True), (("grouping", "sort"), False))


class BookValue(Table):
    """A book and a value it is grouped under. Kept by triggers."""

    value = ForeignKeyField(GroupedValue, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("value", "book")
        without_rowid = True


class BookFile(Table):
    """A file of a work, and what rescans need to know to leave it alone."""

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
    full_md5 = TextField(null=True)
    """None until the identity pass has read the file; empty when it could not."""
    spine = TextField(null=True)
    """`FileIdentity.spine`."""
    identity_problem = TextField(null=True)


class Digest(Table):
    """A digest under which a work is or was known. Never deleted (ARCHITECTURE.md, decision 4)."""

    digest = TextField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    origin = TextField()
    first_seen = FloatField()
    last_seen = FloatField()
    spine = TextField(null=True)
    """The text it stands for (`FileIdentity.spine`); None while unknown, empty when it stood for several."""
    content = TextField(null=True)
    """Of a name under which a file was served: that file's partial digest."""

    class Meta:
        primary_key = CompositeKey("digest", "book")


class UnlinkedDigest(Table):
    """A digest that does not mean this book, by the person's word: no file brings it back."""

    digest = TextField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    origin = TextField()
    first_seen = FloatField()
    last_seen = FloatField()
    spine = TextField(null=True)
    content = TextField(null=True)
    unlinked_at = FloatField()

    class Meta:
        primary_key = CompositeKey("digest", "book")


class DocumentLink(Table):
    """A document that the person linked, and how the book's reading stood before that, as JSON."""

    digest = TextField(primary_key=True)
    book = ForeignKeyField(Book, on_delete="CASCADE")
    linked_at = FloatField()
    reading_before = TextField()


class Device(Table):
    """A reader that has pushed."""

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
    """A time in which an id pushed under one name from one address, without another in between."""

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
    """An id that two devices report; without certainty once the person has fixed it."""

    device_id = TextField(primary_key=True)
    certainty = TextField()
    names = TextField()
    found_at = FloatField()
    fixed_at = FloatField(null=True)


class Document(Table):
    """A digest that readers sent, with its newest push."""

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
    """The id of its newest row in `push`: the order in which documents were heard of."""
    ignored_at = FloatField(null=True)
    withheld = BooleanField(default=False)
    """It was reset: readers are given nothing until another place comes."""
    restored_at = FloatField(null=True)
    """When the person gave readers an earlier place; NULL once a push came after that."""


class ResetPlace(Table):
    """A place of a document as a device last sent it before the person reset the book: it brings nothing back."""

    document = TextField()
    progress = TextField()
    percentage = BareField()

    class Meta:
        primary_key = CompositeKey("document", "progress", "percentage")


class Position(Table):
    """Where one device stands in one document."""

    document = TextField()
    device = ForeignKeyField(Device)
    progress = TextField()
    percentage = BareField()
    timestamp = IntegerField()

    class Meta:
        primary_key = CompositeKey("document", "device")


class Push(Table):
    """The history of every push; nothing is ever taken out of it."""

    id = AutoField()
    document = TextField()
    device = ForeignKeyField(Device)
    progress = TextField()
    percentage = BareField()
    received_at = FloatField(index=True)
    sighting_id = IntegerField(null=True)
    """Unknown for what came before there were sightings."""
    relayed = BooleanField(default=False)

    class Meta:
        indexes = ((("document", "device", "received_at"), False),)


class DocumentName(Table):
    """Another name that readers gave a document."""

    value = TextField()
    document = TextField(index=True)
    type = TextField()
    first_seen = FloatField()

    class Meta:
        primary_key = CompositeKey("value", "document")


class DocumentWriter(Table):
    """Under which names the newest place of a document was written."""

    document = TextField(primary_key=True)
    progress = TextField()
    device = TextField()
    timestamp = IntegerField()
    identifiers = TextField()


class RelayDocument(Table):
    """The place of a document that this program and the relay's server had in common last."""

    document = TextField(primary_key=True)
    progress = TextField(null=True)
    percentage = BareField(null=True)
    checked_at = FloatField()


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


class ReadRecord(Table):
    """One time through a work."""

    id = AutoField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    started_on = DateField(null=True)
    finished_on = DateField(null=True)
    percentage = FloatField()
    finished = BooleanField()


class Account(Table):
    """The one account that readers log in with. The key is kept as a scrypt hash only."""

    id = IntegerField(primary_key=True)
    username = TextField()
    salt = BlobField()
    key_hash = BlobField()


class Setting(Table):
    """One setting as JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class HardcoverBook(Table):
    """How a work stands towards Hardcover: its match, what was acknowledged last, and its state."""

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
    saved_reference = TextField(default="")


class SyncLog(Table):
    """What was sent, what was not, and why. Keeps the title, so that a line outlives its book."""

    id = AutoField()
    run_id = IntegerField(index=True)
    """0 for what belongs to no run."""
    at = FloatField(index=True)
    book_id = IntegerField(null=True)
    title = TextField()
    outcome = TextField()
    changes = TextField()
    message = TextField()
    hardcover_id = IntegerField(null=True)
    direction = TextField(default="to_hardcover")
    units = IntegerField(null=True)


class SyncJournal(Table):
    """An entry on Hardcover before and after writes of ours; what undo needs."""

    id = AutoField()
    run_id = IntegerField(index=True)
    at = FloatField()
    book = IntegerField()
    title = TextField()
    before = TextField()
    after = TextField()
    undo = TextField(default="")


class UnfinishedWork(Table):
    """What the person wanted and what has not come to its end, as JSON."""

    kind = TextField(primary_key=True)
    details = TextField()


class PulledWish(Table):
    """A book that became Want to Read because of an entry on Hardcover, and that entry."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    entry_id = IntegerField()


class PairedLogin(Table):
    """A name that a device made for itself, with a scrypt hash of its key."""

    username = TextField(primary_key=True)
    salt = BlobField()
    key_hash = BlobField()
    paired_at = FloatField()
    address = TextField()
    last_used_at = FloatField(null=True)


MODELS = (
    Folder,
    Book,
    BookIdentifier,
    BookListing,
    SearchWord,
    BookNames,
    BookParts,
    BookAbout,
    GroupedValue,
    BookValue,
    BookFile,
    Digest,
    UnlinkedDigest,
    DocumentLink,
    Device,
    Sighting,
    SharedId,
    Document,
    ResetPlace,
    Position,
    Push,
    DocumentName,
    DocumentWriter,
    RelayDocument,
    Reading,
    ReadRecord,
    Account,
    Setting,
    HardcoverBook,
    SyncLog,
    SyncJournal,
    UnfinishedWork,
    PulledWish,
    PairedLogin,
)
