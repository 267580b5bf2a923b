"""Change notifications for folders (watchdog: inotify, FSEvents, Windows)."""

import os
from collections.abc import Callable

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

OPENED = frozenset({"opened", "closed_no_write"})
"""Events that are no change, such as reading a book."""


class FolderEvents:
    """Watches folders recursively. Its methods block; call them from one thread at a time."""

    def __init__(self, changed: Callable[[bytes], object]) -> None:
        """`changed` is called with the watched folder, on a thread of its own, and returns quickly."""
        self._changed = changed
        self._observer = Observer()
        self._observer.daemon = True
        self._observer.start()
        self._watches: dict[bytes, ObservedWatch] = {}

    @property
    def folders(self) -> frozenset[bytes]:
        """The watched folders."""
        return frozenset(self._watches)

    def watch(self, folder: bytes) -> None:
        """Start watching a folder, or the folder of a single file. Raises OSError if the system refuses."""
        handler = _Handler(lambda: self._changed(folder))
        is_file = os.path.isfile(folder)  # noqa: PTH113 - paths are bytes here
        watched = os.path.dirname(folder) if is_file else folder  # noqa: PTH120
        self._watches[folder] = self._observer.schedule(handler, os.fsdecode(watched), recursive=not is_file)

    def forget(self, folder: bytes) -> None:
        """Stop watching a folder."""
        watch = self._watches.pop(folder, None)
        if watch is not None and watch not in self._watches.values():
            self._observer.unschedule(watch)

    def close(self) -> None:
        """Stop watching all folders."""
        self._watches.clear()
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[], object]) -> None:
        self._told = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Handle that something was created, changed, renamed or deleted."""
        if event.event_type not in OPENED:
            self._told()
