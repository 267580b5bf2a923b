"""Files that a device uploads."""

from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.download_names import NAME_LIMIT, plain_line

LARGEST: Final = 1024 * 1024 * 1024
"""Bytes. A comic of some hundred pages takes 200 MB."""
EXPORTED: Final = frozenset({"json", "md", "html", "txt"})
"""KOReader's exports of highlights; they are kept as they are."""
_NOT_IN_A_NAME: Final = frozenset('\\/:*?"<>|')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was uploaded."""

    name: str
    size: int
    """Bytes."""
    changed_at: float
    """Seconds since 1970."""


class UploadRefused(BookOrbitError):
    """A file that can't be taken."""

    def __init__(self, status: int, message: Message) -> None:
        """`status` is that of HTTP."""
        super().__init__(message)
        self.status = status


def is_usable_name(name: str) -> bool:
    """Whether a name is one of a file on each of three systems, and of no hidden one."""
    stem = name.partition(".")[0].strip().casefold()
    return (
        bool(stem)
        and stem not in _DEVICES
        and name == plain_line(name)
        and not name.endswith((".", " "))
        and not _NOT_IN_A_NAME.intersection(name)
        and len(name.encode("utf-8", "surrogatepass")) <= NAME_LIMIT
    )
