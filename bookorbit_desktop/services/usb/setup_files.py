"""KOReader's settings files on a device: changed completely or not at all, and restored byte for byte.

The earlier file is kept beside the changed one, and a record of the changes is in KOReader's folder, so that
their secrets never leave the device.
"""

import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from bookorbit_desktop.devices.files import Unread, read_bytes
from bookorbit_desktop.devices.lua_table import LuaError, parse_table
from bookorbit_desktop.devices.lua_values import LuaTable, write_lua
from bookorbit_desktop.devices.paths import below, device_paths
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.scan import is_under
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.domain.usb.setup import FileChange, SettingsFile, SetupRefused
from bookorbit_desktop.domain.usb.setup_parts import Placement, PutBack
from bookorbit_desktop.services.usb.setup_items import SetupItems
from bookorbit_desktop.services.usb.setup_record import (
    PlacedItem,
    SetupRecord,
    WrittenFile,
    parse_record,
    sha256_of,
)
from bookorbit_desktop.system.exact_files import (
    FileFailure,
    failure,
    keep_looks,
    keep_permissions,
    settle_folder,
    write_new,
)

RECORD: Final = b"bookorbit-setup.json"
BACKUP: Final = b".bookorbit-backup"
_PART: Final = b".bookorbit-new"
_LONGEST_RECORD: Final = 65_536


@dataclass(slots=True)
class _Writing:
    """How far a write has come."""

    changes: Sequence[FileChange]
    placements: Sequence[Placement]
    earlier: SetupRecord | None
    makes_plugins: bool
    done: list[FileChange] = field(default_factory=list)
    swapped: list[Placement] = field(default_factory=list)

    def known(self, placement: Placement) -> PlacedItem | None:
        """How an earlier set-up left what is replaced."""
        return self.earlier.placed.get(placement.name) if self.earlier else None


class SetupFiles:
    """The settings files of a KOReader folder. Every method blocks."""

    def __init__(self, device: FoundDevice) -> None:
        assert device.data_folder is not None
        self._device = device
        self.folder = device.data_folder
        self._paths = device_paths(device)
        self.items = SetupItems(self.folder)

    def read(self, name: SettingsFile) -> bytes | None:
        """The content of a file; None if there is none.

        Raises SetupRefused if it cannot be read, or is a link, which would be replaced; also if KOReader
        would read its earlier copy (.old) instead.
        """
        path = self._path(name)
        if self._leads_away(path):
            raise _is_link(name)
        if not os.path.lexists(path):
            if os.path.lexists(path + b".old"):
                raise SetupRefused(
                    Message(
                        (
                            "{0} is missing on the device, and only KOReader's backup is left. "
                            "Start KOReader once, close it, and try again."
                        ),
                        name,
                    )
                )
            return None
        try:
            return read_bytes(path)[0]
        except Unread as error:
            raise _broken(name, error.message) from error

    def table(self, name: SettingsFile) -> LuaTable:
        """The values of a file; none if it doesn't exist. Raises SetupRefused."""
        return table_of(name, self.read(name))

    def change(self, name: SettingsFile, table: LuaTable) -> FileChange:
        """The change that sets these values in a file, in KOReader's own form. Raises SetupRefused."""
        before = self.read(name)
        comment = _comment(before) or self._paths.on_device(self._path(name))
        return FileChange(name, before, write_lua(table, comment))

    def earlier(self, name: SettingsFile, written: WrittenFile) -> bytes | None:
        """A file as it was before the setup; None if there was none. Raises SetupRefused if the backup is gone."""
        now = self.read(name)
        if written.is_put_back(now):
            return now
        if not written.existed:
            return None
        try:
            return read_bytes(self._path(name) + BACKUP)[0]
        except Unread as error:
            raise SetupRefused(
                Message(
                    (
                        "The earlier {0} is no longer on the device, so it can't be restored. "
                        "Change these settings in KOReader itself."
                    ),
                    name,
                )
            ) from error

    def record(self) -> SetupRecord | None:
        """The record of an earlier setup; None if there is none or it is unreadable."""
        try:
            content, _ = read_bytes(below(self.folder, RECORD), _LONGEST_RECORD)
            return parse_record(content)
        except (Unread, ValueError, KeyError, TypeError):
            return None

    def write(
        self, changes: Sequence[FileChange], placements: Sequence[Placement], setup_record: SetupRecord
    ) -> None:
        """Change files, all or none, after backing them up. Raises SetupRefused.

        `setup_record` is the record of this set-up, without its files.
        """
        self._check_unchanged(changes, placements)
        earlier = self.record()
        makes_plugins = self.items.makes_plugins(placements)
        writing = _Writing(changes, placements, earlier, makes_plugins)
        try:
            files = dict(earlier.files) if earlier else {}
            for change in changes:
                files[change.name] = self._keep(change, files.get(change.name))
            self._put_record(
                replace(
                    setup_record,
                    files=files,
                    parts=setup_record.parts | (earlier.parts if earlier else frozenset()),
                    placed=self._placed(placements, earlier),
                    made_plugins=makes_plugins or (earlier is not None and earlier.made_plugins),
                )
            )
            self.items.stage(placements)
            for change in changes:
                writing.done.append(change)
                self._put(change.name, change.after)
            for placement in placements:
                writing.swapped.append(placement)
                self.items.swap(placement, writing.known(placement))
        except (OSError, FileFailure) as error:
            self._take_back(writing)
            raise _not_written(error) from error
        with suppress(OSError):  # an undo removes what is left of them
            self.items.settle(placements)

    def restore(self, changes: Sequence[FileChange], placed: Sequence[PutBack] = ()) -> None:
        """Restore files and forget the set-up. If it raises SetupRefused, it can be tried again."""
        self._check_unchanged(changes, [Placement(item.name, item.now) for item in placed])
        record = self.record()
        written = record.files if record else {}
        try:
            for item in placed:
                self.items.put_back(item)
            for change in sorted(
                changes, key=lambda change: change.after is not None
            ):  # the disk may be full
                self._put_back(change, written.get(change.name))
            for name in written:
                _remove(self._path(name) + BACKUP)
            if record is not None:
                self.items.forget(record.placed)
                if record.made_plugins:
                    self.items.remove_plugins_folder()
            _remove(below(self.folder, RECORD))
        except (OSError, FileFailure) as error:
            raise SetupRefused(
                Message(
                    ("Not everything could be restored. {0} Plug the device in again and try once more."),
                    _why(error),
                )
            ) from error

    def has_open_database(self) -> bool:
        """Whether KOReader is writing its statistics, or was stopped while doing so."""
        path = below(self.folder, b"settings/statistics.sqlite3")
        return any(_size(path + end) > 0 for end in (b"-wal", b"-journal"))

    def _check_unchanged(self, changes: Sequence[FileChange], placements: Sequence[Placement]) -> None:
        self.check_no_links(placement.name for placement in placements)
        is_same = all(self.read(change.name) == change.before for change in changes)
        if not is_same or not self.items.check_unchanged(placements):
            raise SetupRefused(
                Message(
                    "A file on the device has changed, so nothing was written. Close "
                    "KOReader there and check the changes again."
                )
            )

    def check_no_links(self, names: Iterable[str]) -> None:
        """Raise SetupRefused if one of these leads away from the device."""
        for name in names:
            if self._leads_away(below(self.folder, name.encode())):
                raise _is_link(name)

    def _placed(self, placements: Sequence[Placement], earlier: SetupRecord | None) -> dict[str, PlacedItem]:
        """What replaces what, for the record; the first set-up's earlier one counts while its backup does."""
        placed = dict(earlier.placed) if earlier else {}
        for placement in placements:
            known = placed.get(placement.name)
            is_ours = known is not None and known.after == placement.before
            before = known.before if known is not None and is_ours else placement.before
            placed[placement.name] = PlacedItem(before, self.items.digest_of_source(placement))
        return placed

    def _keep(self, change: FileChange, known: WrittenFile | None) -> WrittenFile:
        """Keep a copy of a file; one unchanged since the last setup has its copy already."""
        assert change.after is not None
        after = digest_of(change.after)
        if known is not None and change.before is not None and digest_of(change.before) == known.after:
            return WrittenFile(known.before, after)
        path = self._path(change.name)
        if change.before is None:
            _remove(path + BACKUP)
        else:
            looks = os.stat(path)  # noqa: PTH116
            _write(path + BACKUP, change.before, looks)
            keep_looks(path + BACKUP, looks)
        return WrittenFile(sha256_of(change.before), after)

    def _put(self, name: SettingsFile, content: bytes | None) -> None:
        """Write this content to a file, or delete it. Raises OSError or FileFailure."""
        path = self._path(name)
        if content is None:
            _remove(path)
        else:
            _write(path, content, _status(path))
        settle_folder(os.path.dirname(path))  # noqa: PTH120

    def _put_back(self, change: FileChange, written: WrittenFile | None) -> None:
        """Restore a file's earlier content; renaming the kept copy needs no free space."""
        path = self._path(change.name)
        if change.after is None or written is None or not written.is_put_back(change.after):
            self._put(change.name, change.after)
            return
        os.replace(path + BACKUP, path)  # noqa: PTH105
        settle_folder(os.path.dirname(path))  # noqa: PTH120
        _check_kept(path, change.after)

    def _put_record(self, record: SetupRecord) -> None:
        _write(below(self.folder, RECORD), record.document(), None)

    def _take_back(self, writing: _Writing) -> None:
        """Undo a failed write on the device. Raises SetupRefused if that fails as well."""
        try:
            for placement in reversed(writing.swapped):
                self.items.swap_back(placement, writing.known(placement))
            for change in writing.done:
                if self.read(change.name) != change.before:
                    self._put(change.name, change.before)
            self.items.unstage(writing.placements, made_plugins=writing.makes_plugins)
            if writing.earlier is not None:
                self._put_record(writing.earlier)
                return
            _remove(below(self.folder, RECORD))
            for change in writing.changes:
                _remove(self._path(change.name) + BACKUP)
        except (OSError, FileFailure) as error:
            raise SetupRefused(
                Message(
                    (
                        "The device was only partly written. {0} Plug it in again, then undo "
                        "the setup or run it again."
                    ),
                    _why(error),
                )
            ) from error

    def _leads_away(self, path: bytes) -> bool:
        """Whether the path leaves the device through a link; on a computer, folders may be links."""
        if os.path.islink(path):  # noqa: PTH114 - paths are bytes here
            return True
        if self._device.kind is DeviceKind.COMPUTER:
            return False
        return not is_under(os.path.realpath(path), [os.path.realpath(self._device.root)])

    def _path(self, name: SettingsFile) -> bytes:
        return below(self.folder, name.encode())


def table_of(name: SettingsFile, content: bytes | None) -> LuaTable:
    """The values in a file's content. Raises SetupRefused for content KOReader couldn't read either."""
    if content is None:
        return LuaTable()
    try:
        return parse_table(content)
    except LuaError as error:
        raise _broken(name, error.message) from error


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file's values in canonical form, or of its bytes if it can't be parsed."""
    with suppress(LuaError):
        content = write_lua(parse_table(content))
    return hashlib.sha256(content).hexdigest()


def _broken(name: SettingsFile, reason: str) -> SetupRefused:
    return SetupRefused(
        Message(
            (
                "{0} on the device can't be read, so it's left alone. {1} Start KOReader once: "
                "it repairs the file or creates a new one."
            ),
            name,
            reason,
        )
    )


def _is_link(name: str) -> SetupRefused:
    return SetupRefused(
        Message("{0} is a link to another file, so it is left alone. Set this KOReader up by hand.", name)
    )


def _not_written(error: OSError | FileFailure) -> SetupRefused:
    return SetupRefused(Message("Nothing on the device was changed. {0}", _why(error)))


def _why(error: OSError | FileFailure) -> str:
    return str(failure(error) if isinstance(error, OSError) else error)


def _comment(content: bytes | None) -> bytes:
    """The first line of a file, in which KOReader writes its path."""
    line = (content or b"").split(b"\n", 1)[0].rstrip(b"\r")
    return line[2:].strip() if line.startswith(b"--") else b""


def _write(path: bytes, content: bytes, looks: os.stat_result | None) -> None:
    """Replace a file's content atomically and verify it. Raises OSError or FileFailure."""
    part = path + _PART
    _remove(part)
    write_new(part, io.BytesIO(content))
    try:
        if looks is not None:
            keep_permissions(part, looks)
        os.replace(part, path)  # noqa: PTH105
    except OSError:
        _remove(part)
        raise
    _check_kept(path, content)


def _check_kept(path: bytes, content: bytes) -> None:
    """Raise FileFailure if a file doesn't have the content written to it."""
    try:
        kept = read_bytes(path)[0]
    except Unread as error:
        raise FileFailure(error.message) from error
    if kept != content:
        raise FileFailure(Message("The device didn't save what was written. Check its storage."))


def _remove(path: bytes) -> None:
    """Delete a file. A read-only drive refuses even if there is no file."""
    if os.path.lexists(path):
        os.unlink(path)  # noqa: PTH108


def _status(path: bytes) -> os.stat_result | None:
    with suppress(OSError):
        return os.stat(path)  # noqa: PTH116
    return None


def _size(path: bytes) -> int:
    status = _status(path)
    return 0 if status is None else status.st_size
