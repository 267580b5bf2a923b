"""The databases that KOReader's own cloud sync keeps in a WebDAV folder (cloud-sync.md)."""

import re
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.errors import BookOrbitError

STATISTICS: Final = "statistics.sqlite3"
VOCABULARY: Final = "vocabulary_builder.sqlite3"
TABLES: Final = {
    STATISTICS: frozenset({"book", "page_stat_data"}),
    VOCABULARY: frozenset({"vocabulary", "title"}),
}
"""The tables that each file must have. No other file is kept."""
LARGEST: Final = 256 * 1024 * 1024
"""Bytes. Twenty years of reading are 40 to 120 MB (cloud-sync.md, "What the merge on the device does")."""
KEPT_VERSIONS: Final = 10
"""Earlier versions of each file."""
_AGENT: Final = re.compile(r"KOReader/\S+ \(([^;()]{1,60}); [^;()]{1,30}; [^;()]{1,30}\)")
OVER_WIFI: Final = "Wi-Fi"
"""The device of page views from such a file: it holds those of all devices and says of none whose they are."""


@dataclass(frozen=True, slots=True)
class CloudFile:
    """A file as it was put last."""

    name: str
    size: int
    """Bytes."""
    changed_at: float
    """Seconds since 1970."""
    tag: str
    """Another one for every content: a strong ETag without its quotes (RFC 9110, section 8.8.3)."""


@dataclass(frozen=True, slots=True)
class CloudUpload:
    """That a file was put here. The request has the account's login and names no device."""

    name: str
    address: str
    """Such as 192.168.1.31; empty if unknown."""
    at: float
    """Seconds since 1970."""
    size: int
    """Bytes."""
    model: str = ""
    """The device's model; empty for releases before v2025.04."""


def model_of(user_agent: str) -> str:
    """The model in the `User-Agent` of releases from v2025.04, "KOReader/v1 (Kobo_spaBW; Linux; arm) …"; else empty."""
    found = _AGENT.match(user_agent)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Precondition:
    """What a client expects to replace (RFC 9110, section 13.1)."""

    tags: frozenset[str] | None = None
    """One of these, or any file with "*"; None: the client said nothing."""
    is_new: bool = False
    """No file."""

    def fits(self, present: CloudFile | None) -> bool:
        """Whether the file is as the client saw it. One that expects nothing has seen none."""
        if self.tags is None:
            return present is None
        return present is not None and not self.is_new and bool(self.tags & {"*", present.tag})


class CloudFileRefused(BookOrbitError):
    """An upload isn't what its name says, or is too large."""


class CloudFileChanged(BookOrbitError):
    """The file was changed since the client read it."""
