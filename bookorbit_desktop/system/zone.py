"""The time zone of this computer."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOCAL_TIME = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def local_zone() -> str:
    """The name of the zone, such as "Europe/Berlin"; empty if only the system knows its rules."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name and not os.environ.get("TZ"):
        target = os.path.realpath(LOCAL_TIME)
        name = target.partition(_FOLDER)[2]
    return name if zone_of(name) is not None else ""


def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone with this name; None for an empty or unknown name."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
