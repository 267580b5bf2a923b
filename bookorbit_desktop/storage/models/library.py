"""The library: folders, works, files, digests, search indexes; and the person's own shelves, tags and filters."""

from typing import ClassVar

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from playhouse.sqlite_ext import AutoIncrementField, FTS5Model, SearchField

from bookorbit_desktop.storage.models.table import MessageField, Table, database_proxy


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


class Folder(Table):
    """A folder, or a single file, that the person added to the library."""

    id = AutoField()
    path = BlobField(unique=True)
    added_at = FloatField()


class CalibreLibrary(Table):
    """A folder that is a Calibre library."""

    folder = ForeignKeyField(Folder, primary_key=True, on_delete="CASCADE")
    stamp = TextField()
    """Of the metadata.db last read; empty if it has to be read."""
    columns = TextField()
    """Its custom columns, as JSON."""
    books = IntegerField()
    problem = MessageField()
    unknown_words = TextField()
    """As JSON."""
    status_column = TextField(null=True)
    """None: the obvious one; empty: none. So are the next two."""
    finished_column = TextField(null=True)
    rating_column = TextField(null=True)


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


class KeptField(Table):
    """A field of a work that doesn't simply follow its file. The value in use is stored with the work."""

    book = ForeignKeyField(Book, on_delete="CASCADE")
    field = TextField()
    origin = TextField()
    locked = BooleanField()
    in_file = TextField()
    """The file's value, as JSON."""

    class Meta:
        primary_key = CompositeKey("book", "field")


class BookReview(Table):
    """A work that waits in the Inbox for the person's review."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    since = FloatField()
    named = BooleanField()
    """Its files have no title: it is named after one of them."""
    manual = BooleanField()
    """Its files have no title or no author."""
    held = BooleanField()
    """Waiting for review: the library lists it once it is approved."""
    candidates = TextField(default="[]")
    """The values offered by a source other than the files, as JSON."""
    asked_at = FloatField(null=True)
    problem = MessageField(default="")
    """Why the source gave no answer."""
    refusal = MessageField(default="")
    """Why no record there was certain enough."""
    cover_url = TextField(default="")
    """The address of the source's cover."""


class CalibreBook(Table):
    """What a Calibre library last reported about a work."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    folder = ForeignKeyField(Folder, on_delete="CASCADE")
    fingerprint = TextField()
    status = TextField(null=True)
    finished_on = TextField(null=True)
    rating = FloatField(null=True)
    cover = TextField(default="")
    """A stamp of its cover.jpg; empty if there is none."""


class BookListing(Table):
    """Every work that was not removed, with its sort keys. Maintained by triggers."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    title = TextField()
    author = TextField()
    series = TextField()
    series_index = FloatField(null=True)
    added_at = FloatField(index=True)


class SearchWord(Table):
    """A word of a title, author or series, for correcting typos. Maintained by triggers, never deleted."""

    id = AutoField()
    word = TextField(unique=True)


class BookNames(FTS5Model):
    """The folded words of titles, authors and series, for words and prefixes. Maintained by triggers."""

    names = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "unicode61 remove_diacritics 0", "prefix": "1 2", "columnsize": 0}


class BookParts(FTS5Model):
    """The same text, for parts of words. Maintained by triggers."""

    names = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "trigram", "columnsize": 0}


class BookAbout(FTS5Model):
    """The folded words of descriptions. Maintained by triggers."""

    description = SearchField()

    class Meta:
        database = database_proxy
        legacy_table_names = False
        options: ClassVar = {"tokenize": "unicode61 remove_diacritics 0", "columnsize": 0}


class GroupedValue(Table):
    """An author, series, genre or language that books are grouped by. Maintained by triggers, never deleted."""

    id = AutoField()
    grouping = TextField()
    name = TextField()
    sort = TextField()

    class Meta:
        indexes = ((("grouping", "name"), True), (("grouping", "sort"), False))


class BookValue(Table):
    """A book and a value it is grouped under. Maintained by triggers."""

    value = ForeignKeyField(GroupedValue, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("value", "book")
        without_rowid = True


class BookFile(Table):
    """A file of a work, with what a rescan needs to skip it."""

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
    problem = MessageField(null=True)
    missing = BooleanField(default=False)
    full_md5 = TextField(null=True)
    """None until the identity scan has read the file; empty if it could not."""
    spine = TextField(null=True)
    """`FileIdentity.spine`."""
    identity_problem = MessageField(null=True)
    blames_cover = BooleanField(default=False)
    """The problem only concerns the cover: the file can be opened."""


class Digest(Table):
    """A digest under which a work is or was known. Never deleted (structure.md 4)."""

    digest = TextField()
    book = ForeignKeyField(Book, on_delete="CASCADE")
    origin = TextField()
    first_seen = FloatField()
    last_seen = FloatField()
    spine = TextField(null=True)
    """The text it stands for (`FileIdentity.spine`); None while unknown, empty when it stood for several."""
    content = TextField(null=True)
    """For a name under which a file was served: that file's partial digest."""

    class Meta:
        primary_key = CompositeKey("digest", "book")


class UnlinkedDigest(Table):
    """A digest the person unlinked from this book. No file brings it back."""

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


class Collection(Table):
    """A shelf or a tag."""

    id = AutoIncrementField()
    """Never reused: undoing a deletion restores the same one."""
    kind = TextField()
    name = TextField()
    name_key = TextField()
    filter = TextField(null=True)
    """The query of a saved filter, as JSON."""
    made_at = FloatField()

    class Meta:
        indexes = ((("kind", "name_key"), True),)


class CollectionBook(Table):
    """A book on a shelf or with a tag."""

    collection = ForeignKeyField(Collection, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")
    added_at = FloatField()

    class Meta:
        primary_key = CompositeKey("collection", "book")
        without_rowid = True


class RefusedTag(Table):
    """A tag that the person removed from a book; Calibre does not restore it."""

    collection = ForeignKeyField(Collection, index=False, on_delete="CASCADE")
    book = ForeignKeyField(Book, on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("collection", "book")
        without_rowid = True


class TagAlias(Table):
    """A Calibre tag that the person renamed or deleted; empty if deleted."""

    name_key = TextField(primary_key=True)
    collection = ForeignKeyField(Collection, null=True, on_delete="SET NULL")
