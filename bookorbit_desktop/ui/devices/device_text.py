"""Text for connected devices."""

from datetime import datetime

from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import ago, joined


def kind_word(kind: DeviceKind) -> str:
    """The kind of a device."""
    return {
        DeviceKind.KOBO: tr("Kobo"),
        DeviceKind.KINDLE: tr("Kindle"),
        DeviceKind.POCKETBOOK: tr("PocketBook"),
        DeviceKind.CERVANTES: tr("Cervantes"),
        DeviceKind.REMARKABLE: tr("reMarkable"),
        DeviceKind.ANDROID: tr("Android device"),
        DeviceKind.COMPUTER: tr("KOReader on this computer"),
        DeviceKind.FOLDER: tr("Folder with KOReader"),
        DeviceKind.KOINSIGHT: "KoInsight",
    }[kind]


def connected_text(kind: DeviceKind) -> str:
    """The message that a device was connected."""
    return {
        DeviceKind.KOBO: tr("A Kobo with KOReader is connected"),
        DeviceKind.KINDLE: tr("A Kindle with KOReader is connected"),
        DeviceKind.POCKETBOOK: tr("A PocketBook with KOReader is connected"),
        DeviceKind.CERVANTES: tr("A Cervantes with KOReader is connected"),
        DeviceKind.REMARKABLE: tr("A reMarkable with KOReader is connected"),
        DeviceKind.ANDROID: tr("An Android device with KOReader is connected"),
        DeviceKind.COMPUTER: tr("KOReader on this computer was found"),
        DeviceKind.FOLDER: tr("A device with KOReader is connected"),
        DeviceKind.KOINSIGHT: tr("A device with KOReader is connected"),
    }[kind]


def last_read_text(last_read: datetime | None, now: datetime) -> str:
    """When the device was last read."""
    if last_read is None:
        return tr("Not imported yet.")
    return tr("Last imported {0}.").format(ago(last_read, now))


def device_facts(found: FoundDevice, last_read: datetime | None, now: datetime) -> str:
    """Version, last use, last import, and where the device is connected."""
    koreader = tr("KOReader {0}").format(found.version) if found.version else ""
    used = tr("last used {0}").format(ago(found.last_used, now)) if found.last_used else ""
    read = tr("scanned {0}").format(ago(last_read, now)) if last_read else tr("not scanned yet")
    return joined(koreader, used, read, folder_text(found.root))


def folder_text(folder: bytes) -> str:
    """The display form of a folder."""
    return folder.decode("utf-8", "replace")
