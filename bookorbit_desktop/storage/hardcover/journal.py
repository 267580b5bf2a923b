"""The journal of what our writes replaced on Hardcover. Answered lines are never deleted.

Lines of an account that is no longer in use are left out, except where a method says otherwise.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from peewee import ModelSelect, chunked, fn

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.hardcover.catalogue import ShelfEntry
from bookorbit_desktop.domain.hardcover.journal import JournalLine
from bookorbit_desktop.storage.db.base_json import entry_from_json, entry_to_json
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.models import SyncJournal

LEFT, WANTED, KEPT, DONE = "", "wanted", "kept", "done"
"""Not undone; to be undone; left unchanged by an undo; undone."""
_IDS_AT_ONCE = 500


class JournalRepository:
    """Stores journal lines, and which are marked for undo or undone. Changes run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, lines: Sequence[JournalLine]) -> list[int]:
        """Append lines of requests about to be sent (`journal.begun` makes them); returns their numbers."""
        return [int(SyncJournal.insert(_row(line)).execute()) for line in lines]

    def begin_undo(self, line: JournalLine) -> int:
        """The same for a write by an undo."""
        return int(SyncJournal.insert(_row(line) | {"undo": WANTED}).execute())

    def complete(self, line_id: int, after: ShelfEntry, made: frozenset[int]) -> None:
        """Store the outcome of a request, from its reply or from a later look."""
        SyncJournal.update(
            after=json.dumps(entry_to_json(after)),
            entry_id=after.id,
            made=json.dumps(sorted(made)),
            answered=True,
        ).where(SyncJournal.id == line_id).execute()

    def drop(self, line_ids: Iterable[int]) -> None:
        """Drop requests that were refused or never carried out, because there is nothing to undo."""
        for some in chunked(line_ids, _IDS_AT_ONCE):
            SyncJournal.delete().where(SyncJournal.id.in_(some), ~SyncJournal.answered).execute()

    def open_lines(self, book_ids: Iterable[BookId]) -> list[JournalLine]:
        """Return the requests about these books with an unknown outcome, oldest first."""
        found: list[JournalLine] = []
        for some in chunked(book_ids, _IDS_AT_ONCE):
            found += _lines(_current().where(~SyncJournal.answered, SyncJournal.book.in_(some)))
        return sorted(found, key=lambda line: line.id or 0)

    def of_entry(self, entry_id: EntryId) -> list[JournalLine]:
        """What we wrote to an entry, without undone lines, newest first."""
        rows = _current().where(SyncJournal.entry_id == entry_id, SyncJournal.undo != DONE)
        return _lines(rows.where(SyncJournal.answered).order_by(SyncJournal.id.desc()))

    def created(self) -> list[JournalLine]:
        """The newest line of each entry that we created and did not undo."""
        made = _current(SyncJournal.entry_id).where(
            SyncJournal.before == "", SyncJournal.undo != DONE, SyncJournal.answered
        )
        newest = (
            _current(fn.MAX(SyncJournal.id))
            .where(SyncJournal.entry_id.in_(made))
            .group_by(SyncJournal.entry_id)
        )
        return _lines(_current().where(SyncJournal.id.in_(newest)).order_by(SyncJournal.id))

    def latest_run(self) -> int | None:
        """The newest run with writes for which no undo has been requested."""
        row = _current().where(SyncJournal.undo == LEFT).order_by(SyncJournal.id.desc()).first()
        return None if row is None else int(row.run_id)

    def has_run(self, run_id: int) -> bool:
        """Whether a run has written something, undone or not, to any account."""
        return bool(SyncJournal.select().where(SyncJournal.run_id == run_id).exists())

    def mark_for_undo(self, run_id: int) -> int:
        """Mark the rest of a run for undo, including what an earlier undo couldn't. Returns the number of lines."""
        table = SyncJournal
        marked = table.update(undo=WANTED).where(
            table.run_id == run_id, table.undo.in_((LEFT, KEPT)), table.earlier_account.is_null()
        )
        return int(marked.execute())

    def is_of_earlier_account(self, run_id: int) -> bool:
        """Whether a run wrote to an account that is no longer the one in use."""
        rows = SyncJournal.select().where(SyncJournal.run_id == run_id)
        return bool(rows.where(SyncJournal.earlier_account.is_null(is_null=False)).exists())

    def change_account(self, before: int | None, now: int) -> None:
        """Put the lines of the account used before aside, and use those of the one used from now on."""
        table = SyncJournal
        table.update(earlier_account=before or 0).where(table.earlier_account.is_null()).execute()
        table.update(earlier_account=None).where(table.earlier_account == now).execute()

    def unwant(self, line_ids: Iterable[int]) -> None:
        """Unmark lines that won't be undone after all."""
        self._set(line_ids, LEFT)

    def to_undo(self) -> list[JournalLine]:
        """The lines to be undone, oldest first."""
        return _lines(_current().where(SyncJournal.undo == WANTED).order_by(SyncJournal.id))

    def since(self, line: JournalLine) -> list[JournalLine]:
        """Later lines of the same entry that aren't undone, oldest first."""
        table = SyncJournal
        later = _current().where(table.id > line.id, table.undo.in_((LEFT, KEPT, WANTED)))
        same = (
            later.where(table.entry_id == line.after.id)
            if line.after.id
            else later.where(table.book == line.book_id)
        )
        return _lines(same.order_by(table.id))

    def set_done(self, line_ids: Iterable[int]) -> None:
        """Mark lines as undone."""
        self._set(line_ids, DONE)

    def set_kept(self, line_ids: Iterable[int]) -> None:
        """Mark lines that an undo left unchanged: they are retried only if their run is named explicitly."""
        self._set(line_ids, KEPT)

    def _set(self, line_ids: Iterable[int], undo: str) -> None:
        # SQLite takes a limited number of values in one statement.
        for some in chunked(line_ids, _IDS_AT_ONCE):
            SyncJournal.update(undo=undo).where(SyncJournal.id.in_(some)).execute()


def _current(*columns: object) -> ModelSelect:
    """The lines of the account in use."""
    return SyncJournal.select(*columns).where(SyncJournal.earlier_account.is_null())


def _row(line: JournalLine) -> dict[str, object]:
    return {
        "run_id": line.run_id,
        "at": line.at.timestamp(),
        "book": line.book_id,
        "title": line.title,
        "before": "" if line.before is None else json.dumps(entry_to_json(line.before)),
        "after": json.dumps(entry_to_json(line.after)),
        "entry_id": line.after.id,
        "made": "" if line.made is None else json.dumps(sorted(line.made)),
        "answered": line.answered,
    }


def _lines(rows: ModelSelect) -> list[JournalLine]:
    return [_line(row) for row in rows]


def _line(row: SyncJournal) -> JournalLine:
    return JournalLine(
        run_id=row.run_id,
        at=datetime.fromtimestamp(row.at, UTC),
        book_id=row.book,
        title=row.title,
        before=entry_from_json(json.loads(row.before)) if row.before else None,
        after=entry_from_json(json.loads(row.after)),
        id=row.id,
        made=frozenset(json.loads(row.made)) if row.made else None,
        answered=row.answered,
    )
