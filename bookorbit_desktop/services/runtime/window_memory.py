"""The remembered state of the window: size, position, columns."""

import threading
from typing import TypeAlias

from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository

Remembered: TypeAlias = "str | int | float | bool | list[str] | dict[str, int]"


class WindowMemory:
    """Loaded once; reads and changes are instant and thread-safe, and changes are saved soon after.

    Unlike `Preferences`, nothing here must survive a crash: the last change may be lost.
    """

    def __init__(self, database: Database, repository: SettingsRepository) -> None:
        self._database = database
        self._repository = repository
        self._lock = threading.Lock()
        self._values = repository.load_remembered()
        self._unsaved: dict[str, Remembered] = {}

    def text(self, key: str, otherwise: str = "") -> str:
        """A remembered text, such as "library.view"."""
        value = self._values.get(key)
        return value if isinstance(value, str) else otherwise

    def number(self, key: str, otherwise: int) -> int:
        """A remembered whole number."""
        value = self._values.get(key)
        return value if isinstance(value, int) else otherwise

    def flag(self, key: str, otherwise: bool) -> bool:
        """A remembered yes or no."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else otherwise

    def texts(self, key: str) -> list[str]:
        """A remembered list of texts; empty if there is none."""
        value = self._values.get(key)
        return list(value) if isinstance(value, list) else []

    def numbers(self, key: str) -> dict[str, int]:
        """Remembered numbers by name, such as column widths; empty if there are none."""
        value = self._values.get(key)
        return dict(value) if isinstance(value, dict) else {}

    def put(self, key: str, value: Remembered) -> None:
        """Store a value. An unchanged value isn't written again."""
        with self._lock:
            if self._values.get(key) == value:
                return
            self._values[key] = value
            is_queued = bool(self._unsaved)
            self._unsaved[key] = value
        if not is_queued:
            self._database.submit(self._save)

    def _save(self) -> None:
        """Write everything collected so far."""
        with self._lock:
            unsaved, self._unsaved = self._unsaved, {}
        self._repository.store_remembered(unsaved)
