"""When each KOReader device was connected and scanned."""

from datetime import UTC, datetime

from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.storage.models import DeviceVisit

_ANY = {DeviceKind.FOLDER, DeviceKind.COMPUTER}
"""Kinds that any reader can appear as, such as a copy of its files."""


class DeviceVisitRepository:
    """Stores the last visit of each device. Methods that change data run inside a writer job."""

    def last(self, device: FoundDevice) -> datetime | None:
        """Return when this device was last read; None if it never was."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        return None if row is None else datetime.fromtimestamp(row.read_at, UTC)

    def last_as_other_reader(self, device: FoundDevice) -> datetime | None:
        """When it was last read as another reader, one of another model or serial number."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        if row is None:
            return None
        kinds, readers = {DeviceKind(row.kind), device.kind}, {row.reader, device.reader}
        is_other = (len(kinds) == 2 and not kinds & _ANY) or (len(readers) == 2 and "" not in readers)
        return datetime.fromtimestamp(row.read_at, UTC) if is_other else None

    def note(self, device: FoundDevice, at: datetime) -> None:
        """Store that it was read just now."""
        DeviceVisit.replace(
            key=device.key,
            kind=device.kind,
            version=device.version,
            read_at=at.timestamp(),
            reader=device.reader,
        ).execute()
