"""Reading ZIP archives from strangers: sizes are measured, never believed; nothing is unpacked to disk."""

import struct
import zipfile
import zlib
from collections.abc import Generator
from types import TracebackType
from typing import BinaryIO, Final, Self

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.contents import ENTRY_LIMIT, PASSWORD_PROTECTED, OverLimit, Unreadable

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    OSError,
    RuntimeError,
    KeyError,
    IndexError,
)
"""The exceptions of zipfile for broken archives."""
_ENCRYPTED: Final = 0x1


class ZipArchive:
    """A ZIP archive, for use in a `with` block.

    Raises:
        Unreadable: it is no ZIP archive. `kind` names what it should have been, as in "EPUB".
        OverLimit: it has more than 100,000 entries.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise Unreadable(Message("This file is not a readable {0}.", kind)) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._folded = {name.casefold(): name for name in reversed(self._entries)}
        if len(self._zip.infolist()) > ENTRY_LIMIT:
            self._zip.close()
            raise OverLimit(Message("This {0} contains more than {1} entries.", kind, ENTRY_LIMIT))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of the entries, in the archive's order."""
        return list(self._entries)

    def find(self, name: str) -> str | None:
        """The entry with that name, ignoring case if there is no exact match. None if there is none."""
        if name in self._entries:
            return name
        return self._folded.get(name.casefold())

    def read(self, name: str, limit: int, too_large: Message) -> bytes:
        """The bytes of an entry.

        Raises OverLimit, with the message `too_large`, for more than `limit` bytes, and Unreadable for an
        entry that is damaged, encrypted or compressed in an unsupported way.
        """
        with self._open(name) as entry:
            try:
                data = entry.read(limit + 1)
            except _BROKEN as error:
                raise Unreadable(Message("This {0} is damaged.", self._kind)) from error
        if len(data) > limit:
            raise OverLimit(too_large)
        return data

    def chunks(self, name: str, size: int) -> Generator[bytes, None, None]:
        """The bytes of an entry in pieces of at most `size`. Raises Unreadable, as `read`."""
        with self._open(name) as entry:
            try:
                while piece := entry.read(size):
                    yield piece
            except _BROKEN as error:
                raise Unreadable(Message("This {0} is damaged.", self._kind)) from error

    def _open(self, name: str) -> zipfile.ZipExtFile:
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable(PASSWORD_PROTECTED)
        # zipfile expands bzip2 and LZMA without a bound on memory.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(
                Message("This {0} uses a compression method that e-readers don't support.", self._kind)
            )
        try:
            return self._zip.open(entry)  # type: ignore[return-value]
        except _BROKEN as error:
            raise Unreadable(Message("This {0} is damaged.", self._kind)) from error
