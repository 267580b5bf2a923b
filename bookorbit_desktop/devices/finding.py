"""Finds folders with KOReader where devices are mounted, the kind of device, and the version (device-files.md)."""

import hashlib
import os
import re
import string
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bookorbit_desktop.devices.files import LuaFile, Unread, read_bytes, read_lua
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.devices.paths import as_folder, below
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.files import (
    DeviceKind,
    FoundDevice,
    SidecarLocation,
    StatisticsSettings,
    UnreadFile,
)

_MOUNTS = Path("/proc/self/mounts")
_VOLUMES = b"/Volumes"
_PLUGGED_IN = (b"/media/", b"/run/media/", b"/mnt/")
_SHARES = (b"nfs", b"nfs4", b"cifs", b"smb3", b"smbfs", b"afs", b"ceph", b"9p", b"glusterfs", b"davfs")
"""Network shares: nobody plugs these in, and one whose server is gone blocks readers."""
_OCTAL = re.compile(rb"\\([0-7]{3})")


def mount_points() -> list[bytes]:
    """The mount folders of connected devices. Blocks for a moment."""
    if sys.platform == "win32":
        return drives()
    if sys.platform == "darwin":
        return volumes(_VOLUMES)
    try:
        return plugged_in(_MOUNTS.read_bytes())
    except OSError:
        return []


def plugged_in(mounts: bytes) -> list[bytes]:
    """Those on Linux, from the text of /proc/self/mounts (proc(5))."""
    fields = [line.split() for line in mounts.splitlines()]
    points = [
        _OCTAL.sub(lambda octal: bytes((int(octal[1], 8) & 255,)), parts[1])
        for parts in fields
        if len(parts) > 2 and parts[2] not in _SHARES
    ]
    return sorted({point for point in points if point.startswith(_PLUGGED_IN)})


def volumes(folder: bytes) -> list[bytes]:
    """Those on macOS: the folders in /Volumes, except the link to the system's own disk."""
    try:
        return sorted(entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def drives(is_there: Callable[[bytes], bool] = os.path.exists) -> list[bytes]:
    """Those on Windows: each letter with a drive. A and B are left out, as they wait for floppy discs."""
    letters = [f"{letter}:\\".encode() for letter in string.ascii_uppercase[2:]]
    return [letter for letter in letters if is_there(letter)]


SETTINGS = b"settings.reader.lua"
_PATHS = (
    (b".adds/koreader", DeviceKind.KOBO),
    (b"applications/koreader", DeviceKind.POCKETBOOK),
    (b"koreader", None),
)
_ROOTS = {
    DeviceKind.KOBO: ((b"/mnt/onboard",), (b"/mnt/sd",)),
    DeviceKind.KINDLE: ((b"/mnt/us",), ()),
    DeviceKind.POCKETBOOK: ((b"/mnt/ext1",), (b"/mnt/ext2",)),
    DeviceKind.CERVANTES: ((b"/mnt/public",), ()),
    DeviceKind.REMARKABLE: ((b"/home/root",), ()),
    DeviceKind.ANDROID: ((b"/storage/emulated/0", b"/sdcard"), ()),
}
_MARKS = (
    ((b".kobo",), DeviceKind.KOBO),
    ((b"documents", b"system"), DeviceKind.KINDLE),
    ((b"Android",), DeviceKind.ANDROID),
)
"""Folders at the root of a kind of device."""
_VERSION = re.compile(rb"v?[0-9][ -~]{0,60}")
_LONGEST_VERSION = 4096
_SERIAL = re.compile(rb"([0-9A-Za-z]{8,40}),[0-9.]+,[0-9.]+,")
"""The first field of `.kobo/version`, before the versions of kernel and firmware (device-files.md, first section)."""


def find_devices(roots: Iterable[bytes]) -> list[FoundDevice]:
    """The devices with KOReader among the mounted folders. Blocks while reading their settings."""
    found = (find_device(root) for root in roots)
    return [device for device in found if device is not None]


def find_device(folder: bytes) -> FoundDevice | None:
    """Return the KOReader device mounted in this folder, or with this as its own folder, or None."""
    folder = as_folder(folder)
    for path, kind in _PATHS:
        data = below(folder, path)
        if _is_data_folder(data):
            return _device(folder, data, kind)
    if not _is_data_folder(folder):
        return None
    for path, kind in _PATHS[:2]:
        if folder.endswith(b"/" + path):
            return _device(as_folder(folder[: -len(path) - 1]), folder, kind)
    return _own_folder(folder)


def folder_without_koreader(folder: bytes, a_path: bytes = b"") -> FoundDevice:
    """A folder that only contains books and their sidecars: a card, a Cervantes, or a copy of some device.

    `a_path` is the path of one of its books, from a sidecar.
    """
    kind = _kind_of_paths([a_path]) or _kind_of_marks(folder) or DeviceKind.FOLDER
    roots, cards = _ROOTS.get(kind, ((), ()))
    return FoundDevice(kind, as_folder(folder), None, device_roots=roots, card_roots=cards)


def _own_folder(data: bytes) -> FoundDevice:
    """Return the device for a chosen KOReader folder: at a device's root, or on a computer."""
    parent = as_folder(os.path.dirname(data))
    device = _device(parent, data, None)
    if device.kind is not DeviceKind.FOLDER:
        return device
    return replace(device, kind=DeviceKind.COMPUTER, root=data)


def _is_data_folder(folder: bytes) -> bool:
    names = (SETTINGS, SETTINGS + b".old")
    return any(os.path.isfile(os.path.join(folder, name)) for name in names)


def _device(root: bytes, data: bytes, kind: DeviceKind | None) -> FoundDevice:
    path = os.path.join(data, SETTINGS)
    unread: tuple[UnreadFile, ...] = ()
    try:
        file = read_lua(path)
    except Unread as error:
        file = LuaFile(LuaTable(), 0)
        unread = (UnreadFile(path, error.message),)
    if file.older_because:
        unread = (UnreadFile(path, Message("Its backup copy was read instead. {0}", file.older_because)),)
    settings = file.table
    kind = kind or _kind_of_paths(_paths_in(settings)) or _kind_of_marks(root) or DeviceKind.FOLDER
    device_roots, card_roots = _ROOTS.get(kind, ((), ()))
    archive = settings.get(b"document_metadata_arc_folder")
    exports = settings.get(b"annotations_export_folder")
    return FoundDevice(
        kind=kind,
        root=root,
        data_folder=data,
        version=_version(data),
        migrated=settings.whole("last_migration_date"),
        device_id=settings.text("device_id"),
        sidecars=_location(settings.text("document_metadata_folder")),
        archive=archive if isinstance(archive, bytes) else b"",
        annotations_folder=exports if isinstance(exports, bytes) else b"",
        device_roots=device_roots,
        card_roots=card_roots,
        statistics=_statistics(settings.table("statistics")),
        reader=_reader(root) if kind is DeviceKind.KOBO else "",
        last_used=datetime.fromtimestamp(file.modified_ns // 10**9, UTC) if file.modified_ns else None,
        unread=unread,
    )


def _paths_in(settings: LuaTable) -> list[bytes]:
    values = [settings.get(name) for name in (b"lastfile", b"lastdir", b"home_dir", b"download_dir")]
    return [value for value in values if isinstance(value, bytes)]


def _kind_of_paths(paths: Iterable[bytes]) -> DeviceKind | None:
    for path in paths:
        for kind, (roots, cards) in _ROOTS.items():
            if any((path + b"/").startswith(root + b"/") for root in (*roots, *cards)):
                return kind
    return None


def _kind_of_marks(root: bytes) -> DeviceKind | None:
    for names, kind in _MARKS:
        if all(os.path.isdir(os.path.join(root, name)) for name in names):
            return kind
    return None


def _version(data: bytes) -> str:
    try:
        content, _ = read_bytes(os.path.join(data, b"git-rev"), _LONGEST_VERSION)
    except Unread:
        return ""
    version = _VERSION.match(content.strip())
    return version[0].decode("ascii").strip() if version else ""


def _reader(root: bytes) -> str:
    try:
        content, _ = read_bytes(os.path.join(root, b".kobo", b"version"), _LONGEST_VERSION)
    except Unread:
        return ""
    serial = _SERIAL.match(content)
    return hashlib.sha256(serial[1]).hexdigest()[:16] if serial else ""


def _location(mode: str) -> SidecarLocation:
    modes = (SidecarLocation.FOLDER, SidecarLocation.DIGEST)
    return SidecarLocation(mode) if mode in modes else SidecarLocation.BESIDE


def _statistics(settings: LuaTable) -> StatisticsSettings:
    usual = StatisticsSettings()
    hour, minute = settings.whole("calendar_day_start_hour"), settings.whole("calendar_day_start_minute")
    return StatisticsSettings(
        is_enabled=settings.get(b"is_enabled") is not False,
        min_seconds=_within(settings.whole("min_sec"), 0, 120, usual.min_seconds),
        max_seconds=_within(settings.whole("max_sec"), 10, 7200, usual.max_seconds),
        freezes_finished=settings.flag("freeze_finished_books"),
        day_start_minutes=_within(hour, 0, 23, 0) * 60 + _within(minute, 0, 59, 0),
        week_start=_within(settings.whole("calendar_start_day_of_week"), 1, 7, usual.week_start),
    )


def _within(value: int | None, lowest: int, highest: int, usual: int) -> int:
    return value if value is not None and lowest <= value <= highest else usual
