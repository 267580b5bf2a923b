"""When each KOReader device was connected and scanned."""

from datetime import UTC, datetime

from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.storage.models import DeviceVisit

_ANY = {DeviceKind.FOLDER, DeviceKind.COMPUTER}
"""Kinds that any reader can look like, such as a copy of its files."""


class DeviceVisitRepository:
    """Keeps the last visit of each device. Methods that change run inside a job of the writer."""

    def last(self, device: FoundDevice) -> datetime | None:
        """When this device was read last; None for one that never was."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        return None if row is None else datetime.fromtimestamp(row.read_at, UTC)

    def last_as_other_kind(self, device: FoundDevice) -> datetime | None:
        """When it was read last, if that was another kind of reader, such as a Kindle instead of a Kobo."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        kinds = set() if row is None else {DeviceKind(row.kind), device.kind}
        is_told = len(kinds) == 2 and not kinds & _ANY
        return datetime.fromtimestamp(row.read_at, UTC) if row is not None and is_told else None

    def note(self, device: FoundDevice, at: datetime) -> None:
        """It was read just now."""
        DeviceVisit.replace(
            key=device.key, kind=device.kind, version=device.version, read_at=at.timestamp()
        ).execute()
