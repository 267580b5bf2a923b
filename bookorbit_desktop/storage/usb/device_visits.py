"""When each KOReader device was connected and scanned."""

from datetime import UTC, datetime

from bookorbit_desktop.domain.usb.files import FoundDevice
from bookorbit_desktop.storage.models import DeviceVisit


class DeviceVisitRepository:
    """Keeps the last visit of each device. Methods that change run inside a job of the writer."""

    def last(self, device: FoundDevice) -> datetime | None:
        """When this device was read last; None for one that never was."""
        row = DeviceVisit.get_or_none(DeviceVisit.key == device.key)
        return None if row is None else datetime.fromtimestamp(row.read_at, UTC)

    def note(self, device: FoundDevice, at: datetime) -> None:
        """It was read just now."""
        DeviceVisit.replace(
            key=device.key, kind=device.kind, version=device.version, read_at=at.timestamp()
        ).execute()
