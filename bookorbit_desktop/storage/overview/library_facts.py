"""What a check of this computer reads from a library, which may be open, closed, old or damaged."""

import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bookorbit_desktop.storage.koreader.devices import VIEWS_OF_WRONG_CLOCKS

_WANTED = ("port", "listen_on", "device_host", "hardcover_user_id", "https")


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """As stored; a library that says nothing of them has the defaults."""

    port: int | None = None
    listen_on: str = ""
    device_host: str = ""
    """Where a device reached this computer last."""
    hardcover_user_id: int | None = None
    https: bool = False
    folders: tuple[str, ...] = ()
    newest: datetime | None = None
    """The newest moment at which anything was stored."""
    last_sent: datetime | None = None
    """When Hardcover took something last."""


def read_facts(library: Path) -> LibraryFacts:
    """Read them without changing anything. Blocks. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        folders = [
            os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM folder ORDER BY path")
        ]
        return LibraryFacts(
            **_settings(connection),
            folders=tuple(folders),
            newest=_newest(connection, "SELECT max(received_at) FROM push", "SELECT max(added_at) FROM book"),
            last_sent=_newest(connection, "SELECT max(synced_at) FROM hardcover_book"),
        )


def count_views_of_wrong_clocks(library: Path) -> int:
    """How many page views count nowhere, because a device's clock was wrong. Blocks. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return sum(views for _, views in connection.execute(VIEWS_OF_WRONG_CLOCKS))


def _settings(connection: sqlite3.Connection) -> dict[str, Any]:
    marks = ",".join("?" * len(_WANTED))
    rows = connection.execute(f"SELECT key, value FROM setting WHERE key IN ({marks})", _WANTED)
    found: dict[str, Any] = {}
    for key, value in rows:
        with suppress(ValueError):
            found[key] = json.loads(value)
    return found


def _newest(connection: sqlite3.Connection, *questions: str) -> datetime | None:
    answers = [connection.execute(question).fetchone()[0] for question in questions]
    moments = [answer for answer in answers if isinstance(answer, int | float)]
    try:
        return datetime.fromtimestamp(max(moments), UTC) if moments else None
    except (ValueError, OverflowError, OSError):
        return None
