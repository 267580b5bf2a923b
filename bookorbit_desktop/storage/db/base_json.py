"""The acknowledged state of a book as JSON text."""

import json
from datetime import date, datetime
from typing import Any

from bookorbit_desktop.domain.base.ids import EditionId
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverStatus, ReadRow, ShelfEntry, ShelfRead
from bookorbit_desktop.domain.hardcover.late_reads import UnansweredRead
from bookorbit_desktop.domain.hardcover.local_state import Baseline, LocalState, OwnFields, SentRequest
from bookorbit_desktop.domain.reading.reading import Read


def base_to_text(baseline: Baseline) -> str:
    """The state as JSON, with everything that later comparisons need; empty for the blank state."""
    if baseline == Baseline():
        return ""
    return json.dumps(
        {
            "intent": None if baseline.local_state is None else _local_state_to_json(baseline.local_state),
            "entry": None if baseline.entry is None else entry_to_json(baseline.entry),
            "seen": None if baseline.seen is None else entry_to_json(baseline.seen),
            "created_by_us": baseline.created_by_us,
            "reads": {str(ours): theirs for ours, theirs in baseline.reads.items()},
            "caused": sorted(baseline.caused),
            "edition_pages": {str(edition): pages for edition, pages in baseline.edition_pages.items()},
            "looked_at": None if baseline.looked_at is None else baseline.looked_at.isoformat(),
            "audio_editions": sorted(baseline.audio_editions),
            "removed": baseline.removed,
            "sent": None if baseline.sent is None else _sent_to_json(baseline.sent),
            "own": _own_to_json(baseline.own),
            "undone": [_read_to_json(read) for read in baseline.undone],
            "unanswered": None if baseline.unanswered is None else _unanswered_to_json(baseline.unanswered),
        }
    )


def base_from_text(text: str) -> Baseline:
    """The state written by `base_to_text`."""
    if not text:
        return Baseline()
    data = json.loads(text)
    return Baseline(
        local_state=None if data["intent"] is None else _local_state_from_json(data["intent"]),
        entry=None if data["entry"] is None else entry_from_json(data["entry"]),
        seen=None if data["seen"] is None else entry_from_json(data["seen"]),
        created_by_us=data["created_by_us"],
        reads={int(ours): theirs for ours, theirs in data["reads"].items()},
        caused=frozenset(data["caused"]),
        edition_pages={EditionId(int(edition)): pages for edition, pages in data["edition_pages"].items()},
        looked_at=None if data["looked_at"] is None else datetime.fromisoformat(data["looked_at"]),
        audio_editions=frozenset(data.get("audio_editions", ())),
        removed=data.get("removed", False),
        sent=_sent_from_json(data["sent"]) if data.get("sent") else None,
        own=_own_from_json(data["own"]) if "own" in data else _own_of_earlier_version(data),
        undone=tuple(_read_from_json(read) for read in data.get("undone", ())),
        unanswered=_unanswered_from_json(data["unanswered"]) if data.get("unanswered") else None,
    )


def _own_of_earlier_version(data: dict[str, Any]) -> OwnFields:
    """The same for a base of a version that did not keep it: what stood on an entry of ours as it was sent."""
    if not (data["created_by_us"] and data["entry"] and data["intent"]):
        return OwnFields()
    entry, local_state = entry_from_json(data["entry"]), _local_state_from_json(data["intent"])
    sent = [(read.started_on, read.finished_on) for read in local_state.reads]
    made = [read for read in entry.reads if read.id in data["caused"]]
    return OwnFields(
        entry.status_id if entry.status_id == local_state.status_id else None,
        entry.rating if entry.rating == local_state.rating else None,
        {read.id: read.row for read in made if (read.started_at, read.finished_at) in sent},
    )


def _sent_to_json(sent: SentRequest) -> dict[str, Any]:
    return {
        "before": None if sent.before is None else entry_to_json(sent.before),
        "expected": entry_to_json(sent.expected),
        "at": sent.at.isoformat(),
    }


def _sent_from_json(data: dict[str, Any]) -> SentRequest:
    before = None if data["before"] is None else entry_from_json(data["before"])
    return SentRequest(before, entry_from_json(data["expected"]), datetime.fromisoformat(data["at"]))


def _own_to_json(own: OwnFields) -> dict[str, Any]:
    reads = {str(read_id): _row_to_json(row) for read_id, row in own.reads.items() if row != ReadRow()}
    return {"status_id": own.status_id, "rating": own.rating, "reads": reads}


def _own_from_json(data: dict[str, Any]) -> OwnFields:
    reads = {int(read_id): _row_from_json(row) for read_id, row in data["reads"].items()}
    return OwnFields(data["status_id"], data["rating"], reads)


def _row_to_json(row: ReadRow) -> list[Any]:
    return [row.edition_id, _text(row.started_at), _text(row.finished_at), row.progress_pages]


def _row_from_json(data: list[Any]) -> ReadRow:
    edition_id, started, finished, pages = data
    return ReadRow(edition_id, _day(started), _day(finished), pages)


def _unanswered_to_json(sent: UnansweredRead) -> dict[str, Any]:
    return {
        "row": _row_to_json(sent.row),
        "sent_at": sent.sent_at.isoformat(),
        "known": sorted(sent.known),
    }


def _unanswered_from_json(data: dict[str, Any]) -> UnansweredRead:
    return UnansweredRead(
        _row_from_json(data["row"]), datetime.fromisoformat(data["sent_at"]), frozenset(data["known"])
    )


def _local_state_to_json(local_state: LocalState) -> dict[str, Any]:
    return {
        "status_id": int(local_state.status_id),
        "rating": local_state.rating,
        "privacy_id": local_state.privacy_id,
        "rereading": local_state.rereading,
        "added_on": _text(local_state.added_on),
        "set_at": None if local_state.set_at is None else local_state.set_at.isoformat(),
        "rated_at": None if local_state.rated_at is None else local_state.rated_at.isoformat(),
        "reads": [_read_to_json(read) for read in local_state.reads],
    }


def _read_to_json(read: Read) -> list[Any]:
    return [read.id, _text(read.started_on), _text(read.finished_on), read.percentage, read.finished]


def _read_from_json(data: list[Any]) -> Read:
    read_id, started, finished_on, percentage, finished = data
    return Read(_day(started), _day(finished_on), percentage, finished, read_id)


def _local_state_from_json(data: dict[str, Any]) -> LocalState:
    reads = tuple(_read_from_json(read) for read in data["reads"])
    status = HardcoverStatus(data["status_id"])
    return LocalState(
        status,
        data["rating"],
        data["privacy_id"],
        data["rereading"],
        reads,
        _day(data["added_on"]),
        set_at=_moment(data.get("set_at")),
        rated_at=_moment(data.get("rated_at")),
    )


def entry_to_json(entry: ShelfEntry) -> dict[str, Any]:
    """An entry with its reads as plain values."""
    return {
        "id": entry.id,
        "book_id": entry.record_id,
        "edition_id": entry.edition_id,
        "status_id": entry.status_id,
        "rating": entry.rating,
        "privacy_id": entry.privacy_id,
        "date_added": _text(entry.date_added),
        "has_review": entry.has_review,
        "has_notes": entry.has_notes,
        "owned": entry.owned,
        "read_count": entry.read_count,
        "created_at": None if entry.created_at is None else entry.created_at.isoformat(),
        "reads": [
            [
                read.id,
                read.edition_id,
                _text(read.started_at),
                _text(read.finished_at),
                read.progress_pages,
                read.progress,
            ]
            for read in entry.reads
        ],
    }


def entry_from_json(data: dict[str, Any]) -> ShelfEntry:
    """The entry written by `entry_to_json`, of this version or an earlier one."""
    reads = tuple(
        ShelfRead(read_id, edition_id, _day(started), _day(finished), pages, progress)
        for read_id, edition_id, started, finished, pages, progress in data["reads"]
    )
    created = data.get("created_at")
    elsewhere = ("book_id", "reads", "date_added", "created_at")
    rest = {key: value for key, value in data.items() if key not in elsewhere}
    return ShelfEntry(
        record_id=data["book_id"],
        reads=reads,
        date_added=_day(data["date_added"]),
        created_at=None if created is None else datetime.fromisoformat(created),
        **rest,
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
