"""Finds sidecars: beside the books, in KOReader's own folders, in the archive, and in earlier locations.

device-files.md, "Sidecars"; device-variants.md section 5, "Sidecars and annotations".
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookorbit_desktop.devices.files import describe
from bookorbit_desktop.devices.paths import DevicePaths, below, forward
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.files import FoundDevice, SidecarLocation, UnreadFile

MAX_FOLDERS = 200_000
_SIDECAR_FOLDER = b".sdr"
_METADATA = b"metadata."
_CUSTOM = b"custom_metadata.lua"
_KPDFVIEW = b".kpdfview.lua"
_NO_SUFFIX = b"_"
_HISTORY_NAME = re.compile(rb"\[(#.*?#|#)\] (.+)\.lua", re.DOTALL)
_DIGEST = re.compile(rb"[0-9a-f]{32}")
_SKIPPED = frozenset(
    {
        b"system volume information",
        b"$recycle.bin",
        b"lost+found",
        b".spotlight-v100",
        b".fseventsd",
        b".trashes",
        b".kobo-images",
        b".adobe-digital-editions",
    }
)
"""Large or inaccessible folders in which no reader keeps books."""
_OWN_FOLDERS = (
    *(b"docsettings", b"hashdocsettings", b"history", b"statistics", b"cache", b"settings", b"plugins"),
    *(b"frontend", b"data", b"fonts", b"l10n", b"libs", b"resources", b"rocks", b"ota"),
)
"""In KOReader's folder: read in another way, or parts of the program."""


@dataclass(frozen=True, slots=True)
class FoundSidecar:
    """A sidecar that was found but not read yet. Its file may be missing, with only its backup copy there."""

    path: bytes
    location: SidecarLocation
    here: bytes | None = None
    """The book's path, as far as the sidecar's location tells."""
    device_path: bytes = b""
    folder_digest: str = ""

    @property
    def custom(self) -> bytes:
        """The path of the file with the person's own metadata, beside the sidecar."""
        return os.path.join(os.path.dirname(self.path), _CUSTOM)


class SidecarFinder:
    """Walks a device. Folders that couldn't be listed are added to `unread`."""

    def __init__(self, device: FoundDevice, paths: DevicePaths, is_cancelled: Callable[[], bool]) -> None:
        self._device = device
        self._paths = paths
        self._is_cancelled = is_cancelled
        self._folders = 0
        self.unread: list[UnreadFile] = []

    def find(self, roots: list[bytes], opened: list[bytes]) -> Iterator[FoundSidecar]:
        """Every sidecar in KOReader's own folders, below `roots`, and beside those of the books `opened`
        that are elsewhere."""
        data = self._device.data_folder
        if data is not None:
            yield from self._in_docsettings(os.path.join(data, b"docsettings"))
            yield from self._in_hashdocsettings(os.path.join(data, b"hashdocsettings"))
            yield from self._in_history(os.path.join(data, b"history"))
        archive = self._paths.here(self._device.archive) if self._device.archive else None
        if archive is not None:
            yield from self._in_archive(archive)
        for root in roots:
            yield from self._beside_books(root, data)
        outside = {os.path.dirname(path) for path in opened if not _is_below(path, roots)}
        for folder in sorted(outside):
            yield from self._in_folder_of_books(folder, [entry.name for entry in self._list(folder)])

    def _beside_books(self, root: bytes, data: bytes | None) -> Iterator[FoundSidecar]:
        """Sidecars below `root` and beside books in KOReader's own folder, except where people keep no
        books."""
        own = set() if data is None else {below(data, name) for name in _OWN_FOLDERS}
        for folder, entries in self._walk(root, own):
            yield from self._in_folder_of_books(folder, [entry.name for entry in entries])

    def _in_folder_of_books(self, folder: bytes, names: list[bytes]) -> Iterator[FoundSidecar]:
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(_KPDFVIEW):
                yield FoundSidecar(path, SidecarLocation.KPDFVIEW, path[: -len(_KPDFVIEW)])
            elif _is_sidecar_folder(name):
                for lua, book in self._in_sidecar_folder(path):
                    yield FoundSidecar(lua, SidecarLocation.BESIDE, os.path.join(folder, book))

    def _in_docsettings(self, folder: bytes) -> Iterator[FoundSidecar]:
        for parent, entries in self._walk(folder, set()):
            device_folder = b"/" + forward(parent[len(folder) :]).lstrip(b"/")
            for entry in entries:
                if _is_sidecar_folder(entry.name):
                    for lua, book in self._in_sidecar_folder(entry.path):
                        device_path = device_folder.rstrip(b"/") + b"/" + book
                        yield FoundSidecar(lua, SidecarLocation.FOLDER, device_path=device_path)

    def _in_hashdocsettings(self, folder: bytes) -> Iterator[FoundSidecar]:
        for _, entries in self._walk(folder, set()):
            for entry in entries:
                if _is_sidecar_folder(entry.name):
                    stem = entry.name[: -len(_SIDECAR_FOLDER)].lower()
                    digest = stem.decode() if _DIGEST.fullmatch(stem) else ""
                    for lua, _ in self._in_sidecar_folder(entry.path):
                        yield FoundSidecar(lua, SidecarLocation.DIGEST, folder_digest=digest)

    def _in_history(self, folder: bytes) -> Iterator[FoundSidecar]:
        for name in _lua_names(entry.name for entry in self._list(folder)):
            told = _HISTORY_NAME.fullmatch(name)
            device_path = told[1].replace(b"#", b"/") + told[2] if told else b""
            path = os.path.join(folder, name)
            yield FoundSidecar(path, SidecarLocation.HISTORY, device_path=device_path)

    def _in_archive(self, folder: bytes) -> Iterator[FoundSidecar]:
        for name in _lua_names(entry.name for entry in self._list(folder)):
            yield FoundSidecar(os.path.join(folder, name), SidecarLocation.ARCHIVE)

    def _in_sidecar_folder(self, folder: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Each sidecar in an `.sdr` folder, with the name of its book."""
        stem = os.path.basename(folder)[: -len(_SIDECAR_FOLDER)]
        for name in _lua_names(entry.name for entry in self._list(folder)):
            book = _book_of(name, stem)
            if book is not None:
                yield os.path.join(folder, name), book

    def _walk(self, root: bytes, skipped: set[bytes]) -> Iterator[tuple[bytes, list["os.DirEntry[bytes]"]]]:
        """Every folder below with its contents, parents first. Links are not followed."""
        waiting = [root]
        while waiting and not self._is_cancelled():
            folder = waiting.pop()
            entries = self._list(folder)
            yield folder, entries
            below = [entry for entry in entries if _is_folder(entry) and forward(entry.path) not in skipped]
            waiting += [entry.path for entry in reversed(below) if not _is_left_out(entry.name)]

    def _list(self, folder: bytes) -> list["os.DirEntry[bytes]"]:
        self._folders += 1
        if self._folders > MAX_FOLDERS:
            if self._folders == MAX_FOLDERS + 1:
                self.unread.append(
                    UnreadFile(folder, Message("Too many folders here; the rest were skipped."))
                )
            return []
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            return []
        except OSError as error:
            if not isinstance(error, NotADirectoryError):
                self.unread.append(UnreadFile(folder, describe(error)))
            return []


def _book_of(name: bytes, stem: bytes) -> bytes | None:
    """The name of the book that a file in the `.sdr` folder of `stem` belongs to; None if it is no
    sidecar."""
    if name.startswith(_METADATA):
        suffix = name[len(_METADATA) : -len(b".lua")]
        return stem if suffix == _NO_SUFFIX else stem + b"." + suffix
    book = name[: -len(b".lua")]
    is_old_name = book == stem or (book.startswith(stem + b".") and not book.endswith(b".annotations"))
    return book if is_old_name and name != _CUSTOM else None


def _lua_names(names: Iterator[bytes]) -> list[bytes]:
    """The names of Lua files without duplicates, including those of which only the backup exists."""
    return sorted(
        {name.removesuffix(b".old") for name in names if name.removesuffix(b".old").endswith(b".lua")}
    )


def _is_sidecar_folder(name: bytes) -> bool:
    return name.endswith(_SIDECAR_FOLDER) and name != _SIDECAR_FOLDER


def _is_folder(entry: "os.DirEntry[bytes]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_left_out(name: bytes) -> bool:
    return _is_sidecar_folder(name) or name.lower() in _SKIPPED or name.lower().startswith(b".trash-")


def _is_below(path: bytes, roots: list[bytes]) -> bool:
    return any(forward(path).startswith(root.rstrip(b"/") + b"/") for root in roots)
