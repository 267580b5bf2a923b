"""The person's devices: their names, and devices that report the same id."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.cloud_files import CloudUpload
from bookorbit_desktop.domain.koreader.devices import (
    Certainty,
    Device,
    SharedId,
    check_given_name,
    is_built_in,
    is_mended,
    recognise,
    recognise_again,
    sender_of_upload,
    uploaded,
)
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import BooksChanged, DevicesChanged, SharedIdSeen
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.cloud_uploads import CloudUploadRepository
from bookorbit_desktop.storage.koreader.devices import DeviceRepository, Sender, SharedIdRecord

logger = logging.getLogger(__name__)

RECENT = timedelta(days=7)
SAME_ADDRESS = timedelta(days=7)
"""How long an address in a home network is taken to stay with its device."""


@dataclass(frozen=True, slots=True)
class RenameUndo:
    """A device's name before and after it was renamed; empty for the name it sends."""

    device: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SharedIdUndo:
    """What was known about an id before the person confirmed that it is fixed."""

    device_id: str
    record: SharedIdRecord
    mended: SharedIdRecord
    """The state after the person's confirmation."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the sightings of an id have shown."""

    told_apart: bool = False
    news: SharedId | None = None


class DeviceService:
    """Lists, renames and forgets devices. What they sent is always kept."""

    def __init__(
        self,
        database: Database,
        devices: DeviceRepository,
        clock: Clock,
        events: EventBus,
        uploads: CloudUploadRepository | None = None,
    ) -> None:
        """`uploads`: the files that came over Wi-Fi; None without a cloud folder."""
        self._uploads = uploads
        self._database = database
        self._devices = devices
        self._clock = clock
        self._events = events

    def all(self) -> list[Device]:
        """Every device that wasn't forgotten, most recently seen first. Blocks."""
        devices = self._devices.all((self._clock.now() - RECENT).timestamp())
        uploads = self._uploads.all() if self._uploads else []
        if not uploads:
            return devices
        at_addresses = self._devices.at_addresses((self._clock.now() - SAME_ADDRESS).timestamp())
        sent: dict[int | None, list[CloudUpload]] = defaultdict(list)
        for upload in uploads:
            sent[sender_of_upload(upload, devices, at_addresses)].append(upload)
        return [
            replace(device, syncs=(*uploaded(sent.get(device.id, ())), *device.syncs)) for device in devices
        ]

    def count_and_newest(self) -> tuple[int, datetime | None]:
        """The number of devices, and the time of the latest push. Blocks, but is faster than `all`."""
        return self._devices.count_and_newest()

    def shared_ids(self) -> list[SharedId]:
        """The ids that two devices report. Blocks."""
        return self._devices.shared_ids()

    def rename(self, device: int, name: str) -> RenameUndo:
        """Rename a device, only here. An empty name restores the name it sends.

        Raises NotFound, and InvalidInput for a name that is too long.
        """
        given = check_given_name(name)
        undo = self._database.write(lambda: self._rename(device, given))
        self._tell_renamed()
        return undo

    def forget(self, device: int) -> None:
        """Remove a device from the list until it pushes again. Its pushes and positions stay. Raises NotFound."""
        self._set_forgotten(device, self._clock.now().timestamp())

    def remember(self, device: int) -> None:
        """Put a forgotten device back onto the list. Raises NotFound."""
        self._set_forgotten(device, None)

    def mark_fixed(self, device_id: str) -> SharedIdUndo:
        """Record that the person fixed this shared id; it is reported if seen again.

        Raises NotFound if the id was not reported as shared.
        """
        now = self._clock.now().timestamp()
        undo = self._database.write(lambda: self._mark_fixed(device_id, now))
        self._events.emit(DevicesChanged())
        return undo

    def undo(self, undo: RenameUndo | SharedIdUndo) -> None:
        """Restore a device's name or the report of a shared id, unless it changed since."""
        if isinstance(undo, RenameUndo):
            self._database.write(lambda: self._undo_rename(undo))
            self._tell_renamed()
        else:
            self._database.write(lambda: self._undo_fixed(undo))
            self._events.emit(DevicesChanged())

    def note(self, pushes: Sequence[tuple[Push, float]]) -> list[Sender]:
        """Note the senders of these pushes with their times. Runs inside a writer job."""
        return self._devices.note(pushes)

    def sender_of(self, document: str) -> tuple[int | None, str]:
        """The device that sent the newest push of a document, with the name shown to the person."""
        return self._devices.sender_of(document)

    def note_two_readers(self, device_id: str, last: datetime) -> None:
        """Note that an id was found over USB on two readers, `last` being the second. Blocks.

        KOReader may have been moved between them, so both need not be in use.
        """
        if self._database.write(lambda: self._note_two_readers(device_id, last.timestamp())):
            self._events.emit(DevicesChanged())

    def look_at(self, device_id: str) -> None:
        """Check whether two devices report this id. Returns at once, so that no push waits for it."""
        self._database.submit(lambda: self._examine(device_id)).add_done_callback(self._tell)

    def _tell_renamed(self) -> None:
        self._events.emit(DevicesChanged())
        self._events.emit(BooksChanged())

    def _undo_rename(self, undo: RenameUndo) -> None:
        if self._devices.given_name(undo.device) == undo.after:
            self._devices.rename(undo.device, undo.before)

    def _rename(self, device: int, given: str) -> RenameUndo:
        before = self._devices.given_name(device)
        if before is None:
            raise _not_found(device)
        self._devices.rename(device, given)
        return RenameUndo(device, before, given)

    def _set_forgotten(self, device: int, at: float | None) -> None:
        if not self._database.write(lambda: self._devices.set_forgotten(device, at)):
            raise _not_found(device)
        self._events.emit(DevicesChanged())

    def _mark_fixed(self, device_id: str, now: float) -> SharedIdUndo:
        record = self._devices.shared_id(device_id)
        if record is None or record.certainty is None:
            raise NotFound(Message("This ID isn't shared by two devices."))
        # Only what was certain is certain at once when it comes again.
        names = record.names if record.certainty is Certainty.CERTAIN else ()
        mended = replace(record, certainty=None, names=names, fixed_at=now)
        self._devices.put_shared_id(device_id, mended)
        return SharedIdUndo(device_id, record, mended)

    def _note_two_readers(self, device_id: str, last: float) -> bool:
        known = self._devices.shared_id(device_id)
        if known is not None and (known.certainty is not None or last <= (known.fixed_at or 0.0)):
            return False
        record = SharedIdRecord(Certainty.PERHAPS, (), self._clock.now().timestamp(), None)
        self._devices.put_shared_id(device_id, record)
        return True

    def _undo_fixed(self, undo: SharedIdUndo) -> None:
        if self._devices.shared_id(undo.device_id) == undo.mended:
            self._devices.put_shared_id(undo.device_id, undo.record)

    def _examine(self, device_id: str) -> _Found:
        known = self._devices.shared_id(device_id)
        fixed_at = known.fixed_at if known else None
        fixed = known.names if known and fixed_at is not None else ()
        sightings = self._devices.sightings(device_id, fixed_at or 0.0)
        found = recognise_again(sightings, fixed) if fixed else recognise(sightings)
        if found is None:
            return _Found()
        is_certain = found.certainty is Certainty.CERTAIN
        told_apart = is_certain and self._devices.tell_apart(device_id, found.names)
        if fixed_at is not None and is_built_in(device_id):
            return _Found(told_apart)
        if known is not None and known.certainty is not None:
            if not is_certain:
                return _Found()
            if known.certainty is Certainty.CERTAIN:
                self._add_names(device_id, known, found.names)
                return _Found(told_apart)
        if is_mended(found, fixed):
            return _Found(told_apart)
        now = self._clock.now().timestamp()
        record = SharedIdRecord(found.certainty, found.names, now, None)
        self._devices.put_shared_id(device_id, record)
        return _Found(told_apart, SharedId(device_id, found.certainty, found.names))

    def _add_names(self, device_id: str, known: SharedIdRecord, names: Sequence[str]) -> None:
        """Add the names of further devices with the id."""
        every = tuple(dict.fromkeys((*known.names, *names)))
        if every != known.names:
            self._devices.put_shared_id(device_id, replace(known, names=every))

    def _tell(self, looked: Future[_Found]) -> None:
        error = looked.exception()
        if error is not None:
            logger.error("Couldn't check when a device was seen", exc_info=error)
            return
        found = looked.result()
        if found.told_apart or found.news is not None:
            self._events.emit(DevicesChanged())
        if found.news is not None and found.news.is_worth_telling:
            self._events.emit(SharedIdSeen(found.news))


def _not_found(device: int) -> NotFound:
    return NotFound(Message("There is no device {0}. “devices” lists them.", str(device)))
