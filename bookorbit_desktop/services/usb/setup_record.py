"""The record of a set-up, which lies on the device itself."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

from bookorbit_desktop.domain.usb.setup import SettingsFile
from bookorbit_desktop.domain.usb.setup_parts import LAST_SYNC, PLUGIN_FOLDER, SetupPart

PLUGIN_FILE: Final = re.compile(r"settings/bodesk(?:_[A-Za-z0-9_]{1,60})?\.(?:lua(?:\.old)?|json(?:\.tmp)?)")
"""A file that our plugin writes: its settings and its queues."""
PLUGINS: Final = "plugins"
_EARLIER_PARTS: Final = frozenset({SetupPart.LOGIN, SetupPart.CATALOGUE})
"""The parts of a record that names none."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A settings file that was written."""

    before: str
    """SHA-256 of the earlier file, which is kept beside it; empty if there was none."""
    after: str
    """SHA-256 of what was written, with its values in canonical form."""

    @property
    def existed(self) -> bool:
        """Whether there was a file before."""
        return bool(self.before)

    def is_put_back(self, content: bytes | None) -> bool:
        """Whether the earlier file is in place again."""
        return sha256_of(content) == self.before


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A file or folder that was replaced as a whole."""

    before: str
    """A digest of the earlier one, which is kept beside it; empty if there was none."""
    after: str
    """A digest of what took its place; empty if nothing did."""


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """The record of a set-up, stored on the device itself."""

    at: datetime
    address: str
    migrated: int
    files: dict[SettingsFile, WrittenFile]
    parts: frozenset[SetupPart] = _EARLIER_PARTS
    placed: dict[str, PlacedItem] = field(default_factory=dict)
    """The files and folders that were replaced as a whole, by their paths in KOReader's folder."""
    made_plugins: bool = False
    """Whether KOReader's folder of plugins was made for ours."""

    def document(self) -> bytes:
        """The record as a file."""
        document = {
            "at": self.at.isoformat(),
            "address": self.address,
            "migrated": self.migrated,
            "files": {name: asdict(written) for name, written in self.files.items()},
            "parts": sorted(self.parts),
            "placed": {name: asdict(placed) for name, placed in self.placed.items()},
            "made_plugins": self.made_plugins,
        }
        return json.dumps(document, indent=2).encode()


def parse_record(content: bytes) -> SetupRecord:
    """Parse a record of ours. Raises ValueError, KeyError or TypeError for anything else."""
    document = json.loads(content)
    files = {
        SettingsFile(name): WrittenFile(str(entry["before"]), str(entry["after"]))
        for name, entry in dict(document["files"]).items()
    }
    placed = {
        _placed_name(name): PlacedItem(str(entry["before"]), str(entry["after"]))
        for name, entry in dict(document.get("placed", {})).items()
    }
    at = datetime.fromisoformat(document["at"])
    if at.tzinfo is None:
        raise ValueError(at)
    parts = frozenset(map(SetupPart, document.get("parts", _EARLIER_PARTS)))
    return SetupRecord(
        at,
        str(document["address"]),
        int(document["migrated"]),
        files,
        parts,
        placed,
        bool(document.get("made_plugins")),
    )


def _placed_name(name: str) -> str:
    """The name itself. Raises ValueError for any that is never replaced: a record may come from anywhere."""
    if name not in (PLUGIN_FOLDER, LAST_SYNC) and PLUGIN_FILE.fullmatch(name) is None:
        raise ValueError(name)
    return name


def sha256_of(content: bytes | None) -> str:
    """The SHA-256 of a whole file; empty if there is none."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
