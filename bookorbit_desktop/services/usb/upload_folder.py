"""The folder for files that come from a device over Wi-Fi: it is one of the library's, so books end in the Inbox."""

import errno
import filecmp
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.uploads import (
    EXPORTED,
    UploadedFile,
    UploadRefused,
    is_usable_name,
    stored_name,
)
from bookorbit_desktop.formats.detect_format import format_of
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.export_file import atomic_write
from bookorbit_desktop.system.exact_files import settle_folder

STAYS_FREE: Final = 64 * 1024 * 1024
"""Bytes that no upload takes from the library, which lies on the same disk."""
_PART: Final = ".upload-"
_NAMES: Final = ".names.json"
_LEFT_BEHIND_AFTER: Final = timedelta(days=1)


class UploadFolder:
    """Takes new files; none is replaced or removed. Every method but `scan` blocks; safe from any thread."""

    def __init__(self, folder: Path, library: Callable[[], LibraryService], clock: Clock) -> None:
        """`folder` is created with the first file."""
        self._folder = folder
        self._library = library
        self._clock = clock
        self._turn = threading.Lock()
        """Held while a name is looked for and taken."""

    def files(self) -> list[UploadedFile]:
        """What was uploaded and still lies there, by name."""
        names, found = self._names(), []
        with suppress(FileNotFoundError):
            for entry in os.scandir(self._folder):
                if entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
                    about = entry.stat(follow_symlinks=False)
                    own = names.get(entry.name, entry.name)
                    found.append(UploadedFile(own, entry.name, about.st_size, about.st_mtime_ns))
        return sorted(found, key=lambda file: file.name)

    def path(self, file: UploadedFile) -> Path:
        """Where a file lies."""
        return self._folder / file.stored

    def check(self, name: str) -> None:
        """Raise UploadRefused for a name that no file here may have, before the upload has come."""
        if not is_usable_name(name):
            raise UploadRefused(400, Message("This file name can't be used here. Rename the file."))
        ending = name.rpartition(".")[2].casefold()
        if ending not in EXPORTED and format_of(os.fsencode(name)) is None:
            raise UploadRefused(
                415, Message("Only books and KOReader's exported highlights are taken, not “{0}”.", name)
            )

    def part(self, size: int = 0) -> Path:
        """A new file for an upload of `size` bytes, to be given to `keep`, which removes it. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._drop_left_behind()
        if shutil.disk_usage(self._folder).free < size + STAYS_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=_PART)
        os.close(handle)
        return Path(name)

    def keep(self, name: str, part: Path) -> bool:
        """Give an upload its name, durably; whether it is a new file. The same content twice is one.

        Raises UploadRefused where another file has the name, and OSError.
        """
        try:
            with self._turn:
                known = next((file for file in self.files() if file.name == name), None)
                if known is not None:
                    if filecmp.cmp(part, self.path(known), shallow=False):
                        return False
                    raise UploadRefused(
                        409,
                        Message("Another file is called “{0}” here. Rename yours and upload it again.", name),
                    )
                with part.open("rb") as file:
                    os.fsync(file.fileno())
                part.rename(self._folder / self._free_name(name))
                settle_folder(os.fsencode(self._folder))
                return True
        finally:
            part.unlink(missing_ok=True)

    def _free_name(self, name: str) -> str:
        """What to store a new file as. Notes its own name, where that is another."""
        taken = {path.name.casefold() for path in self._folder.iterdir()}
        candidates = (stored_name(name, number) for number in count(1))
        stored = next(candidate for candidate in candidates if candidate.casefold() not in taken)
        names = {known: own for known, own in self._names().items() if known.casefold() in taken}
        if stored != name:
            names[stored] = name
        if names != self._names():
            with atomic_write(self._folder / _NAMES) as file:
                json.dump(names, file)
        return stored

    def _names(self) -> dict[str, str]:
        """The own names of files that are stored under another; without what can't be read."""
        try:
            known = json.loads((self._folder / _NAMES).read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        own = known.items() if isinstance(known, dict) else ()
        return {stored: name for stored, name in own if isinstance(name, str)}

    async def scan(self) -> None:
        """Read what is new into the library. What the person removed from it stays removed."""
        folder = os.fsencode(self._folder)
        if folder in self._library().folders():
            await self._library().rescan([folder])
        else:
            await self._library().add_and_scan([folder])

    def _drop_left_behind(self) -> None:
        """Remove uploads that a kill or a power cut ended."""
        before = self._clock.now() - _LEFT_BEHIND_AFTER
        for part in self._folder.glob(f"{_PART}*"):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < before.timestamp():
                    part.unlink()
