"""Files that a device uploads."""

import re
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.download_names import NAME_LIMIT, safe_name

LARGEST: Final = 1024 * 1024 * 1024
"""Bytes. A comic of some hundred pages takes 200 MB."""
EXPORTED: Final = frozenset({"json", "md", "html", "txt"})
"""KOReader's exports of highlights; they are kept as they are."""
_NO_NAME: Final = re.compile("[/\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ROOM: Final = len("_ (1234)")
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was uploaded."""

    name: str
    """Its own; where no system could store it under that, `stored` differs."""
    stored: str
    size: int
    """Bytes."""
    mtime_ns: int
    """When it was changed, in nanoseconds since 1970."""

    @property
    def changed_at(self) -> float:
        """The same in seconds."""
        return self.mtime_ns / 1e9


class UploadRefused(BookOrbitError):
    """A file that can't be taken."""

    def __init__(self, status: int, message: Message) -> None:
        """`status` is that of HTTP."""
        super().__init__(message)
        self.status = status


def is_usable_name(name: str) -> bool:
    """Whether a name is one line of text without a folder, and that of no hidden file."""
    return not _NO_NAME.search(name) and not name.strip().startswith(".")


def stored_name(name: str, number: int = 1) -> str:
    """A usable name as each of three systems can store it; the name itself where it is one.

    `number` tells it from others that are stored alike.
    """
    stem, dot, ending = name.rpartition(".")
    safe = safe_name(stem, NAME_LIMIT - len(f"{dot}{ending}".encode()) - _ROOM)
    if safe.partition(".")[0].casefold() in _DEVICES:
        safe = f"_{safe}"
    return f"{safe}{f' ({number})' if number > 1 else ''}{dot}{ending}"
