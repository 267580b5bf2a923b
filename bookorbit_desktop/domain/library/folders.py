"""How library folders are watched."""

from dataclasses import dataclass
from enum import StrEnum


class FolderState(StrEnum):
    """Whether changes in a folder are noticed."""

    WATCHED = "watched"
    POLLED = "polled"
    """The system does not tell of changes there; it is looked through now and then."""
    AWAY = "away"
    """It cannot be reached, such as a drive that is not connected."""
    LEFT = "left"
    """The person switched watching off."""


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder of the library, or a single file that was added."""

    path: bytes
    state: FolderState
