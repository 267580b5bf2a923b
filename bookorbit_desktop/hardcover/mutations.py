"""One write as a GraphQL mutation, and its reply as a record (hardcover-api.md section 6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bookorbit_desktop.domain.base.ids import EntryId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    Write,
    WriteReply,
)
from bookorbit_desktop.hardcover.operations import ENTRY, READ, READS, Arguments, Mutation
from bookorbit_desktop.hardcover.records import entry_from, id_from, read_from
from bookorbit_desktop.hardcover.tokens import scrub

# Every write selects the row that results: it is the proof (hardcover-api.md section 7, rule 3).
_ENTRY_REPLY = f"id error user_book {{ {ENTRY} {READS} }}"
_READ_REPLY = f"id error user_book_read {{ {READ} user_book {{ {ENTRY} }} }}"
_SHALLOW_ENTRY_REPLY = f"id error user_book {{ {ENTRY} }}"
_SHALLOW_READ_REPLY = f"id error user_book_read {{ {READ} user_book_id }}"

_DATES_AND_PAGES = ("started_at", "finished_at", "progress_pages")


def mutation_for(write: Write, *, shallow: bool = False, whole_rows: bool = False) -> Mutation:
    """The mutation; `shallow` selects one level less, without the nested reads or entry.

    `whole_rows` sends a changed read's other dates and pages too, as a server may clear what is left out
    (hardcover-api.md 6.4).
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
            fields = _read_changes(write)
            if whole_rows:
                fields |= _left_out(write, fields)
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
    """The result of one mutation field, with objects that may be null (hardcover-api.md section 3)."""
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


def entry_id_in(row: Mapping[str, Any]) -> EntryId | None:
    """Return the entry id in the reply of one mutation field, even if a shallow reply has only the id."""
    entry, read = row.get("user_book"), row.get("user_book_read")
    if isinstance(entry, dict):
        return id_from(EntryId, entry.get("id"))
    return id_from(EntryId, read.get("user_book_id")) if isinstance(read, dict) else None


def probe_for(write: Write, *, shallow: bool = False) -> Mutation | None:
    """A partial change of a read that omits an existing date or page; None if there is none."""
    if not isinstance(write, ChangeRead) or not (fields := _probe_fields(write)):
        return None
    arguments: Arguments = {"id": ("Int!", write.read_id), "object": ("DatesReadInput!", fields)}
    return Mutation("update_user_book_read", arguments, _SHALLOW_READ_REPLY if shallow else _READ_REPLY)


def keeps_left_out(write: Write, row: Mapping[str, Any]) -> bool | None:
    """Whether the fields omitted by a probe are still in its reply; None if that is unclear."""
    read = reply_from(write, row).read
    if not isinstance(write, ChangeRead) or read is None:
        return None
    return any(getattr(read, name) is not None for name in _left_out(write, _probe_fields(write)))


def _probe_fields(write: ChangeRead) -> dict[str, Any]:
    changes = _read_changes(write)
    fields = {"progress_pages": changes["progress_pages"]} if "progress_pages" in changes else changes
    return fields if _left_out(write, fields) else {}


def _new_entry(write: AddEntry) -> dict[str, Any]:
    # Whether an insert dates the read it makes is unverified: asking is free, the reply tells (request-budget.md).
    fields = {
        "book_id": write.record_id,
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
    """The fields that differ from before, so that the person's simultaneous changes to others are kept."""
    if write.before is None:
        return _known_pages(write.row)
    row, before = _read_fields(write.row), _read_fields(write.before)
    changes = {name: value for name, value in row.items() if value != before[name]}
    if changes.get("edition_id", "") is None:
        del changes["edition_id"]
    return changes


def _left_out(write: ChangeRead, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The dates and pages that exist and are not sent. An edition is never cleared (hardcover-api.md 6.5)."""
    known = _read_fields(write.before) if write.before is not None else {}
    return {
        name: known[name] for name in _DATES_AND_PAGES if name not in sent and known.get(name) is not None
    }


def _known_pages(row: ReadRow) -> dict[str, Any]:
    """The whole row with explicit nulls. Unknown pages are left out: a null could erase the person's."""
    fields = _read_fields(row)
    if row.progress_pages is None:
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
