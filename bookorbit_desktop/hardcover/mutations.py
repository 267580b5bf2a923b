"""One write as a GraphQL mutation, and its reply as a record (API.md section 6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    ShelfRead,
    Write,
    WriteReply,
)
from bookorbit_desktop.hardcover.operations import ENTRY, READ, READS, Arguments, Mutation
from bookorbit_desktop.hardcover.records import entry_from, integer, read_from
from bookorbit_desktop.hardcover.tokens import scrub

# Every write selects the row that results: it is the proof (API.md section 7, rule 3).
_ENTRY_REPLY = f"id error user_book {{ {ENTRY} {READS} }}"
_READ_REPLY = f"id error user_book_read {{ {READ} user_book {{ {ENTRY} }} }}"
_SHALLOW_ENTRY_REPLY = f"id error user_book {{ {ENTRY} }}"
_SHALLOW_READ_REPLY = f"id error user_book_read {{ {READ} user_book_id }}"

_DATES_AND_PAGES = ("started_at", "finished_at", "progress_pages")


def mutation_for(write: Write, *, shallow: bool = False, whole_rows: bool = False) -> Mutation:
    """The mutation; `shallow` selects one level less, without the nested reads or entry.

    `whole_rows` sends a changed read's other fields too, for a server that clears what is left out (API.md 6.4).
    """
    entry_reply = _SHALLOW_ENTRY_REPLY if shallow else _ENTRY_REPLY
    read_reply = _SHALLOW_READ_REPLY if shallow else _READ_REPLY
    match write:
        case AddEntry():
            arguments: Arguments = {"object": ("UserBookCreateInput!", _new_entry(write))}
            return Mutation("insert_user_book", arguments, entry_reply)
        case ChangeEntry(entry_id=entry_id):
            arguments = {"id": ("Int!", entry_id), "object": ("UserBookUpdateInput!", _entry_changes(write))}
            return Mutation("update_user_book", arguments, entry_reply)
        case ChangeRead(read_id=read_id):
            fields = _whole_row(write) if whole_rows else _read_changes(write)
            arguments = {"id": ("Int!", read_id), "object": ("DatesReadInput!", fields)}
            return Mutation("update_user_book_read", arguments, read_reply)
        case AddRead(entry_id=entry_id, row=row):
            read = ("DatesReadInput!", _known_pages(row))
            arguments = {"user_book_id": ("Int!", entry_id), "user_book_read": read}
            return Mutation("insert_user_book_read", arguments, read_reply)
        case RemoveEntry(entry_id=entry_id):
            return Mutation("delete_user_book", {"id": ("Int!", entry_id)}, "id")
        case RemoveRead(read_id=read_id):
            return Mutation("delete_user_book_read", {"id": ("Int!", read_id)}, "id error")


def reply_from(write: Write, row: Mapping[str, Any]) -> WriteReply:
    """What one mutation field answered. Its objects may be null without an error (API.md section 3)."""
    if row.get("error"):
        return WriteReply(error=scrub(str(row["error"])))
    if isinstance(write, AddEntry | ChangeEntry):
        entry = row.get("user_book")
        return WriteReply(entry=entry_from(entry) if isinstance(entry, dict) else None)
    read = row.get("user_book_read")
    if not isinstance(read, dict):
        return WriteReply()
    entry = read.get("user_book")
    return WriteReply(entry=entry_from(entry) if isinstance(entry, dict) else None, read=read_from(read))


def entry_id_in(row: Mapping[str, Any]) -> int | None:
    """The entry that one mutation field answered about, also where a shallow reply gives no more than its id."""
    entry, read = row.get("user_book"), row.get("user_book_read")
    if isinstance(entry, dict):
        return integer(entry.get("id"))
    return integer(read.get("user_book_id")) if isinstance(read, dict) else None


def left_out_fields(write: ChangeRead, read: ShelfRead) -> tuple[int, int]:
    """How many fields that a change left out, and that had a value, are still there in the reply, and are not."""
    if write.before is None:
        return 0, 0
    sent = _read_changes(write)
    had = [name for name in _DATES_AND_PAGES if name not in sent and getattr(write.before, name) is not None]
    kept = sum(getattr(read, name) is not None for name in had)
    return kept, len(had) - kept


def _new_entry(write: AddEntry) -> dict[str, Any]:
    # Whether an insert dates the read it makes is unverified: asking is free, the reply tells (BATCHING.md).
    fields = {
        "book_id": write.book_id,
        "status_id": write.status_id,
        "edition_id": write.edition_id,
        "rating": write.rating,
        "privacy_setting_id": write.privacy_id,
        "date_added": _iso(write.date_added),
        "first_started_reading_date": _iso(write.started_at),
        "user_start_date": _iso(write.started_at),
        "last_read_date": _iso(write.finished_at),
        "user_date": _iso(write.finished_at),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _entry_changes(write: ChangeEntry) -> dict[str, Any]:
    fields = {
        "status_id": write.status_id,
        "edition_id": write.edition_id,
        "rating": write.rating,
        "privacy_setting_id": write.privacy_id,
    }
    changes: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    return changes | {"rating": None} if write.clear_rating else changes


def _read_changes(write: ChangeRead) -> dict[str, Any]:
    """What differs from before: what the person writes meanwhile into the other fields stays."""
    if write.before is None:
        return _whole_row(write)
    row, before = _read_fields(write.row), _read_fields(write.before)
    changes = {name: value for name, value in row.items() if value != before[name]}
    if changes.get("edition_id", "") is None:
        del changes["edition_id"]
    return changes


def _whole_row(write: ChangeRead) -> dict[str, Any]:
    """The whole row, with explicit nulls, because left-out fields have meant "keep" and "clear" (API.md 6.4).

    Pages are null only where they are known to be there: else a null could erase progress that the person wrote,
    and leaving them out keeps it where left-out fields are kept and does no more than the null where they are not.
    """
    clears_pages = write.before is not None and write.before.progress_pages is not None
    return _known_pages(write.row, clear=clears_pages)


def _known_pages(row: ReadRow, *, clear: bool = False) -> dict[str, Any]:
    fields = _read_fields(row)
    if row.progress_pages is None and not clear:
        del fields["progress_pages"]
    return fields


def _read_fields(row: ReadRow) -> dict[str, Any]:
    return {
        "edition_id": row.edition_id,
        "started_at": _iso(row.started_at),
        "finished_at": _iso(row.finished_at),
        "progress_pages": row.progress_pages,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
