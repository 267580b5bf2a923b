"""The mutations on a person's shelf, with Hardcover's side effects (hardcover-api.md section 6).

The row numbers in comments are those of that table.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from graphql import GraphQLError

from bookorbit_desktop.demo.local_hardcover.journals import Journals
from bookorbit_desktop.demo.local_hardcover.options import Options
from bookorbit_desktop.demo.local_hardcover.world import AUDIO, STATUSES, JournalRow, Row, World

READING, READ = 2, 3
"""`status_id`."""

BOOK_IS_GONE = "We weren't able to find that book. Was it deleted?"

_ENTRY_COLUMNS = ("status_id", "edition_id", "rating", "privacy_setting_id", "private_notes", "date_added")
_READ_COLUMNS = ("edition_id", "started_at", "finished_at", "progress_pages", "progress_seconds")


class Library:
    """One person's shelf during one request. `now` is Unix seconds; today is a day of UTC (row 14)."""

    def __init__(self, world: World, user_id: int, now: float, options: Options) -> None:
        self._world = world
        self._user_id = user_id
        self._moment = datetime.fromtimestamp(now, UTC)
        self._today = self._moment.date().isoformat()
        self._options = options
        self._own_journal = Journals(world, user_id, self._moment.isoformat())

    def insert_reading_journal(self, values: Mapping[str, Any]) -> Row:
        """Add a quote or note. An edition of another book breaks the Action."""
        self._guard_edition(values.get("edition_id"), values["book_id"])
        return self._own_journal.insert(values)

    def update_reading_journal(self, row_id: int, values: Mapping[str, Any]) -> Row:
        """Change a row of the journal."""
        return self._own_journal.update(row_id, values)

    def delete_reading_journal(self, row_id: int) -> Row | None:
        """Remove a row of the journal."""
        return self._own_journal.delete(row_id)

    def delete_reading_journals_for_book(self, book_id: int) -> Row:
        """Remove all rows of a book, the person's own words, too."""
        return self._own_journal.delete_for_book(book_id)

    def insert_user_book(self, values: Mapping[str, Any]) -> Row:
        """Create an entry, or change the existing one (row 2)."""
        book = self._world.tables["books"].get(values["book_id"])
        if book is None or book["canonical_id"] is not None:
            return {"id": None, "error": BOOK_IS_GONE, "user_book": None}
        self._guard_edition(values.get("edition_id"), book["id"])
        entry = self._world.entry_of(self._user_id, book["id"])
        if entry is not None:
            return self.update_user_book(entry["id"], {**values, "book_id": None})
        entry_id = self._world.shelve(
            self._user_id,
            book["id"],
            values.get("status_id") or 1,
            edition_id=values.get("edition_id"),
            rating=values.get("rating"),
            privacy_id=values.get("privacy_setting_id"),
            date_added=values.get("date_added") or self._today,
        )
        entry = self._world.tables["user_books"][entry_id]
        entry["created_at"] = self._moment.isoformat()
        self._make_first_read(entry, values)
        self._journal(entry, "added", entry["status_id"])
        return self._entry_reply(entry)

    def update_user_book(self, entry_id: int, values: Mapping[str, Any]) -> Row:
        """Change an entry. Omitted fields keep their values (row 3); a null edition is no change (row 5)."""
        entry = self._own_entry(entry_id)
        if entry is None:
            return {"id": None, "error": "User book not found", "user_book": None}
        changes = {name: values[name] for name in _ENTRY_COLUMNS if name in values}
        for name in ("edition_id", "status_id", "privacy_setting_id", "date_added"):
            if changes.get(name, "") is None:
                del changes[name]
        self._guard_edition(changes.get("edition_id"), entry["book_id"])
        changed = {name: value for name, value in changes.items() if entry[name] != value}
        entry |= changed
        if changed.get("status_id") == READING:
            self._begin(entry)
        if changed.get("status_id") == READ:
            self._finish_today(entry)
        for name, value in changed.items():
            self._journal(entry, name, value)
        return self._entry_reply(entry)

    def delete_user_book(self, entry_id: int) -> Row | None:
        """Delete the entry and its reads; the journal stays (row 24)."""
        entry = self._own_entry(entry_id)
        if entry is None:
            return None
        self._world.remove_entry(entry_id)
        return {"id": entry_id, "book_id": entry["book_id"], "user_id": self._user_id, "user_book": None}

    def insert_user_book_read(self, entry_id: int, values: Mapping[str, Any]) -> Row:
        """Add a read. The status stays as it is: the order trap (row 10)."""
        entry = self._own_entry(entry_id)
        if entry is None:
            return {"id": None, "error": "User book not found", "user_book_read": None}
        self._guard_edition(values.get("edition_id"), entry["book_id"])
        read = self._world.insert_read(
            entry_id, edition_id=values.get("edition_id") or entry["edition_id"] or self._pick_edition(entry)
        )
        read |= self._dates_and_progress(read, values)
        if entry["status_id"] != READ:
            entry["current_read_id"] = read["id"]
        self._journal(entry, "read_added", read["id"])
        return self._read_reply(entry, read)

    def update_user_book_read(self, read_id: int, values: Mapping[str, Any]) -> Row:
        """Change a read. A null clears (row 5); a finish date on the open read sets status 3 (row 9)."""
        read = self._world.tables["user_book_reads"].get(read_id)
        entry = self._own_entry(read["user_book_id"]) if read else None
        if read is None or entry is None:
            return {"id": None, "error": "User book read not found", "user_book_read": None}
        if self._options.legacy_null_partial:
            values = {**dict.fromkeys(_READ_COLUMNS), **values}
        self._guard_edition(values.get("edition_id"), entry["book_id"])
        before = dict(read)
        if values.get("edition_id") is not None:
            read["edition_id"] = values["edition_id"]
        read |= self._dates_and_progress(read, values)
        changed = {name: read[name] for name in _READ_COLUMNS if read[name] != before[name]}
        if before["finished_at"] is None and read["finished_at"] is not None:
            entry |= {"status_id": READ, "current_read_id": None}
        for name, value in changed.items():
            self._journal(entry, name, value)
        return self._read_reply(entry, read)

    def delete_user_book_read(self, read_id: int) -> Row:
        """Delete only the read."""
        read = self._world.tables["user_book_reads"].get(read_id)
        entry = self._own_entry(read["user_book_id"]) if read else None
        if entry is None:
            return {"id": None, "error": "User book read not found", "user_book_read": None}
        del self._world.tables["user_book_reads"][read_id]
        self._world.follow_reads(entry["id"])
        return {"id": read_id, "error": None, "user_book_read": None}

    def upsert_user_book_reads(self, entry_id: int, dates_read: list[Mapping[str, Any]]) -> Row:
        """Replace the whole history by the list (row 22)."""
        entry = self._own_entry(entry_id)
        if entry is None:
            return {"error": "User book not found", "user_book_id": None, "user_book": None}
        for read in self._world.reads_of(entry_id):
            del self._world.tables["user_book_reads"][read["id"]]
        for values in dates_read:
            self.insert_user_book_read(entry_id, values)
        return {"error": None, "user_book_id": entry_id, "user_book": entry}

    def _make_first_read(self, entry: Row, values: Mapping[str, Any]) -> None:
        """Status 2 opens a read, status 3 makes a finished one dated today, others make none (rows 6, 7)."""
        started = values.get("user_start_date") or values.get("first_started_reading_date")
        finished = values.get("user_date") or values.get("last_read_date")
        if not self._options.honour_insert_dates:
            started = finished = None
        if entry["status_id"] == READING:
            self._open_read(entry, started or self._today)
        if entry["status_id"] == READ:
            self._open_read(entry, started)
            self._finish_today(entry, finished)

    def _begin(self, entry: Row) -> None:
        """Status 2: use an existing open read, or start one today (row 6)."""
        if all(read["finished_at"] for read in self._world.reads_of(entry["id"])):
            self._open_read(entry, self._today)

    def _finish_today(self, entry: Row, finished: str | None = None) -> None:
        """Status 3 closes the current read today, dated or not, with all pages (rows 7, 8, 10)."""
        reads = self._world.reads_of(entry["id"])
        current = next((read for read in reads if read["id"] == entry["current_read_id"]), None)
        opened = [read for read in reads if read["finished_at"] is None]
        read = current or (opened[-1] if opened else self._open_read(entry, None))
        edition = self._edition(read)
        read["finished_at"] = finished or self._today
        if edition and edition["reading_format_id"] == AUDIO:
            read["progress_seconds"] = edition["audio_seconds"]
        elif edition:
            read["progress_pages"] = edition["pages"]
        entry["current_read_id"] = None

    def _open_read(self, entry: Row, started_at: str | None) -> Row:
        edition_id = entry["edition_id"] or self._pick_edition(entry)
        read = self._world.insert_read(entry["id"], edition_id=edition_id, started_at=started_at)
        entry["current_read_id"] = read["id"]
        return read

    def _pick_edition(self, entry: Row) -> int | None:
        """The edition Hardcover chooses for a read it creates: the audiobook if there is one (row 6)."""
        book = self._world.tables["books"][entry["book_id"]]
        kinds = ("audio", "cover", "physical", "ebook")
        picked = (book[f"default_{kind}_edition_id"] for kind in kinds)
        return next((edition_id for edition_id in picked if edition_id), None)

    def _dates_and_progress(self, read: Row, values: Mapping[str, Any]) -> Row:
        """Dates as given; progress only in the unit of the edition, otherwise silently ignored (row 11)."""
        columns = {name: values[name] for name in ("started_at", "finished_at") if name in values}
        edition = self._edition(read)
        is_audio = edition is not None and edition["reading_format_id"] == AUDIO
        unit = "progress_seconds" if is_audio else "progress_pages"
        return columns | ({unit: values[unit]} if unit in values else {})

    def _edition(self, read: Row) -> Row | None:
        return self._world.tables["editions"].get(read["edition_id"] or 0)

    def _guard_edition(self, edition_id: int | None, book_id: int) -> None:
        """An edition of another book, or a book id in its place, breaks the Action (row 13)."""
        if edition_id is None:
            return
        edition = self._world.tables["editions"].get(edition_id)
        if edition is None or edition["book_id"] != book_id:
            raise broken_action()

    def _own_entry(self, entry_id: int) -> Row | None:
        entry = self._world.tables["user_books"].get(entry_id)
        return entry if entry and entry["user_id"] == self._user_id else None

    def _journal(self, entry: Row, event: str, value: object) -> None:
        """Add a row, private for a private entry (row 17)."""
        row = JournalRow(self._user_id, entry["book_id"], event, value, entry["privacy_setting_id"])
        self._world.journal.append(row)
        if name := self._event_of(event, value):
            self._world.write_journal(
                self._user_id,
                entry["book_id"],
                self._moment.isoformat(),
                event=name,
                privacy_setting_id=entry["privacy_setting_id"],
            )
        entry["updated_at"] = self._moment.isoformat()

    def _event_of(self, event: str, value: object) -> str:
        """The name under which Hardcover itself notes a change; empty for one that it does not note."""
        if event in ("added", "status_id") and isinstance(value, int):
            return f"status_{STATUSES[value - 1].lower().replace(' ', '_')}"
        if event.startswith("progress_"):
            return "progress_updated" if self._options.progress_makes_rows else ""
        return "rated" if event == "rating" else ""

    def _entry_reply(self, entry: Row) -> Row:
        self._world.follow_reads(entry["id"])
        return {"id": entry["id"], "error": None, "user_book": entry}

    def _read_reply(self, entry: Row, read: Row) -> Row:
        self._world.follow_reads(entry["id"])
        return {"id": read["id"], "error": None, "user_book_read": read}


def broken_action() -> GraphQLError:
    """Hasura's error for an Action that threw (hardcover-api.md section 3)."""
    return GraphQLError(
        "not a valid json response from webhook", extensions={"path": "$", "code": "parse-failed"}
    )


def percent(world: World, read: Row) -> float | None:
    """`progress`, computed from the edition's length; None without one (row 12)."""
    edition = world.tables["editions"].get(read["edition_id"] or 0)
    if edition is None:
        return None
    is_audio = edition["reading_format_id"] == AUDIO
    done = read["progress_seconds" if is_audio else "progress_pages"]
    whole = edition["audio_seconds" if is_audio else "pages"]
    return None if done is None or not whole else round(100 * done / whole, 2)
