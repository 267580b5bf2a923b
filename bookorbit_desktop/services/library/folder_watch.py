"""Updates the library when its folders change, once the changes have settled."""

import asyncio
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from bookorbit_desktop.domain.library.scan import FolderState, WatchedFolder
from bookorbit_desktop.domain.overview.events import (
    Event,
    FoldersChanged,
    NetworkReturned,
    PreferencesChanged,
)
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.runtime.run_cancel import end_task
from bookorbit_desktop.system.folder_events import FolderEvents
from bookorbit_desktop.system.network_shares import is_on_network_share

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WatchTimes:
    """Waiting times in seconds."""

    quiet: float = 2.0
    """How long nothing must change: a file being copied is not read halfway."""
    longest: float = 60.0
    """After this, complete files are read anyway, so that a long download does not delay the others."""
    look: float = 5.0
    """The time between checks for folders that came or went: no system reports an unplugged drive."""
    poll: float = 900.0
    """The time between scans of folders without notifications, such as some network shares."""


class FolderWatch:
    """Watches the library's folders, on the loop where `start` was called."""

    def __init__(
        self,
        library: LibraryService,
        preferences: Preferences,
        events: EventBus,
        times: WatchTimes | None = None,
    ) -> None:
        self._library = library
        self._preferences = preferences
        self._events = events
        self._times = times or WatchTimes()
        self._states: dict[bytes, FolderState] = {}
        self._dirty: dict[bytes, float] = {}
        """The time of the first unread change for each folder."""
        self._last_change = 0.0
        self._polled_at = time.monotonic()
        self._told = asyncio.Event()
        self._folder_events: FolderEvents | None = None
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    def folders(self) -> tuple[WatchedFolder, ...]:
        """The library's folders and how each is watched; none before `start`."""
        return tuple(WatchedFolder(path, state) for path, state in self._states.items())

    def all_folders(self) -> list[WatchedFolder]:
        """Every folder of the library, even before `start`. Blocks."""
        return [
            WatchedFolder(path, self._states.get(path) or _unwatched(path))
            for path in self._library.folders()
        ]

    def start(self) -> None:
        """Start watching. Call on the loop."""
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            if isinstance(event, FoldersChanged | PreferencesChanged | NetworkReturned):
                loop.call_soon_threadsafe(self._told.set)

        self._unsubscribe = self._events.subscribe(hear, FoldersChanged, PreferencesChanged, NetworkReturned)
        self._folder_events = FolderEvents(lambda path: loop.call_soon_threadsafe(self._note_change, path))
        self._task = loop.create_task(self._watch(self._folder_events))

    async def stop(self) -> None:
        """Stop watching. Changes are found at the next start."""
        self._unsubscribe()
        await end_task(self._task)
        if self._folder_events is not None:
            await asyncio.to_thread(self._folder_events.close)

    def _note_change(self, folder: bytes) -> None:
        self._last_change = time.monotonic()
        self._dirty.setdefault(folder, self._last_change)
        self._told.set()

    async def _watch(self, folder_events: FolderEvents) -> None:
        while True:
            self._told.clear()
            await self._look(folder_events)
            if self._dirty and self._is_settled():
                await self._read()
            await self._wait()

    async def _look(self, folder_events: FolderEvents) -> None:
        """Check which folders exist, and watch them."""
        is_wanted = self._preferences.current.watch_folders
        folders = await asyncio.to_thread(self._library.folders)
        states = {
            path: state for path in folders for state in [await self._state(folder_events, path, is_wanted)]
        }
        for path in folder_events.folders - {path for path, state in states.items() if _is_read(state)}:
            await asyncio.to_thread(folder_events.forget, path)
        self._poll(states)
        returned = {path for path, state in states.items() if self._has_returned(path, state)}
        changed, self._states = states != self._states, states
        for path in returned:
            self._note_change(path)
        self._dirty = {path: since for path, since in self._dirty.items() if _is_read(states.get(path))}
        if changed:
            self._events.emit(FoldersChanged())

    async def _state(self, folder_events: FolderEvents, path: bytes, is_wanted: bool) -> FolderState:
        if not is_wanted:
            return FolderState.LEFT
        if not await asyncio.to_thread(os.path.exists, path):
            return FolderState.AWAY
        known = self._states.get(path)
        if known is not None and _is_read(known):
            return known
        try:
            await asyncio.to_thread(folder_events.watch, path)
        except OSError as error:
            logger.warning("The system doesn't report changes in %r: %s", path, error)
            return FolderState.POLLED
        is_shared = await asyncio.to_thread(is_on_network_share, path)
        return FolderState.POLLED if is_shared else FolderState.WATCHED

    def _has_returned(self, path: bytes, state: FolderState) -> bool:
        before = self._states.get(path)
        return before in (FolderState.AWAY, FolderState.LEFT) and _is_read(state)

    def _poll(self, states: dict[bytes, FolderState]) -> None:
        """Scan the folders for which the system doesn't report all changes."""
        if time.monotonic() - self._polled_at < self._times.poll:
            return
        self._polled_at = time.monotonic()
        for path, state in states.items():
            if state is FolderState.POLLED:
                self._dirty.setdefault(path, self._polled_at - self._times.longest)

    def _is_settled(self) -> bool:
        now = time.monotonic()
        is_quiet = now - self._last_change >= self._times.quiet
        return is_quiet or now - min(self._dirty.values()) >= self._times.longest

    async def _read(self) -> None:
        folders = tuple(self._dirty)
        self._dirty.clear()
        summary = await self._library.rescan(folders, settled_for=self._times.quiet)
        if summary.growing:
            for folder in folders:
                self._note_change(folder)

    async def _wait(self) -> None:
        """Wait until there is a notification, changes have settled, or the next look is due."""
        seconds = self._times.look
        if self._dirty:
            since_change = time.monotonic() - self._last_change
            seconds = min(seconds, max(0.0, self._times.quiet - since_change))
        try:
            async with asyncio.timeout(seconds):
                await self._told.wait()
        except TimeoutError:
            return


def _unwatched(path: bytes) -> FolderState:
    return FolderState.LEFT if os.path.exists(path) else FolderState.AWAY  # noqa: PTH110 - paths are bytes here


def _is_read(state: FolderState | None) -> bool:
    return state in (FolderState.WATCHED, FolderState.POLLED)
