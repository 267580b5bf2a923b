"""Hardcover state of books, and what was sent."""

from peewee import AutoField, BooleanField, FloatField, ForeignKeyField, IntegerField, TextField

from bookorbit_desktop.storage.models.highlights import Annotation
from bookorbit_desktop.storage.models.library import Book
from bookorbit_desktop.storage.models.table import MessageField, Table


class HardcoverBook(Table):
    """A work's state on Hardcover.

    `SyncBookRepository` writes four parts separately, as each has its own owner. The person's decision:
    excluded, pages_by_hand, saved_reference, confirmed_id, replaces_status, replaces_rating. The match: hardcover_id to
    refusal, and score. What was acknowledged or failed: base, failures, failure, retry_at, synced_at.
    Derived: state, reason, needs_review.
    """

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    hardcover_id = IntegerField(null=True)
    edition_id = IntegerField(null=True)
    pages = IntegerField(null=True)
    slug = TextField(default="")
    title = TextField(default="")
    method = TextField(default="none")
    fingerprint = TextField(default="")
    candidates = TextField(default="[]")
    refusal = MessageField(default="")
    needs_review = BooleanField(default=False)
    excluded = BooleanField(default=False)
    pages_by_hand = IntegerField(null=True)
    base = TextField(default="")
    state = TextField(default="pending", index=True)
    reason = MessageField(default="")
    failures = IntegerField(default=0)
    retry_at = FloatField(null=True)
    synced_at = FloatField(null=True)
    saved_reference = TextField(default="")
    confirmed_id = IntegerField(null=True)
    replaces_status = IntegerField(null=True)
    score = FloatField(default=1.0)
    failure = MessageField(default="")
    replaces_rating = FloatField(null=True)


class SyncLog(Table):
    """What was sent, what wasn't, and why. Stores the title, so that a line outlives its book."""

    id = AutoField()
    run_id = IntegerField(index=True)
    """0 if it belongs to no run."""
    at = FloatField(index=True)
    book_id = IntegerField(null=True)
    title = TextField()
    outcome = TextField()
    changes = TextField()
    message = MessageField()
    hardcover_id = IntegerField(null=True)
    direction = TextField(default="to_hardcover")
    units = IntegerField(null=True)


class SyncJournal(Table):
    """An entry on Hardcover before and after our writes, for undo."""

    id = AutoField()
    run_id = IntegerField(index=True)
    at = FloatField()
    book = IntegerField()
    title = TextField()
    before = TextField()
    after = TextField()
    undo = TextField(default="")
    entry_id = IntegerField(default=0, index=True)
    """The id of the entry on Hardcover; 0 if unknown."""
    made = TextField(default="")
    """The ids of the reads created by the request, as JSON; empty if an earlier version did not store
    them."""
    answered = BooleanField(default=True)
    earlier_account = IntegerField(null=True)
    """The id of the account that it was sent to, if that is no longer the one in use."""


class UnfinishedWork(Table):
    """Unfinished work the person asked for, as JSON."""

    kind = TextField(primary_key=True)
    details = TextField()


class PulledWish(Table):
    """A book that became Want to Read because of an entry on Hardcover, and that entry."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    entry_id = IntegerField()


class Quote(Table):
    """A highlight that was sent to Hardcover, or is to be."""

    id = AutoField()
    annotation = ForeignKeyField(Annotation, on_delete="CASCADE")
    account = IntegerField()
    """The id of the Hardcover account that it belongs to."""
    record_id = IntegerField(null=True)
    edition_id = IntegerField(null=True)
    journal_id = IntegerField(null=True)
    """Its number on Hardcover."""
    content = TextField()
    """What Hardcover acknowledged, as JSON; empty for nothing. So is the next one."""
    pending = TextField()
    """What was sent and not answered yet."""
    pending_at = FloatField(null=True)
    state = TextField(index=True)
    by_hand = BooleanField()
    held = TextField()
    failure = MessageField()
    """Why Hardcover refused it."""


class QuoteWrite(Table):
    """A quote on Hardcover before and after one of our writes, for undo."""

    id = AutoField()
    run_id = IntegerField(index=True)
    quote = ForeignKeyField(Quote, on_delete="CASCADE")
    at = FloatField()
    book_id = IntegerField(null=True)
    title = TextField()
    """The book's."""
    before = TextField()
    """As JSON; empty if it was not there. So is the next one."""
    after = TextField()
    answered = BooleanField()
    undo = TextField()
    """As in `SyncJournal`."""


class QuoteBook(Table):
    """A book that the person chose for sending its highlights, or took out."""

    book = ForeignKeyField(Book, primary_key=True, on_delete="CASCADE")
    is_chosen = BooleanField()
