"""Files and folders of a device that are replaced as a whole: completely or not at all, and put back.

The new one is copied beside the earlier one and renamed into its place; the earlier one is renamed, too, so that
setting it aside and putting it back take no space.
"""

import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Sequence
from typing import Final

from bookorbit_desktop.devices.files import Unread, read_bytes, read_start
from bookorbit_desktop.devices.paths import below
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.setup import SetupRefused
from bookorbit_desktop.domain.usb.setup_parts import Placement, PutBack
from bookorbit_desktop.services.usb.setup_record import PLUGIN_FILE, PLUGINS, PlacedItem
from bookorbit_desktop.system.exact_files import FileFailure, settle_folder, write_new

KEPT: Final = b".bookorbit-backup"
_NEW: Final = b".bookorbit-new"
_LEAVING: Final = b".bookorbit-old"
"""The one that is replaced, until everything else is written."""
_FIRST_PIECE: Final = 65_536
_MOST_FILES: Final = 1000
_LARGEST_FILE: Final = 4 * 1024 * 1024


class SetupItems:
    """The files and folders of a KOReader folder that are replaced as a whole. Every method blocks."""

    def __init__(self, folder: bytes) -> None:
        self._folder = folder

    def is_there(self, name: str) -> bool:
        """Whether there is a file or folder of this name."""
        return os.path.lexists(self._path(name))

    def digest(self, name: str) -> str:
        """A digest of what is there; empty if nothing is. Raises SetupRefused if it can't be read.

        Of a file, its size and its beginning count: a database's first page changes with all that is written to it.
        """
        path = self._path(name)
        try:
            if os.path.isdir(path):  # noqa: PTH112 - paths are bytes here
                return digest_of_folder(path)
            if not os.path.lexists(path):
                return ""
            start, size = read_start(path, _FIRST_PIECE)
            return f"{size}-{hashlib.sha256(start).hexdigest()}"
        except (OSError, Unread) as error:
            raise SetupRefused(
                Message(
                    "{0} on the device can't be read, so nothing was changed. Try again, or restart the device.",
                    name,
                )
            ) from error

    def digest_of_source(self, placement: Placement) -> str:
        """The digest of what takes a place; empty for nothing. Raises SetupRefused."""
        if placement.source is None:
            return ""
        try:
            return digest_of_folder(os.fsencode(placement.source))
        except (OSError, Unread) as error:
            raise SetupRefused(
                Message("This program's copy of the plugin can't be read. Install BookOrbit Desktop again.")
            ) from error

    def plugin_files(self) -> list[str]:
        """The names of the files that our plugin has written."""
        try:
            names = os.listdir(below(self._folder, b"settings"))  # noqa: PTH208
        except OSError:
            return []
        found = (f"settings/{os.fsdecode(name)}" for name in names)
        return sorted(name for name in found if PLUGIN_FILE.fullmatch(name))

    def check_unchanged(self, placements: Iterable[Placement]) -> bool:
        """Whether everything is as it was when this was planned."""
        return all(self.digest(placement.name) == placement.before for placement in placements)

    def makes_plugins(self, placements: Iterable[Placement]) -> bool:
        """Whether KOReader's folder of plugins has to be made for one of these."""
        return any(placement.source for placement in placements) and not self.is_there(PLUGINS)

    def stage(self, placements: Sequence[Placement]) -> None:
        """Copy what is to take a place beside it. Raises OSError or FileFailure; `unstage` removes the copies."""
        if self.makes_plugins(placements):
            os.mkdir(self._path(PLUGINS))  # noqa: PTH102
        for placement in placements:
            if placement.source is not None:
                _remove(self._path(placement.name) + _NEW)
                _copy_folder(os.fsencode(placement.source), self._path(placement.name) + _NEW)

    def unstage(self, placements: Iterable[Placement], *, made_plugins: bool) -> None:
        """Remove what was copied and has not taken its place. Raises OSError."""
        for placement in placements:
            _remove(self._path(placement.name) + _NEW)
        if made_plugins:
            self.remove_plugins_folder()

    def swap(self, placement: Placement, known: PlacedItem | None) -> None:
        """Put the copy in its place. `known`: how an earlier set-up left it; then its backup stays. Raises OSError."""
        path, aside = self._path(placement.name), self._aside(placement, known)
        if placement.before:
            _remove(aside)
            os.rename(path, aside)  # noqa: PTH104
        if placement.source is not None:
            os.rename(path + _NEW, path)  # noqa: PTH104
        settle_folder(os.path.dirname(path))  # noqa: PTH120

    def swap_back(self, placement: Placement, known: PlacedItem | None) -> None:
        """Undo `swap`, however far it came. Raises OSError."""
        path, aside = self._path(placement.name), self._aside(placement, known)
        if placement.before and not os.path.lexists(aside):
            return
        _take_out(path, path + _NEW)
        if placement.before:
            os.rename(aside, path)  # noqa: PTH104

    def settle(self, placements: Iterable[Placement]) -> None:
        """Remove what was replaced where an earlier set-up has kept the one before that. Raises OSError."""
        for placement in placements:
            _remove(self._path(placement.name) + _LEAVING)

    def has_backup(self, name: str) -> bool:
        """Whether the earlier one is kept beside it."""
        return os.path.lexists(self._path(name) + KEPT)

    def put_back(self, item: PutBack) -> None:
        """Bring the earlier one back, or leave nothing where there was nothing. Raises OSError."""
        path = self._path(item.name)
        if not item.stays:
            _take_out(path, path + _LEAVING)
            if item.existed:
                os.rename(path + KEPT, path)  # noqa: PTH104
            settle_folder(os.path.dirname(path))  # noqa: PTH120
            _remove(path + _LEAVING)
        _remove(path + KEPT)

    def forget(self, names: Iterable[str]) -> None:
        """Remove what was left beside these. Raises OSError."""
        for name in names:
            for end in (KEPT, _NEW, _LEAVING):
                _remove(self._path(name) + end)

    def remove_plugins_folder(self) -> None:
        """Remove the folder of plugins if it is empty. Raises OSError."""
        path = self._path(PLUGINS)
        if os.path.isdir(path) and not os.listdir(path):  # noqa: PTH112, PTH208
            os.rmdir(path)  # noqa: PTH106

    def _aside(self, placement: Placement, known: PlacedItem | None) -> bytes:
        """Where what is replaced goes: beside the backup of an earlier set-up, or in its place."""
        keeps_backup = known is not None and known.after == placement.before
        return self._path(placement.name) + (_LEAVING if keeps_backup else KEPT)

    def _path(self, name: str) -> bytes:
        return below(self._folder, name.encode())


def digest_of_folder(path: bytes) -> str:
    """A digest of all files in a folder. Raises OSError, and Unread for one that is no plugin's."""
    found = hashlib.sha256()
    for name, file in _files(path):
        content, _ = read_bytes(file, _LARGEST_FILE)
        found.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return found.hexdigest()


def _files(folder: bytes) -> list[tuple[bytes, bytes]]:
    """Every file below a folder, by its path there, with slashes. Raises OSError, and Unread for too many."""
    found = []
    for parent, _, names in os.walk(folder, onerror=_raise):
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118
            found.append((os.path.relpath(path, folder).replace(os.sep.encode(), b"/"), path))
        if len(found) > _MOST_FILES:
            raise Unread(Message("This folder has more than {0} files.", _MOST_FILES))
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error


def _copy_folder(source: bytes, target: bytes) -> None:
    """Copy a folder's files durably, and compare. Raises OSError or FileFailure."""
    os.mkdir(target)  # noqa: PTH102
    try:
        for name, path in _files(source):
            copy = below(target, name)
            os.makedirs(os.path.dirname(copy), exist_ok=True)  # noqa: PTH103, PTH120
            write_new(copy, io.BytesIO(read_bytes(path, _LARGEST_FILE)[0]))
            settle_folder(os.path.dirname(copy))  # noqa: PTH120
        settle_folder(target)
        is_same = digest_of_folder(source) == digest_of_folder(target)
    except Unread as error:
        raise FileFailure(error.message) from error
    if not is_same:
        raise FileFailure(Message("The device didn't save what was written. Check its storage."))


def _take_out(path: bytes, aside: bytes) -> None:
    """Rename what is there: a folder that is deleted in its place would be loaded by half."""
    _remove(aside)
    if os.path.lexists(path):
        os.rename(path, aside)  # noqa: PTH104


def _remove(path: bytes) -> None:
    """Delete a file, or a folder with all that is in it; never what a link leads to."""
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)  # noqa: PTH108
