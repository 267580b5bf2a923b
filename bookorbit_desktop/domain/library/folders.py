"""How library folders are watched."""

from dataclasses import dataclass
from enum import StrEnum


class FolderState(StrEnum):
    """Whether changes in a folder are noticed."""

    WATCHED = "watched"
    POLLED = "polled"
    """The system does not report changes there; it is scanned now and then."""
    AWAY = "away"
    """It cannot be reached, such as a disconnected drive."""
    LEFT = "left"
    """The person turned watching off."""


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder of the library, or a single file that was added."""

    path: bytes
    state: FolderState
