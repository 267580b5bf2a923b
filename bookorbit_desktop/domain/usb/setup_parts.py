"""The parts of a set-up besides login and catalogue: statistics over Wi-Fi, and our plugin."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME

CLOUD_SYNC_SINCE: Final = 20230901
"""From this migration on (v2023.10), KOReader's own cloud sync is known to work with this server."""
AUTOMATIC_PROFILES_SINCE: Final = 20240928
"""From this migration on (v2024.11), a profile can run when a book is closed."""
PLUGIN_SINCE: Final = 20250302
"""From this migration on (v2025.04), our plugin runs."""
NO_VERSION: Final = "0"
"""The version of a plugin that names none."""
PLUGIN_FOLDER: Final = f"plugins/{PLUGIN_NAME}"
LAST_SYNC: Final = "settings/statistics.sqlite3.sync"
"""What KOReader's statistics and the server agreed on last."""


class SetupPart(StrEnum):
    """What a set-up consists of. An undo touches only the parts that were written."""

    LOGIN = "login"
    CATALOGUE = "catalogue"
    STATISTICS = "statistics"
    ON_CLOSE = "on_close"
    PLUGIN = "plugin"


@dataclass(frozen=True, slots=True)
class Placement:
    """A file or folder of the device that is replaced as a whole, or taken away. The earlier one is set aside."""

    name: str
    """Its path in KOReader's folder."""
    before: str
    """A digest of what is there; empty if nothing is."""
    source: Path | None = None
    """The folder whose copy takes its place; None if nothing does."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """What an undo does to a file or folder that was replaced as a whole."""

    name: str
    now: str
    """A digest of what is there; empty if nothing is."""
    existed: bool
    """Whether an earlier one was set aside, which comes back."""
    stays: bool = False
    """It was changed since, so it is left alone."""


class PluginAct(StrEnum):
    """What to do with our plugin on the device."""

    LEAVE = "leave"
    INSTALL = "install"
    """Copy the plugin of this program, also over an older one."""
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class SetupChoices:
    """What to set up besides login and catalogue."""

    statistics: bool | None = False
    """Reading statistics over Wi-Fi; None: unless they sync with another server."""
    on_close: bool = False
    """Sync them when a book is closed."""
    plugin: PluginAct = PluginAct.LEAVE


NOTHING_ELSE: Final = SetupChoices()


class Standing(StrEnum):
    """How far a part is set up on a device."""

    ABSENT = "absent"
    TOO_OLD = "too_old"
    """This version of KOReader can't do it."""
    OTHER = "other"
    """It is set up for another server."""
    THERE = "there"
    """It is set up for this computer, if perhaps with an earlier address."""


@dataclass(frozen=True, slots=True)
class PluginFound:
    """Our plugin on the device and in this program. Versions are empty for none."""

    here: str = ""
    there: str = ""
    is_too_old: bool = False
    """This version of KOReader is too old for it."""

    @property
    def can_install(self) -> bool:
        """Whether copying it would be of use: the device has none, or an older one."""
        return bool(self.here) and not self.is_too_old and version_key(self.there) < version_key(self.here)


def version_key(version: str) -> tuple[int, ...]:
    """A sort key of a version such as 1.10.0; an empty one comes first."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
