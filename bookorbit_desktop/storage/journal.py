"""The journal of what our writes replaced on Hardcover. Nothing is taken out of it."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from peewee import chunked

from bookorbit_desktop.domain.journal import JournalLine
from bookorbit_desktop.storage.base_json import entry_from_json, entry_to_json
from bookorbit_desktop.storage.database import Database
from bookorbit_desktop.storage.models import SyncJournal

WANTED, DONE = "wanted", "done"
_IDS_AT_ONCE = 500


class JournalRepository:
    """Keeps journal lines and which of them are to be, or were, undone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lines: Iterable[JournalLine]) -> None:
        """Append lines. Runs inside a job of the writer."""
        rows = [
            {
                "run_id": line.run_id,
                "at": line.at.timestamp(),
                "book": line.book_id,
                "title": line.title,
                "before": "" if line.before is None else json.dumps(entry_to_json(line.before)),
                "after": json.dumps(entry_to_json(line.after)),
            }
            for line in lines
        ]
        if rows:
            SyncJournal.insert_many(rows).execute()

    def of_entry(self, entry_id: int) -> list[JournalLine]:
        """What we wrote to an entry and was not undone, newest first."""
        rows = SyncJournal.select().where(SyncJournal.undo == "").order_by(SyncJournal.id.desc())
        # The number in the text narrows it down without a column for it; the row itself decides.
        lines = [_line(row) for row in rows.where(SyncJournal.after.contains(f'"id": {entry_id},'))]
        return [line for line in lines if line.after.id == entry_id]

    def latest_run(self) -> int | None:
        """The newest run that wrote something and was not undone."""
        row = SyncJournal.select().where(SyncJournal.undo == "").order_by(SyncJournal.id.desc()).first()
        return None if row is None else int(row.run_id)

    def want_undo(self, run_id: int) -> int:
        """Mark what is left of a run as to be undone; how many lines. Runs inside a job of the writer."""
        table = SyncJournal
        marked = table.update(undo=WANTED).where(table.run_id == run_id, table.undo == "")
        return int(marked.execute())

    def unwant(self, line_ids: Iterable[int]) -> None:
        """These lines are not to be undone after all. Runs inside a job of the writer."""
        self._set(line_ids, "")

    def wanted(self) -> list[JournalLine]:
        """What is to be undone, oldest first."""
        rows = SyncJournal.select().where(SyncJournal.undo == WANTED).order_by(SyncJournal.id)
        return [_line(row) for row in rows]

    def set_done(self, line_ids: Iterable[int]) -> None:
        """These lines are undone. Runs inside a job of the writer."""
        self._set(line_ids, DONE)

    def _set(self, line_ids: Iterable[int], undo: str) -> None:
        # SQLite takes a limited number of values in one statement.
        for some in chunked(line_ids, _IDS_AT_ONCE):
            SyncJournal.update(undo=undo).where(SyncJournal.id.in_(some)).execute()


def _line(row: SyncJournal) -> JournalLine:
    return JournalLine(
        run_id=row.run_id,
        at=datetime.fromtimestamp(row.at, UTC),
        book_id=row.book,
        title=row.title,
        before=entry_from_json(json.loads(row.before)) if row.before else None,
        after=entry_from_json(json.loads(row.after)),
        id=row.id,
    )
