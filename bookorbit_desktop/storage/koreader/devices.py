"""Devices and their sightings. On the push path the SQL text is prepared once."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bookorbit_desktop.domain.koreader.devices import (
    Certainty,
    Device,
    DeviceSync,
    SharedId,
    Sighting,
    SyncKind,
    shown_device,
)
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.storage.db.database import Database

SHOWN_NAME = "shown_device(COALESCE(NULLIF(v.given_name, ''), v.name))"
"""The display name of device `v`."""


def name_of_key(key: str) -> str:
    """The SQL for the display name of the device with a key (`FoundDevice.key`); NULL if unknown.

    One that never pushed has the model that its plugin told.
    """
    return f"""COALESCE((SELECT {SHOWN_NAME} FROM device v WHERE v.device_id = {key} ORDER BY v.last_seen DESC LIMIT 1),
 (SELECT NULLIF(c.model, '') FROM plugin_client c
 WHERE {key} IN (NULLIF(c.device_id, ''), 'plugin:' || c.id) ORDER BY c.seen_at DESC LIMIT 1))"""


VIEWS_OF_WRONG_CLOCKS = """
SELECT p.device, COUNT(*) AS views FROM left_out_view l
JOIN page_view p ON p.document = l.document AND p.page = l.page AND p.start_time = l.start_time
WHERE l.left_out_by = 0 GROUP BY p.device
"""
"""The SQL for how many page views count nowhere because the clock of the device with a key was wrong."""
KEPT_IN_MIND = 64
"""The number of sightings of one id that are compared."""

_NEWEST_SIGHTING = """
SELECT s.id, s.device_id, s.name, s.address, v.given_name FROM sighting s JOIN device v ON v.id = s.device_id
WHERE s.key = ? ORDER BY s.id DESC LIMIT 1
"""
_DEVICE_OF_NAME = """
SELECT v.id, v.given_name FROM sighting s JOIN device v ON v.id = s.device_id
WHERE s.key = ? AND s.name = ? ORDER BY s.id DESC LIMIT 1
"""
_DEVICE_OF_KEY = "SELECT id, given_name FROM device WHERE key = ?"
_INSERT_DEVICE = (
    "INSERT INTO device (key, name, device_id, first_seen, last_seen, pushes, given_name)"
    " VALUES (?, ?, ?, ?, ?, 0, '')"
)
_INSERT_SIGHTING = """
INSERT INTO sighting (key, device_id, name, address, began, ended, pushes, document)
VALUES (?, ?, ?, ?, ?, ?, 0, '')
"""
_EXTEND_SIGHTING = (
    "UPDATE sighting SET ended = ?, pushes = pushes + ?, document = ?, percentage = ? WHERE id = ?"
)
_TOUCH_DEVICE = """
UPDATE device SET name = ?, last_seen = ?, pushes = pushes + ?, forgotten_at = NULL WHERE id = ?
"""
_SELECT_SIGHTINGS = f"""
SELECT name, address, began, ended, document, percentage FROM sighting WHERE key = ? AND ended > ?
ORDER BY id DESC LIMIT {KEPT_IN_MIND}
"""
_SELECT_ADDRESSES = f"""
SELECT address FROM sighting WHERE address != '' GROUP BY address ORDER BY MAX(ended) DESC LIMIT {KEPT_IN_MIND}
"""
_SELECT_DEVICES = """
SELECT v.id, v.name, v.device_id, v.first_seen, v.last_seen, v.pushes, v.given_name,
(SELECT COUNT(*) FROM position p WHERE p.device_id = v.id)
FROM device v WHERE v.forgotten_at IS NULL ORDER BY v.last_seen DESC, v.id
"""
_RECENT = "SELECT device_id, COUNT(*) FROM push WHERE received_at >= ? GROUP BY device_id"
_BOOK = """
(SELECT CASE WHEN COUNT(DISTINCT g.book_id) = 1 THEN MIN(g.book_id) END FROM digest g
 WHERE g.digest = p.document AND (g.origin = 'linked' OR NOT EXISTS
  (SELECT 1 FROM digest l WHERE l.digest = p.document AND l.origin = 'linked')))"""
_BOOKS = f"SELECT p.device_id, COUNT(DISTINCT {_BOOK}) FROM position p GROUP BY p.device_id"
_LAST = f"""
WITH p AS (SELECT v.id AS device_id, COALESCE(
 (SELECT NULLIF(s.document, '') FROM sighting s WHERE s.device_id = v.id ORDER BY s.id DESC LIMIT 1),
 (SELECT o.document FROM position o WHERE o.device_id = v.id ORDER BY o.timestamp DESC LIMIT 1)) AS document
 FROM device v)
SELECT n.device_id, b.id, COALESCE(b.title, NULLIF(d.title, ''), d.filename, '')
FROM (SELECT p.device_id, p.document, {_BOOK} AS book_id FROM p WHERE p.document IS NOT NULL) n
LEFT JOIN book b ON b.id = n.book_id LEFT JOIN document d ON d.digest = n.document
"""
_AT_ADDRESSES = """
SELECT address, MIN(device_id) FROM sighting WHERE address != '' AND ended > ?
GROUP BY address HAVING COUNT(DISTINCT device_id) = 1
"""
_PLUGIN_VISITS = """
SELECT device_id, plugin, MAX(seen_at) FROM plugin_client WHERE device_id != '' GROUP BY device_id
"""
_NAMES = "SELECT device_id, name FROM sighting GROUP BY device_id, name ORDER BY MAX(id) DESC"
_SHARED = """
SELECT s.device_id, s.certainty, s.names FROM shared_id s WHERE s.certainty != ''
AND EXISTS (SELECT 1 FROM device v WHERE v.device_id = s.device_id AND v.forgotten_at IS NULL)
ORDER BY s.found_at DESC, s.device_id
"""
_SENDER_OF = f"""
SELECT v.id, {SHOWN_NAME} FROM document d
JOIN position p ON p.document = d.digest JOIN device v ON v.id = p.device_id AND v.device_id IS d.device_id
WHERE d.digest = ? ORDER BY v.name = d.device DESC, p.timestamp DESC LIMIT 1
"""
_PUT_SHARED = """
INSERT INTO shared_id (device_id, certainty, names, found_at, fixed_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (device_id) DO UPDATE SET certainty = excluded.certainty, names = excluded.names,
found_at = excluded.found_at, fixed_at = excluded.fixed_at
"""
_COPY_DEVICE = """
INSERT INTO device (key, name, device_id, first_seen, last_seen, pushes, given_name)
SELECT ?, name, ?, MIN(began), MAX(ended), SUM(pushes), '' FROM sighting WHERE key = ? AND name = ?
"""
_MOVE_PUSHES = """
UPDATE push SET device_id = ? WHERE device_id = ?
AND sighting_id IN (SELECT id FROM sighting WHERE key = ? AND name = ?)
"""
_MOVED_DOCUMENTS = """
SELECT o.document FROM position o WHERE o.device_id = ?
AND EXISTS (SELECT 1 FROM push p WHERE p.document = o.document AND p.device_id = ?)
"""
_POSITION = """
INSERT OR REPLACE INTO position (document, device_id, progress, percentage, timestamp)
SELECT document, device_id, progress, percentage, CAST(received_at AS INTEGER) FROM push
WHERE id = (SELECT MAX(id) FROM push WHERE document = ? AND device_id = ?)
"""
_DROP_POSITIONS = """
DELETE FROM position WHERE device_id = ? AND NOT EXISTS
(SELECT 1 FROM push p WHERE p.device_id = position.device_id AND p.document = position.document)
"""
_LOOK_BACK = """
UPDATE device SET name = (SELECT name FROM sighting WHERE device_id = device.id ORDER BY id DESC LIMIT 1),
last_seen = (SELECT MAX(ended) FROM sighting WHERE device_id = device.id), pushes = pushes - ? WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Sender:
    """The device that a push came from."""

    device: int
    name: str
    """The display name."""
    sighting: int
    is_other: bool
    """The previous push with the same id had another name or address."""


@dataclass(frozen=True, slots=True)
class SharedIdRecord:
    """What is known about an id that two devices report or have reported."""

    certainty: Certainty | None
    """None once the person has fixed it."""
    names: tuple[str, ...]
    found_at: float
    fixed_at: float | None


@dataclass(slots=True)
class _Run:
    """Consecutive pushes of one group from the same device."""

    sender: Sender
    newest: Push
    at: float
    pushes: int


class DeviceRepository:
    """Stores devices and their sightings. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, pushes: Sequence[tuple[Push, float]]) -> list[Sender]:
        """Note the senders of these pushes, each with its time in seconds since 1970, oldest first."""
        connection = self._database.connection()
        runs: dict[str, _Run] = {}
        senders = []
        for push, at in pushes:
            key = device_key(push.device, push.device_id)
            run = runs.get(key)
            if run is None or (run.newest.device, run.newest.address) != (push.device, push.address):
                if run is not None:
                    _close(connection, run)
                run = runs[key] = _Run(_find_sender(connection, key, push, at), push, at, 0)
            run.newest, run.at, run.pushes = push, at, run.pushes + 1
            senders.append(run.sender)
        for run in runs.values():
            _close(connection, run)
        return senders

    def sender_of(self, document: str) -> tuple[int | None, str]:
        """The device that sent the newest push of a document, with the name shown to the person."""
        row = self._database.connection().execute(_SENDER_OF, (document,)).fetchone()
        return row or (None, "")

    def known_ids(self) -> set[str]:
        """The id of every device that has pushed, or its name if it sends no id."""
        rows = self._database.connection().execute("SELECT device_id, name FROM device")
        return {device_id or name for device_id, name in rows}

    def count_and_newest(self) -> tuple[int, datetime | None]:
        """The number of listed devices, and the time of the latest push."""
        sql = "SELECT COUNT(*), MAX(last_seen) FROM device WHERE forgotten_at IS NULL"
        count, newest = self._database.connection().execute(sql).fetchone()
        return count, None if newest is None else _time(newest)

    def all(self, recent_since: float) -> list[Device]:
        """Every device not forgotten, most recently seen first, with its number of pushes since a time."""
        connection = self._database.connection()
        recent = dict(connection.execute(_RECENT, (recent_since,)).fetchall())
        books = dict(connection.execute(_BOOKS).fetchall())
        last = {device: (book, title) for device, book, title in connection.execute(_LAST)}
        names: dict[int, list[str]] = {}
        for device, name in connection.execute(_NAMES):
            names.setdefault(device, []).append(name)
        shared = {shared.device_id: shared for shared in self.shared_ids()}
        visits, wrong = self._plugin_visits(), dict(connection.execute(VIEWS_OF_WRONG_CLOCKS).fetchall())
        return [
            Device(
                row_id,
                name,
                device_id,
                _time(first),
                _time(seen),
                pushes,
                documents,
                given_name,
                tuple(names.get(row_id, [name])),
                books.get(row_id, 0),
                recent.get(row_id, 0),
                *last.get(row_id, (None, "")),
                shared=shared.get(device_id),
                # two devices with one id can't be told apart by the plugin either
                syncs=() if device_id in shared else visits.get(device_id, ()),
                views_of_wrong_clock=wrong.get(device_id, 0),
            )
            for row_id, name, device_id, first, seen, pushes, given_name, documents in connection.execute(
                _SELECT_DEVICES
            )
        ]

    def at_addresses(self, since: float) -> dict[str, int]:
        """The device of each address from which only one has pushed since then."""
        return dict(self._database.connection().execute(_AT_ADDRESSES, (since,)).fetchall())

    def _plugin_visits(self) -> dict[str, tuple[DeviceSync, ...]]:
        """When the plugin of each device asked last, by KOReader's device id."""
        rows = self._database.connection().execute(_PLUGIN_VISITS).fetchall()
        return {
            device_id: (DeviceSync(SyncKind.PLUGIN, _time(seen_at), version=version),)
            for device_id, version, seen_at in rows
        }

    def given_name(self, row_id: int) -> str | None:
        """The name the person gave a device; None if there is no such device."""
        sql = "SELECT given_name FROM device WHERE id = ?"
        row = self._database.connection().execute(sql, (row_id,)).fetchone()
        return None if row is None else str(row[0])

    def rename(self, row_id: int, given_name: str) -> None:
        """Store a name for a device. An empty name means the one it sends."""
        execute = self._database.connection().execute
        shown = f"SELECT {SHOWN_NAME} FROM device v WHERE v.id = ?"
        ((before,),) = execute(shown, (row_id,)).fetchall()
        execute("UPDATE device SET given_name = ? WHERE id = ?", (given_name, row_id))
        ((after,),) = execute(shown, (row_id,)).fetchall()
        of_device = "WHERE last_device_id = ?"
        execute(f"UPDATE reading SET last_device = ? {of_device}", (after, row_id))
        execute(
            f"UPDATE reading SET back_device = ? {of_device} AND back_device = ?", (after, row_id, before)
        )

    def set_forgotten(self, row_id: int, at: float | None) -> bool:
        """Take a device off the list (None: put it back); everything it sent is kept.

        Returns whether the device exists.
        """
        sql = "UPDATE device SET forgotten_at = ? WHERE id = ?"
        return self._database.connection().execute(sql, (at, row_id)).rowcount > 0

    def sightings(self, device_id: str, after: float) -> list[Sighting]:
        """The newest sightings of an id that last beyond a time in seconds since 1970, oldest first."""
        rows = self._database.connection().execute(_SELECT_SIGHTINGS, (device_id, after)).fetchall()
        return [
            Sighting(name, address, began, ended, document, _number(percentage))
            for name, address, began, ended, document, percentage in reversed(rows)
        ]

    def addresses(self) -> list[str]:
        """The addresses of pushes, the newest last. Empty if the page is damaged: nothing depends on them."""
        try:
            rows = self._database.connection().execute(_SELECT_ADDRESSES).fetchall()
        except sqlite3.DatabaseError:
            return []
        return [address for (address,) in reversed(rows)]

    def shared_ids(self) -> list[SharedId]:
        """The ids shared by two devices, newest first; without forgotten devices."""
        return [
            SharedId(device_id, Certainty(certainty), tuple(json.loads(names)))
            for device_id, certainty, names in self._database.connection().execute(_SHARED)
        ]

    def shared_id(self, device_id: str) -> SharedIdRecord | None:
        """What is known about an id that two devices report or reported."""
        sql = "SELECT certainty, names, found_at, fixed_at FROM shared_id WHERE device_id = ?"
        row = self._database.connection().execute(sql, (device_id,)).fetchone()
        if row is None:
            return None
        certainty, names, found_at, fixed_at = row
        known = Certainty(certainty) if certainty else None
        return SharedIdRecord(known, tuple(json.loads(names)), found_at, fixed_at)

    def put_shared_id(self, device_id: str, record: SharedIdRecord) -> None:
        """Store what is known about a shared id."""
        names = json.dumps(record.names, ensure_ascii=False)
        values = (device_id, record.certainty or "", names, record.found_at, record.fixed_at)
        self._database.connection().execute(_PUT_SHARED, values)

    def tell_apart(self, device_id: str, names: Iterable[str]) -> bool:
        """Split a device into one for each name it has sent, each with its own pushes and positions.

        Earlier data without a name stays with the first one. Returns whether there was anything to split.
        """
        execute = self._database.connection().execute
        taken: set[int] = set()
        parted = False
        for name in _in_order(execute, device_id, names):
            ((row_id, _),) = execute(_DEVICE_OF_NAME, (device_id, name)).fetchall()
            if row_id in taken:
                row_id = self._part(row_id, device_id, name)
                parted = True
            taken.add(row_id)
        return parted

    def _part(self, row_id: int, device_id: str, name: str) -> int:
        execute = self._database.connection().execute
        key = _twin_key(device_id, name)
        new_id = execute(_COPY_DEVICE, (key, device_id, device_id, name)).lastrowid
        assert new_id is not None
        moved = execute(_MOVE_PUSHES, (new_id, row_id, device_id, name)).rowcount
        execute("UPDATE sighting SET device_id = ? WHERE key = ? AND name = ?", (new_id, device_id, name))
        moved_documents = execute(_MOVED_DOCUMENTS, (row_id, new_id)).fetchall()
        for (document,) in moved_documents:
            execute(_POSITION, (document, new_id))
            execute(_POSITION, (document, row_id))
        execute(_DROP_POSITIONS, (row_id,))
        execute(_LOOK_BACK, (moved, row_id))
        execute(
            "UPDATE reading SET last_device_id = ? WHERE last_device_id = ? AND last_device = ?",
            (new_id, row_id, name),
        )
        return new_id


def device_key(name: str, device_id: str | None) -> str:
    """A key that identifies a device here. It is never sent to a device (behaviour.md, "device_id")."""
    return device_id or f"name:{_short_hash(name)}"


def _twin_key(device_id: str, name: str) -> str:
    return f"twin:{_short_hash(device_id)}:{_short_hash(name)}"


def _short_hash(text: str) -> str:
    return hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]


def _find_sender(connection: sqlite3.Connection, key: str, push: Push, at: float) -> Sender:
    """Find the device and sighting of a push, or create them."""
    newest = connection.execute(_NEWEST_SIGHTING, (key,)).fetchone()
    if newest is not None and newest[2:4] == (push.device, push.address):
        sighting, device, _, _, given_name = newest
        return Sender(device, shown_device(given_name or push.device), sighting, is_other=False)
    found = connection.execute(_DEVICE_OF_NAME, (key, push.device)).fetchone()
    found = found or connection.execute(_DEVICE_OF_KEY, (key,)).fetchone()
    if found is None:
        made = connection.execute(_INSERT_DEVICE, (key, push.device, push.device_id, at, at))
        found = (made.lastrowid, "")
    device, given_name = found
    sighting = connection.execute(
        _INSERT_SIGHTING, (key, device, push.device, push.address, at, at)
    ).lastrowid
    assert sighting is not None
    return Sender(device, shown_device(given_name or push.device), sighting, is_other=newest is not None)


def _close(connection: sqlite3.Connection, run: _Run) -> None:
    newest, sender = run.newest, run.sender
    position = (newest.document, newest.percentage)
    connection.execute(_EXTEND_SIGHTING, (run.at, run.pushes, *position, sender.sighting))
    connection.execute(_TOUCH_DEVICE, (newest.device, run.at, run.pushes, sender.device))


def _in_order(execute: Any, device_id: str, names: Iterable[str]) -> list[str]:
    """The names in the order they were first seen."""
    sql = "SELECT name FROM sighting WHERE key = ? GROUP BY name ORDER BY MIN(id)"
    wanted = set(names)
    return [name for (name,) in execute(sql, (device_id,)) if name in wanted]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
